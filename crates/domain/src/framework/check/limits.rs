//! How much a framework may hold, so that every record about it stays small and every check of it quick.

/// The most parties.
pub const PARTIES_MAX: usize = 200;
/// The most bodies.
pub const BODIES_MAX: usize = 50;
/// The most document formats.
pub const FORMATS_MAX: usize = 20;
/// The most sections of one document format: each is a line in the record of a filed document.
pub const SECTIONS_MAX: usize = 100;
/// The most rounds.
pub const ROUNDS_MAX: usize = 12;
/// The most steps, all rounds together.
pub const STEPS_MAX: usize = 60;
/// The most ends.
pub const ENDS_MAX: usize = 20;
/// The most terms in one of the lists.
pub const TERMS_MAX: usize = 100;
/// The most documents that a step may require.
pub const REQUIREMENTS_MAX: usize = 20;
/// The most lists by which proposals are prepared.
pub const CHECKLISTS_MAX: usize = 10;
/// The most themes of such a list.
pub const THEMES_MAX: usize = 40;
/// The most items of such a list.
pub const ITEMS_MAX: usize = 300;
/// The most characters of each text of an item.
pub const ITEM_LENGTH_MAX: usize = 2_000;
/// The most characters of a name for people.
pub const NAME_LENGTH_MAX: usize = 200;
/// The most characters of a body's composition.
pub const COMPOSITION_LENGTH_MAX: usize = 1_000;
/// The most characters of the reference prefix.
pub const REFERENCE_PREFIX_LENGTH_MAX: usize = 10;
/// The most visits that a step may allow.
pub const VISITS_MAX: u32 = 10;
/// The longest term, in working days: more than a year and a half.
pub const TERM_DAYS_MAX: u32 = 400;
/// The earliest that papers may be due before a meeting, in working days.
pub const PAPERS_DUE_DAYS_MAX: u32 = 100;
/// The most words that a document may be allowed.
pub const DOCUMENT_WORDS_MAX: u32 = 200_000;
/// The most rungs of the ladder.
pub const RUNGS_MAX: usize = 10;
/// The most times that a dossier may come to the ladder from one step.
pub const TIMES_MAX: u32 = 10;
