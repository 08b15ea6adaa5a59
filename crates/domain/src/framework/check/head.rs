//! The framework as a whole, and its lists of terms.

use super::{FaultKind, Found, List, Place, TermList, limits};
use crate::{
    calendar,
    framework::{Framework, Term},
};

pub(super) fn check(framework: &Framework, found: &mut Found) {
    let reference = &framework.reference;
    found.name(Place::Framework, &framework.title);
    if reference.id.as_str().contains('.') {
        found.at(Place::Framework, FaultKind::FrameworkIdDotted);
    }
    if let Some(version) = framework.supersedes.clone().filter(|version| *version == reference.version) {
        found.at(Place::Framework, FaultKind::SupersedesItself { version });
    }
    let date = framework.effective_from;
    if calendar::validate(date).is_err() {
        found.at(Place::Framework, FaultKind::EffectiveOutsideCalendar { date });
    }
    if !is_prefix(&framework.reference_prefix) {
        let prefix = framework.reference_prefix.clone();
        found.at(Place::Framework, FaultKind::ReferencePrefixUnfit { prefix });
    }
    if framework.small_number_threshold == 0 {
        found.at(Place::Framework, FaultKind::ThresholdZero);
    }
    if framework.functions.is_empty() {
        found.at(Place::Framework, FaultKind::NoFunctions);
    }
    terms(TermList::Functions, &framework.functions, found);
    terms(TermList::FundingCodes, &framework.funding_codes, found);
    terms(TermList::Indicators, &framework.indicators, found);
}

fn terms(list: TermList, terms: &[Term], found: &mut Found) {
    found.length(Place::Framework, List::Terms(list), terms.len(), limits::TERMS_MAX);
    found.duplicates(terms.iter().map(|term| &term.id), |id| Place::Term(list, id.clone()));
    for term in terms {
        found.name(Place::Term(list, term.id.clone()), &term.name);
    }
}

/// Whether a reference number can begin with this, as in `OZA-2026-014`.
fn is_prefix(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= limits::REFERENCE_PREFIX_LENGTH_MAX
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
