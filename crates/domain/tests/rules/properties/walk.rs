//! A random life of a dossier: commands that mostly make sense, some that do not.

use domain::{
    context::{Capacity, Context},
    decision::{Bearing, PartyStance, Stance},
    dossier::{
        Command, Dossier, Event, State,
        command::{CorrectOutcome, Judgement, NewCondition, Ratify, RecordOutcome, Treatment},
        decide,
        event::{DocumentRef, Replaces, SectionFiled, Voice, WaitingOn},
        evolve,
        state::{Phase, Progress, Visit},
    },
    framework::{Asked, Format, Framework, Outcome, Party, Round, Step, Target},
    ids::{BodyId, FormatId, Revision},
    sealed::Digest,
};

use super::dice::Dice;
use crate::{
    acts::{self, actor, administrator, answer, coordinator, day, hand_over, sealed, secretary, withdraw},
    region::id,
};

/// A dossier on its way.
#[derive(Debug, Clone)]
pub(super) struct Walk {
    pub(super) framework: Framework,
    pub(super) state: State,
    /// Everything that happened.
    pub(super) events: Vec<Event>,
    /// The number of today.
    pub(super) today: i32,
}

impl Walk {
    /// A dossier that was opened on day 0.
    pub(super) fn begin(framework: Framework) -> Self {
        let mut walk = Self { framework, state: State::Unopened, events: Vec::new(), today: 0 };
        let event = walk.decide(acts::open(&["terugleiden"]), &coordinator(0));
        walk.apply(event.unwrap());
        walk
    }

    pub(super) fn dossier(&self) -> &Dossier {
        self.state.dossier().unwrap()
    }

    pub(super) fn decide(&self, command: Command, by: &Context) -> Result<Event, domain::dossier::Refusal> {
        decide(&self.framework, &self.state, command, by)
    }

    pub(super) fn apply(&mut self, event: Event) {
        self.state = evolve(std::mem::take(&mut self.state), &event);
        self.events.push(event);
    }

    /// The dossier's coordinator, today.
    pub(super) fn owner(&self) -> Context {
        let party = self.dossier().party.clone();
        actor(self.dossier().coordinator.as_str(), Capacity::Coordinator { party }, day(self.today))
    }

    /// The secretary of a body, today.
    pub(super) fn secretary(&self, body: &BodyId) -> Context {
        secretary(body.as_str(), self.today)
    }

    /// The step of a visit.
    pub(super) fn step(&self, visit: &Visit) -> &Step {
        self.framework.route.step(&visit.opening.visit.step).unwrap()
    }

    /// A command that somebody might send now.
    pub(super) fn command(&mut self, dice: &mut Dice) -> (Command, Context) {
        self.today += i32::try_from(dice.below(3)).unwrap();
        match dice.below(20) {
            0..=8 => self.onward(dice),
            9 => (self.file(dice), self.owner()),
            10 | 11 => (self.answer(dice), self.owner()),
            12 => self.hand_over(dice),
            13 if dice.once_in(6) => (withdraw(), self.owner()),
            14 if dice.once_in(4) => {
                let (command, _) = self.onward(dice);
                (command, self.anybody(dice))
            }
            15 | 16 => self.term(dice).unwrap_or_else(|| self.onward(dice)),
            17 | 18 => self.climb(dice).unwrap_or_else(|| self.onward(dice)),
            _ => self.correct(dice).unwrap_or_else(|| self.onward(dice)),
        }
    }

    /// The body that has the dossier lets its term stand still, or run again.
    fn term(&self, dice: &mut Dice) -> Option<(Command, Context)> {
        let open = self.dossier().open_visit()?;
        let (name, number) = (open.opening.visit.step.as_str(), open.opening.visit.number);
        let date = day(self.today - i32::try_from(dice.below(12)).unwrap());
        let command = match open.suspension() {
            Some(suspension) if !dice.once_in(8) => acts::resume(name, number, date.max(suspension.from)),
            Some(_) | None => acts::suspend(name, number, date, self.waiting_on(dice)),
        };
        Some((command, self.secretary(&open.opening.body)))
    }

    fn waiting_on(&self, dice: &mut Dice) -> WaitingOn {
        match dice.below(4) {
            0 => WaitingOn::Submitter,
            1 => WaitingOn::Party(id("swv-po")),
            2 => WaitingOn::Body(dice.pick(&self.framework.bodies).unwrap().id.clone()),
            _ => WaitingOn::Outside(sealed_by(dice)),
        }
    }

    /// What the dossier waits for.
    pub(super) fn onward(&mut self, dice: &mut Dice) -> (Command, Context) {
        let dossier = self.dossier();
        match dossier.phase.clone() {
            Phase::Preparing { round } => match self.sendable(dice) {
                Some(document) => {
                    let command = acts::submit(round.as_str(), document.format.as_str(), document.version);
                    (command, self.owner())
                }
                None => (self.file(dice), self.owner()),
            },
            Phase::Revising { .. } => match self.sendable(dice) {
                Some(document) => (acts::resubmit(document.format.as_str(), document.version), self.owner()),
                None => (self.file(dice), self.owner()),
            },
            Phase::AtStep { visit } => {
                let open = dossier.visit(&visit).unwrap().clone();
                if self.step(&open).is_for_each_party() && !dice.once_in(20) {
                    return self.voice(&open, dice);
                }
                let treatment = self.treatment(&open, dice);
                let by = self.secretary(&open.opening.body);
                (Command::RecordOutcome(RecordOutcome { visit, treatment }), by)
            }
            Phase::Escalated { .. } => self.climb(dice).unwrap_or_else(|| (withdraw(), self.owner())),
            Phase::Ended { .. } => self.correct(dice).unwrap_or_else(|| (self.file(dice), self.owner())),
        }
    }

    /// A party that might speak for itself now, mostly one that has not.
    fn voice(&self, visit: &Visit, dice: &mut Dice) -> (Command, Context) {
        let ratifiers = self.framework.ratifiers(self.step(visit));
        let unspoken = ratifiers.iter().filter(|party| visit.voice(&party.id).is_none());
        let unspoken: Vec<_> = unspoken.map(|party| party.id.clone()).collect();
        let parties: Vec<_> = self.framework.parties.iter().map(|party| party.id.clone()).collect();
        let among = if unspoken.is_empty() || dice.once_in(6) { parties } else { unspoken };
        let party = dice.pick(&among).unwrap().clone();
        let before = visit.voice(&party).filter(|_| !dice.once_in(6)).map(|spoken| spoken.revision);
        let ratified = !dice.once_in(3);
        let late = day(self.today - i32::try_from(dice.below(4)).unwrap());
        let voice = Voice {
            party,
            ratified,
            decided_on: visit.opening.arrived.max(late),
            organ: sealed_by(dice),
            reasons: (!ratified || dice.once_in(3)).then(|| sealed_by(dice)),
            mandate: None,
        };
        let replaces = before.map(|revision| Replaces { revision, reason: sealed_by(dice) });
        let command = Command::Ratify(Ratify { visit: visit.opening.visit.clone(), voice, replaces });
        (command, self.secretary(&visit.opening.body))
    }

    /// Mostly a version of the round that was not submitted yet, if there is one.
    fn sendable(&self, dice: &mut Dice) -> Option<DocumentRef> {
        let dossier = self.dossier();
        let wanted = |document: &&DocumentRef| {
            let submitted = dossier.submitted.iter().any(|old| old.document == **document);
            !submitted && self.wanted().is_none_or(|round| round.opens_with.contains(&document.format))
        };
        let filed = dossier.documents.iter().map(|filed| &filed.document);
        let wanted: Vec<_> = filed.clone().filter(wanted).collect();
        let among = if dice.once_in(20) { filed.collect() } else { wanted };
        dice.pick(&among).map(|document| (*document).clone())
    }

    /// The round whose document the dossier waits for.
    fn wanted(&self) -> Option<&Round> {
        match &self.dossier().phase {
            Phase::Preparing { round } | Phase::Revising { round, .. } => self.framework.route.round(round),
            Phase::AtStep { .. } | Phase::Escalated { .. } | Phase::Ended { .. } => None,
        }
    }

    fn file(&self, dice: &mut Dice) -> Command {
        let formats: Vec<FormatId> = match self.wanted() {
            Some(round) if !dice.once_in(10) => round.opens_with.clone(),
            Some(_) | None => self.framework.formats.iter().map(|format| format.id.clone()).collect(),
        };
        let format = self.framework.format(dice.pick(&formats).unwrap()).unwrap();
        if dice.once_in(10) { incomplete(format, dice) } else { complete(format) }
    }

    fn answer(&self, dice: &mut Dice) -> Command {
        let numbers: Vec<u32> =
            self.dossier().conditions.iter().map(|condition| condition.set.number.0).collect();
        answer(&if dice.once_in(3) { dice.some(&numbers, 2) } else { self.unanswered() })
    }

    /// The conditions that hold up the coordinator.
    pub(super) fn unanswered(&self) -> Vec<u32> {
        let open = self.dossier().conditions.iter().filter(|condition| condition.is_open());
        open.filter(|condition| condition.answered.is_none())
            .map(|condition| condition.set.number.0)
            .collect()
    }

    fn hand_over(&self, dice: &mut Dice) -> (Command, Context) {
        let to = *dice.pick(&["u-coordinator", "u-colleague", "u-neighbour"]).unwrap();
        let party = *dice.pick(&["gemeente-alkmaar", "gemeente-heiloo"]).unwrap();
        let by = if dice.once_in(2) { administrator(self.today) } else { self.owner() };
        (hand_over(to, party), by)
    }

    fn correct(&mut self, dice: &mut Dice) -> Option<(Command, Context)> {
        let treated = |visit: &Visit| match &visit.progress {
            Progress::Treated { revision, .. } => Some((*revision, visit.clone())),
            Progress::Waiting | Progress::Void => None,
        };
        let treated: Vec<_> = self.dossier().visits.iter().filter_map(treated).collect();
        // The last one often, because only that may lead elsewhere.
        let last = treated.last().filter(|_| dice.once_in(2));
        let (corrects, visit) = last.or_else(|| dice.pick(&treated))?.clone();
        if self.step(&visit).is_for_each_party() && !dice.once_in(10) {
            return Some(self.voice(&visit, dice));
        }
        let mut treatment = self.treatment(&visit, dice);
        let first = visit.treated().unwrap();
        if dice.once_in(2) {
            treatment.outcome = first.outcome;
            treatment.resume_at = None;
            treatment.conditions = first.conditions.iter().map(|_| condition(dice)).collect();
        }
        if dice.once_in(2) {
            treatment.judged = first.judged.clone();
        }
        let corrects = if dice.once_in(12) { Revision(corrects.0.saturating_sub(1)) } else { corrects };
        let command = CorrectOutcome { corrects, reason: sealed(41), treatment };
        Some((Command::CorrectOutcome(command), self.secretary(&visit.opening.body)))
    }

    /// What the body of a visit might have done with it.
    pub(super) fn treatment(&self, visit: &Visit, dice: &mut Dice) -> Treatment {
        let step = self.step(visit);
        let ends = |outcome: &Outcome| matches!(step.on.get(outcome), Some(Target::End(_)));
        let mut outcome = *dice.pick(step.role.outcomes()).unwrap();
        if ends(&outcome) && !dice.once_in(4) {
            outcome = *dice.pick(step.role.outcomes()).unwrap();
        } else if dice.once_in(20) {
            outcome = *dice.pick(&Outcome::ALL).unwrap();
        }
        let judged = self.dossier().conditions.iter().filter(|condition| condition.is_open());
        let judged: Vec<_> = judged.map(|condition| condition.set.number).collect();
        let judged = dice.some(&judged, 3).into_iter();
        let stances = self.stances(step, outcome, dice);
        Treatment {
            outcome,
            treated_on: visit.opening.arrived.max(day(self.today - i32::try_from(dice.below(4)).unwrap())),
            motivation: (outcome.needs_motivation() || !dice.once_in(3)).then(|| sealed_by(dice)),
            conditions: if outcome.sets_conditions() {
                (0..=dice.below(3)).map(|_| condition(dice)).collect()
            } else {
                Vec::new()
            },
            judged: judged.map(|condition| Judgement { condition, met: dice.once_in(2) }).collect(),
            stances,
            resume_at: (outcome == Outcome::ReferredBack)
                .then(|| dice.pick(&step.returns_to).cloned())
                .flatten(),
        }
    }

    /// Where the parties might stand: often so that the outcome follows, sometimes anyhow, often not written down.
    fn stances(&self, step: &Step, outcome: Outcome, dice: &mut Dice) -> Vec<PartyStance> {
        let asked = step.stances == Asked::Required;
        if !asked && dice.once_in(2) || dice.once_in(12) {
            return Vec::new();
        }
        let mut stances = leading_to(&self.framework, step, outcome);
        for taken in &mut stances {
            if dice.once_in(4) {
                taken.stance = *dice.pick(&Stance::ALL).unwrap();
                taken.words = (taken.stance.needs_words() || dice.once_in(2)).then(|| sealed_by(dice));
                taken.dissent = (taken.stance.takes_part() && dice.once_in(3)).then(|| sealed_by(dice));
            }
        }
        if dice.once_in(12) {
            stances.pop();
        }
        stances
    }

    fn anybody(&self, dice: &mut Dice) -> Context {
        match dice.below(3) {
            0 => administrator(self.today),
            1 => acts::neighbour(self.today),
            _ => self.secretary(&dice.pick(&self.framework.bodies).unwrap().id),
        }
    }
}

/// Stances of all parties that lead to an outcome by every rule.
pub(super) fn leading_to(framework: &Framework, step: &Step, outcome: Outcome) -> Vec<PartyStance> {
    let seats = framework.seats(framework.body(&step.body).unwrap());
    let place = |(place, party): (usize, &&Party)| {
        let stance = match Bearing::of(outcome) {
            Bearing::For { .. } => Stance::Agrees,
            Bearing::Against | Bearing::NotFor => Stance::Objects,
            Bearing::Undecided { .. } => [Stance::Abstains, Stance::Objects, Stance::Agrees][place.min(2)],
            Bearing::Procedural => Stance::Absent,
        };
        let words = stance.needs_words().then(|| sealed(50));
        PartyStance {
            party: party.id.clone(),
            stance,
            words,
            replacement: None,
            mandate: None,
            dissent: None,
        }
    };
    seats.iter().enumerate().map(place).collect()
}

/// A version that may be submitted.
pub(super) fn complete(format: &Format) -> Command {
    let words: Vec<(&str, u32)> = format
        .sections
        .iter()
        .filter(|section| section.required)
        .map(|section| (section.id.as_str(), 1))
        .collect();
    acts::file(format.id.as_str(), &words)
}

fn incomplete(format: &Format, dice: &mut Dice) -> Command {
    let sections = dice.some(&format.sections, 2).into_iter();
    let filed = |id| SectionFiled { id, words: dice.below_u32(60), text: sealed(12) };
    Command::FileDocument(domain::dossier::command::FileDocument {
        format: format.id.clone(),
        sections: sections.map(|section| section.id).map(filed).collect(),
        digest: Digest([13; 32]),
    })
}

fn condition(dice: &mut Dice) -> NewCondition {
    NewCondition {
        text: sealed_by(dice),
        holder: dice.once_in(3).then(|| id("swv-po")),
        due: dice.once_in(3).then(|| day(1_000)),
    }
}

fn sealed_by(dice: &mut Dice) -> domain::sealed::Sealed {
    sealed(u8::try_from(dice.below(200)).unwrap())
}
