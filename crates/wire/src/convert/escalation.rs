//! What is asked of the ladder, and how a dossier on it is told.

use domain::{
    dossier::{
        Command,
        escalation::{
            self, Escalation,
            command::{Conclude, Ground, Move, Open, Resolve, Unresolved},
            event::{Cause, DisputeTerms, OnRung, Onward},
        },
        event::VisitRef,
        waiting::Whom,
    },
    framework::{EndKind, Holder},
    ids::{DossierId, MandateId, Revision},
    mandate::MandateRef,
};
use jiff::civil::Date;

use super::{
    answer,
    command::{Asked, Head, IntoCommand, dossier, head},
    enums,
    fields::{Fields, TextRule, Words},
    seal::{self, Disclose, Seal},
    violation::Violations,
};
use crate::{
    limits::{DISPUTE_PARTIES_MAX, MOTIVATION_CHARS_MAX, OUTSIDE_CHARS_MAX},
    names::Names,
    v1::{self, onward::Next, rung_holder::Who},
    warning::Warning,
};

/// What every request about the ladder says.
struct About {
    head: Option<Head>,
    dossier: Option<DossierId>,
    visit: Option<VisitRef>,
}

/// The same, when nothing is wrong with it.
struct Ready {
    head: Head,
    dossier: DossierId,
    visit: VisitRef,
}

macro_rules! about {
    ($fields:ident, $request:ident) => {
        About {
            head: head(&mut $fields, &$request.command_id, $request.expected_revision, $request.acting_as),
            dossier: dossier(&mut $fields, &$request.dossier_id),
            visit: $fields.visit("visit", $request.visit),
        }
    };
}

impl About {
    fn ready(self) -> Option<Ready> {
        Some(Ready { head: self.head?, dossier: self.dossier?, visit: self.visit? })
    }
}

impl Ready {
    fn asks(head: Head, dossier: DossierId, command: escalation::Command, warnings: Vec<Warning>) -> Asked {
        Asked { head, dossier, framework: None, command: Command::Escalate(command), warnings }
    }
}

impl IntoCommand for v1::OpenEscalationRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let about = about!(fields, self);
        let reason = said(&mut fields, "reason", self.reason);
        // How the mandate stands is looked up when the command is carried out.
        let mandate = fields.optional(self.mandate_id, |fields, id| {
            let id = fields.uuid("mandate_id", &id).map(MandateId)?;
            Some(MandateRef { id, revision: Revision::default() })
        });
        let ((Ready { head, dossier, visit }, reason, mandate), warnings) =
            fields.finish(|| Some((about.ready()?, reason?, mandate?)))?;
        let ground = mandate.map_or(Ground::PassedTerm, Ground::Mandate);
        let reason = seal.seal(seal::REASON, &reason.0);
        Ok(Ready::asks(head, dossier, escalation::Command::Open(Open { visit, ground, reason }), warnings))
    }
}

impl IntoCommand for v1::MoveEscalationRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let about = about!(fields, self);
        let from = fields.name("from_rung_id", &self.from_rung_id);
        let on = fields.date("moved_on", &self.moved_on);
        let reason = said(&mut fields, "reason", self.reason);
        let ((Ready { head, dossier, visit }, from, on, reason), warnings) =
            fields.finish(|| Some((about.ready()?, from?, on?, reason?)))?;
        let reason = seal.seal(seal::REASON, &reason.0);
        Ok(Ready::asks(head, dossier, escalation::Command::Move(Move { visit, from, on, reason }), warnings))
    }
}

impl IntoCommand for v1::ResolveEscalationRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let about = about!(fields, self);
        let rung = fields.name("rung_id", &self.rung_id);
        let on = fields.date("resolved_on", &self.resolved_on);
        let words = said(&mut fields, "solution", self.solution);
        let ((Ready { head, dossier, visit }, rung, on, words), warnings) =
            fields.finish(|| Some((about.ready()?, rung?, on?, words?)))?;
        let words = seal.seal(seal::SOLUTION, &words.0);
        let resolve = escalation::Command::Resolve(Resolve { visit, rung, on, words });
        Ok(Ready::asks(head, dossier, resolve, warnings))
    }
}

impl IntoCommand for v1::BringDisputeRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let about = about!(fields, self);
        let rung = fields.name("rung_id", &self.rung_id);
        let on = fields.date("brought_on", &self.brought_on);
        let reason = said(&mut fields, "reason", self.reason);
        let kind = fields.value("kind", self.kind, enums::dispute_kind_from);
        let before = fields.words("before", self.before, TextRule::line(OUTSIDE_CHARS_MAX));
        let parties = fields.list("party_ids", self.party_ids, DISPUTE_PARTIES_MAX, |fields, path, id| {
            fields.name(path, &id)
        });
        let ((Ready { head, dossier, visit }, rung, on, reason, kind, before, parties), warnings) =
            fields.finish(|| Some((about.ready()?, rung?, on?, reason?, kind?, before?, parties?)))?;
        let reason = seal.seal(seal::REASON, &reason.0);
        let terms = DisputeTerms {
            kind,
            before: seal.seal(seal::BEFORE, &before.0),
            parties,
            defence_days: self.defence_days,
            advice_days: self.advice_days,
        };
        let unresolved = Unresolved { visit, rung, on, reason, terms };
        Ok(Ready::asks(head, dossier, escalation::Command::Unresolved(unresolved), warnings))
    }
}

impl IntoCommand for v1::ConcludeDisputeRequest {
    fn into_command(self, seal: &mut impl Seal) -> Result<Asked, Violations> {
        let mut fields = Fields::default();
        let about = about!(fields, self);
        let on = fields.date("concluded_on", &self.concluded_on);
        let words = said(&mut fields, "solution", self.solution);
        let ((Ready { head, dossier, visit }, on, words), warnings) =
            fields.finish(|| Some((about.ready()?, on?, words?)))?;
        let words = seal.seal(seal::SOLUTION, &words.0);
        let conclude = Conclude { visit, on, words, resumes: self.resumes };
        Ok(Ready::asks(head, dossier, escalation::Command::Conclude(conclude), warnings))
    }
}

fn said(fields: &mut Fields, field: &str, text: String) -> Option<Words> {
    fields.words(field, text, TextRule::lines(MOTIVATION_CHARS_MAX))
}

/// A dossier on a rung.
pub fn on_rung(on: &OnRung, names: Names<'_>) -> v1::OnRung {
    v1::OnRung {
        rung: Some(v1::Named { id: on.rung.to_string(), name: names.rung(&on.rung) }),
        holder: Some(holder(&on.holder, names)),
        since: on.since.to_string(),
        due_on: on.due.to_string(),
    }
}

fn holder(holder: &Holder, names: Names<'_>) -> v1::RungHolder {
    let who = match holder {
        Holder::Body(id) => Who::Body(answer::body(id, names)),
        Holder::Party(id) => Who::Party(answer::party(id, names)),
        Holder::Function(function) => Who::Function(function.clone()),
    };
    v1::RungHolder { who: Some(who) }
}

/// Where a dossier goes on when it leaves the ladder.
pub fn onward(onward: &Onward, names: Names<'_>) -> v1::Onward {
    let next = match onward {
        Onward::SameVisit => Next::SameVisit(v1::onward::SameVisit {}),
        Onward::Visit(opening) => Next::Visit(answer::opening(opening, names)),
        Onward::End(end) => Next::Ended(answer::ended(end, EndKind::NoAgreement, names)),
    };
    v1::Onward { next: Some(next) }
}

/// What led to an escalation, without anything else of it. `None`: no agreement.
pub fn caused(cause: Option<&Cause>, names: Names<'_>) -> v1::Escalation {
    use v1::EscalationCause as C;
    match cause {
        None => v1::Escalation { cause: C::NoAgreement.into(), ..v1::Escalation::default() },
        Some(Cause::PassedTerm { due }) => v1::Escalation {
            cause: C::PassedTerm.into(),
            passed_on: Some(due.to_string()),
            ..v1::Escalation::default()
        },
        Some(Cause::Procesbegeleider { party, mandate }) => v1::Escalation {
            cause: C::Procesbegeleider.into(),
            party: Some(answer::party(party, names)),
            mandate: Some(answer::mandate_ref(mandate)),
            ..v1::Escalation::default()
        },
    }
}

/// One time that a dossier was escalated; `is_open` if that is the one that is, `day` the day that is asked about.
pub fn escalation(
    escalation: &Escalation,
    is_open: bool,
    day: Option<Date>,
    names: Names<'_>,
    disclose: &impl Disclose,
) -> v1::Escalation {
    use escalation::Progress;
    use v1::EscalationStanding as S;
    let rungs = escalation.rungs.iter().map(|stay| v1::RungStay {
        on: Some(on_rung(&stay.on, names)),
        because: stay.because.map(|words| disclose.text(words)),
        revision: stay.recorded.0,
    });
    let (standing, left) = match &escalation.progress {
        Progress::Open if is_open => (S::Open, None),
        Progress::Open => (S::Overtaken, None),
        Progress::Left(left) => (S::Left, Some(left)),
        Progress::Void => (S::Void, None),
    };
    let over = |day: Date| is_open && escalation.dispute.is_none() && escalation.on().due < day;
    v1::Escalation {
        visit: Some(answer::visit_ref(&escalation.visit)),
        reason: escalation.reason.map(|words| disclose.text(words)),
        rungs: rungs.collect(),
        dispute: escalation.dispute.as_ref().map(|dispute| v1::Dispute {
            kind: enums::dispute_kind(dispute.terms.kind).into(),
            before: Some(disclose.text(dispute.terms.before)),
            parties: dispute.terms.parties.iter().map(|id| answer::party(id, names)).collect(),
            defence_days: dispute.terms.defence_days,
            advice_days: dispute.terms.advice_days,
            since: dispute.since.to_string(),
            reason: Some(disclose.text(dispute.reason)),
            revision: dispute.recorded.0,
        }),
        standing: standing.into(),
        left_on: left.map(|left| left.on.to_string()),
        solution: left.map(|left| disclose.text(left.words)),
        next: left.map(|left| onward(&left.next, names)),
        overdue: day.is_some_and(over),
        revision: escalation.opened.0,
        ..caused(escalation.cause.as_ref(), names)
    }
}

/// Who a dossier waits for, also on the ladder.
pub fn waits_for(
    whom: Option<&Whom>,
    submitter: &v1::Coordinator,
    names: Names<'_>,
    disclose: &impl Disclose,
) -> v1::WaitsFor {
    match whom {
        None => answer::waits_for(None, submitter, names, disclose),
        Some(Whom::Named(on)) => answer::waits_for(Some(on), submitter, names, disclose),
        Some(Whom::Function(function)) => {
            let text = v1::DisclosedText { text: function.clone(), erased: false };
            v1::WaitsFor { who: Some(v1::waits_for::Who::Outside(text)) }
        }
    }
}
