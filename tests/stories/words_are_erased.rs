//! Words are erased by two administrators, unless a hold stands; the history tells it, and what was decided is decided
//! again as it was.

use tests::{
    acts::Opened,
    people::Person,
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated},
    user::User,
};
use tonic::{Code, Status};
use uuid::Uuid;
use wire::v1::{
    self, AdministratorCapacity, Capacity, ConfirmErasureRequest, ConfirmErasureResponse,
    ConfirmHistoryRequest, DeclineErasureRequest, ErasureGround, LiftHoldRequest, Outcome::Negative,
    PlaceHoldRequest, RecordTexts, RequestErasureRequest, RequestErasureResponse, capacity,
    verify_decisions_response::Verification,
};

/// What should not have been written down.
const WORDS: &str = "omdat Jan Jansen uit groep 7 er niet bij past";

fn administrator() -> Option<Capacity> {
    let capacity = Some(capacity::Capacity::Administrator(AdministratorCapacity {}));
    Some(Capacity { capacity })
}

fn id() -> String {
    Uuid::new_v4().to_string()
}

fn asks(history_id: &str, texts: Vec<RecordTexts>) -> RequestErasureRequest {
    RequestErasureRequest {
        command_id: id(),
        expected_revision: None,
        acting_as: administrator(),
        history_id: history_id.to_owned(),
        ground: ErasureGround::Privacy.into(),
        texts,
        reason: Some("Verzoek van een betrokkene.".to_owned()),
    }
}

fn confirms(history_id: &str, request_revision: u64) -> ConfirmErasureRequest {
    ConfirmErasureRequest {
        command_id: id(),
        expected_revision: None,
        acting_as: administrator(),
        history_id: history_id.to_owned(),
        request_revision,
    }
}

async fn ask(user: &User, request: &RequestErasureRequest) -> Result<RequestErasureResponse, Status> {
    Ok(user.keeping().request_erasure(request.clone()).await?.into_inner())
}

async fn confirm(user: &User, request: &ConfirmErasureRequest) -> Result<ConfirmErasureResponse, Status> {
    Ok(user.keeping().confirm_erasure(request.clone()).await?.into_inner())
}

/// A dossier with a motivation that holds too much, and the record in which it stands.
async fn told_too_much(site: &Site) -> (Opened, String, u64) {
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep waarover te veel is opgeschreven").await.unwrap();
    site.bring_to(&dossier, "voorstel-rbo").await;
    let advice = site.secretary("rbo").treat(&dossier, treated(Negative).because(WORDS)).await.unwrap();
    let history = format!("dossier.{}", dossier.id);
    (dossier, history, advice.receipt.unwrap().revision)
}

/// The words of a record, each with whether it was erased.
fn words(record: &v1::Record) -> Vec<(String, bool)> {
    record.texts.iter().map(|text| (text.name.clone(), text.text.as_ref().unwrap().erased)).collect()
}

#[tokio::test]
async fn two_administrators_erase_a_motivation_and_everything_still_agrees() {
    let site = Site::open().await;
    let (dossier, history, said) = told_too_much(&site).await;
    let (first, second) = (site.administrator(), site.user(Person::Versatile));
    let before = site.auditor().replay(&dossier.id, None).await.unwrap().dossier.unwrap();

    let texts = vec![RecordTexts { revision: said, names: vec!["motivation".into()], digests: Vec::new() }];
    let request = asks(&history, texts);
    let asked = ask(&first, &request).await.unwrap();
    let revision = asked.receipt.clone().unwrap().revision;
    assert_eq!((asked.texts, revision), (1, said + 1));
    refused(
        ask(&second, &asks(&history, request.texts.clone())).await,
        Code::FailedPrecondition,
        "ERASURE_ALREADY_REQUESTED",
    )
    .fact("requested_by", &first.person.actor());
    refused(
        confirm(&first, &confirms(&history, revision)).await,
        Code::PermissionDenied,
        "SECOND_PERSON_NEEDED",
    )
    .says(&["administrator-1", "andere beheerder"]);
    let coordinator = site.coordinator("gemeente-heiloo");
    let mut not_theirs = confirms(&history, revision);
    not_theirs.acting_as = None;
    refused(confirm(&coordinator, &not_theirs).await, Code::PermissionDenied, "NOT_GRANTED");

    let confirmation = confirms(&history, revision);
    let erased = confirm(&second, &confirmation).await.unwrap();
    assert!(erased.erased, "it is answered when the words are gone");
    let receipt = erased.receipt.unwrap();

    // The same commands again: the first receipts, though the words are gone.
    let again = confirm(&second, &confirmation).await.unwrap();
    assert!(again.receipt.as_ref().unwrap().repeated && again.erased);
    assert_eq!(again.receipt.unwrap().position, receipt.position);
    assert!(ask(&first, &request).await.unwrap().receipt.unwrap().repeated);
    refused(
        ask(&first, &asks(&history, request.texts.clone())).await,
        Code::FailedPrecondition,
        "ALREADY_ERASED",
    );

    // The history tells who, why and which, and not what.
    let told = site.auditor().history(&history).await.unwrap();
    let at = |revision: u64| &told[usize::try_from(revision).unwrap() - 1];
    assert_eq!(words(at(said)), [("motivation".to_owned(), true)]);
    assert_eq!(words(at(revision)), [("reason".to_owned(), false)], "the reason can be erased as well");
    let summary = &at(receipt.revision).summary;
    assert!(summary.contains("administrator-1") && summary.contains("privacygevoelige"), "{summary}");
    assert_eq!(at(receipt.revision).actor_id, second.person.actor());
    assert!(!format!("{told:?}").contains("Jan Jansen"));

    // What was decided is decided again as it was, and the dossier is where it was.
    let Verification::Agreed(_) = site.auditor().verify(Some(&history)).await.unwrap() else { panic!() };
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
    let after = site.auditor().replay(&dossier.id, None).await.unwrap().dossier.unwrap();
    assert_eq!(after.summary.as_ref().unwrap().phase, before.summary.as_ref().unwrap().phase);
    assert_eq!(after.summary.unwrap().revision, receipt.revision);

    // And it goes on, with its own coordinator reading its history.
    site.bring_to(&dossier, "voorstel-pora").await;
    coordinator.history(&history).await.unwrap();
}

#[tokio::test]
async fn a_hold_prevents_it_until_it_is_lifted() {
    let site = Site::open().await;
    let (_, history, said) = told_too_much(&site).await;
    let (first, second) = (site.administrator(), site.user(Person::Versatile));
    let all = vec![RecordTexts { revision: said, ..RecordTexts::default() }];
    let revision = ask(&first, &asks(&history, all.clone())).await.unwrap().receipt.unwrap().revision;
    let place = PlaceHoldRequest {
        command_id: id(),
        history_id: history.clone(),
        reason: "Er loopt een beroep.".into(),
        ..PlaceHoldRequest::default()
    };
    let placed = first.keeping().place_hold(place).await.unwrap().into_inner().receipt.unwrap();
    let holds = placed.revision.to_string();
    refused(confirm(&second, &confirms(&history, revision)).await, Code::FailedPrecondition, "UNDER_HOLD")
        .fact("holds", &holds)
        .says(&["bewaarplicht", &holds]);

    let decline = DeclineErasureRequest {
        command_id: id(),
        acting_as: administrator(),
        history_id: history.clone(),
        request_revision: revision,
        reason: "Eerst de rechter.".into(),
        ..DeclineErasureRequest::default()
    };
    second.keeping().decline_erasure(decline).await.unwrap();
    refused(ask(&first, &asks(&history, all.clone())).await, Code::FailedPrecondition, "UNDER_HOLD");
    let lift = LiftHoldRequest {
        command_id: id(),
        history_id: history.clone(),
        hold_revision: placed.revision,
        reason: "De uitspraak is er.".into(),
        ..LiftHoldRequest::default()
    };
    first.keeping().lift_hold(lift).await.unwrap();
    let revision = ask(&first, &asks(&history, all)).await.unwrap().receipt.unwrap().revision;
    assert!(confirm(&second, &confirms(&history, revision)).await.unwrap().erased);
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
}

#[tokio::test]
async fn words_that_are_not_there_and_histories_that_are_not_kept_are_told() {
    let site = Site::open().await;
    let (_, history, said) = told_too_much(&site).await;
    let first = site.administrator();
    let named = |revision, name: &str| {
        vec![RecordTexts { revision, names: vec![name.to_owned()], digests: Vec::new() }]
    };
    refused(
        ask(&first, &asks(&history, named(said, "title"))).await,
        Code::FailedPrecondition,
        "TEXT_UNKNOWN",
    )
    .fact("which", "title");
    refused(
        ask(&first, &asks(&history, named(said + 9, "title"))).await,
        Code::FailedPrecondition,
        "RECORD_UNKNOWN",
    );
    let nothing = format!("arrangement.{}", id());
    refused(ask(&first, &asks(&nothing, named(1, "name"))).await, Code::NotFound, "HISTORY_UNKNOWN");
    refused(
        ask(&first, &asks("framework.regio-alkmaar", named(1, "x"))).await,
        Code::InvalidArgument,
        "INVALID_REQUEST",
    )
    .fault("history_id NOT_HISTORY", &["kader"]);
}

#[tokio::test]
async fn what_was_erased_stays_so_after_a_restart() {
    let site = Site::open().await;
    let (_, history, said) = told_too_much(&site).await;
    let all = vec![RecordTexts { revision: said, ..RecordTexts::default() }];
    let revision = ask(&site.administrator(), &asks(&history, all)).await.unwrap().receipt.unwrap().revision;
    let erased = confirm(&site.user(Person::Versatile), &confirms(&history, revision)).await.unwrap();
    assert!(erased.erased);
    let site = site.crashed(|_| ()).await;
    let told = site.auditor().history(&history).await.unwrap();
    assert!(!format!("{told:?}").contains("Jan Jansen"));
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
}

#[tokio::test]
async fn an_auditor_has_a_history_confirmed_before_taking_it_along() {
    let site = Site::open().await;
    let (_, history, said) = told_too_much(&site).await;
    let request = ConfirmHistoryRequest {
        command_id: id(),
        history_id: history.clone(),
        expected_revision: Some(said),
        ..ConfirmHistoryRequest::default()
    };
    let confirm = |user: User| {
        let request = request.clone();
        async move { user.keeping().confirm_history(request).await }
    };
    refused(confirm(site.coordinator("gemeente-heiloo")).await, Code::PermissionDenied, "NOT_GRANTED");
    let confirmed = confirm(site.auditor()).await.unwrap().into_inner();
    assert_eq!((confirmed.last_revision, confirmed.receipt.unwrap().revision), (said, said + 1));
    assert!(confirm(site.auditor()).await.unwrap().into_inner().receipt.unwrap().repeated);
    let told = site.auditor().history(&history).await.unwrap();
    let last = told.last().unwrap();
    assert_eq!(last.command_id, request.command_id);
    assert!(last.summary.contains(&said.to_string()), "{}", last.summary);
    let Verification::Agreed(_) = site.auditor().verify(Some(&history)).await.unwrap() else { panic!() };
}
