//! The meetings of the bodies, for `AgendaService`: by day, and one of them whole.

use access::Read;
use door::Asker;
use tonic::{Request, Response, Status};
use views::query::{self, meeting::Subject};
use wire::{
    Names,
    convert::{
        Violations,
        query::{Meetings, OneMeeting},
    },
    failure::Thing,
    v1::{GetMeetingRequest, GetMeetingResponse, ListMeetingsRequest, ListMeetingsResponse},
};

use super::{ReadingRoom, dossier::names};
use crate::{
    page::{Ended, Part},
    reading::missing,
    tell,
};

impl ReadingRoom {
    pub(super) async fn meetings(
        &self,
        request: Request<ListMeetingsRequest>,
    ) -> Result<Response<ListMeetingsResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Agenda)?;
        let language = asker.language;
        let invalid = |violations: Violations| violations.status(language);
        let asked = Meetings::try_from(request.into_inner()).map_err(invalid)?;
        let before = Ended::before(&asked.page).map_err(invalid)?;
        let read = self.reading.as_of(asked.when, language).await?;
        let Part { as_of, after, limit } = Part::of(&asked.page, before, read.as_of);
        let question = query::meetings::Query {
            body: asked.body.clone(),
            from: asked.from,
            until: asked.until,
            as_of,
            after,
            limit,
        };
        let page = self.reading.ask(language, move |views| views.meetings(&question)).await?;
        self.reading.not_older(asked.when, page.position, language)?;
        if let Some(body) = asked.body.filter(|_| page.rows.is_empty()) {
            self.reading.known(&body, language)?;
        }
        let reflected = self.reading.reflected(read.as_of, page.position, language).await?;
        let meetings = page.rows.iter().map(|row| {
            let framework = self.reading.framework(&row.framework);
            tell::meeting::summary(row, names(framework.as_ref()))
        });
        Ok(Response::new(ListMeetingsResponse {
            meetings: meetings.collect(),
            next_page_token: Ended::token(page.position, page.next),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }

    pub(super) async fn meeting(
        &self,
        request: Request<GetMeetingRequest>,
    ) -> Result<Response<GetMeetingResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Agenda)?;
        let language = asker.language;
        let asked =
            OneMeeting::try_from(request.into_inner()).map_err(|violations| violations.status(language))?;
        let read = self.reading.as_of(asked.when, language).await?;
        let id = asked.meeting;
        let answer = self.reading.ask(language, move |views| views.meeting(id, read.as_of)).await?;
        self.reading.not_older(asked.when, answer.position, language)?;
        let Some(meeting) = answer.meeting else {
            return Err(missing(read, answer.position, Thing::Meeting, id.to_string(), language));
        };
        let framework = self.reading.framework(&meeting.row.framework);
        let names = names(framework.as_ref());
        let items = meeting.items.iter().map(|item| {
            // What a dossier says is called as the framework calls it that the dossier runs on.
            let of_dossier = match &item.subject {
                Subject::Visit(dossier) => self.reading.framework(&dossier.framework),
                Subject::Topic(_) => None,
            };
            tell::meeting::item(item, of_dossier.as_deref().map_or_else(Names::none, Names::of))
        });
        let items = items.collect();
        let reflected = self.reading.reflected(read.as_of, answer.position, language).await?;
        Ok(Response::new(GetMeetingResponse {
            meeting: Some(tell::meeting::whole(&meeting, items, names)),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }
}
