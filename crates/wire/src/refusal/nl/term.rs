//! Refusals about the term of a visit, in Dutch.

use domain::{
    dossier::event::VisitRef,
    ids::{BodyId, StepId},
};
use jiff::civil::Date;

use super::phrase::{choice, date, each, visit};
use crate::names::Names;

pub(super) fn body_unknown(body: &BodyId, known: &[BodyId], names: Names<'_>) -> String {
    let known = each(known, |id| choice(id, names.body(id)));
    format!("Het kader kent het gremium ‘{body}’ niet. Kies uit {known}.")
}

pub(super) fn no_term(step: &StepId, names: Names<'_>) -> String {
    format!(
        "Stap ‘{}’ heeft geen termijn, dus er valt niets op te schorten. Leg de uitkomst vast als die er is.",
        names.step(step)
    )
}

pub(super) fn already_suspended(since: Date) -> String {
    format!(
        "De termijn staat al stil, sinds {}. Laat de termijn eerst weer lopen en schort dan opnieuw op.",
        date(since)
    )
}

pub(super) fn not_suspended(asked: &VisitRef, names: Names<'_>) -> String {
    format!(
        "De termijn van {} staat niet stil. Kijk in het dossier hoe de termijn loopt.",
        visit(asked, names)
    )
}

pub(super) fn waits_for_itself(body: &BodyId, names: Names<'_>) -> String {
    format!(
        "De termijn staat alleen stil als {} op een ander wacht, niet op zichzelf. Noem op wie er wordt gewacht.",
        names.body(body)
    )
}

pub(super) fn suspension_overlaps(given: Date, until: Date) -> String {
    format!(
        "Op {} stond de termijn al stil; sinds {} loopt die weer. Kies die dag of een latere.",
        date(given),
        date(until)
    )
}

pub(super) fn term_ran_out(given: Date, due: Date) -> String {
    format!(
        "De termijn liep af op {}; op {} kon die niet meer stil gaan staan. Kies een dag binnen de termijn, of leg de \
         uitkomst vast.",
        date(due),
        date(given)
    )
}

pub(super) fn resumed_too_early(given: Date, since: Date) -> String {
    format!(
        "De termijn staat stil sinds {} en kan niet al op {} weer lopen. Kies die dag, om de opschorting terug te \
         nemen, of een latere.",
        date(since),
        date(given)
    )
}
