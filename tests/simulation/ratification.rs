//! What a party might say for itself of what was decided.

use domain::{
    dossier::{
        Command,
        command::Ratify,
        event::{Replaces, Voice},
        state::Visit,
    },
    mandate::Act,
};
use jiff::ToSpan;

use crate::acts::Thinking;

/// What one of the parties says, where each speaks for itself; now and then what it may not say. `None`: the body speaks.
pub(crate) fn likely(thinking: &mut Thinking<'_>, visit: &Visit) -> Option<Command> {
    let step = thinking.framework.route.step(&visit.opening.visit.step)?;
    if !step.is_for_each_party() || thinking.chance.percent(5) {
        return None;
    }
    let party = thinking.chance.one_of(&thinking.framework.ratifiers(step)).id.clone();
    let before = visit.voice(&party).map(|spoken| spoken.revision).filter(|_| thinking.chance.percent(80));
    let ratified = thinking.chance.percent(70);
    let days = i64::try_from(thinking.chance.below(4)).unwrap_or(0);
    let reasons = (!ratified).then(|| thinking.sealer.seal("motivation", "Er is geen dekking."));
    let mandate = thinking.mandate(&party, Act::Ratification);
    let voice = Voice {
        party,
        ratified,
        decided_on: thinking.today.saturating_sub(days.days()).max(visit.opening.arrived),
        organ: thinking.sealer.seal("organ", "het college"),
        reasons,
        mandate,
    };
    let replaces = before
        .map(|revision| Replaces { revision, reason: thinking.sealer.seal("reason", "Verkeerd genoteerd.") });
    Some(Command::Ratify(Ratify { visit: visit.opening.visit.clone(), voice, replaces }))
}
