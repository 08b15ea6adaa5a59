//! Columns that fit the page.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr};

use super::{Page, printable};

/// What stands between two columns.
const GAP: &str = "  ";
/// No column is made narrower than this.
const COLUMN_MIN: usize = 8;
/// A word that is wider than this is broken like a text.
const WORD_MAX: usize = 16;

/// Rows under headings.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these headings and no rows.
    pub(crate) fn new(headings: &[&str]) -> Self {
        Self { headings: headings.iter().map(|heading| (*heading).to_owned()).collect(), rows: Vec::new() }
    }

    /// Adds a row; it has a cell for every heading.
    pub(crate) fn row<const CELLS: usize>(&mut self, cells: [String; CELLS]) {
        debug_assert_eq!(CELLS, self.headings.len());
        // A cell is one line before it is wrapped.
        let one_line = |cell: String| printable(&cell).replace(['\n', '\t'], " ");
        self.rows.push(cells.into_iter().map(one_line).collect());
    }

    /// Whether it has no rows.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text, each line with its end. Long cells go on below when the page is too narrow.
    pub(crate) fn text(&self, page: &Page) -> String {
        let widths = self.widths(page.width);
        let mut text = String::new();
        for line in lines(&self.headings, &widths) {
            text.push_str(&page.heading(&line));
            text.push('\n');
        }
        for row in &self.rows {
            for line in lines(row, &widths) {
                text.push_str(&line);
                text.push('\n');
            }
        }
        text
    }

    /// How wide each column is: as wide as its widest cell, or less, the widest first, until the page holds them. Words
    /// are broken only when nothing else helps.
    fn widths(&self, page: Option<usize>) -> Vec<usize> {
        let cells = |at: usize| self.rows.iter().map(move |row| &row[at]).chain([&self.headings[at]]);
        let columns = 0..self.headings.len();
        let mut widths: Vec<usize> =
            columns.clone().map(|at| cells(at).map(|cell| cell.width()).max().unwrap_or_default()).collect();
        let Some(page) = page else { return widths };
        let room = page.saturating_sub(GAP.len() * widths.len().saturating_sub(1));
        let words =
            |at: usize| cells(at).flat_map(|cell| cell.split_whitespace()).map(UnicodeWidthStr::width).max();
        let whole_words: Vec<usize> = columns.map(|at| words(at).unwrap_or_default().min(WORD_MAX)).collect();
        shrink(&mut widths, room, &whole_words);
        let least = vec![COLUMN_MIN; widths.len()];
        shrink(&mut widths, room, &least);
        widths
    }
}

/// Takes from the widest column, again and again, until all together have room or none may be narrower.
fn shrink(widths: &mut [usize], room: usize, least: &[usize]) {
    while widths.iter().sum::<usize>() > room {
        let wider = widths.iter_mut().zip(least).filter(|(width, least)| **width > **least);
        let Some((widest, _)) = wider.max_by_key(|(width, _)| **width) else { return };
        *widest -= 1;
    }
}

/// Facts with their names in front, one below the other. Empty ones are left out.
pub(crate) fn facts(facts: &[(&str, String)], page: &Page) -> String {
    let given: Vec<_> = facts.iter().filter(|(_, fact)| !fact.is_empty()).collect();
    let names = given.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
    let room = page.width.map_or(usize::MAX, |width| width.saturating_sub(names + GAP.len()).max(COLUMN_MIN));
    let mut text = String::new();
    for (name, fact) in given {
        let mut name = *name;
        for line in fact.lines().flat_map(|line| wrapped(&printable(line), room)) {
            text.push_str(&padded(name, names));
            text.push_str(GAP);
            text.push_str(&line);
            text.push('\n');
            name = "";
        }
    }
    text
}

/// A text in lines that are not longer than the page, each with this in front.
pub(crate) fn paragraph(text: &str, indent: &str, page: &Page) -> String {
    let room = page.width.map_or(usize::MAX, |width| width.saturating_sub(indent.width()).max(COLUMN_MIN));
    let lines = text.lines().flat_map(|line| wrapped(&printable(line), room));
    lines.map(|line| format!("{indent}{line}\n")).collect()
}

/// The lines that a row takes.
fn lines(cells: &[String], widths: &[usize]) -> Vec<String> {
    let columns: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(cell, width)| wrapped(cell, *width)).collect();
    let count = columns.iter().map(Vec::len).max().unwrap_or_default();
    let line = |at: usize| {
        let cells = columns
            .iter()
            .zip(widths)
            .map(|(column, width)| padded(column.get(at).map_or("", String::as_str), *width));
        cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    (0..count).map(line).collect()
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A text in lines that are not wider than this: broken between words, in a word that is wider itself after a hyphen, and
/// where there is none anywhere.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    if text.width() <= width {
        return vec![text.to_owned()];
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let parts: Vec<&str> =
            if word.width() > width { word.split_inclusive('-').collect() } else { vec![word] };
        for (at, part) in parts.into_iter().enumerate() {
            let gap = if at == 0 && !line.is_empty() { " " } else { "" };
            if line.width() + gap.len() + part.width() > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            } else {
                line.push_str(gap);
            }
            for character in part.chars() {
                if line.width() + character.width().unwrap_or_default() > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(character);
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&["Nummer", "Titel", "Termijn"]);
        table.row([
            "OZA-2026-0014".into(),
            "Onderwijs-zorggroep voor jonge kinderen".into(),
            "2026-12-18".into(),
        ]);
        table.row(["OZA-2026-0002".into(), "Eén\nnaam\u{1b}[0m".into(), "–".into()]);
        table
    }

    #[test]
    fn without_a_terminal_lines_are_as_long_as_they_are() {
        let expected = "\
Nummer         Titel                                    Termijn
OZA-2026-0014  Onderwijs-zorggroep voor jonge kinderen  2026-12-18
OZA-2026-0002  Eén naam\u{fffd}[0m                             –
";
        assert_eq!(table().text(&Page::wide(None)), expected);
        assert_eq!(table().text(&Page::wide(Some(200))), expected);
    }

    #[test]
    fn a_narrow_page_wraps_the_widest_column() {
        let expected = "\
Nummer         Titel           Termijn
OZA-2026-0014  Onderwijs-      2026-12-18
               zorggroep voor
               jonge kinderen
OZA-2026-0002  Eén naam\u{fffd}[0m    –
";
        let shown = table().text(&Page::wide(Some(41)));
        assert_eq!(shown, expected);
        assert!(shown.lines().all(|line| line.width() <= 41), "{shown}");
    }

    #[test]
    fn wide_characters_keep_columns_straight() {
        let mut table = Table::new(&["a", "b"]);
        table.row(["日本".into(), "x".into()]);
        table.row(["e\u{301}".into(), "y".into()]);
        assert_eq!(table.text(&Page::wide(None)), "a     b\n日本  x\ne\u{301}     y\n");
    }

    #[test]
    fn facts_stand_below_each_other() {
        let page = Page::wide(Some(24));
        let shown = facts(&[("Titel", "een lange titel van vier".into()), ("Leeg", String::new())], &page);
        assert_eq!(shown, "Titel  een lange titel\n       van vier\n");
        assert_eq!(
            paragraph("een twee drie\nvier", "  ", &Page::wide(Some(10))),
            "  een twee\n  drie\n  vier\n"
        );
    }
}
