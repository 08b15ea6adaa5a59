//! `AgendaService`: what waits for a body, now and then, and live.

use std::sync::Arc;

use access::Read;
use door::Asker;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Request, Response, Status, async_trait};
use views::query;
use wire::{
    convert::query::{Agenda, Watch},
    failure::Failure,
    v1::{
        GetAgendaRequest, GetAgendaResponse, GetMeetingRequest, GetMeetingResponse, ListActionsRequest,
        ListActionsResponse, ListMandatesRequest, ListMandatesResponse, ListMeetingsRequest,
        ListMeetingsResponse, ListWaitingRequest, ListWaitingResponse, WatchAgendaRequest,
        WatchAgendaResponse, agenda_service_server::AgendaService,
    },
};

use super::{ReadingRoom, WATCHERS_MAX, watch};
use crate::{
    page::{Ended, Part},
    tell,
};

#[async_trait]
impl AgendaService for ReadingRoom {
    type WatchAgendaStream = ReceiverStream<Result<WatchAgendaResponse, Status>>;

    async fn get_agenda(
        &self,
        request: Request<GetAgendaRequest>,
    ) -> Result<Response<GetAgendaResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Agenda)?;
        let language = asker.language;
        let invalid = |violations: wire::convert::Violations| violations.status(language);
        let asked = Agenda::try_from(request.into_inner()).map_err(invalid)?;
        let before = Ended::before(&asked.page).map_err(invalid)?;
        let read = self.reading.as_of(asked.when, language).await?;
        let Part { as_of, after, limit } = Part::of(&asked.page, before, read.as_of);
        let question = query::agenda::Query { body: asked.body.clone(), as_of, after, limit };
        let page = self.reading.ask(language, move |views| views.agenda(&question)).await?;
        self.reading.not_older(asked.when, page.position, language)?;
        if page.rows.is_empty() {
            self.reading.known(&asked.body, language)?;
        }
        let reflected = self.reading.reflected(read.as_of, page.position, language).await?;
        let day = self.reading.day(read.as_of, reflected, language)?;
        let items = page.rows.iter().map(|row| {
            let framework = self.reading.framework(&row.framework);
            tell::agenda::item(row, framework.as_deref(), day)
        });
        Ok(Response::new(GetAgendaResponse {
            items: items.collect(),
            next_page_token: Ended::token(page.position, page.next),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }

    async fn watch_agenda(
        &self,
        request: Request<WatchAgendaRequest>,
    ) -> Result<Response<Self::WatchAgendaStream>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Agenda)?;
        let asked =
            Watch::try_from(request.into_inner()).map_err(|violations| violations.status(asker.language))?;
        self.reading.known(&asked.body, asker.language)?;
        let place = Arc::clone(&self.watchers)
            .try_acquire_owned()
            .map_err(|_| Failure::TooManyReaders { max: WATCHERS_MAX }.status(asker.language))?;
        let stream = watch::begin(self.reading.clone(), asked.body, asker.language, place);
        Ok(Response::new(stream))
    }

    async fn list_meetings(
        &self,
        request: Request<ListMeetingsRequest>,
    ) -> Result<Response<ListMeetingsResponse>, Status> {
        self.meetings(request).await
    }

    async fn get_meeting(
        &self,
        request: Request<GetMeetingRequest>,
    ) -> Result<Response<GetMeetingResponse>, Status> {
        self.meeting(request).await
    }

    async fn list_actions(
        &self,
        request: Request<ListActionsRequest>,
    ) -> Result<Response<ListActionsResponse>, Status> {
        self.actions(request).await
    }

    async fn list_mandates(
        &self,
        request: Request<ListMandatesRequest>,
    ) -> Result<Response<ListMandatesResponse>, Status> {
        self.mandates(request).await
    }

    async fn list_waiting(
        &self,
        request: Request<ListWaitingRequest>,
    ) -> Result<Response<ListWaitingResponse>, Status> {
        self.waiting(request).await
    }
}
