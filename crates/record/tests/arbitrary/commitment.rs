//! Anything that a party says of being bound, and that it has of an arrangement.

use domain::{
    arrangement::{BindingPeriod, Commitment, CommitmentGiven, Period, Pledge, Standing, Usage},
    ids::Revision,
};
use proptest::{collection::vec, option, prelude::*};
use record::REVISION_MAX;

use super::{arrangement::count, date, id, sealed, seen};

pub(super) fn given() -> impl Strategy<Value = CommitmentGiven> {
    let standing = prop_oneof![
        Just(Standing::Bound),
        sealed().prop_map(Standing::WithReservation),
        option::of(sealed()).prop_map(Standing::NotBound),
    ];
    let binding = (date(), option::of(date())).prop_map(|(from, until)| BindingPeriod { from, until });
    let pledge = (any::<u64>(), period()).prop_map(|(amount_cents, period)| Pledge { amount_cents, period });
    let head = (1..=REVISION_MAX, id(), standing, date(), sealed(), option::of(seen()));
    (head, option::of(binding), vec(pledge, 0..3), sealed()).prop_map(
        |((decided, party, standing, decided_on, organ, mandate), binding, pledges, source)| {
            CommitmentGiven {
                decided: Revision(decided),
                commitment: Commitment {
                    party,
                    standing,
                    decided_on,
                    organ,
                    mandate,
                    binding,
                    pledges,
                    source,
                },
            }
        },
    )
}

pub(super) fn usage() -> impl Strategy<Value = Usage> {
    (id(), period(), option::of(count()), option::of(any::<u64>()), date(), sealed()).prop_map(
        |(party, period, pupils, costs_cents, on, source)| Usage {
            party,
            period,
            pupils,
            costs_cents,
            on,
            source,
        },
    )
}

fn period() -> impl Strategy<Value = Period> {
    (date(), date()).prop_map(|(from, until)| Period { from, until })
}
