//! An event of a dossier: a fact in its row, where it stands, and whose agenda that changes.

use domain::{
    dossier::{Event, event::DossierOpened},
    framework::EndKind,
    ids::DossierId,
};
use record::Position;

use super::{Act, Error, effect::Effect};
use crate::{
    change::{AgendaChange, What},
    fact::{self, Day},
    head::{Head, PhaseKind, Standing, Waiting, searched},
    index::register::Source,
    live::Live,
    row::Row,
};

pub(super) fn apply(live: &mut Live, act: &mut Act<'_>, id: DossierId, event: &Event) -> Result<(), Error> {
    match (live.dossiers.find(id), event) {
        (None, Event::DossierOpened(opened)) => open(live, act, id, event, opened),
        (Some(number), _) => go_on(live, act, number, event),
        (None, _) => act.follows(0).and(Err(Error::Misplaced { position: act.record.position })),
    }
}

fn open(
    live: &mut Live,
    act: &Act<'_>,
    id: DossierId,
    event: &Event,
    opened: &DossierOpened,
) -> Result<(), Error> {
    act.follows(0)?;
    let framework = live.names.frameworks.number(&opened.framework);
    let prefix = live.frameworks.prefix(framework).ok_or_else(|| Error::FrameworkNotAdopted {
        position: act.record.position,
        framework: format!("{} {}", opened.framework.id, opened.framework.version),
    })?;
    let texts = &act.record.texts;
    let standing = Standing::new(
        live.names.actors.number(&opened.coordinator),
        live.names.parties.number(&opened.party),
        Day::of(act.record.record.recorded.today()),
    );
    let head = Head {
        id: *id.0.as_bytes(),
        opened: act.position(),
        changed: act.position(),
        revision: 1,
        year: act.record.record.recorded.today().year(),
        // Given when the dossier takes its place among the others.
        number: 0,
        framework,
        functions: opened.functions.iter().map(|function| live.names.terms.number(function)).collect(),
        title: searched(texts.open(&opened.title).unwrap_or_default()),
        standing,
    };
    let mut row = Row::default();
    row.push(&fact::fact(&mut live.names, act.record.position, act.record.record.recorded, event, texts));
    live.dossiers.open(prefix, head, row);
    Ok(())
}

fn go_on(live: &mut Live, act: &mut Act<'_>, number: u32, event: &Event) -> Result<(), Error> {
    let position = act.position();
    act.follows(live.dossiers.head(number).map_err(|error| act.store(error))?.revision)?;
    let (record, texts) = (&act.record.record, &act.record.texts);
    let fact = fact::fact(&mut live.names, act.record.position, record.recorded, event, texts);
    let mut change = live.dossiers.change(&live.store, number).map_err(|error| act.store(error))?;
    change.push(&fact);
    let before = change.head.standing.clone();
    let effect = Effect::of(event);
    let told = match effect {
        Effect::AsTheRulesSay => Some(change.standing(&live.names).map_err(|error| act.store(error))?),
        Effect::Stays | Effect::Arrives(_) | Effect::Prepares(_) | Effect::Revises(_) | Effect::Ends(_) => {
            None
        }
    };
    let after = &mut change.head.standing;
    if let Event::DossierHandedOver(handed) = event {
        after.coordinator = live.names.actors.number(&handed.to);
        after.party = live.names.parties.number(&handed.party);
    }
    match effect {
        Effect::Stays => {}
        Effect::Arrives(opening) => {
            let body = live.names.bodies.number(&opening.body);
            let due = opening.due.map(Day::of);
            let waiting = Waiting { body, opened: position, due, meanwhile: None };
            after.arrive(Day::of(opening.arrived), waiting);
        }
        Effect::Prepares(since) => after.leave(PhaseKind::Preparing, Some(Day::of(since))),
        Effect::Revises(since) => after.leave(PhaseKind::Revising, Some(Day::of(since))),
        Effect::Ends(kind) => after.leave(PhaseKind::Ended(kind), None),
        Effect::AsTheRulesSay => {}
    }
    if let Some(told) = told {
        *after = told;
    }
    let after = after.clone();
    agendas(live, act, number, event, [&before, &after])?;
    register(live, act, number, [&before, &after])
}

/// Closes the visit that was open and opens the one that is, and tells who listens.
fn agendas(
    live: &mut Live,
    act: &mut Act<'_>,
    number: u32,
    event: &Event,
    [before, after]: [&Standing; 2],
) -> Result<(), Error> {
    let position = act.position();
    let id = live.dossiers.head(number).map_err(|error| act.store(error))?.id();
    let tell = |act: &mut Act<'_>, live: &Live, waiting: Waiting, what: What| {
        let Ok(body) = live.names.bodies.name(waiting.body) else { return };
        act.tell(|| AgendaChange {
            position: Position(position),
            body: body.clone(),
            dossier: id,
            opened: Position(waiting.opened),
            what,
        });
    };
    if Waiting::are_of_one_visit(before.waiting, after.waiting) {
        if let Some(waiting) = before.waiting.filter(|_| is_shown(event)) {
            tell(act, live, waiting, What::Changed);
        }
        return Ok(());
    }
    if let Some(waiting) = before.waiting {
        let Waiting { body, opened, .. } = waiting;
        live.visits.close(&live.store, body, opened, position).map_err(|error| act.store(error))?;
        tell(act, live, waiting, What::Closed);
    }
    if let Some(waiting) = after.waiting {
        let Waiting { body, opened, .. } = waiting;
        live.visits.open(&live.store, body, opened, number).map_err(|error| act.store(error))?;
        tell(act, live, waiting, What::Opened);
    }
    Ok(())
}

/// Whether an event that leaves the dossier where it is changes what an agenda shows of it.
fn is_shown(event: &Event) -> bool {
    match event {
        Event::PartySpoke(_)
        | Event::TermSuspended(_)
        | Event::TermResumed(_)
        | Event::ConditionsAnswered(_)
        | Event::OutcomeCorrected(_)
        | Event::DossierHandedOver(_)
        | Event::Escalation(_) => true,
        Event::DossierOpened(_)
        | Event::DocumentFiled(_)
        | Event::RoundSubmitted(_)
        | Event::RevisionSubmitted(_)
        | Event::NoticeTaken(_)
        | Event::AdviceGiven(_)
        | Event::DecisionTaken(_)
        | Event::AgreementNotReached(_)
        | Event::RatificationGiven(_)
        | Event::VisitDeferred(_)
        | Event::ReferredBack(_)
        | Event::DossierWithdrawn(_) => false,
    }
}

fn register(
    live: &mut Live,
    act: &Act<'_>,
    number: u32,
    [before, after]: [&Standing; 2],
) -> Result<(), Error> {
    let adopted = |standing: &Standing| {
        let phase = standing.phase().map_err(|error| act.store(error))?;
        Ok(phase == PhaseKind::Ended(EndKind::Adopted))
    };
    match (adopted(before)?, adopted(after)?) {
        (false, true) => live.register.add(act.position(), after.party, true, Source::Dossier(number)),
        (true, false) => live.register.remove(act.position(), number),
        (true, true) | (false, false) => {}
    }
    Ok(())
}
