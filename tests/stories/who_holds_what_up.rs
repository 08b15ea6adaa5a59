//! Who holds what up: of every open dossier, whom it waits for, since when, and what would move it.

use tests::{
    refusal::refused,
    site::Site,
    treatment::{Written as _, treated},
};
use tonic::Code;
use wire::v1::{ListWaitingRequest, Outcome, WaitingItem, waits_for::Who, way_on::Act};

fn everything() -> ListWaitingRequest {
    ListWaitingRequest::default()
}

fn titles(items: &[WaitingItem]) -> Vec<&str> {
    items.iter().map(|item| item.title.as_ref().unwrap().text.as_str()).collect()
}

fn told(item: &WaitingItem) -> &str {
    &item.way_on.as_ref().expect("a way").told
}

#[tokio::test]
async fn of_every_open_dossier_is_said_whom_it_waits_for_and_what_would_move_it() {
    let site = Site::open().await;
    let (heiloo, verband) = (site.coordinator("gemeente-heiloo"), site.coordinator("swv-ppo-nk"));
    let idea = heiloo.open("Voorbeeld: een idee").await.unwrap();
    let at_pora = verband.open("Voorbeeld: bij PORA").await.unwrap();
    let back = heiloo.open("Voorbeeld: terug").await.unwrap();
    let gone = heiloo.open("Voorbeeld: ingetrokken").await.unwrap();
    site.bring_to(&at_pora, "voorstel-pora").await;
    site.bring_to(&back, "voorstel-pora").await;
    let vague = treated(Outcome::ReferredBack).because("Te vaag.").resuming_at("voorstel-rbo");
    site.secretary("pora").treat(&back, vague).await.unwrap();
    heiloo.withdraw(&gone, "Toch niet.").await.unwrap();

    let member = site.member("pora");
    let waiting = member.waiting(everything()).await.unwrap();
    assert_eq!(titles(&waiting), ["Voorbeeld: een idee", "Voorbeeld: bij PORA", "Voorbeeld: terug"]);
    let [first, second, third] = &waiting[..] else { panic!("{waiting:#?}") };

    assert_eq!(first.dossier_id, idea.id);
    assert!(matches!(first.waits_for.clone().unwrap().who, Some(Who::Coordinator(_))));
    assert_eq!(
        told(first),
        "De coördinator legt ‘Voorstel voor starten van een groepsarrangement’ vast en dient die in; daarna gaat het \
         dossier naar Beleidsoverleg."
    );
    assert!(first.term.is_none(), "nothing sets a submitter a term");

    let Some(Act::Treat(treat)) = second.way_on.clone().unwrap().act else { panic!("{second:?}") };
    let meeting = treat.meeting.expect("the PORA has a rule");
    assert!(meeting.papers_due_on >= second.since && meeting.meets_on > meeting.papers_due_on);
    assert!(told(second).starts_with("PORA adviseert; de eerste vergadering is volgens de regel op "));
    let days = second.term.as_ref().unwrap().days.unwrap();
    assert_eq!((days.budget, days.over, second.overdue), (days.spent + days.left, 0, false));

    let Some(Act::Resubmit(resubmit)) = third.way_on.clone().unwrap().act else { panic!("{third:?}") };
    assert_eq!(
        (resubmit.resume_at_step_id.as_str(), resubmit.to_body.unwrap().id.as_str()),
        ("voorstel-rbo", "rbo")
    );
    assert!(resubmit.paper.unwrap().filed.is_none());

    // What is filed is seen, and in English it is told in English.
    heiloo.file(&back, "voorstel").await.unwrap();
    let english = member.in_english();
    let after = english.waiting(everything()).await.unwrap();
    assert!(told(&after[2]).contains("submits version 2 of"), "{}", told(&after[2]));
}

#[tokio::test]
async fn a_body_and_a_party_see_what_waits_for_them_now_and_then() {
    let site = Site::open().await;
    let (heiloo, verband) = (site.coordinator("gemeente-heiloo"), site.coordinator("swv-ppo-nk"));
    let first = heiloo.open("Voorbeeld: van Heiloo").await.unwrap();
    let second = verband.open("Voorbeeld: van het verband").await.unwrap();
    let then = heiloo.seen().position.max(verband.seen().position);
    site.bring_to(&first, "voorstel-rbo").await;

    let member = site.member("rbo");
    let of_body = |body: &str| ListWaitingRequest { body_id: Some(body.into()), ..everything() };
    let of_party = |party: &str| ListWaitingRequest { party_id: Some(party.into()), ..everything() };
    assert_eq!(titles(&member.waiting(of_body("rbo")).await.unwrap()), ["Voorbeeld: van Heiloo"]);
    assert!(member.waiting(of_body("pora")).await.unwrap().is_empty());
    let verbands = member.waiting(of_party("swv-ppo-nk")).await.unwrap();
    assert_eq!(titles(&verbands), ["Voorbeeld: van het verband"]);
    assert_eq!(verbands[0].dossier_id, second.id);
    assert!(member.waiting(of_party("gemeente-heiloo")).await.unwrap().is_empty());

    let then = ListWaitingRequest { at: Some(member.as_of(then)), ..of_party("gemeente-heiloo") };
    assert_eq!(
        titles(&member.waiting(then).await.unwrap()),
        ["Voorbeeld: van Heiloo"],
        "it waited for Heiloo"
    );
    let overdue = ListWaitingRequest { overdue: true, ..everything() };
    assert!(member.waiting(overdue).await.unwrap().is_empty(), "no term has passed");
    let outside = ListWaitingRequest { outside: true, ..everything() };
    assert!(member.waiting(outside).await.unwrap().is_empty());
    refused(member.waiting(of_body("raad")).await, Code::NotFound, "BODY_UNKNOWN");

    // In pages of one, everything comes once.
    let paged = ListWaitingRequest { page_size: 1, ..everything() };
    assert_eq!(member.waiting(paged).await.unwrap().len(), 2);
}
