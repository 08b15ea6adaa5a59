//! What can be wrong with a document, and how it is told.

use wire::Language;

use super::words;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The line of the file, from 1. What is missing is reported where it should have been.
    pub(crate) line: usize,
    /// What is wrong.
    pub(crate) fault: Fault,
}

/// What is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The file has more bytes than a document may have.
    TooLarge { bytes_max: usize },
    /// It is a file of Word, not text.
    Word,
    /// It is text in UTF-16.
    Utf16,
    /// It is no UTF-8 text.
    NotUtf8 { byte: usize },
    /// It holds nothing.
    Empty,
    /// It holds a control character other than a new line or a tab.
    ControlCharacter { code: u32 },
    /// The front matter begins, and nothing ends it.
    FrontMatterOpen,
    /// A line of the front matter is no `key: value`.
    FrontMatterLine,
    /// The front matter has a key that means nothing.
    FrontMatterKey { given: String, nearest: Option<&'static str> },
    /// The front matter has a key twice.
    FrontMatterRepeated { key: &'static str, first_line: usize },
    /// A key of the front matter has no value.
    FrontMatterEmpty { key: &'static str },
    /// Nothing says which format the document has.
    FormatMissing { known: Vec<String> },
    /// The framework has no such format.
    FormatUnknown { given: String, known: Vec<String> },
    /// There is text before the first heading.
    TextBeforeHeading { first: String },
    /// There is text between a chapter's heading and its first field.
    TextOutsideField { chapter: String, fields: Vec<String> },
    /// The format has no such heading.
    HeadingUnknown { given: String, nearest: Option<String>, known: Vec<String> },
    /// A heading of one or two `#` in a chapter that is one text.
    HeadingInText { given: String, chapter: String },
    /// A heading without a space after its `#`.
    HeadingWithoutSpace { expected: String },
    /// A heading of the format with another number of `#`.
    HeadingLevel { given: String, expected: String },
    /// A field under another chapter than its own.
    HeadingMisplaced { given: String, chapter: String },
    /// A heading after one that it should come before.
    HeadingOutOfOrder { given: String, after: String },
    /// A heading that was there before.
    HeadingRepeated { given: String, first_line: usize },
    /// A comment begins, and nothing ends it.
    CommentOpen,
    /// A code fence begins, and nothing ends it.
    FenceOpen,
    /// A required section is not there.
    SectionMissing { heading: String },
    /// A required section has no words.
    SectionEmpty { heading: String },
    /// It has more words than the format allows.
    TooLong { words: u32, words_max: u32, pages_a4: u32 },
    /// A number that may be a citizen service number. It forbids nothing and is never repeated.
    BsnLikeNumber { heading: String },
}

impl Finding {
    /// What is wrong on this line.
    pub(crate) fn at(line: usize, fault: Fault) -> Self {
        Self { line, fault }
    }
}

impl Fault {
    /// The name of the rule.
    pub(crate) fn rule(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "FILE_TOO_LARGE",
            Self::Word => "FILE_IS_WORD",
            Self::Utf16 => "FILE_IS_UTF16",
            Self::NotUtf8 { .. } => "FILE_NOT_UTF8",
            Self::Empty => "FILE_EMPTY",
            Self::ControlCharacter { .. } => "CONTROL_CHARACTER",
            Self::FrontMatterOpen => "FRONT_MATTER_OPEN",
            Self::FrontMatterLine => "FRONT_MATTER_LINE",
            Self::FrontMatterKey { .. } => "FRONT_MATTER_KEY",
            Self::FrontMatterRepeated { .. } => "FRONT_MATTER_REPEATED",
            Self::FrontMatterEmpty { .. } => "FRONT_MATTER_EMPTY",
            Self::FormatMissing { .. } => "FORMAT_MISSING",
            Self::FormatUnknown { .. } => "FORMAT_UNKNOWN",
            Self::TextBeforeHeading { .. } => "TEXT_BEFORE_HEADING",
            Self::TextOutsideField { .. } => "TEXT_OUTSIDE_FIELD",
            Self::HeadingUnknown { .. } => "HEADING_UNKNOWN",
            Self::HeadingInText { .. } => "HEADING_IN_TEXT",
            Self::HeadingWithoutSpace { .. } => "HEADING_WITHOUT_SPACE",
            Self::HeadingLevel { .. } => "HEADING_LEVEL",
            Self::HeadingMisplaced { .. } => "HEADING_MISPLACED",
            Self::HeadingOutOfOrder { .. } => "HEADING_OUT_OF_ORDER",
            Self::HeadingRepeated { .. } => "HEADING_REPEATED",
            Self::CommentOpen => "COMMENT_OPEN",
            Self::FenceOpen => "FENCE_OPEN",
            Self::SectionMissing { .. } => "SECTION_MISSING",
            Self::SectionEmpty { .. } => "SECTION_EMPTY",
            Self::TooLong { .. } => "TOO_LONG",
            Self::BsnLikeNumber { .. } => "BSN_LIKE_NUMBER",
        }
    }

    /// What is wrong and what would help, in a language.
    pub(crate) fn told(&self, language: Language) -> String {
        words::told(self, language)
    }
}
