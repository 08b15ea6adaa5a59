//! Where each party stands is written down with the outcome, and the outcome must follow from it: by consensus nothing is
//! decided over an objection, without a quorum nothing is decided at all, and the refusal shows the sum.

use tests::{
    acts::Opened,
    people::Person,
    reads::uncounted,
    refusal::refused,
    site::{Site, alkmaar},
    treatment::{TOWNS, Written as _, stands, treated, went},
};
use tonic::Code::FailedPrecondition;
use wire::v1::{
    self, NewStance,
    Outcome::{Adopted, AdoptedWithConditions, Deferred, NoAgreement},
    RecordTexts, Stance,
    verify_decisions_response::Verification,
};

/// The region, if its framework asked for stances where the OOGO decides, by this rule.
fn asking(rule: &str) -> String {
    let file =
        alkmaar().replace("rule = \"consensus\"", &format!("rule = \"{rule}\"\nstances = \"required\""));
    assert!(file.contains("required"));
    file
}

/// Everybody agrees.
fn all() -> Vec<NewStance> {
    TOWNS.into_iter().chain(["swv-ppo-nk", "swv-vo-nk"]).map(|party| stands(party, Stance::Agrees)).collect()
}

/// The same, but these parties stand elsewhere.
fn but(others: impl IntoIterator<Item = NewStance>) -> Vec<NewStance> {
    let mut stances = all();
    for other in others {
        let taken = stances.iter_mut().find(|taken| taken.party_id == other.party_id).unwrap();
        *taken = other;
    }
    stances
}

fn saying(party: &str, stance: Stance, words: &str) -> NewStance {
    NewStance { words: Some(words.into()), ..stands(party, stance) }
}

async fn at_oogo(site: &Site, title: &str) -> Opened {
    let dossier = site.coordinator("gemeente-heiloo").open(title).await.unwrap();
    site.bring_to(&dossier, "voorstel-oogo").await;
    dossier
}

#[tokio::test]
async fn by_consensus_nothing_is_decided_over_an_objection() {
    let site = Site::with(&[&asking("consensus")]).await;
    let dossier = at_oogo(&site, "Voorbeeld: groep waarover partijen verschillen").await;
    let oogo = site.secretary("oogo");
    let adopts = |stances| oogo.treat(&dossier, treated(Adopted).standing(stances));

    refused(adopts(Vec::new()).await, FailedPrecondition, "STANCES_REQUIRED")
        .says(&["OOGO", "‘vastgesteld’"]);
    let without_uitgeest: Vec<_> =
        all().into_iter().filter(|taken| taken.party_id != "gemeente-uitgeest").collect();
    refused(adopts(without_uitgeest).await, FailedPrecondition, "STANCES_INCOMPLETE")
        .says(&["gemeente Uitgeest", "alle 8"]);
    let away = ["gemeente-bergen", "gemeente-castricum", "gemeente-heiloo"];
    refused(
        adopts(but(away.map(|party| stands(party, Stance::Absent)))).await,
        FailedPrecondition,
        "QUORUM_NOT_MET",
    )
    .fact("present", "5")
    .fact("needed", "6")
    .says(&["5 van de 8", "nodig zijn er 6"]);
    let silent = adopts(but([stands("gemeente-bergen", Stance::Objects)])).await;
    refused(silent, FailedPrecondition, "STANCE_UNEXPLAINED").says(&["gemeente Bergen", "waarom"]);
    let objection = || saying("gemeente-bergen", Stance::Objects, "Het vervoer is niet geregeld.");
    refused(adopts(but([objection()])).await, FailedPrecondition, "OUTCOME_DOES_NOT_FOLLOW")
        .fact("rule", "consensus")
        .fact("opposed", "gemeente-bergen")
        .says(&["Bij consensus", "gemeente Bergen", "7 × ‘stemt in’", "‘geen overeenstemming’"]);

    // It puts it off, and asks nobody where they stand.
    oogo.treat(&dossier, treated(Deferred).because("Eerst het vervoer.")).await.unwrap();
    // An agreement with conditions is one with an outcome that takes them over.
    let conditional = || saying("swv-vo-nk", Stance::AgreesWithConditions, "Met een evaluatie na een jaar.");
    refused(adopts(but([conditional()])).await, FailedPrecondition, "OUTCOME_DOES_NOT_FOLLOW")
        .says(&["‘vastgesteld met voorwaarden’"]);
    let decision = treated(AdoptedWithConditions)
        .provided("Na een jaar wordt geëvalueerd.")
        .standing(but([conditional(), stands("gemeente-bergen", Stance::Abstains)]));
    let answer = oogo.treat(&dossier, decision).await.unwrap();
    assert_eq!(went(answer.next.as_ref()), "round businesscase");
}

#[tokio::test]
async fn a_majority_is_counted_and_who_stands_aside_is_told() {
    let site = Site::with(&[&asking("majority")]).await;
    let dossier = at_oogo(&site, "Voorbeeld: groep waarover wordt geteld").await;
    let oogo = site.secretary("oogo");
    let against = |count: usize| {
        but(TOWNS.into_iter().take(count).map(|party| saying(party, Stance::Objects, "Te duur.")))
    };
    let four = treated(Adopted).standing(against(4));
    refused(oogo.treat(&dossier, four).await, FailedPrecondition, "OUTCOME_DOES_NOT_FOLLOW")
        .fact("supporters", "4")
        .fact("needed", "5")
        .says(&["4 van de 8 partijen", "voor een meerderheid zijn er 5 nodig"]);
    let three = treated(NoAgreement).because("Verdeeld.").standing(against(3));
    refused(oogo.treat(&dossier, three).await, FailedPrecondition, "OUTCOME_DOES_NOT_FOLLOW")
        .fact("agreed_to_adopt", "true");

    // One keeps out of it, somebody else sits for another, and who loses has its view kept.
    let mut replaced = stands("swv-ppo-nk", Stance::Agrees);
    replaced.replacement = Some(v1::NewReplacement {
        seated_actor_id: "u-vervanger".into(),
        replaces_actor_id: "u-bestuurder".into(),
        office: v1::Office::Official.into(),
        reported_on: "2026-01-05".into(),
        reason: Some("Ziek.".into()),
    });
    let mut outvoted = saying("gemeente-alkmaar", Stance::Objects, "Te duur.");
    outvoted.dissent = Some("Alkmaar had liever een groep per gemeente.".into());
    let recused = saying("swv-vo-nk", Stance::Recused, "VO NK voert de groep zelf uit.");
    let stances = but([replaced, outvoted, recused]);
    let answer = oogo.treat(&dossier, treated(Adopted).standing(stances)).await.unwrap();
    let position = answer.receipt.as_ref().unwrap().position.clone().unwrap().position;
    let revision = answer.receipt.unwrap().revision;

    let seen = oogo.dossier(&dossier.id).await.unwrap();
    let held = seen.visits.last().unwrap().treated.clone().unwrap();
    assert_eq!(held.stances.len(), 8);
    let of = |id: &str| held.stances.iter().find(|taken| taken.party.as_ref().unwrap().id == id).unwrap();
    assert_eq!(of("swv-vo-nk").stance(), Stance::Recused);
    assert_eq!(
        of("gemeente-alkmaar").dissent.as_ref().unwrap().text,
        "Alkmaar had liever een groep per gemeente."
    );
    assert_eq!(of("swv-ppo-nk").replacement.as_ref().unwrap().seated_actor_id, "u-vervanger");
    let before = oogo.dossier_at(&dossier.id, oogo.as_of(position - 1)).await.unwrap();
    assert!(before.visits.last().unwrap().treated.is_none(), "nobody had a stance then");
    let replayed = site.auditor().replay(&dossier.id, None).await.unwrap().dossier.unwrap();
    assert_eq!(replayed.visits, uncounted(seen).visits, "the records say the same as the view");

    let history = format!("dossier.{}", dossier.id);
    let told = site.auditor().story(&history, None).await.unwrap().pop().unwrap();
    for part in ["gemeente Alkmaar had bezwaar", "VO NK nam niet deel", "zat u-vervanger (ambtenaar)"] {
        assert!(told.summary.contains(part), "{part}: {}", told.summary);
    }
    let reasons = told.explanation.unwrap().reasons;
    assert!(reasons.iter().any(|reason| reason.message.contains("namen er 7 deel")), "{reasons:?}");

    // The dissenting view named somebody; it is erased as all words are, and the decision stands.
    let dissent = RecordTexts { revision, names: vec!["dissent".into()], digests: Vec::new() };
    let asked = site.administrator().ask_to_erase_texts(&history, vec![dissent]).await.unwrap();
    assert!(site.user(Person::Versatile).agree_to_erase(&history, asked).await.unwrap().erased);
    let after = oogo.dossier(&dossier.id).await.unwrap().visits.last().unwrap().treated.clone().unwrap();
    let of = |id: &str| after.stances.iter().find(|taken| taken.party.as_ref().unwrap().id == id).unwrap();
    assert!(of("gemeente-alkmaar").dissent.as_ref().unwrap().erased);
    assert!(!of("gemeente-alkmaar").words.as_ref().unwrap().erased);
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
}
