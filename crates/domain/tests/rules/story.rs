//! Given a history, when a command, then an event or a refusal.

use domain::{
    context::{Capacity, Context},
    dossier::{
        Command, Dossier, Event, Refusal, State,
        command::Treatment,
        decide,
        event::{Next, Opening, Treated},
        evolve, replay,
        state::Phase,
    },
    framework::{Framework, Outcome},
    ids::BodyId,
};
use jiff::civil::Date;

use crate::{
    acts::{self, day, document, sealed, visit},
    region::{id, region},
};

/// The history of one dossier, made of accepted commands.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    /// The framework it runs on.
    pub(crate) framework: Framework,
    /// What is true after it.
    pub(crate) state: State,
    /// What happened, and in which circumstances.
    pub(crate) events: Vec<(Event, Context)>,
    /// The day on which the next act of the story takes place.
    today: i32,
}

/// One row of a table of refusals.
pub(crate) struct Case {
    /// The rule, in words.
    pub(crate) rule: &'static str,
    /// What happened before.
    pub(crate) given: Story,
    /// What is asked.
    pub(crate) when: Command,
    /// Who asks.
    pub(crate) by: Context,
    /// What the rules say.
    pub(crate) refused: Refusal,
}

/// A story in which a command is about to be decided.
pub(crate) struct Given(Story);

/// A decided command.
pub(crate) struct Decided {
    story: Story,
    by: Context,
    result: Result<Event, Refusal>,
}

/// Begins a test with what happened before.
pub(crate) fn given(story: Story) -> Given {
    Given(story)
}

impl Given {
    /// Decides a command.
    pub(crate) fn when(self, command: Command, by: Context) -> Decided {
        let result = decide(&self.0.framework, &self.0.state, command, &by);
        Decided { story: self.0, by, result }
    }
}

impl Decided {
    /// Asserts that this followed, and gives the story with it.
    pub(crate) fn then(self, event: Event) -> Story {
        assert_eq!(self.result, Ok(event));
        self.accepted()
    }

    /// Asserts that the command was accepted, and gives the story with what followed.
    pub(crate) fn accepted(self) -> Story {
        let event = self.result.unwrap();
        self.story.with(event, self.by)
    }

    /// What the rules said.
    pub(crate) fn result(&self) -> &Result<Event, Refusal> {
        &self.result
    }

    /// Asserts that the rules said no, and why.
    pub(crate) fn refused(self, refusal: Refusal) {
        assert_eq!(self.result, Err(refusal));
    }
}

impl Case {
    /// Asserts that every row of a table holds.
    pub(crate) fn all_hold(cases: Vec<Self>) {
        for Self { rule, given, when, by, refused } in cases {
            let result = decide(&given.framework, &given.state, when, &by);
            assert_eq!(result, Err(refused), "{rule}");
        }
    }
}

impl Story {
    /// Nothing happened yet.
    pub(crate) fn unopened() -> Self {
        Self { framework: region(), state: State::Unopened, events: Vec::new(), today: 0 }
    }

    /// A dossier was opened on day 0.
    pub(crate) fn opened() -> Self {
        Self::opened_under(region())
    }

    /// A dossier was opened on day 0, under this framework.
    pub(crate) fn opened_under(framework: Framework) -> Self {
        Self { framework, ..Self::unopened() }.and(acts::open(&["terugleiden"]), acts::coordinator(0))
    }

    /// The first round was opened with the first version of the proposal.
    pub(crate) fn submitted() -> Self {
        Self::opened().submits("voorstel", "voorstel")
    }

    /// The dossier came to a step, with the plainest outcome at every step before it.
    pub(crate) fn at(step: &str) -> Self {
        Self::submitted().goes_to(step)
    }

    /// The dossier came to a step of the region with a ladder, with the plainest outcome at every step before it.
    pub(crate) fn laddered_at(step: &str) -> Self {
        Self::opened_under(crate::region::laddered()).submits("voorstel", "voorstel").goes_to(step)
    }

    /// From now on the acts of this story take place on this day.
    pub(crate) fn on_day(mut self, n: i32) -> Self {
        self.today = n;
        self
    }

    /// One more command was accepted.
    pub(crate) fn and(self, command: Command, by: Context) -> Self {
        let event = decide(&self.framework, &self.state, command, &by).unwrap();
        self.with(event, by)
    }

    /// One more event happened; the rules must say the same of it.
    pub(crate) fn with(mut self, event: Event, by: Context) -> Self {
        replay::redecide(&self.framework, &self.state, &event, &by).unwrap();
        self.state = evolve(self.state, &event);
        self.events.push((event, by));
        self
    }

    /// The coordinator filed a complete version.
    pub(crate) fn files(self, format: &str) -> Self {
        let by = self.coordinator();
        self.and(acts::file_complete(format), by)
    }

    /// The coordinator filed a complete version and opened a round with it.
    pub(crate) fn submits(self, round: &str, format: &str) -> Self {
        let story = self.files(format);
        let by = story.coordinator();
        let version = story.dossier().documents.last().unwrap().document.version;
        story.and(acts::submit(round, format, version), by)
    }

    /// The coordinator filed a complete new version and sent the dossier on with it.
    pub(crate) fn resubmits(self, format: &str) -> Self {
        let story = self.files(format);
        let by = story.coordinator();
        let version = story.dossier().documents.last().unwrap().document.version;
        story.and(acts::resubmit(format, version), by)
    }

    /// The body that has the dossier treated it in the plainest way with this outcome.
    pub(crate) fn outcome(self, outcome: Outcome) -> Self {
        let treatment = acts::treatment(outcome, day(self.today));
        self.treated(treatment)
    }

    /// The body that has the dossier treated it so.
    pub(crate) fn treated(self, treatment: Treatment) -> Self {
        let opening = self.opening();
        let by = acts::secretary(opening.body.as_str(), self.today);
        self.and(acts::record(opening.visit.step.as_str(), opening.visit.number, treatment), by)
    }

    /// Every body said yes, and every round was opened, until the dossier came to this step.
    pub(crate) fn goes_to(self, step: &str) -> Self {
        let mut story = self;
        loop {
            match &story.dossier().phase {
                Phase::AtStep { visit } if visit.step.as_str() == step => return story,
                Phase::AtStep { .. } => story = story.outcome_onward(),
                Phase::Preparing { round } => {
                    let round = round.to_string();
                    story = story.submits(&round, &round);
                }
                Phase::Revising { .. } | Phase::Escalated { .. } | Phase::Ended { .. } => {
                    panic!("the story does not come to {step}")
                }
            }
        }
    }

    fn outcome_onward(self) -> Self {
        let onward = self.opening().role.outcomes()[0];
        self.outcome(onward)
    }

    /// The dossier.
    pub(crate) fn dossier(&self) -> &Dossier {
        self.state.dossier().unwrap()
    }

    /// What was opened for the body that has the dossier.
    pub(crate) fn opening(&self) -> Opening {
        self.dossier().open_visit().unwrap().opening.clone()
    }

    /// The place of the last record.
    pub(crate) fn revision(&self) -> u64 {
        self.state.revision().0
    }

    fn coordinator(&self) -> Context {
        let party = self.dossier().party.clone();
        acts::actor(self.dossier().coordinator.as_str(), Capacity::Coordinator { party }, day(self.today))
    }

    /// A visit to a step of this framework that opens with these papers.
    pub(crate) fn opens(&self, step: &str, number: u32, papers: &[(&str, u32)], arrived: Date) -> Opening {
        let step = self.framework.route.step(&id(step)).unwrap();
        let due = step.term_days.map(|days| self.framework.calendar.add_working_days(arrived, days));
        Opening {
            visit: visit(step.id.as_str(), number),
            round: step.round.clone(),
            body: step.body.clone(),
            role: step.role,
            documents: papers.iter().map(|(format, version)| document(format, *version)).collect(),
            arrived,
            due,
        }
    }

    /// The plainest treatment of a visit, as it is written down.
    pub(crate) fn treats(&self, step: &str, number: u32, outcome: Outcome, next: Next) -> Treated {
        let step = self.framework.route.step(&id(step)).unwrap();
        let body: BodyId = step.body.clone();
        Treated {
            visit: visit(step.id.as_str(), number),
            body,
            role: step.role,
            outcome,
            treated_on: day(self.today),
            motivation: outcome.needs_motivation().then_some(sealed(20)),
            conditions: Vec::new(),
            judged: Vec::new(),
            stances: Vec::new(),
            departs_from: Vec::new(),
            next,
        }
    }
}
