//! An existing arrangement was registered.

use domain::{
    arrangement::{ArrangementRegistered, Level},
    ids::ArrangementId,
    sealed::Sealed,
};

use super::{Act, Error};
use crate::{
    fact::KeptApart,
    index::register::{Registered, Source},
    live::Live,
};

pub(super) fn apply(
    live: &mut Live,
    act: &Act<'_>,
    id: ArrangementId,
    registered: &ArrangementRegistered,
) -> Result<(), Error> {
    // An entry is registered once, so its history has one record.
    act.follows(0)?;
    let words = |sealed: &Sealed| KeptApart::of(sealed, &act.record.texts);
    let terms = &mut live.names.terms;
    let entry = Registered {
        id: *id.0.as_bytes(),
        name: words(&registered.name),
        target_group: registered.target_group.as_ref().map(words),
        partners: registered.partners.iter().map(words).collect(),
        funding: registered.funding.iter().map(|code| terms.number(code)).collect(),
        functions: registered.functions.iter().map(|function| terms.number(function)).collect(),
    };
    let party = live.names.parties.number(&registered.party);
    let is_group = match registered.level {
        Level::Group => true,
        Level::Individual => false,
    };
    live.register.add(act.position(), party, is_group, Source::Registered(Box::new(entry)));
    Ok(())
}
