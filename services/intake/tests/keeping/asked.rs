//! What is asked about the keeping of a history, and refused.

use domain::{
    ids::Revision,
    keeping::{self, Refusal},
    sealed::{Digest, Sealed},
};
use intake::Error;

use crate::desk::{Desk, confirm, request};

#[tokio::test]
async fn two_people_and_no_hold() {
    let desk = Desk::in_memory().await;
    let asked = desk.asks(10, "u-a1", request(vec![desk.title().await])).await.unwrap();
    assert_eq!(asked.revision, Revision(2));
    let alone = desk.asks(11, "u-a1", confirm(2)).await.unwrap_err();
    assert_eq!(alone.refusal(), Some("SECOND_PERSON_NEEDED"));
    desk.holds(12).await.unwrap();
    let held = desk.asks(13, "u-a2", confirm(2)).await.unwrap_err();
    assert!(matches!(held, Error::Keeping(Refusal::UnderHold { holds }) if holds == [Revision(3)]));
}

#[tokio::test]
async fn a_repeat_gives_the_first_receipt_also_when_the_words_are_gone() {
    let desk = Desk::in_memory().await;
    desk.erases_the_title().await;
    let title = desk.title().await;
    let last = desk.history().await.last().unwrap().position;
    desk.intake.journal().erase(desk.history().await[0].position, "[]".into()).await.unwrap();
    let (asked, erased) = (
        desk.asks(10, "u-a1", request(vec![title, title])).await.unwrap(),
        desk.asks(11, "u-a2", confirm(2)).await.unwrap(),
    );
    assert!(asked.repeated && erased.repeated);
    assert_eq!((asked.revision, erased.revision, erased.position), (Revision(2), Revision(3), last));
    let other = desk.asks(11, "u-a2", confirm(1)).await.unwrap_err();
    assert_eq!(other.refusal(), Some("COMMAND_ID_REUSED"));
}

#[tokio::test]
async fn only_words_that_stand_there_are_erased_and_once() {
    let desk = Desk::in_memory().await;
    let elsewhere = desk.asks(10, "u-a1", request(vec![Sealed(Digest([1; 32]))])).await.unwrap_err();
    assert!(matches!(elsewhere, Error::Keeping(Refusal::TextUnknown { revision: Revision(1), .. })));
    desk.erases_the_title_as(20).await;
    desk.intake.journal().erase(desk.history().await[0].position, "[]".into()).await.unwrap();
    let again = desk.asks(12, "u-a1", request(vec![desk.title().await])).await.unwrap_err();
    assert!(matches!(again, Error::Keeping(Refusal::AlreadyErased)), "{again:?}");
}

#[tokio::test]
async fn the_dossier_goes_on_beside_it() {
    let desk = Desk::in_memory().await;
    desk.erases_the_title().await;
    let confirmed = desk.asks(12, "u-a1", keeping::Command::ConfirmHistory).await.unwrap();
    assert_eq!(confirmed.revision, Revision(4));
    let withdrawn = desk.withdraws(13).await.unwrap();
    assert_eq!(withdrawn.revision, Revision(5), "one history, one lock");
    // And whoever has nothing in memory folds the same.
    let again = desk.restarted();
    assert!(again.withdraws(13).await.unwrap().repeated);
    let confirmed = again.asks(14, "u-a2", keeping::Command::ConfirmHistory).await.unwrap();
    let domain::Event::Keeping(keeping::Event::HistoryConfirmed(head)) = confirmed.event else { panic!() };
    assert_eq!(head.last, Revision(5));
}
