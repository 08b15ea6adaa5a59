//! What would move a dossier, as an answer tells it: the act and whose it is, and the same in a sentence.
//!
//! - `nl`, `en`: the sentences

mod en;
mod nl;

use domain::dossier::{
    event::DocumentRef,
    moves::{Move, Wanted},
};

use crate::{
    convert::{answer, enums, escalation},
    language::Language,
    names::Names,
    v1::{self, way_on::Act},
};

/// What would move a dossier.
pub fn of(moves: &Move, language: Language, names: Names<'_>) -> v1::WayOn {
    let told = match language {
        Language::Dutch => nl::told(moves, names),
        Language::English => en::told(moves, names),
    };
    v1::WayOn { act: Some(act(moves, names)), told }
}

fn act(moves: &Move, names: Names<'_>) -> Act {
    match moves {
        Move::Submit { paper: wanted, to } => Act::Submit(v1::way_on::Submit {
            paper: Some(paper(wanted, names)),
            to_body: Some(answer::body(to, names)),
        }),
        Move::Resubmit { paper: wanted, resume_at, to } => Act::Resubmit(v1::way_on::Resubmit {
            paper: Some(paper(wanted, names)),
            resume_at_step_id: resume_at.to_string(),
            to_body: Some(answer::body(to, names)),
        }),
        Move::Treat { visit, body, role, meeting } => Act::Treat(v1::way_on::Treat {
            visit: Some(answer::visit_ref(visit)),
            body: Some(answer::body(body, names)),
            role: enums::role(*role).into(),
            meeting: meeting.map(|meeting| v1::way_on::Occasion {
                meets_on: meeting.on.to_string(),
                papers_due_on: meeting.papers_due.to_string(),
            }),
        }),
        Move::Ratify { visit, body, parties } => Act::Ratify(v1::way_on::Ratify {
            visit: Some(answer::visit_ref(visit)),
            body: Some(answer::body(body, names)),
            parties: parties.iter().map(|party| answer::party(party, names)).collect(),
        }),
        Move::Resume { visit, body } => Act::Resume(v1::way_on::Resume {
            visit: Some(answer::visit_ref(visit)),
            body: Some(answer::body(body, names)),
        }),
        Move::Solve { visit, on, above, body } => Act::Solve(v1::way_on::Solve {
            visit: Some(answer::visit_ref(visit)),
            on: Some(escalation::on_rung(on, names)),
            above: above.as_ref().map(|rung| v1::Named { id: rung.to_string(), name: names.rung(rung) }),
            body: body.as_ref().map(|body| answer::body(body, names)),
        }),
        Move::Conclude { visit, body } => Act::Conclude(v1::way_on::Conclude {
            visit: Some(answer::visit_ref(visit)),
            body: body.as_ref().map(|body| answer::body(body, names)),
        }),
    }
}

fn paper(wanted: &Wanted, names: Names<'_>) -> v1::way_on::Paper {
    v1::way_on::Paper {
        round: Some(answer::round(&wanted.round, names)),
        formats: wanted.formats.iter().map(|format| answer::format(format, names)).collect(),
        filed: wanted.filed.as_ref().map(answer::document_ref),
        unanswered_conditions: wanted.unanswered.iter().map(|condition| condition.0).collect(),
    }
}

/// What is wanted, in any of its formats.
fn formats(wanted: &Wanted, or: &str, names: Names<'_>) -> String {
    let formats = wanted.formats.iter().map(|format| format!("‘{}’", names.format(format)));
    formats.collect::<Vec<_>>().join(or)
}

/// The numbers of the conditions that must be answered first.
fn unanswered(wanted: &Wanted) -> Vec<String> {
    wanted.unanswered.iter().map(|condition| condition.0.to_string()).collect()
}

/// A filed version, e.g. `2` and `‘Voorstel’`.
fn filed(document: &DocumentRef, names: Names<'_>) -> (u32, String) {
    (document.version, format!("‘{}’", names.format(&document.format)))
}
