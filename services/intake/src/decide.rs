//! One command decided, by the rules of the kind of history that it is about.

use domain::{
    Event, arrangement,
    context::Context,
    dossier::{self, State, command::Open},
    framework::adoption,
    ids::FrameworkId,
    mandate::{
        self,
        command::{Grant, Revoke},
    },
    meeting::{self, command::Plan},
    preparation,
};
use record::HistoryId;

use crate::{
    carry_out::Intake,
    error::Error,
    fold::{Fold, Matter},
    order::Command,
};

impl Intake {
    /// What follows from a command, on what is known of its history; what lies between histories is asked after the rules.
    pub(crate) async fn decide(
        &self,
        fold: &Fold,
        history: &HistoryId,
        command: Command,
        context: &Context,
    ) -> Result<Event, Error> {
        match (&fold.matter, command) {
            (Matter::Dossier(state), Command::Open { framework, open }) => {
                self.open(state, &framework, open, context).await
            }
            (Matter::Dossier(state), Command::Dossier(command)) => {
                self.decide_dossier(history, state, command, context).await
            }
            (Matter::Framework(adopted), Command::Adopt { framework, adopt }) => {
                adoption::decide(&framework, adopted, adopt, context)
                    .map(Event::FrameworkAdopted)
                    .map_err(Error::Adoption)
            }
            (Matter::Arrangement(state), Command::Register { framework, register }) => {
                let framework = self.in_force(&framework, context.today).await?;
                arrangement::decide(&framework, state, arrangement::Command::Register(register), context)
                    .map(Event::Arrangement)
                    .map_err(Error::Arrangement)
            }
            (Matter::Arrangement(state), Command::Arrangement(command)) => {
                self.of_decided(history, state, command, context).await.map(Event::Arrangement)
            }
            (Matter::Meeting(state), Command::Plan { framework, plan }) => {
                self.plan(state, &framework, plan, context).await
            }
            (Matter::Meeting(state), Command::Meeting(request)) => {
                self.decide_meeting(state, request, context).await
            }
            (Matter::Mandate(state), Command::Grant { framework, grant }) => {
                self.grant(state, &framework, grant, context).await
            }
            (Matter::Mandate(state), Command::Revoke(revoke)) => self.revoke(state, revoke, context).await,
            (Matter::Preparation(state), Command::Prepare(command)) => {
                self.prepare(history, state, command, context).await
            }
            (
                Matter::Dossier(_)
                | Matter::Arrangement(_)
                | Matter::Meeting(_)
                | Matter::Mandate(_)
                | Matter::Preparation(_),
                Command::Keeping(command),
            ) => self.keep(history, fold, command, context).await,
            (
                Matter::Dossier(_)
                | Matter::Framework(_)
                | Matter::Arrangement(_)
                | Matter::Meeting(_)
                | Matter::Mandate(_)
                | Matter::Preparation(_),
                Command::Open { .. }
                | Command::Dossier(_)
                | Command::Adopt { .. }
                | Command::Register { .. }
                | Command::Arrangement(_)
                | Command::Plan { .. }
                | Command::Meeting(_)
                | Command::Grant { .. }
                | Command::Revoke(_)
                | Command::Prepare(_)
                | Command::Keeping(_),
            ) => other_kind(),
        }
    }

    async fn open(
        &self,
        state: &State,
        framework: &FrameworkId,
        open: Open,
        context: &Context,
    ) -> Result<Event, Error> {
        let framework = self.in_force(framework, context.today).await?;
        let followed = open.follows;
        let event = dossier::decide(&framework, state, dossier::Command::Open(open), context)
            .map_err(Error::Dossier)?;
        if let Some(followed) = followed {
            self.may_follow(followed).await?;
        }
        Ok(Event::Dossier(event))
    }

    async fn decide_dossier(
        &self,
        history: &HistoryId,
        state: &State,
        command: dossier::Command,
        context: &Context,
    ) -> Result<Event, Error> {
        let dossier = state.dossier().map_err(Error::Dossier)?;
        let framework = self.framework(&dossier.framework).await?;
        let command = self.with_mandates(command, dossier, context).await?;
        let event = dossier::decide(&framework, state, command, context).map_err(Error::Dossier)?;
        if let (dossier::Event::RoundSubmitted(submitted), HistoryId::Dossier(id)) = (&event, history) {
            self.is_prepared(*id, &framework, dossier, &submitted.round).await?;
        }
        Ok(Event::Dossier(event))
    }

    async fn plan(
        &self,
        state: &meeting::State,
        framework: &FrameworkId,
        plan: Plan,
        context: &Context,
    ) -> Result<Event, Error> {
        let framework = self.in_force(framework, context.today).await?;
        meeting::decide(&framework, state, meeting::Command::Plan(plan), context)
            .map(Event::Meeting)
            .map_err(Error::Meeting)
    }

    async fn decide_meeting(
        &self,
        state: &meeting::State,
        request: meeting::Request,
        context: &Context,
    ) -> Result<Event, Error> {
        let kept = &state.meeting().map_err(Error::Meeting)?.framework;
        let framework = self.framework(kept).await?;
        let command = self.meeting_command(state, request).await?;
        let event = meeting::decide(&framework, state, command, context).map_err(Error::Meeting)?;
        self.meeting_allowed(state, &event).await?;
        Ok(Event::Meeting(event))
    }

    async fn grant(
        &self,
        state: &mandate::State,
        framework: &FrameworkId,
        grant: Grant,
        context: &Context,
    ) -> Result<Event, Error> {
        let framework = self.in_force(framework, context.today).await?;
        mandate::decide(&framework, state, mandate::Command::Grant(grant), context)
            .map(Event::Mandate)
            .map_err(Error::Mandate)
    }

    async fn revoke(
        &self,
        state: &mandate::State,
        revoke: Revoke,
        context: &Context,
    ) -> Result<Event, Error> {
        let kept = &state.mandate().map_err(Error::Mandate)?.granted.framework;
        let framework = self.framework(kept).await?;
        mandate::decide(&framework, state, mandate::Command::Revoke(revoke), context)
            .map(Event::Mandate)
            .map_err(Error::Mandate)
    }

    async fn prepare(
        &self,
        history: &HistoryId,
        state: &preparation::State,
        command: preparation::Command,
        context: &Context,
    ) -> Result<Event, Error> {
        let HistoryId::Preparation(dossier) = history else { other_kind() };
        let framework = self.prepared_by(*dossier, &command, context).await?;
        let framework = self.framework(&framework).await?;
        preparation::decide(&framework, state, command, context)
            .map(Event::Preparation)
            .map_err(Error::Preparation)
    }
}

pub(crate) fn other_kind() -> ! {
    unreachable!("an order names a history of the kind that its command is about")
}
