//! Who acts, what may be asked, and what a body is told to have done: the plainest of each.

use domain::{
    context::{Capacity, Context},
    dossier::{
        command::{
            Answer, AnswerConditions, Command, CorrectOutcome, FileDocument, HandOver, Judgement,
            NewCondition, Open, Ratify, RecordOutcome, Resubmit, ResumeTerm, Submit, SuspendTerm, Treatment,
            Withdraw,
        },
        escalation::{
            self, Command as E,
            event::{DisputeKind, DisputeTerms},
        },
        event::{ConditionNumber, DocumentRef, Replaces, SectionFiled, VisitRef, Voice, WaitingOn},
    },
    framework::Outcome,
    ids::Revision,
    sealed::{Digest, Sealed},
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
};

use crate::region::{id, ids};

/// Words that nobody reads.
pub(crate) fn sealed(n: u8) -> Sealed {
    Sealed(Digest([n; 32]))
}

/// Day 0 is Monday 2 March 2026.
pub(crate) fn day(n: i32) -> Date {
    date(2026, 3, 2).checked_add(n.days()).unwrap()
}

/// Someone who acts on a day.
pub(crate) fn actor(name: &str, capacity: Capacity, today: Date) -> Context {
    let now: Timestamp = format!("{today}T12:00:00Z").parse().unwrap();
    Context { now, today, actor: id(name), capacity }
}

/// The coordinator who opens the dossiers of these tests, for the municipality of Alkmaar.
pub(crate) fn coordinator(n: i32) -> Context {
    actor("u-coordinator", Capacity::Coordinator { party: id("gemeente-alkmaar") }, day(n))
}

/// A coordinator of the same party.
pub(crate) fn colleague(n: i32) -> Context {
    Context { actor: id("u-colleague"), ..coordinator(n) }
}

/// A coordinator of another party.
pub(crate) fn neighbour(n: i32) -> Context {
    actor("u-neighbour", Capacity::Coordinator { party: id("gemeente-heiloo") }, day(n))
}

/// The secretary of a body.
pub(crate) fn secretary(body: &str, n: i32) -> Context {
    actor(&format!("u-{body}"), Capacity::Secretary { body: id(body) }, day(n))
}

/// An administrator.
pub(crate) fn administrator(n: i32) -> Context {
    actor("u-administrator", Capacity::Administrator, day(n))
}

/// A version of a document.
pub(crate) fn document(format: &str, version: u32) -> DocumentRef {
    DocumentRef { format: id(format), version }
}

/// A visit to a step.
pub(crate) fn visit(step: &str, number: u32) -> VisitRef {
    VisitRef { step: id(step), number }
}

/// Begin a dossier.
pub(crate) fn open(functions: &[&str]) -> Command {
    Command::Open(Open {
        title: sealed(1),
        functions: ids(functions),
        target_group: Some(sealed(2)),
        follows: None,
    })
}

/// Sections with as many words.
pub(crate) fn sections(words: &[(&str, u32)]) -> Vec<SectionFiled> {
    let section =
        |(name, words): &(&str, u32)| SectionFiled { id: id(name), words: *words, text: sealed(10) };
    words.iter().map(section).collect()
}

/// File a version with these sections.
pub(crate) fn file(format: &str, words: &[(&str, u32)]) -> Command {
    let digest = Digest([11; 32]);
    Command::FileDocument(FileDocument { format: id(format), sections: sections(words), digest })
}

/// File a version that is complete.
pub(crate) fn file_complete(format: &str) -> Command {
    match format {
        "voorstel" => file(format, &[("aanleiding", 100), ("doelgroep", 100), ("financiering", 100)]),
        "businesscase" => file(format, &[("samenvatting", 200), ("missie", 200)]),
        _ => file(format, &[("plan", 500)]),
    }
}

/// Open a round.
pub(crate) fn submit(round: &str, format: &str, version: u32) -> Command {
    Command::Submit(Submit { round: id(round), document: document(format, version) })
}

/// Send on a new version after a referral back.
pub(crate) fn resubmit(format: &str, version: u32) -> Command {
    Command::Resubmit(Resubmit { document: document(format, version) })
}

/// The plainest treatment with this outcome: with a motivation and a condition only where the outcome asks.
pub(crate) fn treatment(outcome: Outcome, treated_on: Date) -> Treatment {
    Treatment {
        outcome,
        treated_on,
        motivation: outcome.needs_motivation().then_some(sealed(20)),
        conditions: if outcome.sets_conditions() { vec![condition(21)] } else { Vec::new() },
        judged: Vec::new(),
        stances: Vec::new(),
        resume_at: None,
    }
}

/// A condition that the coordinator must see to.
pub(crate) fn condition(n: u8) -> NewCondition {
    NewCondition { text: sealed(n), holder: None, due: None }
}

/// What a body found of a condition.
pub(crate) fn judgement(number: u32, met: bool) -> Judgement {
    Judgement { condition: ConditionNumber(number), met }
}

/// Write down what a body did.
pub(crate) fn record(step: &str, number: u32, treatment: Treatment) -> Command {
    Command::RecordOutcome(RecordOutcome { visit: visit(step, number), treatment })
}

/// What a party says for itself in the plainest way: with reasons only where it does not ratify.
pub(crate) fn voice(party: &str, ratified: bool, decided_on: Date) -> Voice {
    let reasons = (!ratified).then_some(sealed(45));
    Voice { party: id(party), ratified, decided_on, organ: sealed(44), reasons, mandate: None }
}

/// Write down what a party says for itself, at the visit where the parties of the region ratify.
pub(crate) fn ratify(voice: Voice) -> Command {
    Command::Ratify(Ratify { visit: visit("businesscase-partijen", 1), voice, replaces: None })
}

/// The same, in the place of what it said in an earlier record.
pub(crate) fn ratify_instead(voice: Voice, revision: u64) -> Command {
    let replaces = Some(Replaces { revision: Revision(revision), reason: sealed(46) });
    Command::Ratify(Ratify { visit: visit("businesscase-partijen", 1), voice, replaces })
}

/// Let the term of a visit stand still.
pub(crate) fn suspend(step: &str, number: u32, from: Date, waits_for: WaitingOn) -> Command {
    Command::SuspendTerm(SuspendTerm { visit: visit(step, number), from, waits_for, reason: sealed(43) })
}

/// Let the term of a visit run again.
pub(crate) fn resume(step: &str, number: u32, runs_from: Date) -> Command {
    Command::ResumeTerm(ResumeTerm { visit: visit(step, number), runs_from })
}

/// Answer these conditions.
pub(crate) fn answer(numbers: &[u32]) -> Command {
    let answer = |number: &u32| Answer { condition: ConditionNumber(*number), text: sealed(30) };
    Command::AnswerConditions(AnswerConditions { answers: numbers.iter().map(answer).collect() })
}

/// Take the dossier back.
pub(crate) fn withdraw() -> Command {
    Command::Withdraw(Withdraw { reason: sealed(40) })
}

/// Mend an outcome.
pub(crate) fn correct(corrects: u64, treatment: Treatment) -> Command {
    Command::CorrectOutcome(CorrectOutcome { corrects: Revision(corrects), reason: sealed(41), treatment })
}

/// Escalate a visit whose term has passed.
pub(crate) fn escalate(step: &str, number: u32) -> Command {
    escalate_on(step, number, escalation::command::Ground::PassedTerm)
}

/// Escalate a visit on this ground.
pub(crate) fn escalate_on(step: &str, number: u32, ground: escalation::command::Ground) -> Command {
    let visit = visit(step, number);
    Command::Escalate(E::Open(escalation::command::Open { visit, ground, reason: sealed(60) }))
}

/// Leave a rung for the next.
pub(crate) fn climb(step: &str, number: u32, from: &str, on: Date) -> Command {
    let (visit, from) = (visit(step, number), id(from));
    Command::Escalate(E::Move(escalation::command::Move { visit, from, on, reason: sealed(61) }))
}

/// Say that it was solved on a rung.
pub(crate) fn resolve(step: &str, number: u32, rung: &str, on: Date) -> Command {
    let (visit, rung) = (visit(step, number), id(rung));
    Command::Escalate(E::Resolve(escalation::command::Resolve { visit, rung, on, words: sealed(62) }))
}

/// Bring a dispute between these parties.
pub(crate) fn dispute(step: &str, number: u32, rung: &str, on: Date, parties: &[&str]) -> Command {
    Command::Escalate(E::Unresolved(escalation::command::Unresolved {
        visit: visit(step, number),
        rung: id(rung),
        on,
        reason: sealed(63),
        terms: terms(parties),
    }))
}

/// A dispute between these parties.
pub(crate) fn terms(parties: &[&str]) -> DisputeTerms {
    DisputeTerms {
        kind: DisputeKind::BindingAdvice,
        before: sealed(64),
        parties: ids(parties),
        defence_days: Some(14),
        advice_days: Some(28),
    }
}

/// Write down what came of a dispute.
pub(crate) fn conclude(step: &str, number: u32, on: Date, resumes: bool) -> Command {
    let visit = visit(step, number);
    Command::Escalate(E::Conclude(escalation::command::Conclude { visit, on, words: sealed(65), resumes }))
}

/// Give the dossier to someone else.
pub(crate) fn hand_over(to: &str, party: &str) -> Command {
    Command::HandOver(HandOver { to: id(to), party: id(party), reason: Some(sealed(42)) })
}
