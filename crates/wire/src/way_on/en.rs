//! What would move a dossier, in English. The same in Dutch stands in `nl`, in the same order.

use domain::{
    dossier::{
        escalation::event::OnRung,
        moves::{Move, Occasion, Wanted},
    },
    framework::{Holder, Role},
    ids::{BodyId, RungId},
};
use jiff::civil::Date;

use super::{filed, formats, unanswered};
use crate::{language::Language, names::Names};

pub(super) fn told(moves: &Move, names: Names<'_>) -> String {
    match moves {
        Move::Submit { paper, to } => format!(
            "The coordinator {}; then the dossier goes to {}.",
            sends(paper, formats(paper, " or ", names), names),
            names.body(to)
        ),
        Move::Resubmit { paper, to, .. } => format!(
            "The coordinator {}; then the dossier goes on at {}.",
            sends(paper, format!("a new version of {}", formats(paper, " or ", names)), names),
            names.body(to)
        ),
        Move::Treat { body, role, meeting, .. } => treats(&names.body(body), *role, meeting.as_ref()),
        Move::Ratify { parties, .. } => format!(
            "Each party says for itself whether it ratifies, in a meeting of its own; not yet: {}.",
            Language::English.list(&parties.iter().map(|party| names.party(party)).collect::<Vec<_>>())
        ),
        Move::Resume { body, .. } => format!(
            "The suspension ends: {} lets the term run again, or treats the dossier.",
            names.body(body)
        ),
        Move::Solve { on, above, body, .. } => solves(on, above.as_ref(), body.as_ref(), names),
        Move::Conclude { body, .. } => format!(
            "The dispute is concluded; then the dossier goes on at its step, or ends without agreement{}.",
            or_treated(body.as_ref(), names)
        ),
    }
}

fn solves(on: &OnRung, above: Option<&RungId>, body: Option<&BodyId>, names: Names<'_>) -> String {
    let holder = match &on.holder {
        Holder::Body(body) => names.body(body),
        Holder::Party(party) => names.party(party),
        Holder::Function(function) => format!("The {function}"),
    };
    let otherwise = match above {
        Some(above) => format!("otherwise it goes to rung ‘{}’", names.rung(above)),
        None => "otherwise it becomes a dispute".to_owned(),
    };
    format!(
        "{holder} solves it on rung ‘{}’, by {}; {otherwise}{}.",
        names.rung(&on.rung),
        date(on.due),
        or_treated(body, names)
    )
}

/// That the body may also treat it, if it still waits for that.
fn or_treated(body: Option<&BodyId>, names: Names<'_>) -> String {
    body.map(|body| format!(", or {} treats the dossier", names.body(body))).unwrap_or_default()
}

fn sends(wanted: &Wanted, anew: String, names: Names<'_>) -> String {
    let first = match unanswered(wanted).as_slice() {
        [] => String::new(),
        [one] => format!("first answers condition {one}, and "),
        some => format!("first answers conditions {}, and ", Language::English.list(some)),
    };
    match &wanted.filed {
        Some(document) => {
            let (version, format) = filed(document, names);
            format!("{first}submits version {version} of {format}, which is filed")
        }
        None => format!("{first}files {anew} and submits it"),
    }
}

fn treats(body: &str, role: Role, meeting: Option<&Occasion>) -> String {
    let acts = match role {
        Role::Informed => "takes notice",
        Role::Advises => "advises",
        Role::Decides => "decides",
        Role::Ratifies => "ratifies",
    };
    match meeting {
        Some(Occasion { on, papers_due }) => format!(
            "{body} {acts}; by its rule it first meets on {}, with papers due on {}.",
            date(*on),
            date(*papers_due)
        ),
        None => format!("{body} {acts}; it meets when it is called."),
    }
}

fn date(date: Date) -> String {
    Language::English.date(date)
}
