//! A client: asks, waits, and asks again when nobody could say what became of it. Sometimes it makes mistakes.

use std::sync::Arc;

use domain::{
    arrangement::{Level, Register},
    dossier::State,
    framework::adoption::Adopt,
    ids::{ArrangementId, CommandId, DossierId, MandateId, MeetingId, Revision},
    preparation,
};
use intake::Surroundings as _;
use record::{HistoryId, Sealer};
use tests::chance::Chance;

use crate::{
    acts::{self, Thinking},
    ask::{Ask, By, Wish},
    keeping::Keeper,
    mandates::{self, Granter},
    meetings::{self, Organiser},
    notebook::Answered,
    preparing::{self, Preparer},
    replica::{Matter, Replica, family},
    rules,
    world::World,
};

/// How many meetings there are at most, so that something becomes of them.
const MEETINGS_MAX: usize = 2;

/// How many mandates there are at most, so that they are used.
const MANDATES_MAX: usize = 4;

/// What a client is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Client {
    /// Nothing.
    Idle,
    /// It waits for the answer to this ask.
    Waiting(usize),
    /// It must ask this again.
    Again(usize),
}

/// What clients can busy themselves with beside dossiers. Each life has some of it: where everybody does everything, a dossier
/// does not get far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Keeping,
    Meetings,
    Preparations,
    Mandates,
}

/// What a client knows when it thinks of something to ask: how things stand, and what was asked before.
pub(crate) struct Knowing<'a> {
    pub(crate) chance: &'a mut Chance,
    pub(crate) world: &'a Arc<World>,
    pub(crate) replica: &'a Replica,
    pub(crate) asks: &'a [Ask],
    /// How many dossiers there are at most, unless somebody opens one by mistake.
    pub(crate) dossiers_max: usize,
    /// Whether the region changes its rules all the time.
    pub(crate) restless: bool,
    /// What they busy themselves with beside dossiers.
    pub(crate) topics: &'a [Topic],
}

impl Client {
    pub(crate) fn is_waiting(self) -> bool {
        matches!(self, Self::Waiting(_))
    }

    /// What it does after an answer. `doubt`: something of this command may still be on its way.
    pub(crate) fn told(ask: usize, answered: &Answered, doubt: bool, chance: &mut Chance) -> Self {
        let again = match answered {
            Answered::Done(_) | Answered::Refused(_) => false,
            Answered::Failed(_) => doubt || chance.percent(70),
            // Some go away and never come back.
            Answered::Unclear(_) => chance.percent(90),
        };
        if again { Self::Again(ask) } else { Self::Idle }
    }
}

impl Knowing<'_> {
    /// Something new, or something that was asked before.
    pub(crate) fn ask(&mut self) -> Ask {
        let adopted = self.replica.in_force_at(self.replica.head(), self.world.now().today());
        if adopted.is_none() && self.chance.percent(70) {
            return self.adoption();
        }
        if self.restless && self.chance.percent(50) {
            return if self.chance.percent(40) { self.adoption() } else { self.opening() };
        }
        match self.chance.below(100) {
            0..=7 if !self.asks.is_empty() => self.chance.one_of(self.asks).clone(),
            8..=11 if !self.asks.is_empty() => self.earlier_with_other_content(),
            12..=14 if !self.asks.is_empty() => self.earlier_to_another_dossier(),
            15..=16 => self.adoption(),
            17..=18 => self.registration(),
            19 => self.opening(),
            20..=37 if self.topics.contains(&Topic::Keeping) => self.keeping(),
            38..=49 if self.topics.contains(&Topic::Meetings) => self.meeting(),
            50..=57 if self.topics.contains(&Topic::Preparations) => self.preparing(),
            58..=63 if self.topics.contains(&Topic::Mandates) => self.mandating(),
            _ => self.act(),
        }
    }

    fn earlier_with_other_content(&mut self) -> Ask {
        self.chance.one_of(self.asks).with_other_content(self.content(), self.world.as_ref())
    }

    fn earlier_to_another_dossier(&mut self) -> Ask {
        let mut ask = self.chance.one_of(self.asks).clone();
        let dossiers = self.replica.dossiers();
        if matches!(ask.history, HistoryId::Dossier(_)) && !dossiers.is_empty() {
            ask.history = HistoryId::Dossier(*self.chance.one_of(&dossiers));
        }
        ask
    }

    /// An act on a dossier, if there are as many as there should be; otherwise a new one.
    fn act(&mut self) -> Ask {
        let dossiers = self.replica.dossiers();
        if dossiers.len() < self.dossiers_max && (dossiers.is_empty() || self.chance.percent(30)) {
            return self.opening();
        }
        let Some(id) = (!dossiers.is_empty()).then(|| *self.chance.one_of(&dossiers)) else {
            return self.opening();
        };
        let State::Opened(dossier) = self.replica.dossier(id) else { return self.opening() };
        let framework = crate::replica::framework(&dossier.framework);
        let (mut sealer, today) = (self.sealer(), self.world.now().today());
        let mandates = &mandates::all(self.replica);
        let mut thinking =
            Thinking { framework: &framework, today, chance: self.chance, sealer: &mut sealer, mandates };
        let (command, by) = acts::act(&mut thinking, &dossier);
        // Somebody who has a typing error in the dossier's number.
        let id = if self.chance.percent(1) { DossierId(self.chance.uuid()) } else { id };
        let expected = match self.chance.below(20) {
            0 => Some(Revision(dossier.revision.0 / 2)),
            1 => Some(dossier.revision.next()),
            2..=8 => Some(dossier.revision),
            _ => None,
        };
        let new = self.newly(HistoryId::Dossier(id), by, Wish::Dossier(command), sealer);
        Ask { expected, ..new }
    }

    /// Something about the keeping of a dossier or an arrangement.
    fn keeping(&mut self) -> Ask {
        let kept = |history: &&HistoryId| !matches!(history, HistoryId::Framework(_));
        let histories: Vec<_> = self.replica.histories.keys().filter(kept).cloned().collect();
        if histories.is_empty() {
            return self.act();
        }
        // Where something waits to be settled, mostly there.
        let waits = |history: &&HistoryId| {
            let (keeping, _) = self.replica.keeping_at(history, self.replica.head());
            keeping.request().is_some() || !keeping.holds().is_empty()
        };
        let waiting: Vec<_> = histories.iter().filter(waits).cloned().collect();
        let there = if !waiting.is_empty() && self.chance.percent(60) { waiting } else { histories };
        let history = self.chance.one_of(&there).clone();
        let mut sealer = self.sealer();
        let mut keeper = Keeper { replica: self.replica, chance: self.chance, sealer: &mut sealer };
        let (command, by) = keeper.act(&history);
        let seen = self.replica.histories[&history].revision();
        let expected = self.chance.percent(20).then_some(seen);
        let new = self.newly(history, by, Wish::Keeping(command), sealer);
        Ask { expected, ..new }
    }

    /// Something for the preparation of a dossier.
    fn preparing(&mut self) -> Ask {
        let dossiers = self.replica.dossiers();
        let Some(id) = (!dossiers.is_empty()).then(|| *self.chance.one_of(&dossiers)) else {
            return self.opening();
        };
        let State::Opened(dossier) = self.replica.dossier(id) else { return self.opening() };
        if !preparing::is_likely(&dossier, self.chance) {
            return self.act();
        }
        let history = HistoryId::Preparation(id);
        let state = match self.replica.matter(&history) {
            Matter::Preparation(state) => state,
            Matter::Dossier(_)
            | Matter::Framework(_)
            | Matter::Arrangement(_)
            | Matter::Meeting(_)
            | Matter::Mandate(_) => preparation::State::default(),
        };
        let framework = crate::replica::framework(&dossier.framework);
        let (mut sealer, today) = (self.sealer(), self.world.now().today());
        let mut preparer =
            Preparer { framework: &framework, today, chance: self.chance, sealer: &mut sealer };
        let command = preparer.act(&state);
        self.newly(history, acts::owner(&dossier), Wish::Prepare(command), sealer)
    }

    /// Something for a meeting; a new one while there are few.
    fn meeting(&mut self) -> Ask {
        let meetings = meetings::all(self.replica);
        let (mut sealer, today) = (self.sealer(), self.world.now().today());
        let newest = &rules::versions()[0].framework;
        let chosen = (!meetings.is_empty() && (meetings.len() >= MEETINGS_MAX || self.chance.percent(85)))
            .then(|| self.chance.one_of(&meetings));
        let kept = chosen.map(|(_, meeting)| crate::replica::framework(&meeting.framework));
        let framework = kept.as_ref().unwrap_or(newest);
        let mut organiser =
            Organiser { replica: self.replica, framework, today, chance: self.chance, sealer: &mut sealer };
        let Some((id, meeting)) = chosen else {
            let (plan, by) = organiser.plan();
            let mut ask = self.newly(HistoryId::Framework(family()), by, Wish::Plan(plan), sealer);
            ask.history = HistoryId::Meeting(MeetingId(ask.id.0));
            return ask;
        };
        let (request, by) = organiser.act(*id, meeting);
        let expected = self.chance.percent(20).then_some(meeting.revision);
        let new = self.newly(HistoryId::Meeting(*id), by, Wish::Meeting(request), sealer);
        Ask { expected, ..new }
    }

    /// A new mandate while there are few, or the end of one.
    fn mandating(&mut self) -> Ask {
        let mandates = mandates::all(self.replica);
        let (mut sealer, today) = (self.sealer(), self.world.now().today());
        let framework = &rules::versions()[0].framework;
        let mut granter = Granter { framework, today, chance: self.chance, sealer: &mut sealer };
        if !mandates.is_empty() && (mandates.len() >= MANDATES_MAX || granter.chance.percent(20)) {
            let (id, mandate) = granter.chance.one_of(&mandates);
            let revoke = granter.revoke();
            let expected = self.chance.percent(20).then_some(mandate.revision);
            let history = HistoryId::Mandate(*id);
            let new = self.newly(history, acts::administrator(), Wish::Revoke(revoke), sealer);
            return Ask { expected, ..new };
        }
        let grant = granter.grant();
        let history = HistoryId::Framework(family());
        let mut ask = self.newly(history, acts::administrator(), Wish::Grant(grant), sealer);
        ask.history = HistoryId::Mandate(MandateId(ask.id.0));
        ask
    }

    fn opening(&mut self) -> Ask {
        let framework = Arc::clone(&rules::versions()[0].framework);
        let (mut sealer, today) = (self.sealer(), self.world.now().today());
        let mut thinking = Thinking {
            framework: &framework,
            today,
            chance: self.chance,
            sealer: &mut sealer,
            mandates: &[],
        };
        let (command, by) = acts::open(&mut thinking);
        let mut ask = self.newly(HistoryId::Framework(family()), by, Wish::Dossier(command), sealer);
        ask.history = HistoryId::Dossier(DossierId(ask.id.0));
        ask
    }

    fn adoption(&mut self) -> Ask {
        let history = HistoryId::Framework(family());
        let adopted = self.replica.histories.get(&history).map_or(0, |known| known.positions.len());
        let next = adopted.min(rules::VERSIONS - 1);
        let next = if self.chance.percent(10) { self.chance.below(rules::VERSIONS) } else { next };
        let version = &rules::versions()[next];
        let mut sealer = self.sealer();
        let adopt = Adopt { file: sealer.seal("framework-file", &version.file) };
        self.newly(history, acts::administrator(), Wish::Adopt(Arc::clone(&version.framework), adopt), sealer)
    }

    fn registration(&mut self) -> Ask {
        let mut sealer = self.sealer();
        let framework = &rules::versions()[0].framework;
        let register = Register {
            name: sealer.seal("name", "De Brug"),
            target_group: None,
            partners: vec![sealer.seal("partner", "jeugdhulp")],
            funding: vec![framework.funding_codes[0].id.clone()],
            functions: vec![framework.functions[0].id.clone()],
            party: self.chance.one_of(&framework.parties).id.clone(),
            level: Level::Group,
        };
        let mut ask = self.newly(
            HistoryId::Framework(family()),
            acts::administrator(),
            Wish::Register(register),
            sealer,
        );
        ask.history = HistoryId::Arrangement(ArrangementId(ask.id.0));
        ask
    }

    fn newly(&mut self, history: HistoryId, by: By, wish: Wish, sealer: Sealer<'static>) -> Ask {
        let id = CommandId(self.chance.uuid());
        let texts = sealer.into_texts();
        Ask { id, history, expected: None, by, wish, texts, content: self.content() }
    }

    /// A number that no other ask has.
    fn content(&mut self) -> u64 {
        self.asks.len() as u64
    }

    fn sealer(&self) -> Sealer<'static> {
        let world = Arc::clone(self.world);
        Sealer::new(move || world.chance())
    }
}
