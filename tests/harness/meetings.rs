//! What the secretary of a body does with its meetings, as they would say it. Every act notes its receipt.

use jiff::civil::Date;
use tonic::Status;
use wire::v1;

use crate::{
    acts::{Opened, command_id},
    user::User,
};

/// A visit of a dossier, as it comes on an agenda.
#[must_use]
pub fn visiting(dossier: &Opened, step: &str, number: u32, kind: v1::ItemKind) -> v1::NewItem {
    let visit = Some(v1::VisitRef { step_id: step.into(), number });
    let about = v1::VisitItem { dossier_id: dossier.id.clone(), visit };
    v1::NewItem {
        subject: Some(v1::new_item::Subject::Visit(about)),
        kind: kind.into(),
        late: None,
        carried_from: None,
    }
}

/// Something that is no dossier, as it comes on an agenda.
#[must_use]
pub fn topic(title: &str) -> v1::NewItem {
    v1::NewItem {
        subject: Some(v1::new_item::Subject::Topic(title.into())),
        kind: v1::ItemKind::Information.into(),
        late: None,
        carried_from: None,
    }
}

/// That papers are late, and who lets them in.
#[must_use]
pub fn late(authorised_by: &str, reason: &str) -> Option<v1::Late> {
    Some(v1::Late { authorised_by: authorised_by.into(), reason: reason.into() })
}

/// Somebody who spoke for a party.
#[must_use]
pub fn member(actor: &str, party: &str) -> v1::Present {
    v1::Present {
        actor_id: actor.into(),
        part: v1::MeetingPart::Member.into(),
        party_id: Some(party.into()),
        replaces_actor_id: None,
    }
}

/// An item's place on the agenda.
#[must_use]
pub fn place(item_number: u32, kind: v1::ItemKind) -> v1::AgendaPlace {
    v1::AgendaPlace { item_number, kind: kind.into() }
}

/// Something to do by a party.
#[must_use]
pub fn action(what: &str, party: &str, due: Date) -> v1::NewAction {
    let who = Some(v1::new_doer::Who::PartyId(party.into()));
    let doer = Some(v1::NewDoer { who, words: None });
    v1::NewAction { what: what.into(), doer, due_on: due.to_string(), dossier_id: None }
}

impl User {
    /// Plans a meeting in session, on a day of the body's rule.
    ///
    /// # Errors
    /// What the service says.
    pub async fn plan(&self, body: &str, on: Date) -> Result<v1::PlanMeetingResponse, Status> {
        self.plan_so(body, on, v1::MeetingForm::Session, None).await
    }

    /// Plans a meeting in whatever form, with a reason or without.
    ///
    /// # Errors
    /// What the service says.
    pub async fn plan_so(
        &self,
        body: &str,
        on: Date,
        form: v1::MeetingForm,
        reason: Option<&str>,
    ) -> Result<v1::PlanMeetingResponse, Status> {
        let request = v1::PlanMeetingRequest {
            command_id: command_id(),
            framework_id: self.desk.frameworks[0].reference.id.to_string(),
            body_id: body.into(),
            form: form.into(),
            on: on.to_string(),
            reason: reason.map(Into::into),
            ..v1::PlanMeetingRequest::default()
        };
        let answer = self.meetings().plan_meeting(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer)
    }

    /// Puts something on the agenda, and gives its number.
    ///
    /// # Errors
    /// What the service says.
    pub async fn schedule(&self, meeting: &str, item: v1::NewItem) -> Result<u32, Status> {
        let request = v1::ScheduleItemRequest {
            command_id: command_id(),
            meeting_id: meeting.into(),
            item: Some(item),
            ..v1::ScheduleItemRequest::default()
        };
        let answer = self.meetings().schedule_item(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.item_number)
    }

    /// Takes something off the agenda.
    ///
    /// # Errors
    /// What the service says.
    pub async fn unschedule(&self, meeting: &str, item_number: u32, reason: &str) -> Result<(), Status> {
        let request = v1::RemoveItemRequest {
            command_id: command_id(),
            meeting_id: meeting.into(),
            item_number,
            reason: reason.into(),
            ..v1::RemoveItemRequest::default()
        };
        let answer = self.meetings().remove_item(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(())
    }

    /// Fixes the agenda.
    ///
    /// # Errors
    /// What the service says.
    pub async fn fix_agenda(&self, meeting: &str, items: &[v1::AgendaPlace]) -> Result<(), Status> {
        let request = v1::FixAgendaRequest {
            command_id: command_id(),
            meeting_id: meeting.into(),
            items: items.to_vec(),
            ..v1::FixAgendaRequest::default()
        };
        let answer = self.meetings().fix_agenda(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(())
    }

    /// Sends agenda and papers.
    ///
    /// # Errors
    /// What the service says.
    pub async fn send_papers(&self, meeting: &str) -> Result<v1::SendPapersResponse, Status> {
        let request = v1::SendPapersRequest {
            command_id: command_id(),
            meeting_id: meeting.into(),
            ..v1::SendPapersRequest::default()
        };
        let answer = self.meetings().send_papers(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer)
    }

    /// Sends one more item, and gives its number.
    ///
    /// # Errors
    /// What the service says.
    pub async fn send_addendum(&self, meeting: &str, item: v1::NewItem) -> Result<u32, Status> {
        let request = v1::SendAddendumRequest {
            command_id: command_id(),
            meeting_id: meeting.into(),
            item: Some(item),
            ..v1::SendAddendumRequest::default()
        };
        let answer = self.meetings().send_addendum(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.item_number)
    }

    /// Writes down that the body met, and gives the parties for whom nobody was there.
    ///
    /// # Errors
    /// What the service says.
    pub async fn held(
        &self,
        meeting: &str,
        present: &[v1::Present],
        treated_as: &[v1::AgendaPlace],
    ) -> Result<Vec<String>, Status> {
        let request = v1::RecordMeetingRequest {
            command_id: command_id(),
            meeting_id: meeting.into(),
            present: present.to_vec(),
            treated_as: treated_as.to_vec(),
            ..v1::RecordMeetingRequest::default()
        };
        let answer = self.meetings().record_meeting(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.absent_party_ids)
    }

    /// Draws up the decision list, with remarks on items, and gives the number of the draft.
    ///
    /// # Errors
    /// What the service says.
    pub async fn draft_list(&self, meeting: &str, remarks: &[(u32, &str)]) -> Result<u32, Status> {
        let remark = |(item_number, text): &(u32, &str)| v1::Remark {
            item_number: *item_number,
            text: (*text).into(),
        };
        let request = v1::DraftDecisionListRequest {
            command_id: command_id(),
            meeting_id: meeting.into(),
            remarks: remarks.iter().map(remark).collect(),
            ..v1::DraftDecisionListRequest::default()
        };
        let answer = self.meetings().draft_decision_list(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.draft)
    }

    /// Writes down that a later meeting fixed a draft of the decision list.
    ///
    /// # Errors
    /// What the service says.
    pub async fn fix_list(&self, meeting: &str, draft: u32, at: &str) -> Result<(), Status> {
        let request = v1::FixDecisionListRequest {
            command_id: command_id(),
            meeting_id: meeting.into(),
            draft,
            at_meeting_id: at.into(),
            ..v1::FixDecisionListRequest::default()
        };
        let answer = self.meetings().fix_decision_list(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(())
    }

    /// Cancels a meeting.
    ///
    /// # Errors
    /// What the service says.
    pub async fn cancel(&self, meeting: &str, reason: &str) -> Result<(), Status> {
        let request = v1::CancelMeetingRequest {
            command_id: command_id(),
            meeting_id: meeting.into(),
            reason: reason.into(),
            ..v1::CancelMeetingRequest::default()
        };
        let answer = self.meetings().cancel_meeting(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(())
    }

    /// Writes down what a meeting agreed to do, and gives its number there.
    ///
    /// # Errors
    /// What the service says.
    pub async fn agree(&self, meeting: &str, action: v1::NewAction) -> Result<u32, Status> {
        let request = v1::AgreeActionRequest {
            command_id: command_id(),
            meeting_id: meeting.into(),
            action: Some(action),
            ..v1::AgreeActionRequest::default()
        };
        let answer = self.meetings().agree_action(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(answer.action_number)
    }

    /// Writes down that an action was done, as a later meeting was told, or outside one.
    ///
    /// # Errors
    /// What the service says.
    pub async fn did(
        &self,
        (meeting, action_number): (&str, u32),
        on: Date,
        evidence: &str,
        told: Option<&str>,
    ) -> Result<(), Status> {
        let how = v1::close_action_request::How::Evidence(evidence.into());
        self.close_action((meeting, action_number), on, how, told).await
    }

    /// Writes down that an action is not going to be done.
    ///
    /// # Errors
    /// What the service says.
    pub async fn drop_action(
        &self,
        (meeting, action_number): (&str, u32),
        on: Date,
        because: &str,
        told: Option<&str>,
    ) -> Result<(), Status> {
        let how = v1::close_action_request::How::DroppedBecause(because.into());
        self.close_action((meeting, action_number), on, how, told).await
    }

    async fn close_action(
        &self,
        (meeting, action_number): (&str, u32),
        on: Date,
        how: v1::close_action_request::How,
        told: Option<&str>,
    ) -> Result<(), Status> {
        let request = v1::CloseActionRequest {
            command_id: command_id(),
            meeting_id: meeting.into(),
            action_number,
            on: on.to_string(),
            how: Some(how),
            reported_at_meeting_id: told.map(Into::into),
            ..v1::CloseActionRequest::default()
        };
        let answer = self.meetings().close_action(request).await?.into_inner();
        self.note(answer.receipt.as_ref());
        Ok(())
    }
}
