//! What somebody might ask of a dossier: mostly what it waits for, sometimes what the rules forbid.

use domain::{
    context::Capacity,
    dossier::{
        Command,
        command::{
            Answer, AnswerConditions, CorrectOutcome, FileDocument, HandOver, Open, RecordOutcome, Resubmit,
            ResumeTerm, Submit, SuspendTerm, Withdraw,
        },
        event::{ConditionNumber, DocumentRef, SectionFiled, VisitRef, WaitingOn},
        state::{Dossier, Phase, Progress, Visit},
    },
    framework::{Framework, Round},
    ids::{BodyId, MandateId, PartyId, Revision, RoundId},
    mandate::Mandate,
};
use jiff::{ToSpan, civil::Date};
use record::Sealer;
use tests::chance::Chance;

use crate::{ask::By, ladder, ratification, treatment};

/// What is needed to think of an act.
pub(crate) struct Thinking<'a> {
    pub(crate) framework: &'a Framework,
    pub(crate) today: Date,
    pub(crate) chance: &'a mut Chance,
    pub(crate) sealer: &'a mut Sealer<'static>,
    /// The mandates that there are.
    pub(crate) mandates: &'a [(MandateId, Box<Mandate>)],
}

/// A command, and who sends it.
pub(crate) type Act = (Command, By);

/// Opens a dossier; now and then for a party or function that there is not.
pub(crate) fn open(thinking: &mut Thinking<'_>) -> Act {
    let Thinking { framework, chance, sealer, .. } = thinking;
    let party = &chance.one_of(&framework.parties).id;
    let party = if chance.percent(3) { "elders".parse().expect("a party") } else { party.clone() };
    let mut functions = vec![chance.one_of(&framework.functions).id.clone()];
    if chance.percent(5) {
        functions.push(functions[0].clone());
    }
    let title = sealer.seal("title", &format!("Groep {}", chance.below(1_000)));
    let target_group = chance.percent(50).then(|| sealer.seal("target-group", "kleuters"));
    (Command::Open(Open { title, functions, target_group, follows: None }), coordinator(&party))
}

/// Something for a dossier.
pub(crate) fn act(thinking: &mut Thinking<'_>, dossier: &Dossier) -> Act {
    let (command, by) = match thinking.chance.below(100) {
        0..=57 => onward(thinking, dossier),
        58..=65 => ladder::act(thinking, dossier).unwrap_or_else(|| onward(thinking, dossier)),
        66..=69 => term(thinking, dossier).unwrap_or_else(|| onward(thinking, dossier)),
        70..=77 => correct(thinking, dossier).unwrap_or_else(|| onward(thinking, dossier)),
        78..=82 => (file(thinking, dossier), owner(dossier)),
        83..=87 => (answer(thinking, dossier, true), owner(dossier)),
        88..=92 => hand_over(thinking, dossier),
        93 => (withdraw(thinking), owner(dossier)),
        94..=96 => {
            let round = thinking.chance.one_of(&thinking.framework.route.rounds).id.clone();
            (submit(round, thinking.chance.one_of(&versions(dossier)).clone()), owner(dossier))
        }
        _ => {
            let (visit, body) = (any_visit(thinking, dossier), any_body(thinking));
            (record(thinking, dossier, &visit), secretary(&body))
        }
    };
    if thinking.chance.percent(4) { (command, anybody(thinking)) } else { (command, by) }
}

/// An administrator.
pub(crate) fn administrator() -> By {
    By { actor: "a-1".parse().expect("an actor"), capacity: Capacity::Administrator }
}

/// What the dossier waits for.
fn onward(thinking: &mut Thinking<'_>, dossier: &Dossier) -> Act {
    let command = match &dossier.phase {
        Phase::Preparing { round } => match sendable(thinking.framework, dossier) {
            Some(_) if unanswered(dossier) => answer(thinking, dossier, false),
            Some(document) => submit(round.clone(), document),
            None => file(thinking, dossier),
        },
        Phase::Revising { .. } => match sendable(thinking.framework, dossier) {
            Some(_) if unanswered(dossier) => answer(thinking, dossier, false),
            Some(document) => Command::Resubmit(Resubmit { document }),
            None => file(thinking, dossier),
        },
        Phase::AtStep { visit } => {
            let open = dossier.visit(visit).expect("the phase names a visit");
            let body = open.opening.body.clone();
            if let Some(command) = ratification::likely(thinking, open) {
                return (command, secretary(&body));
            }
            return (record(thinking, dossier, visit), secretary(&body));
        }
        Phase::Escalated { .. } => {
            return ladder::act(thinking, dossier).unwrap_or_else(|| (withdraw(thinking), owner(dossier)));
        }
        Phase::Ended { .. } => {
            return correct(thinking, dossier).unwrap_or_else(|| (file(thinking, dossier), owner(dossier)));
        }
    };
    (command, owner(dossier))
}

/// The newest document that can be sent to the bodies and that they have not seen.
fn sendable(framework: &Framework, dossier: &Dossier) -> Option<DocumentRef> {
    let round = awaited(framework, dossier)?;
    let last = dossier.documents.iter().rev().map(|filed| &filed.document);
    let last = last.into_iter().find(|document| round.opens_with.contains(&document.format))?;
    let seen = dossier.submitted.iter().any(|submission| submission.document == *last);
    (!seen).then(|| last.clone())
}

fn awaited<'f>(framework: &'f Framework, dossier: &Dossier) -> Option<&'f Round> {
    match &dossier.phase {
        Phase::Preparing { round } | Phase::Revising { round, .. } => framework.route.round(round),
        Phase::AtStep { .. } | Phase::Escalated { .. } | Phase::Ended { .. } => None,
    }
}

fn submit(round: RoundId, document: DocumentRef) -> Command {
    Command::Submit(Submit { round, document })
}

/// Every version that was filed, and one that was not.
fn versions(dossier: &Dossier) -> Vec<DocumentRef> {
    let missing = DocumentRef { format: "plan".parse().expect("a format"), version: 40 };
    dossier.documents.iter().map(|filed| filed.document.clone()).chain([missing]).collect()
}

fn file(thinking: &mut Thinking<'_>, dossier: &Dossier) -> Command {
    let Thinking { framework, chance, sealer, .. } = thinking;
    let formats = awaited(framework, dossier).map(|round| round.opens_with.clone());
    let all = || framework.formats.iter().map(|format| format.id.clone()).collect();
    let formats = formats.unwrap_or_else(all);
    let format = framework.format(chance.one_of(&formats)).expect("a round names formats that there are");
    let mut sections = Vec::new();
    for section in &format.sections {
        if chance.percent(95) {
            let words = if chance.percent(5) { 75 } else { 3 };
            let text = sealer.seal("section", &format!("Over de {}.", section.heading));
            sections.push(SectionFiled { id: section.id.clone(), words, text });
        }
    }
    let digest = record::document_digest(&sections);
    Command::FileDocument(FileDocument { format: format.id.clone(), sections, digest })
}

fn unanswered(dossier: &Dossier) -> bool {
    dossier.conditions.iter().any(|condition| condition.is_open() && condition.answered.is_none())
}

/// Answers the open conditions; if `odd`, any condition, also one that there is not.
fn answer(thinking: &mut Thinking<'_>, dossier: &Dossier, odd: bool) -> Command {
    let open = dossier.conditions.iter().filter(|condition| condition.is_open());
    let mut numbers: Vec<_> = open.map(|condition| condition.set.number).collect();
    if odd {
        numbers.push(ConditionNumber(u32::try_from(thinking.chance.below(4)).unwrap_or(0)));
    }
    let mut text = || thinking.sealer.seal("answer", "Het plan is er.");
    let answers = numbers.into_iter().map(|condition| Answer { condition, text: text() }).collect();
    Command::AnswerConditions(AnswerConditions { answers })
}

fn withdraw(thinking: &mut Thinking<'_>) -> Command {
    Command::Withdraw(Withdraw { reason: thinking.sealer.seal("reason", "Het hoeft niet meer.") })
}

fn hand_over(thinking: &mut Thinking<'_>, dossier: &Dossier) -> Act {
    let Thinking { framework, chance, sealer, .. } = thinking;
    let party = chance.one_of(&framework.parties).id.clone();
    let to = format!("c-{party}-{}", chance.below(2)).parse().expect("an actor");
    let reason = chance.percent(50).then(|| sealer.seal("reason", "Verlof."));
    let by = if chance.percent(50) { administrator() } else { owner(dossier) };
    (Command::HandOver(HandOver { to, party, reason }), by)
}

/// The body that has the dossier lets its term stand still, or run again; now and then on an odd day.
fn term(thinking: &mut Thinking<'_>, dossier: &Dossier) -> Option<Act> {
    let open = dossier.open_visit()?;
    let (visit, by) = (open.opening.visit.clone(), secretary(&open.opening.body));
    let days = i64::try_from(thinking.chance.below(4)).unwrap_or(0);
    let date = thinking.today.saturating_sub(days.days());
    if let Some(suspension) = open.suspension().filter(|_| thinking.chance.percent(90)) {
        let runs_from = date.max(suspension.from);
        return Some((Command::ResumeTerm(ResumeTerm { visit, runs_from }), by));
    }
    let from = if thinking.chance.percent(90) { date.max(open.opening.arrived) } else { date };
    let waits_for = match thinking.chance.below(4) {
        0 => WaitingOn::Submitter,
        1 => WaitingOn::Party(thinking.chance.one_of(&thinking.framework.parties).id.clone()),
        2 => WaitingOn::Body(any_body(thinking)),
        _ => WaitingOn::Outside(thinking.sealer.seal("waits-for", "de inspectie")),
    };
    let reason = thinking.sealer.seal("reason", "Een stuk ontbreekt.");
    Some((Command::SuspendTerm(SuspendTerm { visit, from, waits_for, reason }), by))
}

fn record(thinking: &mut Thinking<'_>, dossier: &Dossier, visit: &VisitRef) -> Command {
    let found = dossier.visit(visit).or(dossier.visits.last());
    let treatment = treatment::likely(thinking, dossier, found);
    Command::RecordOutcome(RecordOutcome { visit: visit.clone(), treatment })
}

fn correct(thinking: &mut Thinking<'_>, dossier: &Dossier) -> Option<Act> {
    let treated = |visit: &Visit| match &visit.progress {
        Progress::Treated { revision, .. } => Some((*revision, visit.clone())),
        Progress::Waiting | Progress::Void => None,
    };
    let treated: Vec<_> = dossier.visits.iter().filter_map(treated).collect();
    // The last one often, because only that may lead elsewhere.
    let last = treated.last().filter(|_| thinking.chance.percent(60)).cloned();
    let (corrects, visit) = match last {
        Some(last) => last,
        None if treated.is_empty() => return None,
        None => thinking.chance.one_of(&treated).clone(),
    };
    if let Some(command) = ratification::likely(thinking, &visit) {
        return Some((command, secretary(&visit.opening.body)));
    }
    let corrects = if thinking.chance.percent(5) { Revision(1) } else { corrects };
    let reason = thinking.sealer.seal("reason", "Verkeerd genoteerd.");
    let treatment = treatment::likely(thinking, dossier, Some(&visit));
    let command = CorrectOutcome { corrects, reason, treatment };
    Some((Command::CorrectOutcome(command), secretary(&visit.opening.body)))
}

fn any_visit(thinking: &mut Thinking<'_>, dossier: &Dossier) -> VisitRef {
    let step = thinking.chance.one_of(&thinking.framework.route.steps).id.clone();
    let never = VisitRef { step, number: 1 };
    let visits = dossier.visits.iter().map(|visit| visit.opening.visit.clone()).chain([never]);
    thinking.chance.one_of(&visits.collect::<Vec<_>>()).clone()
}

fn any_body(thinking: &mut Thinking<'_>) -> BodyId {
    thinking.chance.one_of(&thinking.framework.bodies).id.clone()
}

/// The coordinator who answers for a dossier.
pub(crate) fn owner(dossier: &Dossier) -> By {
    let capacity = Capacity::Coordinator { party: dossier.party.clone() };
    By { actor: dossier.coordinator.clone(), capacity }
}

pub(crate) fn coordinator(party: &PartyId) -> By {
    let actor = format!("c-{party}-0").parse().expect("an actor");
    By { actor, capacity: Capacity::Coordinator { party: party.clone() } }
}

pub(crate) fn secretary(body: &BodyId) -> By {
    let actor = format!("s-{body}").parse().expect("an actor");
    By { actor, capacity: Capacity::Secretary { body: body.clone() } }
}

fn anybody(thinking: &mut Thinking<'_>) -> By {
    match thinking.chance.below(3) {
        0 => administrator(),
        1 => coordinator(&thinking.chance.one_of(&thinking.framework.parties).id),
        _ => secretary(&any_body(thinking)),
    }
}
