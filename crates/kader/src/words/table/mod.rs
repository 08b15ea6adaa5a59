//! The sentences, one a rule. A name in braces is filled in with a fact.

mod file;
mod ladder;
mod lists;
mod route;

/// What one rule says.
pub(super) struct Sentence {
    pub(super) rule: &'static str,
    pub(super) nl: &'static str,
    pub(super) en: &'static str,
}

/// Every sentence: first what keeps a file from being read, then what makes a framework unsound.
pub(super) fn sentences() -> impl Iterator<Item = &'static Sentence> {
    file::FILE.iter().chain(lists::LISTS).chain(route::ROUTE).chain(ladder::LADDER)
}

const fn say(rule: &'static str, nl: &'static str, en: &'static str) -> Sentence {
    Sentence { rule, nl, en }
}
