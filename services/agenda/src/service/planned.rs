//! Which meetings are held otherwise than the rules of their bodies say, as the records of meetings tell.

use domain::{forecast::Planned, meeting::Form};
use jiff::civil::Date;
use record::Position;
use tonic::Status;
use views::{
    AsOf, Views,
    query::{
        self, PAGE_ROWS_MAX,
        meetings::{Phase, Query, Row},
    },
};
use wire::Language;

use super::ReadingRoom;

/// How many pages of meetings are looked at, nearest first: more than a region plans in years. What lies further counts by
/// the rules.
const PAGES_MAX: usize = 20;

impl ReadingRoom {
    /// The meetings from a day on that are held otherwise than the rules of bodies say.
    pub(super) async fn planned(
        &self,
        from: Option<Date>,
        as_of: AsOf,
        language: Language,
    ) -> Result<Planned, Status> {
        self.reading.ask(language, move |views| planned(views, from, as_of)).await
    }
}

/// The sessions that were planned, and those that were cancelled, from a day on. A written procedure is about what it was
/// begun for; nobody else's dossier waits for it.
fn planned(views: &Views, from: Option<Date>, as_of: AsOf) -> Result<Planned, query::Error> {
    let mut question =
        Query { body: None, from, until: None, as_of, after: Position::START, limit: PAGE_ROWS_MAX };
    let mut rows: Vec<Row> = Vec::new();
    for _ in 0..PAGES_MAX {
        let page = views.meetings(&question)?;
        rows.extend(page.rows.into_iter().filter(|row| row.form == Form::Session));
        let Some(after) = page.next else { break };
        question = Query { as_of: AsOf::Position(page.position), after, ..question };
    }
    let mut planned = Planned::default();
    let (cancelled, held): (Vec<Row>, Vec<Row>) =
        rows.into_iter().partition(|row| row.phase == Phase::Cancelled);
    // On a day on which one session was cancelled and another planned, the body meets.
    cancelled.iter().for_each(|row| planned.cancels(&row.body, row.on));
    held.iter().for_each(|row| planned.meets(&row.body, row.on));
    Ok(planned)
}
