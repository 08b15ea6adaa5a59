//! Rows for a spreadsheet: RFC 4180, with the words of people.

use std::fmt::Write as _;

use wire::Language;

use super::json::shared::Reflects;

/// An answer that has rows.
pub(crate) trait Tabular {
    /// Its rows as CSV, with a line of headings.
    fn csv(&self, language: Language) -> String;

    /// What the answer reflects.
    fn reflects(&self) -> &Reflects;
}

/// Lines of comma-separated values.
#[derive(Debug, Default)]
pub(crate) struct Csv(String);

impl Csv {
    /// A table with these headings and no rows.
    pub(crate) fn new<const CELLS: usize>(headings: [&str; CELLS]) -> Self {
        let mut csv = Self::default();
        csv.row(headings.map(str::to_owned));
        csv
    }

    /// Adds a row.
    pub(crate) fn row<const CELLS: usize>(&mut self, cells: [String; CELLS]) {
        let cells = cells.map(|cell| quoted(&cell));
        // Writing to a string cannot fail.
        let _ = write!(self.0, "{}\r\n", cells.join(","));
    }

    /// The lines, each with its end.
    pub(crate) fn text(self) -> String {
        self.0
    }
}

/// A cell as it is written. What a spreadsheet would take for a formula gets an apostrophe in front: words come from people, and
/// a spreadsheet carries out what begins so.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let cell = format!("{guard}{cell}");
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[test]
fn cells_are_quoted_where_a_reader_would_be_misled() {
    let table = [
        ("gewoon", "gewoon"),
        ("een, twee", "\"een, twee\""),
        ("zegt \"ja\"", "\"zegt \"\"ja\"\"\""),
        ("twee\nregels", "\"twee\nregels\""),
        ("=1+1", "'=1+1"),
        ("-punt, en meer", "\"'-punt, en meer\""),
        ("", ""),
    ];
    for (cell, written) in table {
        assert_eq!(quoted(cell), written);
    }
    let mut csv = Csv::new(["a", "b"]);
    csv.row(["1".into(), "x,y".into()]);
    assert_eq!(csv.text(), "a,b\r\n1,\"x,y\"\r\n");
}
