//! What would move a dossier, in Dutch. The same in English stands in `en`, in the same order.

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
            "De coördinator {}; daarna gaat het dossier naar {}.",
            sends(paper, formats(paper, " of ", names), names),
            names.body(to)
        ),
        Move::Resubmit { paper, to, .. } => format!(
            "De coördinator {}; daarna gaat het dossier verder bij {}.",
            sends(paper, format!("een nieuwe versie van {}", formats(paper, " of ", names)), names),
            names.body(to)
        ),
        Move::Treat { body, role, meeting, .. } => treats(&names.body(body), *role, meeting.as_ref()),
        Move::Ratify { parties, .. } => format!(
            "Elke partij spreekt zich voor zichzelf uit over bekrachtiging, in haar eigen vergadering; nog niet: {}.",
            Language::Dutch.list(&parties.iter().map(|party| names.party(party)).collect::<Vec<_>>())
        ),
        Move::Resume { body, .. } => format!(
            "De opschorting eindigt: {} laat de termijn weer lopen, of behandelt het dossier.",
            names.body(body)
        ),
        Move::Solve { on, above, body, .. } => solves(on, above.as_ref(), body.as_ref(), names),
        Move::Conclude { body, .. } => format!(
            "Het geschil wordt afgesloten; daarna gaat het dossier verder bij de stap, of het eindigt zonder \
             overeenstemming{}.",
            or_treated(body.as_ref(), names)
        ),
    }
}

fn solves(on: &OnRung, above: Option<&RungId>, body: Option<&BodyId>, names: Names<'_>) -> String {
    let holder = match &on.holder {
        Holder::Body(body) => names.body(body),
        Holder::Party(party) => names.party(party),
        Holder::Function(function) => format!("De {function}"),
    };
    let otherwise = match above {
        Some(above) => format!("anders gaat het naar trede ‘{}’", names.rung(above)),
        None => "anders wordt het een geschil".to_owned(),
    };
    format!(
        "{holder} lost het op op trede ‘{}’, uiterlijk op {}; {otherwise}{}.",
        names.rung(&on.rung),
        date(on.due),
        or_treated(body, names)
    )
}

/// That the body may also treat it, if it still waits for that.
fn or_treated(body: Option<&BodyId>, names: Names<'_>) -> String {
    body.map(|body| format!(", of {} behandelt het dossier", names.body(body))).unwrap_or_default()
}

fn sends(wanted: &Wanted, anew: String, names: Names<'_>) -> String {
    let first = match unanswered(wanted).as_slice() {
        [] => String::new(),
        [one] => format!("beantwoordt eerst voorwaarde {one}, en "),
        some => format!("beantwoordt eerst de voorwaarden {}, en ", Language::Dutch.list(some)),
    };
    match &wanted.filed {
        Some(document) => {
            let (version, format) = filed(document, names);
            format!("{first}dient versie {version} van {format} in, die er ligt")
        }
        None => format!("{first}legt {anew} vast en dient die in"),
    }
}

fn treats(body: &str, role: Role, meeting: Option<&Occasion>) -> String {
    let acts = match role {
        Role::Informed => "neemt kennis",
        Role::Advises => "adviseert",
        Role::Decides => "besluit",
        Role::Ratifies => "bekrachtigt",
    };
    match meeting {
        Some(Occasion { on, papers_due }) => format!(
            "{body} {acts}; de eerste vergadering is volgens de regel op {}, met stukken uiterlijk op {}.",
            date(*on),
            date(*papers_due)
        ),
        None => format!("{body} {acts}; het vergadert als het bijeen wordt geroepen."),
    }
}

fn date(date: Date) -> String {
    Language::Dutch.date(date)
}
