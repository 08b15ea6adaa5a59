//! Domain values into messages.

use std::{fmt::Display, time::Duration};

use domain::{
    arrangement::ArrangementRegistered,
    context::Capacity,
    dossier::{
        command::Judgement,
        event::{ConditionSet, DocumentRef, Next, Opening, Treated, VisitRef, WaitingOn},
        state::{Condition, Phase, Progress, Visit},
        term::{Due, Reckoning},
    },
    framework::{EndKind, FrameworkRef},
    ids::{ActorId, BodyId, EndId, FormatId, PartyId, Revision, RoundId, TermId},
    mandate::MandateRef,
    sealed::Digest,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{enums, escalation, ratification, seal::Disclose, stance};
use crate::{language::Language, names::Names, v1, warning::Warning};

/// A position in a journal.
pub fn position(log: Uuid, position: u64) -> v1::Position {
    v1::Position { log_id: log.to_string(), position }
}

/// What was recorded, and where. `history` is written `kind.id`, as [`super::query::History`] reads it.
pub fn receipt(
    history: String,
    revision: Revision,
    position: v1::Position,
    repeated: bool,
    warnings: &[Warning],
    language: Language,
) -> v1::Receipt {
    let warnings = warnings.iter().map(|warning| warning.told(language)).collect();
    v1::Receipt { history_id: history, revision: revision.0, position: Some(position), repeated, warnings }
}

/// What an answer reflects; `recorded` is when the record at that position was recorded, `silence` for how long nothing
/// had been heard of the journal, which is zero for an answer that newer records do not change.
pub fn reflects(log: Uuid, position: u64, recorded: Option<Timestamp>, silence: Duration) -> v1::Reflects {
    v1::Reflects {
        log_id: log.to_string(),
        position,
        recorded_time: recorded.map(timestamp),
        journal_silent_seconds: u32::try_from(silence.as_secs()).unwrap_or(u32::MAX),
    }
}

/// A moment.
pub fn timestamp(moment: Timestamp) -> prost_types::Timestamp {
    // A message counts nanoseconds forward from the second, jiff away from zero.
    let (seconds, nanos) = (moment.as_second(), moment.subsec_nanosecond());
    if nanos < 0 {
        prost_types::Timestamp { seconds: seconds - 1, nanos: nanos + 1_000_000_000 }
    } else {
        prost_types::Timestamp { seconds, nanos }
    }
}

/// In which capacity someone acted.
pub fn capacity(capacity: &Capacity) -> v1::Capacity {
    use v1::capacity::Capacity as Told;
    let told = match capacity {
        Capacity::Coordinator { party } => {
            Told::Coordinator(v1::CoordinatorCapacity { party_id: party.to_string() })
        }
        Capacity::Secretary { body } => Told::Secretary(v1::SecretaryCapacity { body_id: body.to_string() }),
        Capacity::Administrator => Told::Administrator(v1::AdministratorCapacity {}),
        Capacity::Auditor => Told::Auditor(v1::AuditorCapacity {}),
    };
    v1::Capacity { capacity: Some(told) }
}

/// Which framework.
pub fn framework_ref(framework: &FrameworkRef) -> v1::FrameworkRef {
    v1::FrameworkRef {
        id: framework.id.to_string(),
        version: framework.version.to_string(),
        digest: framework.digest.to_string(),
    }
}

/// Which document and version.
pub fn document_ref(document: &DocumentRef) -> v1::DocumentRef {
    v1::DocumentRef { format_id: document.format.to_string(), version: document.version }
}

/// A document version, without its words; `words` is how many it has in all.
pub fn document_summary(
    document: &DocumentRef,
    digest: &Digest,
    words: u32,
    filed: Timestamp,
    names: Names<'_>,
) -> v1::DocumentSummary {
    v1::DocumentSummary {
        document: Some(document_ref(document)),
        title: names.format(&document.format),
        digest: digest.to_string(),
        words,
        filed_time: Some(timestamp(filed)),
    }
}

/// Which visit.
pub fn visit_ref(visit: &VisitRef) -> v1::VisitRef {
    v1::VisitRef { step_id: visit.step.to_string(), number: visit.number }
}

/// A visit that was opened.
pub fn opening(opening: &Opening, names: Names<'_>) -> v1::Opening {
    v1::Opening {
        visit: Some(visit_ref(&opening.visit)),
        round: Some(round(&opening.round, names)),
        body: Some(body(&opening.body, names)),
        role: enums::role(opening.role).into(),
        documents: opening.documents.iter().map(document_ref).collect(),
        arrived_on: opening.arrived.to_string(),
        due_on: opening.due.map(|due| due.to_string()),
    }
}

/// Where a dossier goes after a visit.
pub fn next(next: &Next, names: Names<'_>) -> v1::Next {
    use v1::next::Next as Told;
    let told = match next {
        Next::Visit(opened) => Told::Visit(opening(opened, names)),
        Next::Round(id) => Told::Round(round(id, names)),
        Next::Revision { resume_at } => {
            Told::Revision(v1::next::Revision { resume_at_step_id: resume_at.to_string() })
        }
        Next::Ladder(on) => Told::Ladder(escalation::on_rung(on, names)),
        Next::End { end, kind } => Told::Ended(ended(end, *kind, names)),
    };
    v1::Next { next: Some(told) }
}

/// How a dossier ended.
pub fn ended(end: &EndId, kind: EndKind, names: Names<'_>) -> v1::Ended {
    v1::Ended { end: Some(named(end, names.end(end))), kind: enums::end_kind(kind).into() }
}

/// What a body did with a visit.
pub fn treated(treated: &Treated, names: Names<'_>, disclose: &impl Disclose) -> v1::Treated {
    v1::Treated {
        visit: Some(visit_ref(&treated.visit)),
        body: Some(body(&treated.body, names)),
        role: enums::role(treated.role).into(),
        outcome: enums::outcome(treated.outcome).into(),
        treated_on: treated.treated_on.to_string(),
        motivation: treated.motivation.map(|sealed| disclose.text(sealed)),
        conditions: treated.conditions.iter().map(|set| condition_set(set, names, disclose)).collect(),
        judged: treated.judged.iter().map(judgement).collect(),
        departs_from: treated.departs_from.iter().map(visit_ref).collect(),
        next: Some(next(&treated.next, names)),
        stances: treated.stances.iter().map(|taken| stance::told(taken, names, disclose)).collect(),
    }
}

/// A treated visit as the next body sees it; `corrected` when another record mended `treated` since,
/// `revision` the record that now says it.
pub fn earlier_outcome(
    treated: &Treated,
    revision: u64,
    corrected: bool,
    names: Names<'_>,
    disclose: &impl Disclose,
) -> v1::EarlierOutcome {
    v1::EarlierOutcome {
        visit: Some(visit_ref(&treated.visit)),
        body: Some(body(&treated.body, names)),
        role: enums::role(treated.role).into(),
        outcome: enums::outcome(treated.outcome).into(),
        treated_on: treated.treated_on.to_string(),
        motivation: treated.motivation.map(|sealed| disclose.text(sealed)),
        corrected,
        revision,
    }
}

/// A mandate as it was seen.
pub fn mandate_ref(seen: &MandateRef) -> v1::MandateRef {
    v1::MandateRef { mandate_id: seen.id.to_string(), revision: seen.revision.0 }
}

/// A condition that was set.
pub fn condition_set(set: &ConditionSet, names: Names<'_>, disclose: &impl Disclose) -> v1::ConditionSet {
    v1::ConditionSet {
        number: set.number.0,
        text: Some(disclose.text(set.text)),
        holder: set.holder.as_ref().map(|id| party(id, names)),
        due_on: set.due.map(|due| due.to_string()),
    }
}

/// A condition and how it stands; `set_by_body` is the body of the visit that set it, `answer` what the
/// coordinator said last.
pub fn condition(
    condition: &Condition,
    set_by_body: &BodyId,
    answer: Option<v1::DisclosedText>,
    names: Names<'_>,
    disclose: &impl Disclose,
) -> v1::Condition {
    v1::Condition {
        set: Some(condition_set(&condition.set, names, disclose)),
        set_by: Some(visit_ref(&condition.set_by)),
        set_by_body: Some(body(set_by_body, names)),
        answered: condition.answered.is_some(),
        answer,
        judged: condition
            .judged
            .as_ref()
            .map(|(visit, met)| v1::condition::Judged { visit: Some(visit_ref(visit)), met: *met }),
    }
}

/// What a body found of a condition.
pub fn judgement(judgement: &Judgement) -> v1::Judgement {
    v1::Judgement { condition_number: judgement.condition.0, met: judgement.met }
}

/// A visit and how it stands; `corrected` when its outcome was mended, `submitter` who answers for the dossier.
pub fn visit(
    visit: &Visit,
    corrected: bool,
    submitter: &v1::Coordinator,
    names: Names<'_>,
    disclose: &impl Disclose,
) -> v1::Visit {
    let (progress, treatment, treated_revision) = match &visit.progress {
        Progress::Waiting => (v1::VisitProgress::Waiting, None, 0),
        Progress::Treated { revision, treated: what } => {
            (v1::VisitProgress::Treated, Some(treated(what, names, disclose)), revision.0)
        }
        Progress::Void => (v1::VisitProgress::Void, None, 0),
    };
    v1::Visit {
        opening: Some(opening(&visit.opening, names)),
        progress: progress.into(),
        treated: treatment,
        corrected,
        treated_revision,
        term: term(visit, submitter, names, disclose),
        voices: visit.voices.iter().map(|spoken| ratification::told(spoken, names, disclose)).collect(),
        unspoken: Vec::new(),
    }
}

/// Where a dossier is; `at` is the opening of the visit that it is at, when it is at one.
pub fn phase(phase: &Phase, at: Option<&Opening>, names: Names<'_>) -> v1::Phase {
    use v1::phase::Phase as Told;
    let told = match phase {
        Phase::Preparing { round: id } => Some(Told::Preparing(round(id, names))),
        Phase::AtStep { .. } => at.map(|opened| Told::AtStep(opening(opened, names))),
        Phase::Revising { round: id, resume_at } => Some(Told::Revising(v1::phase::Revising {
            round: Some(round(id, names)),
            resume_at_step_id: resume_at.to_string(),
        })),
        Phase::Escalated { visit } => Some(Told::Escalated(visit_ref(visit))),
        Phase::Ended { end, kind } => Some(Told::Ended(ended(end, *kind, names))),
    };
    v1::Phase { phase: told }
}

/// Where a dossier is, for filters.
pub fn phase_kind(phase: &Phase) -> v1::PhaseKind {
    match phase {
        Phase::Preparing { .. } => v1::PhaseKind::Preparing,
        Phase::AtStep { .. } => v1::PhaseKind::AtStep,
        Phase::Revising { .. } => v1::PhaseKind::Revising,
        Phase::Escalated { .. } => v1::PhaseKind::Escalated,
        Phase::Ended { .. } => v1::PhaseKind::Ended,
    }
}

/// Who a dossier waits for; `None`: it has ended. `submitter` is who answers for it.
pub fn waits_for(
    on: Option<&WaitingOn>,
    submitter: &v1::Coordinator,
    names: Names<'_>,
    disclose: &impl Disclose,
) -> v1::WaitsFor {
    use v1::waits_for::Who;
    let who = on.map(|on| match on {
        WaitingOn::Submitter => Who::Coordinator(submitter.clone()),
        WaitingOn::Party(id) => Who::Party(party(id, names)),
        WaitingOn::Body(id) => Who::Body(body(id, names)),
        WaitingOn::Outside(words) => Who::Outside(disclose.text(*words)),
    });
    v1::WaitsFor { who }
}

/// The term of a visit, without its days; `submitter` is who answers for the dossier. `None`: it has none.
pub fn term(
    visit: &Visit,
    submitter: &v1::Coordinator,
    names: Names<'_>,
    disclose: &impl Disclose,
) -> Option<v1::Term> {
    let suspensions = visit.suspensions.iter().map(|suspension| v1::Suspension {
        suspended_on: suspension.from.to_string(),
        waits_for: Some(waits_for(Some(&suspension.waits_for), submitter, names, disclose)),
        reason: Some(disclose.text(suspension.reason)),
        resumed_on: suspension.resumed.map(|resumed| resumed.runs_from.to_string()),
        due_on: suspension.resumed.map(|resumed| resumed.due.to_string()),
        revision: suspension.recorded.0,
    });
    let due_on = match visit.due() {
        Due::Never => return None,
        Due::On(due) => Some(due.to_string()),
        Due::StandsStill(_) => None,
    };
    Some(v1::Term {
        due_on,
        suspended_since: visit.suspension().map(|suspension| suspension.from.to_string()),
        days: None,
        suspensions: suspensions.collect(),
    })
}

/// A term in working days.
pub fn term_days(reckoning: Reckoning) -> v1::TermDays {
    let Reckoning { budget, spent, stood_still } = reckoning;
    v1::TermDays { budget, spent, left: reckoning.left(), over: reckoning.over(), stood_still }
}

/// Who answers for a dossier.
pub fn coordinator(actor: &ActorId, of: &PartyId, names: Names<'_>) -> v1::Coordinator {
    v1::Coordinator { actor_id: actor.to_string(), party: Some(party(of, names)) }
}

/// An entry of the register that already existed, without when it entered.
pub fn arrangement(
    id: Uuid,
    registered: &ArrangementRegistered,
    names: Names<'_>,
    disclose: &impl Disclose,
) -> v1::RegisterEntry {
    v1::RegisterEntry {
        origin: Some(v1::register_entry::Origin::ArrangementId(id.to_string())),
        name: Some(disclose.text(registered.name)),
        target_group: registered.target_group.map(|sealed| disclose.text(sealed)),
        partners: registered.partners.iter().map(|sealed| disclose.text(*sealed)).collect(),
        funding: registered.funding.iter().map(|id| named(id, names.funding(id))).collect(),
        functions: functions(&registered.functions, names),
        party: Some(party(&registered.party, names)),
        level: enums::level(registered.level).into(),
        entered_time: None,
        entered_position: None,
        has_begun: false,
        life: None,
    }
}

/// The functions of an arrangement.
pub fn functions(functions: &[TermId], names: Names<'_>) -> Vec<v1::Named> {
    functions.iter().map(|id| named(id, names.function(id))).collect()
}

/// What pays for an arrangement, and its name.
pub fn funding(id: &TermId, names: Names<'_>) -> v1::Named {
    named(id, names.funding(id))
}

/// What results are measured by, and its name.
pub fn indicator(id: &TermId, names: Names<'_>) -> v1::Named {
    named(id, names.indicator(id))
}

/// A body and its name.
pub fn body(id: &BodyId, names: Names<'_>) -> v1::Named {
    named(id, names.body(id))
}

/// A party and its name.
pub fn party(id: &PartyId, names: Names<'_>) -> v1::Named {
    named(id, names.party(id))
}

/// A round and its name.
pub fn round(id: &RoundId, names: Names<'_>) -> v1::Named {
    named(id, names.round(id))
}

/// A document format and its name.
pub fn format(id: &FormatId, names: Names<'_>) -> v1::Named {
    named(id, names.format(id))
}

fn named(id: &impl Display, name: String) -> v1::Named {
    v1::Named { id: id.to_string(), name }
}
