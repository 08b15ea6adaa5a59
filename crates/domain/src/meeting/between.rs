//! What lies between a meeting, the dossiers that it treats and other meetings of its body.
//!
//! [`decide`](super::decide) asks none of this: it knows one history, and a record is decided again on its own history
//! alone. Whoever takes commands in asks it first; an auditor who has both histories can ask it again.

use jiff::civil::Date;

use super::{
    parts::{Added, Form, ItemPapers, ItemRef, Line, LineOutcome, Paper, Subject},
    refusal::{Refusal, Uncarried, Unfit, Untold},
    request::Remark,
    state::{Item, Meeting, Phase, State},
};
use crate::{
    action::Action,
    dossier::{
        self,
        event::Opening,
        state::{Dossier, Progress},
    },
    ids::{DossierId, ItemNumber, MeetingId},
};

/// Whether a visit can come on this agenda: the dossier is at it, it is to this body, and its papers were in time or
/// somebody lets them in. What is no dossier has no papers that could be late.
///
/// `dossier` is the dossier that the item is about, if it is about one.
///
/// # Errors
/// [`Refusal::DossierUnknown`], [`Refusal::VisitNotOpen`], [`Refusal::VisitElsewhere`], [`Refusal::AuthoriserRequired`] or
/// [`Refusal::NotLate`].
pub fn may_schedule(
    meeting: &Meeting,
    added: &Added,
    dossier: Option<&dossier::State>,
) -> Result<(), Refusal> {
    let papers_due = meeting.papers_due;
    let is_sent = matches!(meeting.phase, Phase::Sent { .. });
    let (id, asked) = match &added.subject {
        Subject::Topic { .. } if added.late.is_some() && !is_sent => {
            return Err(Refusal::NotLate { papers_due });
        }
        Subject::Topic { .. } => return Ok(()),
        Subject::Visit { dossier, visit } => (*dossier, visit),
    };
    let Some(dossier) = dossier.and_then(|state| state.dossier().ok()) else {
        return Err(Refusal::DossierUnknown { dossier: id });
    };
    let open = dossier.open_visit().map(|visit| &visit.opening);
    let Some(opening) = open.filter(|opening| opening.visit == *asked) else {
        let open = open.map(|opening| opening.visit.clone());
        return Err(Refusal::VisitNotOpen { asked: asked.clone(), open });
    };
    if opening.body != meeting.body {
        return Err(Refusal::VisitElsewhere { visit: asked.clone(), body: opening.body.clone() });
    }
    let arrived = papers_arrived(dossier, opening);
    match (&added.late, arrived > papers_due) {
        (None, true) => Err(Refusal::AuthoriserRequired { papers_due, arrived: Some(arrived) }),
        (Some(_), false) if !is_sent => Err(Refusal::NotLate { papers_due }),
        (Some(_), _) | (None, false) => Ok(()),
    }
}

/// The day on which the body had the papers of a visit: after a deferral it has had them since an earlier visit.
fn papers_arrived(dossier: &Dossier, opening: &Opening) -> Date {
    let same =
        dossier.visits.iter().map(|visit| &visit.opening).filter(|earlier| {
            earlier.visit.step == opening.visit.step && earlier.documents == opening.documents
        });
    same.map(|earlier| earlier.arrived).min().unwrap_or(opening.arrived)
}

/// Whether an item goes on from one of this earlier meeting: of the same body, over, and about the same dossier or, as
/// this one, about none. A deferral opened another visit of the dossier, so visits may differ.
///
/// # Errors
/// [`Refusal::CannotCarry`].
pub fn may_carry(
    meeting: &Meeting,
    subject: &Subject,
    from: ItemRef,
    earlier: &State,
) -> Result<(), Refusal> {
    let refused = |because| Err(Refusal::CannotCarry { from, because });
    let State::Planned(earlier) = earlier else { return refused(Uncarried::Unknown) };
    let Some(item) = earlier.item(from.item) else { return refused(Uncarried::Unknown) };
    if earlier.body != meeting.body {
        return refused(Uncarried::OtherBody);
    }
    let is_over = matches!(earlier.phase, Phase::Held(_) | Phase::Cancelled);
    if !is_over || earlier.on > meeting.on {
        return refused(Uncarried::NotOver);
    }
    match (&item.added.subject, subject) {
        (Subject::Topic { .. }, Subject::Topic { .. }) => Ok(()),
        (Subject::Visit { dossier: then, .. }, Subject::Visit { dossier: now, .. }) if then == now => Ok(()),
        (Subject::Visit { .. } | Subject::Topic { .. }, _) => refused(Uncarried::OtherSubject),
    }
}

/// The papers of an item, as its dossier has them: the document versions that the visit was opened with.
pub fn papers_of(item: ItemNumber, subject: &Subject, dossier: Option<&dossier::State>) -> ItemPapers {
    let found = match (subject, dossier) {
        (Subject::Visit { visit, .. }, Some(dossier::State::Opened(dossier))) => {
            dossier.visit(visit).map(|visit| (dossier, &visit.opening.documents))
        }
        (Subject::Visit { .. } | Subject::Topic { .. }, _) => None,
    };
    let Some((dossier, documents)) = found else {
        return ItemPapers { item, seen: None, papers: Vec::new() };
    };
    let paper = |document| {
        let filed = dossier.filed(document)?;
        Some(Paper { document: document.clone(), digest: filed.digest })
    };
    ItemPapers { item, seen: Some(dossier.revision), papers: documents.iter().filter_map(paper).collect() }
}

/// What a dossier says was done with the visit of an item in this meeting: an outcome of that visit on the day of the
/// meeting; in a written procedure on a day until it closed. The outcome names the visit and the day and no meeting, so
/// that two names of one thing cannot differ.
pub fn outcome_under(meeting: &Meeting, item: &Item, dossier: &Dossier) -> Option<LineOutcome> {
    let Subject::Visit { visit, .. } = &item.added.subject else { return None };
    match &dossier.visit(visit)?.progress {
        Progress::Treated { revision, treated } => {
            let then = treated.treated_on;
            let is_then = match meeting.form {
                Form::Session => then == meeting.on,
                Form::Written => then <= meeting.on,
            };
            is_then.then_some(LineOutcome { revision: *revision, outcome: treated.outcome })
        }
        Progress::Waiting | Progress::Void => None,
    }
}

/// The lines of the decision list, of what the dossiers say and the secretary adds.
///
/// # Errors
/// [`Refusal::ItemUnknown`] or [`Refusal::Repeated`] for a remark on no item or a second one on the same.
pub fn lines<'d>(
    meeting: &Meeting,
    remarks: &[Remark],
    dossier: impl Fn(DossierId) -> Option<&'d Dossier>,
) -> Result<Vec<Line>, Refusal> {
    for (place, Remark { item, .. }) in remarks.iter().enumerate() {
        super::schedule::known(meeting, *item)?;
        if remarks[..place].iter().any(|earlier| earlier.item == *item) {
            let which = item.to_string();
            return Err(Refusal::Repeated { what: super::refusal::Countable::Items, which });
        }
    }
    let line = |item: &Item| {
        let number = item.added.item;
        let outcome = match &item.added.subject {
            Subject::Visit { dossier: id, .. } => {
                dossier(*id).and_then(|dossier| outcome_under(meeting, item, dossier))
            }
            Subject::Topic { .. } => None,
        };
        let remark = remarks.iter().find(|remark| remark.item == number).map(|remark| remark.text);
        Line { item: number, outcome, remark }
    };
    Ok(meeting.items.iter().map(line).collect())
}

/// Whether a meeting can fix the decision list of this one: a later one of the same body that was held.
///
/// # Errors
/// [`Refusal::CannotFixAt`].
pub fn may_fix_at(meeting: &Meeting, at: MeetingId, later: &State) -> Result<(), Refusal> {
    let later = later_held(meeting, later);
    later.map(drop).map_err(|because| Refusal::CannotFixAt { at, because })
}

/// Whether a meeting can have been told what came of an action of this one: a later one of the same body that was held, on the day
/// on which it came so or afterwards.
///
/// # Errors
/// [`Refusal::CannotReportAt`].
pub fn may_report_at(
    meeting: &Meeting,
    closed_on: Date,
    at: MeetingId,
    later: &State,
) -> Result<(), Refusal> {
    let refused = |because| Refusal::CannotReportAt { at, because };
    let on = later_held(meeting, later).map_err(|because| refused(Untold::Unfit(because)))?.on;
    if on < closed_on { Err(refused(Untold::Before { on })) } else { Ok(()) }
}

/// A later meeting of the same body that was held.
fn later_held<'s>(meeting: &Meeting, later: &'s State) -> Result<&'s Meeting, Unfit> {
    let State::Planned(later) = later else { return Err(Unfit::Unknown) };
    if later.body != meeting.body {
        return Err(Unfit::OtherBody);
    }
    if later.on <= meeting.on {
        return Err(Unfit::NotLater);
    }
    if later.held().is_none() { Err(Unfit::NotHeld) } else { Ok(later) }
}

/// Whether there is a dossier that an action can be about.
///
/// # Errors
/// [`Refusal::DossierUnknown`].
pub fn may_be_about(dossier: DossierId, found: &dossier::State) -> Result<(), Refusal> {
    found.dossier().map(drop).map_err(|_| Refusal::DossierUnknown { dossier })
}

/// Whether an action of an earlier meeting of a body stands on the list of a later one on a day, called `at`: it was open
/// then. An action leaves the list after the meeting that was told of it; one that no meeting was told of, after the day on which
/// it came so.
pub fn carries(action: &Action, later: MeetingId, on: Date, told_on: Option<Date>) -> bool {
    let Some(closed) = &action.closed else { return true };
    match action.reported_at {
        Some(told) => told == later || told_on.is_some_and(|told_on| on < told_on),
        None => on <= closed.on,
    }
}
