//! Columns that fit the page.

use unicode_width::UnicodeWidthStr as _;

use super::{
    Page, printable,
    wrap::{is_free, least, padded, wrapped},
};

/// What stands between two columns.
const GAP: &str = "  ";
/// Lines beside or below something are not made narrower than this.
const ROOM_MIN: usize = 8;

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

    /// The table as text, each line with its end. Long cells go on below when the page is too narrow; and when a column
    /// would break a date or a word, each row is a block of facts.
    pub(crate) fn text(&self, page: &Page) -> String {
        let Some(widths) = self.widths(page.width) else { return self.blocks(page) };
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

    /// How wide each column is: as wide as its widest cell, or less, the widest first, until the page holds them. Those
    /// with free text give way before others do. `None`: words would have to be broken.
    fn widths(&self, page: Option<usize>) -> Option<Vec<usize>> {
        let cells = |at: usize| self.rows.iter().map(move |row| &row[at]);
        let all = |at: usize| cells(at).chain([&self.headings[at]]);
        let columns = 0..self.headings.len();
        let widest = |at: usize| all(at).map(|cell| cell.width()).max().unwrap_or_default();
        let mut widths: Vec<usize> = columns.clone().map(widest).collect();
        let Some(page) = page else { return Some(widths) };
        let room = page.saturating_sub(GAP.len() * widths.len().saturating_sub(1));
        let words = |at: usize| all(at).map(|cell| least(cell)).max().unwrap_or_default();
        let whole: Vec<usize> = columns.clone().map(words).collect();
        // A heading may always go on below; what stands in the column decides.
        let value = |at: usize| cells(at).map(|cell| cell.width()).max().unwrap_or_default();
        let free = |at: usize| cells(at).any(|cell| is_free(cell));
        let first = columns.map(|at| if free(at) { whole[at] } else { whole[at].max(value(at)) });
        shrink(&mut widths, room, &first.collect::<Vec<_>>());
        shrink(&mut widths, room, &whole);
        (widths.iter().sum::<usize>() <= room).then_some(widths)
    }

    /// Each row by itself: its cells with their headings in front.
    fn blocks(&self, page: &Page) -> String {
        let block = |row: &Vec<String>| {
            let cells = self.headings.iter().zip(row);
            let cells: Vec<_> = cells.map(|(heading, cell)| (heading.as_str(), cell.clone())).collect();
            facts(&cells, page)
        };
        self.rows.iter().map(block).collect::<Vec<_>>().join("\n")
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
    let room = page.width.map_or(usize::MAX, |width| width.saturating_sub(names + GAP.len()).max(ROOM_MIN));
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
    let room = page.width.map_or(usize::MAX, |width| width.saturating_sub(indent.width()).max(ROOM_MIN));
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
    fn a_page_that_would_break_a_date_or_a_word_has_a_block_for_each_row() {
        let expected = "\
Nummer   OZA-2026-0014
Titel    Onderwijs-zorggroep voor
         jonge kinderen
Termijn  2026-12-18

Nummer   OZA-2026-0002
Titel    Eén naam\u{fffd}[0m
Termijn  –
";
        assert_eq!(table().text(&Page::wide(Some(36))), expected);
    }

    #[test]
    fn free_text_gives_way_before_a_moment_does() {
        let mut table = Table::new(&["Laatst gewijzigd op", "Titel"]);
        table.row(["2026-03-05 13:02".into(), "een twee drie".into()]);
        let expected = "\
Laatst gewijzigd  Titel
op
2026-03-05 13:02  een
                  twee
                  drie
";
        assert_eq!(table.text(&Page::wide(Some(23))), expected);
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
