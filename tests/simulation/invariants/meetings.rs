//! What the rules say of an order to a meeting, with what the journal says of other histories at some later moment: the
//! intake looks those up after it has read the meeting.

use domain::{
    context::Context,
    dossier,
    framework::Framework,
    ids::{DossierId, MeetingId},
    meeting::{
        self, Command, Event, Refusal, Request, Subject,
        between::{lines, may_be_about, may_carry, may_fix_at, may_report_at, may_schedule, papers_of},
        command::{DraftDecisionList, SendAddendum, SendPapers},
        parts::Added,
    },
};
use record::{HistoryId, Position, papers_digest};

use crate::replica::{Matter, Replica};

/// Other histories, when the journal ended here.
pub(super) struct Elsewhere<'r> {
    pub(super) replica: &'r Replica,
    pub(super) head: Position,
}

impl Elsewhere<'_> {
    /// Every reason to refuse that there can be: that of the rules, or else those of each thing that is looked at.
    pub(super) fn refusals(
        &self,
        rules: &Framework,
        state: &meeting::State,
        request: &Request,
        context: &Context,
    ) -> Vec<Refusal> {
        let decided = self.command(state, request);
        let decided = decided.and_then(|command| meeting::decide(rules, state, command, context));
        match (decided, state) {
            (Err(refusal), _) => vec![refusal],
            (Ok(event), meeting::State::Planned(meeting)) => self.not_allowed(meeting, &event),
            (Ok(_), meeting::State::Unplanned) => Vec::new(),
        }
    }

    fn command(&self, state: &meeting::State, request: &Request) -> Result<Command, Refusal> {
        match request {
            Request::Plain(command) => Ok(command.clone()),
            Request::SendPapers => {
                let items = state.meeting()?.items.iter();
                let items: Vec<_> =
                    items.map(|item| self.papers(item.added.item, &item.added.subject)).collect();
                Ok(Command::SendPapers(SendPapers { digest: papers_digest(&items), items }))
            }
            Request::SendAddendum(schedule) => {
                let item = domain::ids::ItemNumber(state.meeting()?.last_item.0 + 1);
                let papers = self.papers(item, &schedule.subject);
                let digest = papers_digest(std::slice::from_ref(&papers));
                Ok(Command::SendAddendum(SendAddendum { schedule: schedule.clone(), papers, digest }))
            }
            Request::DraftDecisionList(remarks) => {
                let lines = lines(state.meeting()?, remarks, |_| None)?;
                Ok(Command::DraftDecisionList(DraftDecisionList { lines }))
            }
        }
    }

    fn not_allowed(&self, meeting: &meeting::Meeting, event: &Event) -> Vec<Refusal> {
        match event {
            Event::ItemScheduled(added) => self.cannot_come(meeting, added),
            Event::AddendumSent(sent) => self.cannot_come(meeting, &sent.added),
            Event::DecisionListFixed(fixed) => {
                may_fix_at(meeting, fixed.at, &self.meeting(fixed.at)).err().into_iter().collect()
            }
            Event::ActionAgreed(agreed) => {
                let refused = agreed.about.map(|about| may_be_about(about, &self.dossier(about)));
                refused.and_then(Result::err).into_iter().collect()
            }
            Event::ActionClosed(said) => {
                let told = said.reported_at;
                let refused = told.map(|at| may_report_at(meeting, said.closed.on, at, &self.meeting(at)));
                refused.and_then(Result::err).into_iter().collect()
            }
            Event::MeetingPlanned(_)
            | Event::ItemRemoved(_)
            | Event::AgendaFixed(_)
            | Event::PapersSent(_)
            | Event::MeetingHeld(_)
            | Event::DecisionListDrafted(_)
            | Event::MeetingCancelled(_) => Vec::new(),
        }
    }

    fn cannot_come(&self, meeting: &meeting::Meeting, added: &Added) -> Vec<Refusal> {
        let not_here = may_schedule(meeting, added, self.dossier_of(&added.subject).as_ref()).err();
        let not_on = added
            .carried_from
            .and_then(|from| may_carry(meeting, &added.subject, from, &self.meeting(from.meeting)).err());
        not_here.into_iter().chain(not_on).collect()
    }

    fn papers(&self, item: domain::ids::ItemNumber, subject: &Subject) -> meeting::parts::ItemPapers {
        papers_of(item, subject, self.dossier_of(subject).as_ref())
    }

    fn dossier_of(&self, subject: &Subject) -> Option<dossier::State> {
        match subject {
            Subject::Visit { dossier, .. } => Some(self.dossier(*dossier)),
            Subject::Topic { .. } => None,
        }
    }

    fn dossier(&self, id: DossierId) -> dossier::State {
        match self.replica.matter_at(&HistoryId::Dossier(id), self.head) {
            Matter::Dossier(state) => state,
            Matter::Framework(_)
            | Matter::Arrangement(_)
            | Matter::Meeting(_)
            | Matter::Mandate(_)
            | Matter::Preparation(_) => {
                unreachable!("it was asked as a dossier")
            }
        }
    }

    fn meeting(&self, id: MeetingId) -> meeting::State {
        match self.replica.matter_at(&HistoryId::Meeting(id), self.head) {
            Matter::Meeting(state) => state,
            Matter::Framework(_)
            | Matter::Arrangement(_)
            | Matter::Dossier(_)
            | Matter::Mandate(_)
            | Matter::Preparation(_) => {
                unreachable!("it was asked as a meeting")
            }
        }
    }
}
