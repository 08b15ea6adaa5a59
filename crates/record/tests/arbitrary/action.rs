//! Anything that is agreed to do, and that comes of it.

use domain::{
    action::{Agreed, Closed, Closing, Doer, Who},
    ids::{ActionNumber, DossierId},
};
use proptest::{option, prelude::*};
use uuid::Uuid;

use super::{actor, date, id, sealed};

fn doer() -> impl Strategy<Value = Doer> {
    let who = prop_oneof![id().prop_map(Who::Party), id().prop_map(Who::Body), actor().prop_map(Who::Actor),];
    prop_oneof![
        (who, option::of(sealed())).prop_map(|(who, words)| Doer::Known { who, words }),
        sealed().prop_map(Doer::Outside),
    ]
}

pub(super) fn agreed() -> impl Strategy<Value = Agreed> {
    let about = any::<u128>().prop_map(|id| DossierId(Uuid::from_u128(id)));
    (any::<u32>(), sealed(), doer(), date(), option::of(about)).prop_map(
        |(number, what, doer, due, about)| Agreed { number: ActionNumber(number), what, doer, due, about },
    )
}

pub(super) fn closed() -> impl Strategy<Value = Closed> {
    let how = prop_oneof![
        sealed().prop_map(|evidence| Closing::Done { evidence }),
        sealed().prop_map(|reason| Closing::Dropped { reason }),
    ];
    (any::<u32>(), date(), how).prop_map(|(action, on, how)| Closed { action: ActionNumber(action), on, how })
}
