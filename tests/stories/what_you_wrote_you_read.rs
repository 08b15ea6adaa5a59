//! Whoever has a receipt reads what they wrote, at once and everywhere, also while others write.

use tests::{
    site::Site,
    treatment::{treated, visit_name},
};
use tokio::task::JoinSet;
use tonic::Code;
use wire::v1::{GetAgendaRequest, Position, ReadAt, next::Next, read_at::At};

/// How many coordinators bring a dossier on at a time.
const AT_A_TIME: usize = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_every_receipt_the_next_agenda_shows_it() {
    let site = Site::open().await;
    let mut all = JoinSet::new();
    for number in 0..AT_A_TIME {
        let parties = &site.frameworks()[0].parties;
        let coordinator = site.coordinator(parties[number % parties.len()].id.as_str());
        let bodies: Vec<_> = site.auditor().bodies();
        let secretaries: Vec<_> = bodies.iter().map(|body| site.secretary(body.as_str())).collect();
        all.spawn(async move {
            let dossier = coordinator.open(&format!("Voorbeeld: groep {number}")).await.unwrap();
            let mut opening = coordinator.submit(&dossier, "voorstel").await.unwrap();
            let mut checked = 0;
            loop {
                let body = opening.body.clone().unwrap().id;
                let rows = coordinator.agenda(&body).await.unwrap();
                let row = rows.iter().find(|row| row.dossier_id == dossier.id);
                let row = row.unwrap_or_else(|| panic!("not on the agenda of {body} after its receipt"));
                assert_eq!(row.visit, opening.visit);
                checked += 1;
                let secretary = &secretaries[bodies.iter().position(|known| known.as_str() == body).unwrap()];
                let outcome = tests::journey::assent(opening.role());
                let answer = secretary.treat(&dossier, treated(outcome)).await.unwrap();
                let rows = coordinator.agenda(&body).await.unwrap();
                assert!(
                    rows.iter().all(|row| row.visit != opening.visit || row.dossier_id != dossier.id),
                    "{}",
                    visit_name(opening.visit.as_ref())
                );
                match answer.next.unwrap().next.unwrap() {
                    Next::Visit(next) => opening = next,
                    Next::Round(round) => opening = coordinator.submit(&dossier, &round.id).await.unwrap(),
                    Next::Ended(_) => return checked,
                    Next::Revision(_) | Next::Ladder(_) => panic!("nobody referred it back or disagreed"),
                }
            }
        });
    }
    let checked: Vec<usize> = all.join_all().await;
    assert_eq!(checked, [10; AT_A_TIME]);
    assert_eq!(site.auditor().register().await.unwrap().len(), AT_A_TIME);
}

#[tokio::test]
async fn a_position_that_does_not_exist_is_told_so() {
    let site = Site::open().await;
    let member = site.member("pora");
    let last = member.seen();
    let ask = |at| GetAgendaRequest {
        body_id: "pora".into(),
        at: Some(ReadAt { at: Some(at) }),
        ..GetAgendaRequest::default()
    };
    let ahead = Position { position: last.position + 1, ..last.clone() };
    for at in [At::AtLeast(ahead.clone()), At::AsOfPosition(ahead)] {
        let answer = member.agendas().get_agenda(ask(at)).await;
        tests::refusal::refused(answer, Code::OutOfRange, "POSITION_AHEAD")
            .fact("last", &last.position.to_string());
    }
    let elsewhere = Position { log_id: tests::acts::command_id(), position: 1 };
    let answer = member.agendas().get_agenda(ask(At::AtLeast(elsewhere))).await;
    tests::refusal::refused(answer, Code::FailedPrecondition, "OTHER_LOG").fact("log_id", &last.log_id);
}
