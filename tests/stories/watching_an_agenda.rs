//! A member keeps the agenda of PORA open and sees it change: first everything that waits, then each change, and a
//! sign of life when nothing changes.

use std::time::{Duration, Instant};

use tests::{
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated, visit_name},
};
use tokio::time::timeout;
use tonic::{Code, Streaming};
use wire::v1::{
    AgendaCloseReason,
    Outcome::{Deferred, Positive, PositiveWithConditions},
    WatchAgendaRequest, WatchAgendaResponse,
    watch_agenda_response::Change,
};

/// The longest that a change may take to arrive.
const CHANGE_WITHIN: Duration = Duration::from_secs(10);
/// The longest that a sign of life may take; it comes every fifteen seconds.
const HEARTBEAT_WITHIN: Duration = Duration::from_secs(40);

struct Watcher {
    stream: Streaming<WatchAgendaResponse>,
    reached: u64,
}

impl Watcher {
    async fn of(site: &Site, body: &str) -> Self {
        let request = WatchAgendaRequest { body_id: body.into() };
        let stream = site.member(body).agendas().watch_agenda(request).await.unwrap().into_inner();
        Self { stream, reached: 0 }
    }

    /// The next message that is no sign of life.
    async fn change(&mut self) -> Change {
        loop {
            let change = self.message(CHANGE_WITHIN).await;
            if !matches!(change, Change::Heartbeat(_)) {
                return change;
            }
        }
    }

    async fn message(&mut self, within: Duration) -> Change {
        let message =
            timeout(within, self.stream.message()).await.expect("in time").unwrap().expect("a message");
        let position = message.reflects.unwrap().position;
        assert!(position >= self.reached, "it never goes back: {position} after {}", self.reached);
        self.reached = position;
        message.change.unwrap()
    }
}

#[tokio::test]
async fn a_watcher_sees_each_change_once_and_in_order() {
    let site = Site::open().await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let waiting = heiloo.open("Voorbeeld: groep die al wachtte").await.unwrap();
    let dossier = heiloo.open("Voorbeeld: groep die langskomt").await.unwrap();
    site.bring_to(&waiting, "voorstel-pora").await;
    site.bring_to(&dossier, "voorstel-rbo").await;
    let proviso = treated(PositiveWithConditions).provided("Er is een plan voor het vervoer.");
    site.secretary("rbo").treat(&dossier, proviso).await.unwrap();

    let mut watcher = Watcher::of(&site, "pora").await;
    let Change::Snapshot(snapshot) = watcher.change().await else { panic!("the snapshot comes first") };
    assert!(snapshot.complete);
    assert_eq!(snapshot.items, heiloo.agenda("pora").await.unwrap());

    // Comes in.
    site.secretary("regisseuroverleg").treat(&dossier, treated(Positive)).await.unwrap();
    let Change::Opened(opened) = watcher.change().await else { panic!("a row was added") };
    let item = opened.item.unwrap();
    assert_eq!((item.dossier_id.as_str(), item.opened_at_position), (dossier.id.as_str(), watcher.reached));
    assert_eq!(watcher.reached, heiloo.seen().position, "what happens elsewhere is not told");

    // Changes: the coordinator answers the condition that travels along.
    heiloo.answer(&dossier, 1, "Het vervoer is geregeld.").await.unwrap();
    let Change::Changed(changed) = watcher.change().await else { panic!("a row says something else") };
    let item = changed.item.unwrap();
    assert_eq!(item.visit, Some(opened_visit()));
    assert!(item.open_conditions[0].answered);

    // Deferred: the old row closes, a new one opens, at one position.
    site.secretary("pora").treat(&dossier, treated(Deferred).because("Geen quorum.")).await.unwrap();
    let (mut closed, mut opened) = (None, None);
    for _ in 0..2 {
        match watcher.change().await {
            Change::Closed(change) => closed = Some(change),
            Change::Opened(change) => opened = Some(change),
            other @ (Change::Snapshot(_) | Change::Changed(_) | Change::Heartbeat(_)) => panic!("{other:?}"),
        }
    }
    let closed = closed.unwrap();
    assert_eq!((closed.reason(), closed.outcome()), (AgendaCloseReason::Treated, Deferred));
    assert_eq!(closed.visit, Some(opened_visit()));
    assert_eq!(visit_name(opened.unwrap().item.unwrap().visit.as_ref()), "voorstel-pora/2");

    // Withdrawn.
    heiloo.withdraw(&dossier, "Toch maar niet.").await.unwrap();
    let Change::Closed(closed) = watcher.change().await else { panic!("a row was taken off") };
    assert_eq!((closed.reason(), closed.outcome), (AgendaCloseReason::Withdrawn, None));

    // The other one is treated and goes on.
    site.secretary("pora").treat(&waiting, treated(Positive)).await.unwrap();
    let Change::Closed(closed) = watcher.change().await else { panic!("a row was taken off") };
    assert_eq!((closed.dossier_id, closed.outcome), (waiting.id, Some(Positive.into())));
}

#[tokio::test]
async fn a_watcher_hears_a_sign_of_life_and_the_end() {
    let site = Site::open().await;
    let mut watcher = Watcher::of(&site, "pora").await;
    let Change::Snapshot(snapshot) = watcher.change().await else { panic!("the snapshot comes first") };
    assert!(snapshot.complete && snapshot.items.is_empty());
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: iets waar PORA niets van merkt").await.unwrap();
    heiloo.submit(&dossier, "voorstel").await.unwrap();
    let Change::Heartbeat(_) = watcher.message(HEARTBEAT_WITHIN).await else {
        panic!("nothing changed for PORA")
    };
    assert_eq!(watcher.reached, heiloo.seen().position, "it says how far the journal is");

    // When the server stops, whoever watches is told so, and does not keep it from stopping.
    let begun = Instant::now();
    drop(site.closed().await);
    assert!(begun.elapsed() < CHANGE_WITHIN, "it took {:?}", begun.elapsed());
    let end = timeout(CHANGE_WITHIN, watcher.stream.message()).await.expect("in time");
    refused(end, Code::Unavailable, "SERVICE_STOPPING");
}

fn opened_visit() -> wire::v1::VisitRef {
    wire::v1::VisitRef { step_id: "voorstel-pora".into(), number: 1 }
}
