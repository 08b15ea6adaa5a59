//! What lies between two histories: asked here, beside the decider, because a rule knows one history alone.
//!
//! The journal is read, not the memory: the slot of the history that is commanded is held, and two that look at each
//! other would wait for each other for ever. What is found may change a moment later; the event says what was seen.

use std::collections::BTreeMap;

use domain::{
    arrangement,
    context::Context,
    dossier::{self, Dossier, State, mandated},
    framework::{Framework, FrameworkRef},
    ids::{ArrangementId, DossierId, ItemNumber, MandateId, MeetingId, RoundId},
    mandate,
    meeting::{
        self, Event, ItemRef, Meeting, Subject, between,
        command::{Command, DraftDecisionList, SendAddendum, SendPapers},
        event::ActionClosed,
        parts::{Added, ItemPapers},
        request::{Remark, Request},
    },
    preparation,
};
use record::{HistoryId, papers_digest};

use crate::{carry_out::Intake, decide::other_kind, error::Error, fold::Matter, histories};

impl Intake {
    /// The command with every mandate that it names as it stands now; refused if one does not cover what is done under it.
    pub(crate) async fn with_mandates(
        &self,
        mut command: dossier::Command,
        dossier: &Dossier,
        by: &Context,
    ) -> Result<dossier::Command, Error> {
        let mut seen = Vec::new();
        for (named, used) in mandated::uses(dossier, &command, by) {
            seen.push(self.covered(named.id, &used).await?);
        }
        for (named, seen) in command.mandates_mut().into_iter().zip(seen) {
            *named = seen;
        }
        Ok(command)
    }

    /// A mandate as it stands now; refused if it does not cover this use of it.
    async fn covered(&self, id: MandateId, used: &mandate::Use<'_>) -> Result<mandate::MandateRef, Error> {
        let fold = histories::read(self.journal().as_ref(), &HistoryId::Mandate(id)).await?;
        let Matter::Mandate(state) = fold.matter else {
            unreachable!("the history of a mandate folds into a mandate")
        };
        mandate::covers(id, &state, used).map_err(Error::Mandate)
    }

    /// What follows from a command to an arrangement, by the framework of the dossier that decides it, and if that dossier
    /// allows it.
    pub(crate) async fn of_decided(
        &self,
        history: &HistoryId,
        state: &arrangement::State,
        command: arrangement::Command,
        context: &Context,
    ) -> Result<arrangement::Event, Error> {
        let HistoryId::Arrangement(id) = history else { other_kind() };
        let (arrangement, id) = (*id, arrangement::between::dossier_of(*id));
        let found = self.dossier_at(id).await?;
        let Ok(dossier) = found.dossier() else {
            return Err(Error::Arrangement(arrangement::Refusal::DossierUnknown { dossier: id }));
        };
        let framework = self.framework(&dossier.framework).await?;
        arrangement::between::allowed(&framework, id, &found, &command, context)
            .map_err(Error::Arrangement)?;
        let mut command = command.seen(found.revision());
        if let arrangement::Command::Commit(commit) = &mut command {
            self.with_mandate_to_commit(&framework, dossier, &mut commit.commitment).await?;
        }
        let mut event =
            arrangement::decide(&framework, state, command, context).map_err(Error::Arrangement)?;
        if let arrangement::Event::ArrangementConcluded(drawn) = &mut event {
            self.may_conclude(&framework, arrangement, drawn).await?;
        }
        Ok(event)
    }

    /// Whether the dossier and the arrangement that a conclusion names are what it takes them for; says of the dossier how it
    /// stands.
    async fn may_conclude(
        &self,
        framework: &Framework,
        id: ArrangementId,
        drawn: &mut arrangement::ArrangementConcluded,
    ) -> Result<(), Error> {
        use arrangement::evaluation::between;
        if let Some(follower) = &mut drawn.follower {
            let named = follower.dossier;
            let dossier = self.dossier_at(named).await?;
            *follower = between::may_follow(framework, id, drawn.conclusion, named, &dossier)
                .map_err(Error::Arrangement)?;
        }
        let Some(into) = drawn.into else { return Ok(()) };
        let fold = histories::read(self.journal().as_ref(), &HistoryId::Arrangement(into)).await?;
        let Matter::Arrangement(state) = fold.matter else {
            unreachable!("the history of an arrangement folds into an arrangement")
        };
        between::may_take_in(id, into, &state).map_err(Error::Arrangement)
    }

    /// The mandate under which a party binds itself, as it stands now.
    async fn with_mandate_to_commit(
        &self,
        framework: &Framework,
        dossier: &Dossier,
        commitment: &mut arrangement::Commitment,
    ) -> Result<(), Error> {
        arrangement::bound::names_mandate(framework, dossier, commitment)
            .map_err(|refusal| Error::Arrangement(refusal.into()))?;
        let Some((named, used)) = commitment.used() else { return Ok(()) };
        commitment.mandate = Some(self.covered(named.id, &used).await?);
        Ok(())
    }

    /// The framework by which a dossier is prepared, if this actor may write in its preparation.
    pub(crate) async fn prepared_by(
        &self,
        dossier: DossierId,
        command: &preparation::Command,
        context: &Context,
    ) -> Result<FrameworkRef, Error> {
        let state = self.dossier_at(dossier).await?;
        let dossier = dossier::may_prepare(&state, command, context).map_err(Error::Dossier)?;
        Ok(dossier.framework.clone())
    }

    /// Whether a round may be submitted, so far as its framework asks for preparation.
    pub(crate) async fn is_prepared(
        &self,
        id: DossierId,
        framework: &Framework,
        dossier: &Dossier,
        round: &RoundId,
    ) -> Result<(), Error> {
        // Most frameworks ask for none, and then no other history is read.
        if framework.route.round(round).is_none_or(|round| round.prepared.is_empty()) {
            return Ok(());
        }
        let fold = histories::read(self.journal().as_ref(), &HistoryId::Preparation(id)).await?;
        let Matter::Preparation(state) = fold.matter else {
            unreachable!("the history of a preparation folds into a preparation")
        };
        preparation::ready(framework, dossier, round, &state).map_err(Error::Preparation)
    }

    /// Whether a new dossier may take up this one.
    pub(crate) async fn may_follow(&self, followed: DossierId) -> Result<(), Error> {
        dossier::may_follow(followed, &self.dossier_at(followed).await?).map_err(Error::Dossier)
    }

    /// The command that a request to a meeting amounts to, with what was found of the dossiers that it treats.
    pub(crate) async fn meeting_command(
        &self,
        state: &meeting::State,
        request: Request,
    ) -> Result<Command, Error> {
        match request {
            Request::Plain(command) => Ok(command),
            Request::SendPapers => {
                let mut items = Vec::new();
                for item in &state.meeting().map_err(Error::Meeting)?.items {
                    items.push(self.papers_of(item.added.item, &item.added.subject).await?);
                }
                let digest = papers_digest(&items);
                Ok(Command::SendPapers(SendPapers { items, digest }))
            }
            Request::SendAddendum(schedule) => {
                let last = state.meeting().map_err(Error::Meeting)?.last_item;
                let papers = self.papers_of(ItemNumber(last.0.saturating_add(1)), &schedule.subject).await?;
                let digest = papers_digest(std::slice::from_ref(&papers));
                Ok(Command::SendAddendum(SendAddendum { schedule, papers, digest }))
            }
            Request::DraftDecisionList(remarks) => self.decision_list(state, &remarks).await,
        }
    }

    /// Whether other histories allow what a meeting's own allows: asked after the rules, so that what is frozen or over is
    /// said first.
    pub(crate) async fn meeting_allowed(&self, state: &meeting::State, event: &Event) -> Result<(), Error> {
        let meeting::State::Planned(meeting) = state else { return Ok(()) };
        match event {
            Event::ItemScheduled(added) => self.may_come(meeting, added).await,
            Event::AddendumSent(sent) => self.may_come(meeting, &sent.added).await,
            Event::DecisionListFixed(fixed) => {
                let later = self.meeting_at(fixed.at).await?;
                between::may_fix_at(meeting, fixed.at, &later).map_err(Error::Meeting)
            }
            Event::ActionAgreed(agreed) => {
                let Some(about) = agreed.about else { return Ok(()) };
                between::may_be_about(about, &self.dossier_at(about).await?).map_err(Error::Meeting)
            }
            Event::ActionClosed(ActionClosed { closed, reported_at }) => {
                let Some(at) = *reported_at else { return Ok(()) };
                let later = self.meeting_at(at).await?;
                between::may_report_at(meeting, closed.on, at, &later).map_err(Error::Meeting)
            }
            Event::MeetingPlanned(_)
            | Event::ItemRemoved(_)
            | Event::AgendaFixed(_)
            | Event::PapersSent(_)
            | Event::MeetingHeld(_)
            | Event::DecisionListDrafted(_)
            | Event::MeetingCancelled(_) => Ok(()),
        }
    }

    /// Whether something can come on this agenda, so far as other histories say.
    async fn may_come(&self, meeting: &Meeting, added: &Added) -> Result<(), Error> {
        let dossier = self.dossier_of(&added.subject).await?;
        between::may_schedule(meeting, added, dossier.as_ref()).map_err(Error::Meeting)?;
        let Some(from @ ItemRef { meeting: earlier, .. }) = added.carried_from else { return Ok(()) };
        let earlier = self.meeting_at(earlier).await?;
        between::may_carry(meeting, &added.subject, from, &earlier).map_err(Error::Meeting)
    }

    async fn papers_of(&self, item: ItemNumber, subject: &Subject) -> Result<ItemPapers, Error> {
        let dossier = self.dossier_of(subject).await?;
        Ok(between::papers_of(item, subject, dossier.as_ref()))
    }

    async fn decision_list(&self, state: &meeting::State, remarks: &[Remark]) -> Result<Command, Error> {
        let meeting = state.meeting().map_err(Error::Meeting)?;
        let mut dossiers = BTreeMap::new();
        for item in &meeting.items {
            if let Subject::Visit { dossier, .. } = item.added.subject
                && let State::Opened(found) = self.dossier_at(dossier).await?
            {
                dossiers.insert(dossier, found);
            }
        }
        let find = |id: DossierId| dossiers.get(&id).map(Box::as_ref);
        let lines = between::lines(meeting, remarks, find).map_err(Error::Meeting)?;
        Ok(Command::DraftDecisionList(DraftDecisionList { lines }))
    }

    /// The dossier that an item is about, if it is about one.
    async fn dossier_of(&self, subject: &Subject) -> Result<Option<State>, Error> {
        match subject {
            Subject::Visit { dossier, .. } => self.dossier_at(*dossier).await.map(Some),
            Subject::Topic { .. } => Ok(None),
        }
    }

    async fn dossier_at(&self, id: DossierId) -> Result<State, Error> {
        let fold = histories::read(self.journal().as_ref(), &HistoryId::Dossier(id)).await?;
        let Matter::Dossier(state) = fold.matter else {
            unreachable!("the history of a dossier folds into a dossier")
        };
        Ok(state)
    }

    async fn meeting_at(&self, id: MeetingId) -> Result<meeting::State, Error> {
        let fold = histories::read(self.journal().as_ref(), &HistoryId::Meeting(id)).await?;
        let Matter::Meeting(state) = fold.matter else {
            unreachable!("the history of a meeting folds into a meeting")
        };
        Ok(state)
    }
}
