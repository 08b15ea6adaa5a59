//! Who is bound by what was decided, as messages.

use std::collections::BTreeSet;

use domain::{
    arrangement::{
        Commitment, Period, Standing, Usage,
        bound::ratification_binds,
        state::{Committed, Used},
    },
    framework::Framework,
    ids::PartyId,
    sealed::Sealed,
};
use jiff::civil::Date;
use views::query::{arrangement::Told, bound::Row, parts::Said};
use wire::{
    Names,
    convert::{answer, bound, count},
    v1,
};

use super::{Reader, words};

/// Who it is told to, of which day, by which framework if that can be read.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// Only this party.
    pub(crate) party: Option<&'a PartyId>,
    /// The day for which it is told who is bound.
    pub(crate) on: Date,
    /// The framework of the arrangement.
    pub(crate) framework: Option<&'a Framework>,
    /// Who reads.
    pub(crate) reader: Reader,
}

/// An arrangement, with every party of its framework.
pub(crate) fn arrangement(row: &Row, asked: Asked<'_>) -> v1::ArrangementBound {
    let arrangement = &row.told.arrangement;
    let mut parties = parties(row, asked.framework);
    parties.retain(|party| asked.party.is_none_or(|one| one == party));
    v1::ArrangementBound {
        arrangement_id: row.about.id.to_string(),
        reference: row.about.reference.to_string(),
        title: Some(words(&row.about.title)),
        framework: Some(answer::framework_ref(&arrangement.begun.framework)),
        begun_time: Some(answer::timestamp(row.told.begun_at)),
        revision: arrangement.revision.0,
        parties: parties.iter().map(|party| self::party(row, party, asked)).collect(),
    }
}

/// Every party, in the order of the framework; those that said or have something while that cannot be read.
fn parties(row: &Row, framework: Option<&Framework>) -> Vec<PartyId> {
    if let Some(framework) = framework {
        return framework.parties.iter().map(|party| party.id.clone()).collect();
    }
    let arrangement = &row.told.arrangement;
    let known: BTreeSet<&PartyId> = (arrangement.commitments.iter().map(|said| &said.commitment.party))
        .chain(arrangement.used.iter().map(|used| &used.usage.party))
        .chain(row.ratified.iter().map(|said| &said.party))
        .collect();
    known.into_iter().cloned().collect()
}

fn party(row: &Row, party: &PartyId, asked: Asked<'_>) -> v1::PartyBound {
    let names = asked.framework.map_or_else(Names::none, Names::of);
    let arrangement = &row.told.arrangement;
    let used = arrangement.last_use_of(party);
    let ratified = row.ratified.iter().find(|said| said.party == *party);
    let own = arrangement.commitment_of(party);
    let is_bound_on = |day| match (own, ratified) {
        (Some(own), _) => own.commitment.binds_on(day),
        (None, Some(said)) => ratification_binds(said.ratified, said.decided_on, day),
        (None, None) => false,
    };
    let (standing, said) = match (own, ratified) {
        (Some(own), _) => (bound::standing(&own.commitment.standing), Some(committed(own, &row.told))),
        (None, Some(said)) => {
            let standing = if said.ratified { v1::PartyStanding::Bound } else { v1::PartyStanding::NotBound };
            (standing, Some(ratification(said)))
        }
        (None, None) => (v1::PartyStanding::NotSpoken, None),
    };
    // Who was bound in the period of which it is reported, or is now, does not benefit for nothing.
    let with_pupils = arrangement.last_pupils_of(party).map(|used| used.usage.period.nearest(asked.on));
    let is_unbound = |day| !is_bound_on(day) && !is_bound_on(asked.on);
    v1::PartyBound {
        party: Some(answer::party(party, names)),
        standing: standing.into(),
        is_bound: is_bound_on(asked.on),
        uses_unbound: with_pupils.is_some_and(is_unbound),
        said,
        r#use: used.map(|used| usage(used, &row.told, asked)),
    }
}

fn committed(Committed { revision, commitment }: &Committed, told: &Told) -> v1::BoundBy {
    let Commitment { party: _, standing, decided_on, organ, mandate, binding, pledges, source } = commitment;
    let said = match standing {
        Standing::Bound | Standing::NotBound(None) => None,
        Standing::WithReservation(said) | Standing::NotBound(Some(said)) => Some(words(&told.words(said))),
    };
    v1::BoundBy {
        by: v1::SaidBy::Commitment.into(),
        revision: revision.0,
        decided_on: decided_on.to_string(),
        organ: Some(words(&told.words(organ))),
        words: said,
        mandate: mandate.as_ref().map(answer::mandate_ref),
        binding: binding.map(bound::binding_period),
        pledges: pledges.iter().map(bound::pledged).collect(),
        source: Some(words(&told.words(source))),
    }
}

fn ratification(said: &Said) -> v1::BoundBy {
    v1::BoundBy {
        by: v1::SaidBy::Ratification.into(),
        revision: said.revision.0,
        decided_on: said.decided_on.to_string(),
        organ: Some(words(&said.organ)),
        words: said.reasons.as_ref().map(words),
        mandate: said.mandate.as_ref().map(answer::mandate_ref),
        binding: None,
        pledges: Vec::new(),
        source: None,
    }
}

fn usage(Used { revision, usage }: &Used, told: &Told, asked: Asked<'_>) -> v1::PartyUse {
    let Usage { party: _, period: Period { from, until }, pupils, costs_cents, on, source } = usage;
    let few = |sealed: &Sealed| asked.reader.few(&told.words(sealed));
    let threshold = super::threshold(asked.framework);
    v1::PartyUse {
        from: from.to_string(),
        until: until.to_string(),
        pupils: pupils.as_ref().map(|number| count::told(number, threshold, few)),
        costs_cents: *costs_cents,
        counted_on: on.to_string(),
        source: Some(words(&told.words(source))),
        revision: revision.0,
    }
}
