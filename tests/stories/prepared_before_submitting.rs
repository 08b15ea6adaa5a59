//! Before a proposal there is a conversation: steps, questions, numbers of pupils, partners and support. The coordinator keeps it in the
//! preparation of the dossier. It holds nothing up, unless the region says so; and a small number stays with who submitted it.

use tests::{
    acts::{Opened, command_id},
    refusal::refused,
    site::{Site, alkmaar},
    user::User,
};
use tonic::{Code, Status};
use wire::v1::{
    self, ActionStatus, AgreePreparationActionRequest, AnswerQuestionRequest, BeginPreparationRequest,
    CarryOutStepRequest, ChecklistItemRef, ClosePreparationActionRequest, GetPreparationRequest,
    GiveCountRequest, NewDoer, NotePartnerRequest, Preparation, PreparedItem, PupilsGiven, ReadAt, Receipt,
    RecordSupportRequest, TakeChecklistRequest, close_preparation_action_request::How, item_note::Note,
    new_doer::Who, pupil_count::Count, read_at, verify_decisions_response::Verification,
};

/// The framework of the region with the lists that ship; its first round waits for `prepared`.
pub(crate) fn with_lists(prepared: &str) -> String {
    let lists = kader::shipped::checklists()
        .map(|list| format!("[[checklist]]\nid = \"{}\"\nsha256 = \"{}\"\n\n", list.id, list.sha256()));
    let own = "[[checklist]]\nid = \"eigen\"\ntitle = \"Eigen vragen\"\nversion = \"1\"\nsource = \"de regio\"\n\n\
        [[checklist.theme]]\nid = \"1\"\ntitle = \"Vooraf\"\n\n\
        [[checklist.theme.question]]\nid = \"1.1\"\ntext = \"Wie belt de ouders?\"\n\n\
        [[checklist.theme.question]]\nid = \"1.2\"\ntext = \"En wie de school?\"\n\n";
    let asked = format!("opens_with = [\"voorstel\"]\nprepared = [{prepared}]\n");
    let file = alkmaar().replacen("opens_with = [\"voorstel\"]\n", &asked, 1);
    file.replacen("[[round]]\n", &format!("{}{own}[[round]]\n", lists.concat()), 1)
}

fn item(list: &str, item: &str) -> Option<ChecklistItemRef> {
    Some(ChecklistItemRef { checklist_id: list.into(), item_id: item.into() })
}

async fn begin(user: &User, dossier: &Opened, lists: &[&str]) -> Result<Vec<String>, Status> {
    let request = BeginPreparationRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        checklist_ids: lists.iter().map(ToString::to_string).collect(),
        ..BeginPreparationRequest::default()
    };
    let answer = user.preparations().begin_preparation(request).await?.into_inner();
    user.saw(answer.receipt.unwrap().position.unwrap());
    Ok(answer.checklist_ids)
}

async fn answer(user: &User, dossier: &Opened, list: &str, number: &str) -> Result<Receipt, Status> {
    let request = AnswerQuestionRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        item: item(list, number),
        answer: "Ja, elke maand.".into(),
        agreement: Some("De school schrijft het op.".into()),
        with: Some("school en zorgaanbieder".into()),
        ..AnswerQuestionRequest::default()
    };
    let receipt = user.preparations().answer_question(request).await?.into_inner().receipt.unwrap();
    user.saw(receipt.position.clone().unwrap());
    Ok(receipt)
}

async fn count(
    user: &User,
    dossier: &Opened,
    letter: &str,
    number: u32,
    on: &str,
) -> Result<Receipt, Status> {
    let request = GiveCountRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        item: item("gespreksmap", letter),
        pupils: Some(PupilsGiven { number, counted_on: on.into(), source: "Telling van de school.".into() }),
        ..GiveCountRequest::default()
    };
    let receipt = user.preparations().give_count(request).await?.into_inner().receipt.unwrap();
    user.saw(receipt.position.clone().unwrap());
    Ok(receipt)
}

async fn read(user: &User, dossier: &Opened, at: Option<ReadAt>) -> Preparation {
    let at = Some(at.unwrap_or_else(|| user.at_least()));
    let request = GetPreparationRequest { dossier_id: dossier.id.clone(), at };
    user.dossiers().get_preparation(request).await.unwrap().into_inner().preparation.unwrap()
}

fn found<'a>(preparation: &'a Preparation, list: &str, number: &str) -> &'a PreparedItem {
    let list = preparation.checklists.iter().find(|known| known.checklist_id == list).unwrap();
    let mut items = list.themes.iter().flat_map(|theme| &theme.items);
    items.find(|item| item.item_id == number).unwrap()
}

/// How many pupils each note of an item tells, the last first, and whether it is small.
fn counts(preparation: &Preparation, letter: &str) -> Vec<(Count, bool)> {
    let notes = found(preparation, "gespreksmap", letter).notes.iter();
    let counted = notes.map(|note| match note.note.as_ref().unwrap() {
        Note::Count(counted) => counted.count.unwrap(),
        other @ (Note::Step(_) | Note::Answer(_) | Note::Partner(_) | Note::Support(_)) => {
            panic!("no count: {other:?}")
        }
    });
    counted.map(|told| (told.count.unwrap(), told.is_small)).collect()
}

/// A partner that was not spoken with yet, and support of one level.
async fn note_partner_and_support(coordinator: &User, dossier: &Opened) {
    let partner = NotePartnerRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        item: item("gespreksmap", "zorgkantoren"),
        words: Some("Volgt in maart.".into()),
        ..NotePartnerRequest::default()
    };
    coordinator.preparations().note_partner(partner).await.unwrap();
    let support = RecordSupportRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        item: item("stappenplan-zio", "bestuurlijk"),
        given_on: "2026-02-20".into(),
        by: "het schoolbestuur".into(),
        ..RecordSupportRequest::default()
    };
    let last = coordinator.preparations().record_support(support).await.unwrap().into_inner().receipt;
    coordinator.saw(last.unwrap().position.unwrap());
}

/// Two of the steps and levels, two of the questions, and what they say.
fn is_as_far_as_it_was_written_down(seen: &Preparation) {
    let progress: Vec<_> =
        seen.checklists.iter().map(|list| (list.checklist_id.as_str(), list.done, list.of)).collect();
    assert_eq!(progress, [("stappenplan-zio", 2, 5 + 3), ("gespreksmap", 2, 41 + 7 + 6)]);
    let answered = found(seen, "gespreksmap", "1.3");
    assert_eq!(answered.text, "Wat is onze gezamenlijke visie op de ontwikkeling van het kind?");
    assert_eq!(answered.notes.len(), 2, "both stay");
    assert!(
        matches!(&answered.notes[0].note, Some(Note::Answer(told)) if told.answer.as_ref().unwrap().text == "Ja, elke maand.")
    );
    let partner = &found(seen, "gespreksmap", "zorgkantoren").notes[0];
    assert!(matches!(&partner.note, Some(Note::Partner(told)) if told.spoken_on.is_none()));
    let guidance = found(seen, "stappenplan-zio", "4").step.clone().unwrap();
    assert_eq!(guidance.to_do.len(), 3);
}

#[tokio::test]
async fn a_coordinator_prepares_by_the_steps_and_the_questions_and_everyone_sees_how_far_it_is() {
    let site = Site::with(&[&with_lists("")]).await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep die goed is voorbereid").await.unwrap();
    refused(answer(&heiloo, &dossier, "gespreksmap", "1.3").await, Code::NotFound, "PREPARATION_UNKNOWN");
    assert_eq!(begin(&heiloo, &dossier, &["stappenplan-zio"]).await.unwrap(), ["stappenplan-zio"]);
    refused(begin(&heiloo, &dossier, &[]).await, Code::FailedPrecondition, "ALREADY_BEGUN");

    let step = |on: &str| CarryOutStepRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        item: item("stappenplan-zio", "4"),
        done_on: on.into(),
        holder: "de zorgarrangeur".into(),
        result: "Een projectgroep met school, samenwerkingsverband en gemeente.".into(),
        ..CarryOutStepRequest::default()
    };
    let future = heiloo.preparations().carry_out_step(step("2090-01-01")).await;
    refused(future, Code::FailedPrecondition, "DATE_IN_FUTURE");
    heiloo.preparations().carry_out_step(step("2026-02-10")).await.unwrap();

    // Step 4 works with the Gespreksmap, so that one is taken as well.
    refused(
        answer(&heiloo, &dossier, "gespreksmap", "1.3").await,
        Code::FailedPrecondition,
        "CHECKLIST_NOT_USED",
    );
    let take = TakeChecklistRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        checklist_id: "gespreksmap".into(),
        ..TakeChecklistRequest::default()
    };
    heiloo.preparations().take_checklist(take).await.unwrap();
    let first = answer(&heiloo, &dossier, "gespreksmap", "1.3").await.unwrap();
    answer(&heiloo, &dossier, "gespreksmap", "1.3").await.unwrap();
    refused(
        answer(&heiloo, &dossier, "gespreksmap", "7.1").await,
        Code::FailedPrecondition,
        "CHECKLIST_ITEM_UNKNOWN",
    );
    refused(
        answer(&heiloo, &dossier, "gespreksmap", "a").await,
        Code::FailedPrecondition,
        "CHECKLIST_ITEM_OF_OTHER_KIND",
    )
    .says(&["aantal"]);
    note_partner_and_support(&heiloo, &dossier).await;

    // Somebody of another body reads how far it is, and who asks about then is told of then.
    let pora = site.secretary("pora");
    let seen = read(&pora, &dossier, Some(heiloo.at_least())).await;
    is_as_far_as_it_was_written_down(&seen);
    let then = ReadAt { at: Some(read_at::At::AsOfPosition(first.position.unwrap())) };
    assert_eq!(found(&read(&pora, &dossier, Some(then)).await, "gespreksmap", "1.3").notes.len(), 1);

    // Nobody else writes in it, nothing was held up, and the auditor decides everything again.
    let other = answer(&site.colleague("gemeente-heiloo"), &dossier, "gespreksmap", "1.4").await;
    refused(other, Code::PermissionDenied, "OTHER_COORDINATOR");
    let body = answer(&pora, &dossier, "gespreksmap", "1.4").await;
    refused(body, Code::PermissionDenied, "NOT_GRANTED");
    heiloo.file(&dossier, "voorstel").await.unwrap();
    heiloo.submit(&dossier, "voorstel").await.unwrap();
    answer(&heiloo, &dossier, "gespreksmap", "1.4").await.unwrap();
    let history = site.auditor().history(&format!("preparation.{}", dossier.id)).await.unwrap();
    assert!(history[0].summary.starts_with("De voorbereiding is begonnen"), "{}", history[0].summary);
    heiloo.withdraw(&dossier, "Toch niet.").await.unwrap();
    refused(answer(&heiloo, &dossier, "gespreksmap", "1.5").await, Code::FailedPrecondition, "ENDED");
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
}

#[tokio::test]
async fn what_a_conversation_agreed_stays_on_the_list_until_somebody_says_what_came_of_it() {
    let site = Site::with(&[&with_lists("")]).await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep met afspraken").await.unwrap();
    begin(&heiloo, &dossier, &["gespreksmap"]).await.unwrap();
    let agree = |due_on: &str| AgreePreparationActionRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        agreed_on: "2026-02-12".into(),
        what: "Nagaan wat vervoer kost.".into(),
        doer: Some(NewDoer {
            who: Some(Who::PartyId("gemeente-heiloo".into())),
            words: Some("de programmamanager".into()),
        }),
        due_on: due_on.into(),
        ..AgreePreparationActionRequest::default()
    };
    let preparations = || heiloo.preparations();
    let early = preparations().agree_preparation_action(agree("2026-02-11")).await;
    refused(early, Code::FailedPrecondition, "DUE_TOO_EARLY");
    let agreed = agree("2026-02-20");
    let first = preparations().agree_preparation_action(agreed.clone()).await.unwrap().into_inner();
    let again = preparations().agree_preparation_action(agreed).await.unwrap().into_inner();
    assert_eq!((first.action_number, again.action_number), (1, 1));
    assert!(again.receipt.unwrap().repeated, "the same command is carried out once");
    let second = preparations().agree_preparation_action(agree("2090-01-01")).await.unwrap().into_inner();
    assert_eq!(second.action_number, 2);
    heiloo.saw(second.receipt.unwrap().position.unwrap());

    let close = |number: u32, how: How| ClosePreparationActionRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        action_number: number,
        on: "2026-02-25".into(),
        how: Some(how),
        ..ClosePreparationActionRequest::default()
    };
    let none = preparations().close_preparation_action(close(3, How::Evidence("Een brief.".into()))).await;
    refused(none, Code::FailedPrecondition, "ACTION_UNKNOWN").says(&["1", "2"]);
    let seen = read(&site.secretary("pora"), &dossier, Some(heiloo.at_least())).await;
    let standing = |seen: &Preparation| {
        let standing = seen.actions.iter().map(|action| (action.status(), action.overdue));
        standing.collect::<Vec<_>>()
    };
    assert_eq!(standing(&seen), [(ActionStatus::Open, true), (ActionStatus::Open, false)]);

    let done = close(1, How::Evidence("De brief van Heiloo.".into()));
    let done = preparations().close_preparation_action(done).await.unwrap().into_inner().receipt.unwrap();
    heiloo.saw(done.position.unwrap());
    let own = read(&heiloo, &dossier, None).await;
    assert_eq!(standing(&own), [(ActionStatus::Done, false), (ActionStatus::Open, false)]);
    assert_eq!(own.actions[0].evidence.as_ref().unwrap().text, "De brief van Heiloo.");
    let doer = own.actions[0].doer.clone().unwrap();
    assert_eq!(doer.words.unwrap().text, "de programmamanager");

    let history = site.auditor().history(&format!("preparation.{}", dossier.id)).await.unwrap();
    let told: Vec<_> = history.iter().map(|record| record.summary.as_str()).collect();
    assert!(told[1].contains("uiterlijk 20 februari 2026") && told[1].contains("12 februari"), "{told:#?}");
    assert!(told[3].starts_with("Actie 1 is gedaan op 25 februari 2026"), "{told:#?}");
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
}

#[tokio::test]
async fn a_small_number_of_pupils_stays_with_who_submitted_it() {
    let site = Site::with(&[&with_lists("")]).await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep met weinig leerlingen").await.unwrap();
    begin(&heiloo, &dossier, &["gespreksmap"]).await.unwrap();
    count(&heiloo, &dossier, "a", 23, "2025-10-01").await.unwrap();
    count(&heiloo, &dossier, "a", 25, "2026-01-01").await.unwrap();
    count(&heiloo, &dossier, "d", 7, "2025-10-01").await.unwrap();

    let own = read(&heiloo, &dossier, None).await;
    assert_eq!(counts(&own, "a"), [(Count::Number(25), false), (Count::Number(23), false)]);
    assert_eq!(counts(&own, "d"), [(Count::Number(7), true)]);
    let outsiders = [
        site.secretary("pora"),
        site.colleague("gemeente-heiloo"),
        site.coordinator("gemeente-bergen"),
        site.administrator(),
        site.auditor(),
    ];
    for outsider in outsiders {
        let seen = read(&outsider, &dossier, Some(heiloo.at_least())).await;
        assert_eq!(counts(&seen, "a"), counts(&own, "a"));
        assert_eq!(counts(&seen, "d"), [(Count::FewerThan(10), true)]);
    }
    // What the auditor reads of every record does not say it either.
    let history = site.auditor().history(&format!("preparation.{}", dossier.id)).await.unwrap();
    let told = format!("{history:?}");
    assert!(told.contains("een klein aantal") && !told.contains("\"7\""), "{told}");

    // Whoever answers for the dossier next is told, and who did before is not.
    let colleague = site.colleague("gemeente-heiloo");
    heiloo.hand_over(&dossier, &colleague).await.unwrap();
    let after = Some(heiloo.at_least());
    assert_eq!(counts(&read(&colleague, &dossier, after.clone()).await, "d"), [(Count::Number(7), true)]);
    assert_eq!(counts(&read(&heiloo, &dossier, after).await, "d"), [(Count::FewerThan(10), true)]);
}

#[tokio::test]
async fn a_region_may_ask_for_a_complete_preparation_before_it_is_submitted() {
    let site = Site::with(&[&with_lists("\"eigen\"")]).await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep die nog niet is voorbereid").await.unwrap();
    heiloo.file(&dossier, "voorstel").await.unwrap();
    refused(heiloo.submit(&dossier, "voorstel").await, Code::FailedPrecondition, "NOT_PREPARED")
        .fact("missing", "eigen:1.1,eigen:1.2")
        .says(&["1.1", "1.2", "Eigen vragen"]);
    // What is asked for comes with whatever is chosen.
    let lists = begin(&heiloo, &dossier, &["gespreksmap-emb"]).await.unwrap();
    assert_eq!(lists, ["gespreksmap-emb", "eigen"]);
    answer(&heiloo, &dossier, "eigen", "1.1").await.unwrap();
    refused(heiloo.submit(&dossier, "voorstel").await, Code::FailedPrecondition, "NOT_PREPARED")
        .fact("missing", "eigen:1.2");
    answer(&heiloo, &dossier, "eigen", "1.2").await.unwrap();
    heiloo.submit(&dossier, "voorstel").await.unwrap();
    let asked = read(&heiloo, &dossier, None).await;
    let rounds: Vec<v1::Named> = asked.checklists.into_iter().flat_map(|list| list.asked_by).collect();
    assert_eq!(rounds.iter().map(|round| round.id.as_str()).collect::<Vec<_>>(), ["voorstel"]);
}
