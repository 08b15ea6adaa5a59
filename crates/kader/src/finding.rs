//! One thing that is wrong with a framework file.

use std::fmt;

/// Something in a framework file that must be mended before the framework can be adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line it is about, from 1. What is missing is reported where it should have been.
    pub line: usize,
    /// The name of the rule, e.g. `TERM_TOO_SHORT`.
    pub rule: &'static str,
    /// The rule, the fact and what would help, in Dutch.
    pub nl: String,
    /// The same in English.
    pub en: String,
}

impl fmt::Display for Finding {
    /// In English, on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {} [{}]", self.line, self.en, self.rule)
    }
}
