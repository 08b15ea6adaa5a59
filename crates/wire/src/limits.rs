//! How much a request may hold. Whatever is larger is refused with the field and the limit named.

use domain::calendar::{CALENDAR_YEAR_MAX, CALENDAR_YEAR_MIN};

/// The most bytes that a request may have; what tonic decodes at most.
pub const REQUEST_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The most characters of a title or a name.
pub const TITLE_CHARS_MAX: usize = 200;
/// The most characters of the words for whom an arrangement is.
pub const TARGET_GROUP_CHARS_MAX: usize = 500;
/// The most characters of who outside the framework a dossier waits for.
pub const OUTSIDE_CHARS_MAX: usize = 200;
/// The most characters of a motivation, a reason or an answer to a condition.
pub const MOTIVATION_CHARS_MAX: usize = 10_000;
/// The most characters of the name of words, or of their digest.
pub const TEXT_NAME_CHARS_MAX: usize = 100;
/// The most characters of a condition.
pub const CONDITION_CHARS_MAX: usize = 2_000;
/// The most characters of one section of a document.
pub const SECTION_CHARS_MAX: usize = 50_000;
/// The most characters of a document, all sections together.
pub const DOCUMENT_CHARS_MAX: usize = 400_000;
/// The most characters of what is to be done.
pub const ACTION_CHARS_MAX: usize = 2_000;
/// The most bytes of the texts of one command together. With the escapes of JSON and in base64, as the journal keeps
/// them, they then fit beside a record: also 400,000 characters of a document or 500,000 of answers, of whatever kind.
pub const TEXTS_BYTES_MAX: usize = 1_300_000;
/// The most sections of a document.
pub const SECTIONS_MAX: usize = 100;
/// The most functions that a dossier or arrangement may name.
pub const FUNCTIONS_MAX: usize = 50;
/// The most funding codes that an arrangement may name.
pub const FUNDING_MAX: usize = 50;
/// The most evaluations that may be planned of an arrangement.
pub const EVALUATIONS_MAX: usize = 50;
/// The most indicators that an arrangement may be measured by.
pub const INDICATORS_MAX: usize = 50;
/// The most periods that a party may pledge something for.
pub const PLEDGES_MAX: usize = domain::arrangement::ENTRY_LIST_MAX;
/// The most partners that an arrangement may name.
pub const PARTNERS_MAX: usize = 50;
/// The most conditions that one outcome may set, and that one answer may be about.
pub const CONDITIONS_MAX: usize = 50;
/// The most conditions that one outcome may judge.
pub const JUDGEMENTS_MAX: usize = 200;
/// The most items that a request about an agenda may name.
pub const AGENDA_ITEMS_MAX: usize = domain::meeting::ITEMS_MAX;
/// The most acts that a mandate may be for.
pub const MANDATE_ACTS_MAX: usize = 10;
/// The most bodies that a mandate may be for: as many as a framework may have.
pub const MANDATE_BODIES_MAX: usize = 50;
/// The most lists that a preparation may begin by.
pub const CHECKLISTS_MAX: usize = domain::framework::check::limits::CHECKLISTS_MAX;
/// The most parties that one dispute may have.
pub const DISPUTE_PARTIES_MAX: usize = domain::dossier::escalation::PARTIES_MAX;
/// The most stances that one outcome may have: as many as a framework may have parties.
pub const STANCES_MAX: usize = 200;
/// The most bytes of a framework file.
pub const FRAMEWORK_FILE_BYTES_MAX: usize = 262_144;
/// The most characters that a list may be searched for.
pub const SEARCH_CHARS_MAX: usize = 200;
/// The most characters of a reference number.
pub const REFERENCE_CHARS_MAX: usize = 40;
/// The most rounds of which a forecast may say when they are submitted.
pub const LATER_ROUNDS_MAX: usize = 12;
/// The most phases that a filter may name.
pub const PHASES_MAX: usize = 10;
/// The most characters of a page token.
pub const PAGE_TOKEN_CHARS_MAX: usize = 500;
/// The most rows of a page.
pub const PAGE_SIZE_MAX: u32 = 200;
/// The rows of a page when the request does not say.
pub const PAGE_SIZE_DEFAULT: u32 = 50;
/// The first year of a date that someone can have meant.
pub const YEAR_MIN: i16 = CALENDAR_YEAR_MIN;
/// The last year of a date that someone can have meant.
pub const YEAR_MAX: i16 = CALENDAR_YEAR_MAX;
/// The most checkpoints that a bundle proves to continue.
pub const SINCE_SIZES_MAX: usize = 16;
/// The most bytes of error details. In base64, with the message, they stay within the 8,192 bytes of trailers
/// that clients commonly accept.
pub const ERROR_DETAILS_BYTES_MAX: usize = 5_000;
/// The most characters of a given value that an error repeats.
pub const GIVEN_CHARS_MAX: usize = 60;
/// The most items of a list that a sentence names.
pub const ITEMS_NAMED_MAX: usize = 12;
