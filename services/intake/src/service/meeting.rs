//! `MeetingService`: the secretary of a body plans, prepares and writes down its meetings.

use access::Act;
use bytes::Bytes;
use domain::{
    Event,
    ids::BodyId,
    meeting::{self, State},
};
use door::Asker;
use record::HistoryId;
use tonic::{Request, Response, Status, async_trait};
use wire::{
    convert::{IntoMeeting, Meeting, Planning, meeting::planning},
    v1::{
        AgreeActionRequest, AgreeActionResponse, CancelMeetingRequest, CancelMeetingResponse,
        CloseActionRequest, CloseActionResponse, DraftDecisionListRequest, DraftDecisionListResponse,
        FixAgendaRequest, FixAgendaResponse, FixDecisionListRequest, FixDecisionListResponse,
        PlanMeetingRequest, PlanMeetingResponse, RecordMeetingRequest, RecordMeetingResponse,
        RemoveItemRequest, RemoveItemResponse, ScheduleItemRequest, ScheduleItemResponse,
        SendAddendumRequest, SendAddendumResponse, SendPapersRequest, SendPapersResponse,
        meeting_service_server::MeetingService,
    },
};

use super::{Desk, Done, status};
use crate::{order::Command, sealing::Sealing};

#[async_trait]
impl MeetingService for Desk {
    async fn plan_meeting(
        &self,
        request: Request<PlanMeetingRequest>,
    ) -> Result<Response<PlanMeetingResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        let mut sealing = Sealing::new(self.intake.surroundings());
        let planning = planning(request.into_inner(), &mut sealing)
            .map_err(|violations| violations.status(asker.language))?;
        let texts = Bytes::from(sealing.into_texts());
        let Planning { head, meeting, framework, plan, warnings } = planning;
        let act = Act::Record { body: Some(plan.body.clone()) };
        let capacity = asker.capacity_for(&act, head.acting_as.as_ref())?;
        let command = Command::Plan { framework, plan };
        let order = self.order(&asker, head, HistoryId::Meeting(meeting), capacity, command, texts);
        let done = self.carry_out("plan_meeting", &order, &asker, warnings).await?;
        let planned = match done.event() {
            Some(meeting::Event::MeetingPlanned(planned)) => Some(planned),
            Some(_) | None => None,
        };
        Ok(Response::new(PlanMeetingResponse {
            receipt: Some(done.receipt()),
            meeting_id: meeting.to_string(),
            papers_due_on: planned.map(|planned| planned.papers_due.to_string()).unwrap_or_default(),
            dispatch_on: planned.map(|planned| planned.dispatch.to_string()).unwrap_or_default(),
        }))
    }

    async fn schedule_item(
        &self,
        request: Request<ScheduleItemRequest>,
    ) -> Result<Response<ScheduleItemResponse>, Status> {
        let done = self.meeting("schedule_item", request).await?;
        let item_number = match done.event() {
            Some(meeting::Event::ItemScheduled(added)) => added.item.0,
            Some(_) | None => 0,
        };
        Ok(Response::new(ScheduleItemResponse { receipt: Some(done.receipt()), item_number }))
    }

    async fn remove_item(
        &self,
        request: Request<RemoveItemRequest>,
    ) -> Result<Response<RemoveItemResponse>, Status> {
        let done = self.meeting("remove_item", request).await?;
        Ok(Response::new(RemoveItemResponse { receipt: Some(done.receipt()) }))
    }

    async fn fix_agenda(
        &self,
        request: Request<FixAgendaRequest>,
    ) -> Result<Response<FixAgendaResponse>, Status> {
        let done = self.meeting("fix_agenda", request).await?;
        Ok(Response::new(FixAgendaResponse { receipt: Some(done.receipt()) }))
    }

    async fn send_papers(
        &self,
        request: Request<SendPapersRequest>,
    ) -> Result<Response<SendPapersResponse>, Status> {
        let done = self.meeting("send_papers", request).await?;
        let (papers, digest) = match done.event() {
            Some(meeting::Event::PapersSent(sent)) => {
                let papers: usize = sent.items.iter().map(|item| item.papers.len()).sum();
                (u32::try_from(papers).unwrap_or(u32::MAX), sent.digest.to_string())
            }
            Some(_) | None => (0, String::new()),
        };
        Ok(Response::new(SendPapersResponse { receipt: Some(done.receipt()), papers, digest }))
    }

    async fn send_addendum(
        &self,
        request: Request<SendAddendumRequest>,
    ) -> Result<Response<SendAddendumResponse>, Status> {
        let done = self.meeting("send_addendum", request).await?;
        let item_number = match done.event() {
            Some(meeting::Event::AddendumSent(sent)) => sent.added.item.0,
            Some(_) | None => 0,
        };
        Ok(Response::new(SendAddendumResponse { receipt: Some(done.receipt()), item_number }))
    }

    async fn record_meeting(
        &self,
        request: Request<RecordMeetingRequest>,
    ) -> Result<Response<RecordMeetingResponse>, Status> {
        let done = self.meeting("record_meeting", request).await?;
        let absent_party_ids = match done.event() {
            Some(meeting::Event::MeetingHeld(held)) => held.absent.iter().map(ToString::to_string).collect(),
            Some(_) | None => Vec::new(),
        };
        Ok(Response::new(RecordMeetingResponse { receipt: Some(done.receipt()), absent_party_ids }))
    }

    async fn draft_decision_list(
        &self,
        request: Request<DraftDecisionListRequest>,
    ) -> Result<Response<DraftDecisionListResponse>, Status> {
        let done = self.meeting("draft_decision_list", request).await?;
        let draft = match done.event() {
            Some(meeting::Event::DecisionListDrafted(drafted)) => drafted.draft,
            Some(_) | None => 0,
        };
        Ok(Response::new(DraftDecisionListResponse { receipt: Some(done.receipt()), draft }))
    }

    async fn fix_decision_list(
        &self,
        request: Request<FixDecisionListRequest>,
    ) -> Result<Response<FixDecisionListResponse>, Status> {
        let done = self.meeting("fix_decision_list", request).await?;
        Ok(Response::new(FixDecisionListResponse { receipt: Some(done.receipt()) }))
    }

    async fn cancel_meeting(
        &self,
        request: Request<CancelMeetingRequest>,
    ) -> Result<Response<CancelMeetingResponse>, Status> {
        let done = self.meeting("cancel_meeting", request).await?;
        Ok(Response::new(CancelMeetingResponse { receipt: Some(done.receipt()) }))
    }

    async fn agree_action(
        &self,
        request: Request<AgreeActionRequest>,
    ) -> Result<Response<AgreeActionResponse>, Status> {
        let done = self.meeting("agree_action", request).await?;
        let action_number = match done.event() {
            Some(meeting::Event::ActionAgreed(agreed)) => agreed.number.0,
            Some(_) | None => 0,
        };
        Ok(Response::new(AgreeActionResponse { receipt: Some(done.receipt()), action_number }))
    }

    async fn close_action(
        &self,
        request: Request<CloseActionRequest>,
    ) -> Result<Response<CloseActionResponse>, Status> {
        let done = self.meeting("close_action", request).await?;
        Ok(Response::new(CloseActionResponse { receipt: Some(done.receipt()) }))
    }
}

impl Desk {
    /// Carries out what is asked of a planned meeting.
    async fn meeting<R: IntoMeeting>(&self, kind: &'static str, request: Request<R>) -> Result<Done, Status> {
        let asker = Asker::of(&request)?.clone();
        let mut sealing = Sealing::new(self.intake.surroundings());
        let asked = request
            .into_inner()
            .into_meeting(&mut sealing)
            .map_err(|violations| violations.status(asker.language))?;
        let texts = Bytes::from(sealing.into_texts());
        let Meeting { head, meeting, request, warnings } = asked;
        let body = |state: &State| state.meeting().ok().map(|meeting| meeting.body.clone());
        let body: Result<Option<BodyId>, _> = self.intake.look_for_meeting(meeting, body).await;
        let body = body.map_err(|error| status::reading(&error, asker.language))?;
        let capacity = asker.capacity_for(&Act::Record { body }, head.acting_as.as_ref())?;
        let order =
            self.order(&asker, head, HistoryId::Meeting(meeting), capacity, Command::Meeting(request), texts);
        self.carry_out(kind, &order, &asker, warnings).await
    }
}

impl Done {
    /// What happened to a meeting, if that is what it was about.
    fn event(&self) -> Option<&meeting::Event> {
        match &self.receipt.event {
            Event::Meeting(event) => Some(event),
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Mandate(_)
            | Event::Preparation(_)
            | Event::Keeping(_) => None,
        }
    }
}
