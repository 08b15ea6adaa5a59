//! That a body met, and who was there for which party.

use std::collections::BTreeSet;

use super::{
    command::RecordHeld,
    event::{Event, MeetingHeld},
    fix_agenda,
    parts::{Part, Present},
    permit,
    refusal::{Countable, Refusal},
    state::Meeting,
};
use crate::{
    context::Context,
    framework::{Body, Framework},
    ids::PartyId,
};

/// The most people who are written down as present at one meeting.
pub const PRESENT_MAX: usize = 100;

/// The meeting was held, on its day. A fact, so it needs neither an agenda that was fixed nor papers that were sent.
pub(super) fn decide(
    framework: &Framework,
    meeting: &Meeting,
    command: RecordHeld,
    context: &Context,
) -> Result<Event, Refusal> {
    permit::ahead(meeting)?;
    let (on, today) = (meeting.on, context.today);
    if today < on {
        return Err(Refusal::NotYet { on, today });
    }
    let Some(body) = framework.body(&meeting.body) else {
        return Err(Refusal::OtherFramework { meeting: meeting.framework.clone() });
    };
    let RecordHeld { present, treated_as } = command;
    if present.len() > PRESENT_MAX {
        let given = present.len();
        return Err(Refusal::TooMany { what: Countable::Present, given, max: PRESENT_MAX });
    }
    let mut seen = BTreeSet::new();
    for someone in &present {
        if !seen.insert(&someone.actor) {
            let which = someone.actor.to_string();
            return Err(Refusal::Repeated { what: Countable::Present, which });
        }
        attends(framework, body, someone)?;
    }
    fix_agenda::distinct(meeting, &treated_as)?;
    let absent = absent(framework, body, &present);
    Ok(Event::MeetingHeld(MeetingHeld { present, absent, treated_as }))
}

fn attends(framework: &Framework, body: &Body, someone: &Present) -> Result<(), Refusal> {
    let actor = &someone.actor;
    let speaks = match someone.part {
        Part::Chair => someone.party.is_some(),
        Part::Member if someone.party.is_none() => {
            return Err(Refusal::PartyRequired { actor: actor.clone() });
        }
        Part::Member => true,
        Part::Secretary | Part::Guest => false,
    };
    if let Some(named) = &someone.party {
        let Some(party) = framework.party(named) else {
            return Err(Refusal::PartyUnknown { party: named.clone() });
        };
        if speaks && !body.seats.contains(&party.kind) {
            return Err(Refusal::PartyWithoutSeat { party: named.clone(), body: body.id.clone() });
        }
    }
    match &someone.replaces {
        Some(replaced) if !speaks || replaced == actor => {
            Err(Refusal::ReplacesNobody { actor: actor.clone() })
        }
        Some(_) | None => Ok(()),
    }
}

/// The parties with a seat that nobody spoke for, in the order of the framework.
fn absent(framework: &Framework, body: &Body, present: &[Present]) -> Vec<PartyId> {
    let spoken_for = |party: &PartyId| {
        let speaks = |someone: &&Present| matches!(someone.part, Part::Chair | Part::Member);
        present.iter().filter(speaks).any(|someone| someone.party.as_ref() == Some(party))
    };
    let seated = framework.parties.iter().filter(|party| body.seats.contains(&party.kind));
    seated.map(|party| &party.id).filter(|party| !spoken_for(party)).cloned().collect()
}
