//! A framework version was adopted.

use std::sync::Arc;

use domain::framework::adoption::FrameworkAdopted;

use super::{Act, Error};
use crate::{fact::Day, index::frameworks::Adopted, live::Live};

pub(super) fn apply(live: &mut Live, act: &Act<'_>, adopted: &FrameworkAdopted) -> Result<(), Error> {
    let of_family = |past: &&Adopted| {
        let framework = live.names.frameworks.name(past.framework);
        framework.is_ok_and(|framework| framework.id == adopted.framework.id)
    };
    act.follows(live.frameworks.all().iter().filter(of_family).count() as u64)?;
    live.frameworks.push(Adopted {
        position: act.position(),
        framework: live.names.frameworks.number(&adopted.framework),
        supersedes: adopted.supersedes.as_ref().map(|version| version.as_str().into()),
        effective_from: Day::of(adopted.effective_from),
        prefix: adopted.reference_prefix.as_str().into(),
        file: act.record.texts.open(&adopted.file).map(Arc::from),
    });
    Ok(())
}
