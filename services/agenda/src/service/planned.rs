//! Which meetings are held otherwise than the rules of their bodies say, as the records of meetings tell.

use domain::forecast::Planned;
use jiff::civil::Date;
use tonic::Status;
use views::{
    AsOf, Views,
    query::{
        self,
        meetings::{Session, Standing},
    },
};
use wire::Language;

use super::ReadingRoom;

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
    let sessions = views.sessions(from, as_of)?;
    let mut planned = Planned::default();
    let (cancelled, held): (Vec<Session>, Vec<Session>) =
        sessions.into_iter().partition(|session| session.standing == Standing::Cancelled);
    // On a day on which one session was cancelled and another planned, the body meets.
    cancelled.iter().for_each(|session| planned.cancels(&session.body, session.on));
    held.iter().for_each(|session| planned.meets(&session.body, session.on));
    Ok(planned)
}
