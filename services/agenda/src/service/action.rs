//! What was agreed to do, for `AgendaService`: the list of a meeting, of a body, or about a dossier.

use access::Read;
use door::Asker;
use tonic::{Request, Response, Status};
use views::query::{self, actions::Of};
use wire::{
    convert::{
        Violations,
        query::{Actions, ActionsOf},
    },
    failure::{Failure, Thing},
    v1::{ListActionsRequest, ListActionsResponse},
};

use super::{ReadingRoom, dossier::names};
use crate::{
    page::{Ended, Part},
    reading::missing,
    tell,
};

impl ReadingRoom {
    pub(super) async fn actions(
        &self,
        request: Request<ListActionsRequest>,
    ) -> Result<Response<ListActionsResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Agenda)?;
        let language = asker.language;
        let invalid = |violations: Violations| violations.status(language);
        let asked = Actions::try_from(request.into_inner()).map_err(invalid)?;
        let before = Ended::before(&asked.page).map_err(invalid)?;
        let read = self.reading.as_of(asked.when, language).await?;
        let Part { as_of, after, limit } = Part::of(&asked.page, before, read.as_of);
        let of = match &asked.of {
            ActionsOf::Everyone => Of::Everyone,
            ActionsOf::Meeting(id) => Of::Meeting(*id),
            ActionsOf::Body(body) => Of::Body(body.clone()),
            ActionsOf::Dossier(id) => Of::Dossier(*id),
            ActionsOf::Number(text) => Of::Reference(text.parse().map_err(|_| {
                Failure::NotFound { what: Thing::Action, asked: text.clone() }.status(language)
            })?),
        };
        let question = query::actions::Query { of, open_only: asked.open_only, as_of, after, limit };
        let page = self.reading.ask(language, move |views| views.actions(&question)).await?;
        self.reading.not_older(asked.when, page.position, language)?;
        let gone = |what, name: String| missing(read, page.position, what, name, language);
        match &asked.of {
            ActionsOf::Meeting(id) if page.meeting.is_none() => {
                return Err(gone(Thing::Meeting, id.to_string()));
            }
            ActionsOf::Dossier(id) if page.dossier.is_none() => {
                return Err(gone(Thing::Dossier, id.to_string()));
            }
            // An action that is there and closed is none of the open ones.
            ActionsOf::Number(text) if page.rows.is_empty() && !asked.open_only => {
                return Err(gone(Thing::Action, text.clone()));
            }
            ActionsOf::Body(body) if page.rows.is_empty() => self.reading.known(body, language)?,
            ActionsOf::Everyone
            | ActionsOf::Meeting(_)
            | ActionsOf::Body(_)
            | ActionsOf::Dossier(_)
            | ActionsOf::Number(_) => {}
        }
        let reflected = self.reading.reflected(read.as_of, page.position, language).await?;
        let on = self.reading.day(read.as_of, reflected, language)?;
        let actions = page.rows.iter().map(|row| {
            let framework = self.reading.framework(&row.framework);
            tell::action::action(row, on, names(framework.as_ref()))
        });
        let meeting = page.meeting.as_ref().map(|row| {
            let framework = self.reading.framework(&row.framework);
            tell::meeting::summary(row, names(framework.as_ref()))
        });
        Ok(Response::new(ListActionsResponse {
            actions: actions.collect(),
            next_page_token: Ended::token(page.position, page.next),
            reflects: Some(self.reading.reflects(read, reflected)),
            on: on.to_string(),
            meeting,
            dossier: page.dossier.as_ref().map(tell::action::about),
        }))
    }
}
