//! Where people read: its width and its language.

use std::{
    env,
    io::{IsTerminal as _, stdout},
};

use terminal_size::{Width, terminal_size};
use wire::Language;

/// A terminal that is narrower is treated as this wide, in columns.
const WIDTH_MIN: usize = 40;

/// Where people read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    /// In which language.
    pub(crate) language: Language,
    /// How many columns there are. `None`: no terminal, lines are as long as they are.
    pub(crate) width: Option<usize>,
    /// Whether headings may be set in bold.
    pub(crate) bold: bool,
}

impl Page {
    /// Standard output: a terminal with its width, or plain lines.
    pub(crate) fn of_stdout(language: Language) -> Self {
        let terminal = stdout().is_terminal();
        let width = terminal_size().map(|(Width(columns), _)| usize::from(columns).max(WIDTH_MIN));
        let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { language, width: width.filter(|_| terminal), bold: terminal && !plain }
    }

    /// A heading.
    pub(crate) fn heading(&self, text: &str) -> String {
        if self.bold { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
impl Page {
    /// A page as tests need it.
    pub(crate) fn wide(width: Option<usize>) -> Self {
        Self { language: Language::Dutch, width, bold: false }
    }
}
