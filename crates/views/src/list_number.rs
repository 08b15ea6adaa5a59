//! The number of a decision list.

use std::fmt;

use domain::ids::BodyId;

/// The number of a decision list: the body, the year and which of that year, e.g. `PORA-2026-03`.
///
/// The n-th meeting of a body in a year whose list was first drawn up. The year is that of the meeting; the order is that in
/// which lists were first drawn up, so that a number that was once given never changes: neither when a list is drawn up again,
/// nor when an earlier meeting gets its list later.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListNumber {
    /// Whose list it is.
    pub body: BodyId,
    /// The year of the meeting.
    pub year: i16,
    /// Which of that year, from 1.
    pub number: u32,
}

impl fmt::Display for ListNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { body, year, number } = self;
        write!(f, "{}-{year}-{number:02}", body.as_str().to_uppercase())
    }
}

#[test]
fn a_number_is_written_so_that_lists_sort() {
    let number = |number| ListNumber { body: "pora".parse().unwrap(), year: 2026, number }.to_string();
    assert_eq!([number(3), number(12), number(100)], ["PORA-2026-03", "PORA-2026-12", "PORA-2026-100"]);
}
