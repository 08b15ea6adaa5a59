//! Whom the open dossiers wait for, since when, and what would move them.

use access::Read;
use door::Asker;
use jiff::civil::Date;
use record::Position;
use tonic::{Request, Response, Status};
use views::{
    AsOf,
    query::waiting::{Filter, Order, Query},
};
use wire::{
    Language,
    convert::{Violations, query::WaitingList},
    v1::{self, ListWaitingRequest, ListWaitingResponse},
};

use super::ReadingRoom;
use crate::{
    page::{Ended, Part},
    tell,
};

impl ReadingRoom {
    /// A page of what waits.
    pub(super) async fn waiting(
        &self,
        request: Request<ListWaitingRequest>,
    ) -> Result<Response<ListWaitingResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Agenda)?;
        let language = asker.language;
        let invalid = |violations: Violations| violations.status(language);
        let asked = WaitingList::try_from(request.into_inner()).map_err(invalid)?;
        let before = Ended::before(&asked.page).map_err(invalid)?;
        let read = self.reading.as_of(asked.when, language).await?;
        let Part { as_of, after, limit } = Part::of(&asked.page, before, read.as_of);
        let overdue_on = if asked.overdue { Some(self.day_asked(read.as_of, language).await?) } else { None };
        let question = Query {
            filter: Filter {
                body: asked.body.clone(),
                party: asked.party,
                outside: asked.outside,
                overdue_on,
            },
            order: match asked.order {
                v1::WaitingOrder::Unspecified | v1::WaitingOrder::Longest => Order::Longest,
                v1::WaitingOrder::Due => Order::Due,
            },
            as_of,
            after,
            limit,
        };
        let page = self.reading.ask(language, move |views| views.waiting(&question)).await?;
        self.reading.not_older(asked.when, page.position, language)?;
        if let Some(body) = asked.body.filter(|_| page.rows.is_empty()) {
            self.reading.known(&body, language)?;
        }
        let reflected = self.reading.reflected(read.as_of, page.position, language).await?;
        let day = self.reading.day(read.as_of, reflected, language)?;
        let planned = self.planned(Some(day), AsOf::Position(page.position), language).await?;
        let items = page.rows.iter().map(|row| {
            let framework = self.reading.framework(&row.framework);
            tell::waiting::item(row, framework.as_deref(), &planned, day, language)
        });
        Ok(Response::new(ListWaitingResponse {
            items: items.collect(),
            next_page_token: Ended::token(page.position, page.next),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }

    /// The day that is asked about, before anything is answered.
    pub(super) async fn day_asked(&self, as_of: AsOf, language: Language) -> Result<Date, Status> {
        let position = match as_of {
            AsOf::Position(position) => position,
            AsOf::Now | AsOf::Moment { .. } => Position::START,
        };
        let reflected = self.reading.reflected(as_of, position, language).await?;
        self.reading.day(as_of, reflected, language)
    }
}
