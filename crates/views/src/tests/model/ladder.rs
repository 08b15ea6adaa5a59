//! A dossier on the ladder.

use domain::dossier::escalation;

use super::{Known, Model};
use crate::query::escalation::{Dispute, Escalation, Standing, Stay};

impl Model<'_> {
    pub(super) fn escalations(&self, known: &Known) -> Vec<Escalation> {
        known.dossier().escalations.iter().map(|escalation| self.escalation(known, escalation)).collect()
    }

    pub(super) fn open_escalation(&self, known: &Known) -> Option<Escalation> {
        known.dossier().escalation().map(|escalation| self.escalation(known, escalation))
    }

    fn escalation(&self, known: &Known, escalation: &escalation::Escalation) -> Escalation {
        let stays = escalation.rungs.iter().map(|stay| Stay {
            on: stay.on.clone(),
            because: stay.because.as_ref().map(|words| self.words(words)),
            revision: stay.recorded,
        });
        let is_open = known.dossier().escalation() == Some(escalation);
        Escalation {
            revision: escalation.opened,
            visit: escalation.visit.clone(),
            cause: escalation.cause.clone(),
            reason: escalation.reason.as_ref().map(|words| self.words(words)),
            rungs: stays.collect(),
            dispute: escalation.dispute.as_ref().map(|dispute| Dispute {
                kind: dispute.terms.kind,
                before: self.words(&dispute.terms.before),
                parties: dispute.terms.parties.clone(),
                defence_days: dispute.terms.defence_days,
                advice_days: dispute.terms.advice_days,
                since: dispute.since,
                reason: self.words(&dispute.reason),
                revision: dispute.recorded,
            }),
            standing: match &escalation.progress {
                escalation::Progress::Open if is_open => Standing::Open,
                escalation::Progress::Open => Standing::Overtaken,
                escalation::Progress::Left(left) => Standing::Left {
                    on: left.on,
                    words: self.words(&left.words),
                    next: left.next.clone(),
                    revision: left.recorded,
                },
                escalation::Progress::Void => Standing::Void,
            },
        }
    }
}
