//! Where a page ended, as its token says it: the position that all pages reflect, and the row after which the
//! next page begins.

use record::Position;
use views::AsOf;
use wire::convert::{
    query::Page,
    violation::{Fault, Violations},
};

/// Where a page ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ended {
    /// The position that the first page reflected.
    pub(crate) reflects: Position,
    /// The key of the last row.
    pub(crate) after: Position,
}

impl Ended {
    /// Where the page before this one ended; `None` for the first page.
    ///
    /// # Errors
    /// When the token is none of ours.
    pub(crate) fn before(page: &Page) -> Result<Option<Self>, Violations> {
        let Some(token) = &page.token else { return Ok(None) };
        let parsed = token.split_once('.').and_then(|(reflects, after)| {
            Some(Self { reflects: Position(reflects.parse().ok()?), after: Position(after.parse().ok()?) })
        });
        parsed.map(Some).ok_or_else(|| Violations::one("page_token", Fault::NotPageToken))
    }

    /// The token that continues here; empty when there is no next page.
    pub(crate) fn token(reflects: Position, next: Option<Position>) -> String {
        next.map(|after| format!("{reflects}.{after}")).unwrap_or_default()
    }
}

/// What of a list a page shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// As of when: what was asked for the first page, and for every other the position that the first reflected.
    pub(crate) as_of: AsOf,
    /// Only rows after this one.
    pub(crate) after: Position,
    /// How many rows at most.
    pub(crate) limit: usize,
}

impl Part {
    /// What a page shows, after the one before it.
    pub(crate) fn of(page: &Page, before: Option<Ended>, asked: AsOf) -> Self {
        Self {
            as_of: before.map_or(asked, |ended| AsOf::Position(ended.reflects)),
            after: before.map_or(Position::START, |ended| ended.after),
            limit: size(page),
        }
    }
}

/// How many rows a page has.
fn size(page: &Page) -> usize {
    usize::try_from(page.size).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_nothing_else_does() {
        let token = Ended::token(Position(12), Some(Position(7)));
        let page = |token: &str| Page { size: 1, token: Some(token.to_owned()) };
        let ended = Ended { reflects: Position(12), after: Position(7) };
        assert_eq!(Ended::before(&page(&token)), Ok(Some(ended)));
        assert_eq!(Ended::token(Position(12), None), "");
        for bad in ["", "12", "12.", ".7", "a.b", "12.7.1"] {
            assert!(Ended::before(&page(bad)).is_err(), "{bad}");
        }
    }
}
