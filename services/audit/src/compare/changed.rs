//! One dossier at two moments.

use std::collections::BTreeMap;

use domain::{
    Event,
    dossier::{
        self,
        event::{OutcomeCorrected, Treated},
    },
    framework::FrameworkRef,
    ids::{BodyId, DossierId, Revision},
};
use journal::Stored;
use record::Record;
use wire::{
    Names,
    convert::{answer, enums},
    v1::{self, register_difference::Origin},
};

use super::{Span, decoded};
use crate::{
    cut,
    replay::{Replay, Undecodable},
};

/// A dossier to which something happened between two moments.
pub(crate) struct Changed {
    id: DossierId,
    before: Replay,
    after: Replay,
    between: Vec<Record>,
}

/// The same with the names of its framework, as both sides are told.
pub(crate) struct Sides {
    pub(super) before: Option<v1::Dossier>,
    pub(super) after: v1::Dossier,
    treatments: Vec<v1::TreatmentBetween>,
}

impl Changed {
    /// The dossier, from all its records.
    ///
    /// # Errors
    /// [`Undecodable`] names the first record that cannot be read.
    pub(crate) fn of(id: DossierId, history: &[Stored], span: Span) -> Result<Self, Undecodable> {
        Ok(Self {
            id,
            before: Replay::of(&history[..cut::at_position(history, span.from)])?,
            after: Replay::of(&history[..cut::at_position(history, span.until)])?,
            between: span.of(history).iter().map(decoded).collect::<Result<_, _>>()?,
        })
    }

    /// The framework it runs on. `None`: it was not opened by the later moment, which only damage can make.
    pub(crate) fn framework(&self) -> Option<&FrameworkRef> {
        self.after.state().dossier().ok().map(|dossier| &dossier.framework)
    }

    /// Both sides, with these names.
    pub(crate) fn sides(&self, names: Names<'_>) -> Option<Sides> {
        Some(Sides {
            before: self.before.told(self.id, names),
            after: self.after.told(self.id, names)?,
            treatments: self.between.iter().filter_map(|record| treatment(record, names)).collect(),
        })
    }
}

impl Sides {
    /// What differs.
    pub(crate) fn difference(&self) -> v1::DossierDifference {
        let (before, after) = (self.before.as_ref(), &self.after);
        let head = after.summary.clone().unwrap_or_default();
        let head_before = before.and_then(|before| before.summary.clone());
        let was = head_before.as_ref().and_then(|head| head.coordinator.clone());
        // Documents and submissions are never taken back.
        let filed = before.map_or(0, |before| before.documents.len());
        let submitted = before.map_or(0, |before| before.submissions.len());
        v1::DossierDifference {
            dossier_id: head.dossier_id,
            title: head.title,
            framework: head.framework,
            revision_from: head_before.as_ref().map_or(0, |head| head.revision),
            phase_from: head_before.and_then(|head| head.phase),
            phase_until: head.phase,
            revision_until: head.revision,
            documents_filed: after.documents[filed.min(after.documents.len())..].to_vec(),
            submissions: after.submissions[submitted.min(after.submissions.len())..].to_vec(),
            treatments: self.treatments.clone(),
            conditions: self.conditions(),
            coordinator_from: was.filter(|was| Some(was) != head.coordinator.as_ref()),
            coordinator_until: head.coordinator,
        }
    }

    /// Whether it came into the register of arrangements, or is no longer in it.
    pub(crate) fn register(&self) -> Option<v1::RegisterDifference> {
        let was = self.before.as_ref().is_some_and(is_adopted);
        let entered = is_adopted(&self.after);
        let head = self.after.summary.clone().unwrap_or_default();
        (was != entered).then(|| v1::RegisterDifference {
            origin: Some(Origin::DossierId(head.dossier_id)),
            name: head.title,
            party: head.coordinator.and_then(|coordinator| coordinator.party),
            entered,
        })
    }

    /// Whether it was on the agenda of a body in between, or that body treated it.
    pub(crate) fn concerns(&self, body: &BodyId) -> bool {
        let is = |named: Option<&v1::Named>| named.is_some_and(|named| named.id == body.as_str());
        self.agenda_changes().any(|(opening, _)| is(opening.body.as_ref()))
            || self.treatments.iter().any(|treated| is(treated.body.as_ref()))
    }

    fn conditions(&self) -> Vec<v1::ConditionDifference> {
        let number = |condition: &v1::Condition| condition.set.as_ref().map_or(0, |set| set.number);
        let known = |of: &v1::Dossier| -> BTreeMap<u32, v1::Condition> {
            of.conditions.iter().map(|condition| (number(condition), condition.clone())).collect()
        };
        let before = self.before.as_ref().map(known).unwrap_or_default();
        let after = known(&self.after);
        let mut changed = Vec::new();
        for (number, then) in before.iter().filter(|(number, _)| !after.contains_key(number)) {
            changed.push(v1::ConditionDifference { dropped: true, ..told(*number, then) });
        }
        for (number, now) in &after {
            let then = before.get(number);
            let answered =
                now.answered && then.is_none_or(|then| then.answer != now.answer || !then.answered);
            let judged = now.judged.as_ref().filter(|_| then.is_none_or(|then| then.judged != now.judged));
            let found_met = judged.map(|judged| judged.met);
            if then.is_none() || answered || found_met.is_some() {
                let set = then.is_none();
                changed.push(v1::ConditionDifference { set, answered, found_met, ..told(*number, now) });
            }
        }
        changed.sort_by_key(|condition| condition.number);
        changed
    }
}

/// A condition with nothing said of what happened to it.
fn told(number: u32, condition: &v1::Condition) -> v1::ConditionDifference {
    let set = condition.set.clone().unwrap_or_default();
    v1::ConditionDifference {
        number,
        text: set.text,
        set_by_body: condition.set_by_body.clone(),
        holder: set.holder,
        due_on: set.due_on,
        ..v1::ConditionDifference::default()
    }
}

fn is_adopted(dossier: &v1::Dossier) -> bool {
    use v1::phase::Phase;
    let phase = dossier.summary.as_ref().and_then(|head| head.phase.as_ref()?.phase.as_ref());
    matches!(phase, Some(Phase::Ended(ended)) if ended.kind() == v1::EndKind::Adopted)
}

/// What a body did, if the record says that.
fn treatment(record: &Record, names: Names<'_>) -> Option<v1::TreatmentBetween> {
    let Event::Dossier(event) = &record.event else { return None };
    let (treated, corrects) = treated(event)?;
    Some(v1::TreatmentBetween {
        visit: Some(answer::visit_ref(&treated.visit)),
        body: Some(answer::body(&treated.body, names)),
        role: enums::role(treated.role).into(),
        outcome: enums::outcome(treated.outcome).into(),
        treated_on: treated.treated_on.to_string(),
        recorded_time: Some(answer::timestamp(record.recorded.now)),
        revision: record.revision.0,
        corrects_revision: corrects.map(|corrects| corrects.0),
    })
}

fn treated(event: &dossier::Event) -> Option<(&Treated, Option<Revision>)> {
    if let dossier::Event::OutcomeCorrected(OutcomeCorrected { corrects, treated, .. }) = event {
        return Some((treated, Some(*corrects)));
    }
    event.treatment().map(|treated| (treated, None))
}
