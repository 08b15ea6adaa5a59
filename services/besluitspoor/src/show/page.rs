//! Where people read: its width and its language.

use std::{
    env,
    io::{IsTerminal as _, stdout},
};

use terminal_size::{Width, terminal_size};
use wire::Language;

/// A terminal that is narrower is treated as this wide, in columns.
const WIDTH_MIN: usize = 40;
/// From this width on a page holds tables with all their columns.
const WIDE_MIN: usize = 110;

/// Where people read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    /// In which language.
    pub(crate) language: Language,
    /// How many columns there are. `None`: neither a terminal nor `COLUMNS` says, and lines are as long as they are.
    pub(crate) width: Option<usize>,
    /// Whether it is a terminal, and no file or pipe.
    pub(crate) terminal: bool,
    /// Whether headings may be set in bold.
    pub(crate) bold: bool,
}

impl Page {
    /// Standard output: a terminal with its width, or plain lines, as wide as `COLUMNS` says if it is set.
    pub(crate) fn of_stdout(language: Language) -> Self {
        let terminal = stdout().is_terminal();
        let width = if terminal {
            terminal_size().map(|(Width(columns), _)| usize::from(columns).max(WIDTH_MIN))
        } else {
            env::var("COLUMNS").ok().and_then(|columns| asked(&columns))
        };
        let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { language, width, terminal, bold: terminal && !plain }
    }

    /// Whether tables are shown with fewer columns and shorter words.
    pub(crate) fn is_narrow(&self) -> bool {
        self.width.is_some_and(|width| width < WIDE_MIN)
    }

    /// A heading.
    pub(crate) fn heading(&self, text: &str) -> String {
        if self.bold { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// The width that somebody asks for. What is no number of columns asks for nothing.
fn asked(columns: &str) -> Option<usize> {
    let columns: usize = columns.trim().parse().ok()?;
    (columns > 0).then(|| columns.max(WIDTH_MIN))
}

#[cfg(test)]
impl Page {
    /// A page as tests need it.
    pub(crate) fn wide(width: Option<usize>) -> Self {
        Self { language: Language::Dutch, width, terminal: false, bold: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_is_as_wide_as_columns_says() {
        for (columns, width) in [("80", Some(80)), (" 120 ", Some(120)), ("7", Some(WIDTH_MIN))] {
            assert_eq!(asked(columns), width, "{columns}");
        }
        for nothing in ["", "0", "-80", "breed"] {
            assert_eq!(asked(nothing), None, "{nothing}");
        }
    }
}
