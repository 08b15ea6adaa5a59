//! What an administrator might ask of a mandate, and under which one somebody acts: mostly one of their own, sometimes
//! another's, one that has lapsed, or one that there is not.

use domain::{
    framework::Framework,
    ids::{MandateId, PartyId, Revision},
    mandate::{
        Act, Mandate, MandateRef, Scope, State,
        command::{Grant, Revoke},
    },
};
use jiff::{ToSpan, civil::Date};
use record::{HistoryId, Sealer};
use tests::chance::Chance;
use uuid::Uuid;

use crate::{
    acts::{Thinking, coordinator},
    replica::{Matter, Replica},
};

/// What is needed to think of a mandate.
pub(crate) struct Granter<'a> {
    pub(crate) framework: &'a Framework,
    pub(crate) today: Date,
    pub(crate) chance: &'a mut Chance,
    pub(crate) sealer: &'a mut Sealer<'static>,
}

/// Every mandate that there is.
pub(crate) fn all(replica: &Replica) -> Vec<(MandateId, Box<Mandate>)> {
    let granted = |history: &HistoryId| match (history, replica.matter(history)) {
        (HistoryId::Mandate(id), Matter::Mandate(State::Granted(mandate))) => Some((*id, mandate)),
        (_, _) => None,
    };
    replica.histories.keys().filter_map(granted).collect()
}

impl Granter<'_> {
    /// A mandate for some party; now and then for nothing, or one that ends before it begins.
    pub(crate) fn grant(&mut self) -> Grant {
        let party = self.chance.one_of(&self.framework.parties).id.clone();
        let acts = match self.chance.below(20) {
            0 => Vec::new(),
            1 => Act::ALL.to_vec(),
            2..=6 => vec![Act::Escalation],
            _ => vec![Act::Stance, Act::Ratification],
        };
        let from = self.some_days_ago(20);
        let days = i64::try_from(self.chance.below(40)).unwrap_or(0) - 1;
        let until = self.chance.percent(40).then(|| from.saturating_add(days.days()));
        Grant {
            holder: coordinator(&party).actor,
            party,
            scope: Scope { acts, bodies: Vec::new(), limit_cents: None },
            from,
            until,
            source: self.sealer.seal("source", "besluit van het college"),
        }
    }

    /// The end of one, from a day about now.
    pub(crate) fn revoke(&mut self) -> Revoke {
        let from = self.some_days_ago(5);
        Revoke { from, reason: self.sealer.seal("reason", "Een ander doet het voortaan.") }
    }

    fn some_days_ago(&mut self, days_max: usize) -> Date {
        let days = i64::try_from(self.chance.below(days_max)).unwrap_or(0);
        self.today.saturating_sub(days.days())
    }
}

impl Thinking<'_> {
    /// Under which mandate a party acts, if it names one.
    pub(crate) fn mandate(&mut self, party: &PartyId, act: Act) -> Option<MandateRef> {
        if self.mandates.is_empty() || self.chance.percent(50) {
            return None;
        }
        let is_own =
            |mandate: &Mandate| mandate.granted.party == *party && mandate.granted.scope.acts.contains(&act);
        let own = self.mandates.iter().filter(|(_, mandate)| is_own(mandate));
        let own: Vec<_> = own.map(|(id, _)| *id).collect();
        let id = match self.chance.below(20) {
            0 => MandateId(Uuid::from_u128(7)),
            1 | 2 => self.chance.one_of(self.mandates).0,
            _ if own.is_empty() => return None,
            _ => *self.chance.one_of(&own),
        };
        Some(MandateRef { id, revision: Revision::default() })
    }
}
