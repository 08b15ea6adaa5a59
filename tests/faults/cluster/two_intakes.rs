//! Two secretaries of one body write down the same meeting at the same time, each at another intake. One is first; the
//! other intake decides again on what the first one made of it.

use tests::{
    acts::{Opened, command_id},
    nats::Cluster,
    nodes::Node,
    people::Person,
    refusal::told,
    treatment::{Written as _, treated},
};
use tokio::task::block_in_place;
use tonic::Code;
use wire::v1::{Opening, Outcome, RecordOutcomeRequest};

use super::ground::{Ground, OURS};
use crate::commands::PARTY;

/// How often they do.
const MEETINGS: usize = 12;
/// Who meets first.
const BODY: &str = "beleidsoverleg";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_intake_is_first_and_the_other_decides_again() {
    let cluster = block_in_place(|| Cluster::start(OURS));
    let ground = Ground::on(cluster.access()).await;
    let [one, other] = &ground.intakes;
    let mut first_at_one = 0;
    for meeting in 0..MEETINGS {
        // Whoever wrote last remembers the dossier, and is faster: each of them in turn.
        let (dossier, opening) = submitted(&ground.intakes[meeting / 2 % 2]).await;
        // Who says which revision they have seen is told that it is another; who does not is told the rule.
        let expects = meeting % 2 == 0;
        let request = || RecordOutcomeRequest {
            command_id: command_id(),
            expected_revision: expects.then_some(3),
            dossier_id: dossier.id.clone(),
            visit: opening.visit.clone(),
            treatment: Some(treated(Outcome::Noted).because("Zie het verslag.").dated(&opening.arrived_on)),
            ..RecordOutcomeRequest::default()
        };
        let mut here = one.user(Person::Secretary(BODY.into())).decisions();
        let mut there = other.user(Person::Deputy(BODY.into())).decisions();
        let (here, there) = tokio::join!(here.record_outcome(request()), there.record_outcome(request()));
        first_at_one += usize::from(here.is_ok());
        let (first, second) = match (here, there) {
            (Ok(first), Err(second)) | (Err(second), Ok(first)) => (first.into_inner(), told(&second)),
            (here, there) => panic!("not exactly one was first: {here:?} {there:?}"),
        };
        assert_eq!(first.receipt.expect("a receipt").revision, 4);
        if expects {
            assert_eq!(
                (second.code, second.reason.as_str()),
                (Code::Aborted, "REVISION_CONFLICT"),
                "{second:#?}"
            );
            second.fact("expected", "3").fact("found", "4");
        } else {
            assert_eq!((second.code, second.reason.as_str()), (Code::FailedPrecondition, "VISIT_NOT_OPEN"));
        }
    }
    println!("{first_at_one} of {MEETINGS} were first at the first intake");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_both_may_do_both_do() {
    let cluster = block_in_place(|| Cluster::start(OURS));
    let ground = Ground::on(cluster.access()).await;
    let (dossier, _) = submitted(&ground.intakes[0]).await;
    let coordinators = ground.intakes.each_ref().map(|intake| intake.user(Person::Coordinator(PARTY.into())));
    for meeting in 0..MEETINGS {
        let [one, other] = coordinators.each_ref().map(|coordinator| coordinator.file(&dossier, "voorstel"));
        let (one, other) = tokio::join!(one, other);
        let mut versions = [one, other].map(|filed| filed.expect("both may file").version);
        versions.sort_unstable();
        let before = u32::try_from(2 * meeting).expect("a few") + 1;
        assert_eq!(versions, [before + 1, before + 2], "each decided on what was there");
    }
}

/// A dossier that waits for its first body, at revision 3.
async fn submitted(intake: &Node) -> (Opened, Opening) {
    let coordinator = intake.user(Person::Coordinator(PARTY.into()));
    let dossier = coordinator.open("Voorbeeld: twee secretarissen").await.expect("a dossier");
    let opening = coordinator.submit(&dossier, "voorstel").await.expect("the round opens");
    assert_eq!(opening.body.as_ref().map(|body| body.id.as_str()), Some(BODY));
    (dossier, opening)
}
