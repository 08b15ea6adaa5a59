//! One command decided, by the rules of the kind of history that it is about.

use domain::{
    Event, arrangement,
    context::Context,
    dossier::{self, State},
    framework::adoption,
    mandate, meeting, preparation,
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
            (
                Matter::Dossier(_)
                | Matter::Arrangement(_)
                | Matter::Meeting(_)
                | Matter::Mandate(_)
                | Matter::Preparation(_),
                Command::Keeping(command),
            ) => self.keep(history, fold, command, context).await,
            (Matter::Dossier(state), command) => self.decide_dossier(history, state, command, context).await,
            (Matter::Framework(adopted), Command::Adopt { framework, adopt }) => {
                adoption::decide(&framework, adopted, adopt, context)
                    .map(Event::FrameworkAdopted)
                    .map_err(Error::Adoption)
            }
            (Matter::Arrangement(state), command) => {
                self.decide_arrangement(history, state, command, context).await
            }
            (Matter::Meeting(state), command) => self.decide_meeting(state, command, context).await,
            (Matter::Mandate(state), command) => self.decide_mandate(state, command, context).await,
            (Matter::Preparation(state), command) => {
                self.decide_preparation(history, state, command, context).await
            }
            (Matter::Framework(_), _) => other_kind(),
        }
    }

    async fn decide_dossier(
        &self,
        history: &HistoryId,
        state: &State,
        command: Command,
        context: &Context,
    ) -> Result<Event, Error> {
        match command {
            Command::Open { framework, open } => {
                let framework = self.in_force(&framework, context.today).await?;
                let followed = open.follows;
                let event = dossier::decide(&framework, state, dossier::Command::Open(open), context)
                    .map_err(Error::Dossier)?;
                if let Some(followed) = followed {
                    self.may_follow(followed).await?;
                }
                Ok(Event::Dossier(event))
            }
            Command::Dossier(command) => {
                let dossier = state.dossier().map_err(Error::Dossier)?;
                let framework = self.framework(&dossier.framework).await?;
                let body = dossier.body_of(&command).cloned();
                let command = self.with_mandates(command, body.as_ref()).await?;
                let event = dossier::decide(&framework, state, command, context).map_err(Error::Dossier)?;
                if let (dossier::Event::RoundSubmitted(submitted), HistoryId::Dossier(id)) = (&event, history)
                {
                    self.is_prepared(*id, &framework, dossier, &submitted.round).await?;
                }
                Ok(Event::Dossier(event))
            }
            Command::Adopt { .. }
            | Command::Register { .. }
            | Command::Arrangement(_)
            | Command::Plan { .. }
            | Command::Meeting(_)
            | Command::Grant { .. }
            | Command::Revoke(_)
            | Command::Prepare(_)
            | Command::Keeping(_) => other_kind(),
        }
    }

    async fn decide_arrangement(
        &self,
        history: &HistoryId,
        state: &arrangement::State,
        command: Command,
        context: &Context,
    ) -> Result<Event, Error> {
        match (history, command) {
            (_, Command::Register { framework, register }) => {
                let framework = self.in_force(&framework, context.today).await?;
                arrangement::decide(&framework, state, arrangement::Command::Register(register), context)
                    .map(Event::Arrangement)
                    .map_err(Error::Arrangement)
            }
            (HistoryId::Arrangement(id), Command::Arrangement(command)) => {
                self.of_decided(*id, state, command, context).await.map(Event::Arrangement)
            }
            (
                _,
                Command::Open { .. }
                | Command::Dossier(_)
                | Command::Adopt { .. }
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

    async fn decide_meeting(
        &self,
        state: &meeting::State,
        command: Command,
        context: &Context,
    ) -> Result<Event, Error> {
        match command {
            Command::Plan { framework, plan } => {
                let framework = self.in_force(&framework, context.today).await?;
                meeting::decide(&framework, state, meeting::Command::Plan(plan), context)
                    .map(Event::Meeting)
                    .map_err(Error::Meeting)
            }
            Command::Meeting(request) => {
                let kept = &state.meeting().map_err(Error::Meeting)?.framework;
                let framework = self.framework(kept).await?;
                let command = self.meeting_command(state, request).await?;
                let event = meeting::decide(&framework, state, command, context).map_err(Error::Meeting)?;
                self.meeting_allowed(state, &event).await?;
                Ok(Event::Meeting(event))
            }
            Command::Open { .. }
            | Command::Dossier(_)
            | Command::Adopt { .. }
            | Command::Register { .. }
            | Command::Arrangement(_)
            | Command::Grant { .. }
            | Command::Revoke(_)
            | Command::Prepare(_)
            | Command::Keeping(_) => other_kind(),
        }
    }

    async fn decide_mandate(
        &self,
        state: &mandate::State,
        command: Command,
        context: &Context,
    ) -> Result<Event, Error> {
        match command {
            Command::Grant { framework, grant } => {
                let framework = self.in_force(&framework, context.today).await?;
                mandate::decide(&framework, state, mandate::Command::Grant(grant), context)
                    .map(Event::Mandate)
                    .map_err(Error::Mandate)
            }
            Command::Revoke(revoke) => {
                let kept = &state.mandate().map_err(Error::Mandate)?.granted.framework;
                let framework = self.framework(kept).await?;
                mandate::decide(&framework, state, mandate::Command::Revoke(revoke), context)
                    .map(Event::Mandate)
                    .map_err(Error::Mandate)
            }
            Command::Open { .. }
            | Command::Dossier(_)
            | Command::Adopt { .. }
            | Command::Register { .. }
            | Command::Arrangement(_)
            | Command::Plan { .. }
            | Command::Meeting(_)
            | Command::Prepare(_)
            | Command::Keeping(_) => other_kind(),
        }
    }

    async fn decide_preparation(
        &self,
        history: &HistoryId,
        state: &preparation::State,
        command: Command,
        context: &Context,
    ) -> Result<Event, Error> {
        match (command, history) {
            (Command::Prepare(command), HistoryId::Preparation(dossier)) => {
                let framework = self.prepared_by(*dossier, context).await?;
                let framework = self.framework(&framework).await?;
                preparation::decide(&framework, state, command, context)
                    .map(Event::Preparation)
                    .map_err(Error::Preparation)
            }
            (
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
                _,
            ) => other_kind(),
        }
    }
}

fn other_kind() -> ! {
    unreachable!("an order names a history of the kind that its command is about")
}
