//! OOGO agreed on an arrangement; that binds nobody by itself. Some colleges bind themselves, one does not, some say nothing, and
//! their pupils are in it all the same. The region wants to see who benefits without being bound.

use serde_json::Value;
use tests::{
    acts::{Opened, command_id},
    mandates::mandate,
    people::Person,
    refusal::refused,
    site::{Site, alkmaar},
    terminal::Terminal,
    treatment::treated,
    user::User,
};
use tonic::{Code, Status};
use wire::v1::{
    ArrangementBound, BeginArrangementRequest, BindingPeriod, GrantMandateRequest, ListBoundRequest,
    MandateAct, Outcome, PartyBound, PartyStanding, Pledge, ReadAt, RecordCommitmentRequest,
    RecordRatificationRequest, ReportUseRequest, SaidBy, pupil_count::Count, read_at,
    record_commitment_request as commitment, verify_decisions_response::Verification,
};

const EACH_RATIFIES: &str =
    include_str!("../../crates/kader/frameworks/voorbeelden/bekrachtiging-per-partij.toml");
/// So few that nobody outside may know.
const FEW: u32 = 7;
/// What Heiloo pledges, and up to how much its mandate goes, in euro cents.
const PLEDGED: u64 = 4_000_000;

/// An arrangement that OOGO adopted and that began, and the day on which it was decided.
struct Begun {
    dossier: Opened,
    decided_on: String,
}

async fn began(site: &Site, dossier: Opened) -> Begun {
    let heiloo = site.coordinator("gemeente-heiloo");
    let request = BeginArrangementRequest {
        command_id: command_id(),
        dossier_id: dossier.id.clone(),
        function_ids: vec!["opbouwen".into()],
        target_group: "Kleuters met een onderzoeksvraag.".into(),
        ..BeginArrangementRequest::default()
    };
    heiloo.registers().begin_arrangement(request).await.unwrap();
    let visits = heiloo.dossier(&dossier.id).await.unwrap().visits;
    let decided_on = visits.iter().rev().find_map(|visit| visit.treated.clone()).unwrap().treated_on;
    Begun { dossier, decided_on }
}

impl Begun {
    fn says(&self, party: &str, standing: commitment::Standing) -> RecordCommitmentRequest {
        RecordCommitmentRequest {
            command_id: command_id(),
            dossier_id: self.dossier.id.clone(),
            party_id: party.into(),
            standing: Some(standing),
            decided_on: self.decided_on.clone(),
            organ: "college van B en W".into(),
            source: "Besluitenlijst van het college, punt 4.".into(),
            ..RecordCommitmentRequest::default()
        }
    }

    fn uses(&self, party: &str, pupils: Option<u32>, costs_cents: u64) -> ReportUseRequest {
        ReportUseRequest {
            command_id: command_id(),
            dossier_id: self.dossier.id.clone(),
            party_id: party.into(),
            from: "2025-08-01".into(),
            until: "2026-07-31".into(),
            pupils,
            costs_cents: Some(costs_cents),
            counted_on: "2025-10-01".into(),
            source: "Inschrijvingen bij het samenwerkingsverband.".into(),
            ..ReportUseRequest::default()
        }
    }
}

fn bound() -> commitment::Standing {
    commitment::Standing::Bound(commitment::Bound {})
}

fn not_bound(reasons: &str) -> commitment::Standing {
    commitment::Standing::NotBound(commitment::NotBound { reasons: Some(reasons.into()) })
}

async fn commit(by: &User, request: RecordCommitmentRequest) -> Result<bool, Status> {
    let receipt = by.registers().record_commitment(request).await?.into_inner().receipt.expect("a receipt");
    by.saw(receipt.position.expect("a position"));
    Ok(receipt.repeated)
}

async fn report(by: &User, request: ReportUseRequest) -> Result<(), Status> {
    let receipt = by.registers().report_use(request).await?.into_inner().receipt.expect("a receipt");
    by.saw(receipt.position.expect("a position"));
    Ok(())
}

async fn who(reader: &User, asked: ListBoundRequest) -> Vec<ArrangementBound> {
    let at = asked.at.clone().or_else(|| Some(reader.at_least()));
    reader.dossiers().list_bound(ListBoundRequest { at, ..asked }).await.unwrap().into_inner().arrangements
}

fn of<'a>(arrangement: &'a ArrangementBound, party: &str) -> &'a PartyBound {
    let is_meant = |told: &&PartyBound| told.party.as_ref().is_some_and(|known| known.id == party);
    arrangement.parties.iter().find(is_meant).expect("a row for every party")
}

/// Who uses it without being bound.
fn free_riders(arrangement: &ArrangementBound) -> Vec<&str> {
    let marked = arrangement.parties.iter().filter(|party| party.uses_unbound);
    marked.map(|party| party.party.as_ref().unwrap().id.as_str()).collect()
}

fn pupils(party: &PartyBound) -> Count {
    party.r#use.as_ref().and_then(|used| used.pupils).and_then(|told| told.count).expect("a count")
}

async fn granted(site: &Site, act: MandateAct, limit_cents: Option<u64>) -> String {
    let given = mandate("regio-alkmaar", "gemeente-heiloo", "u-wethouder", act);
    site.administrator().grant(GrantMandateRequest { limit_cents, ..given }).await.unwrap()
}

async fn adopted(site: &Site, title: &str) -> Opened {
    let dossier = site.coordinator("gemeente-heiloo").open(title).await.unwrap();
    site.bring_to_end(&dossier).await;
    dossier
}

/// A secretary writes down who is bound; who coordinates has a party of their own.
async fn only_a_secretary_writes_it_down(site: &Site, begun: &Begun) {
    let (heiloo, oogo) = (site.coordinator("gemeente-heiloo"), site.secretary("oogo"));
    let request = begun.says("gemeente-heiloo", bound());
    refused(commit(&heiloo, request.clone()).await, Code::PermissionDenied, "NOT_GRANTED");
    refused(commit(&site.secretary("pora"), request.clone()).await, Code::PermissionDenied, "NOT_GRANTED");
    let early = RecordCommitmentRequest { decided_on: "2020-01-01".into(), ..request.clone() };
    refused(commit(&oogo, early).await, Code::FailedPrecondition, "BEFORE_DECISION");
    let stranger = RecordCommitmentRequest { party_id: "gemeente-x".into(), ..request.clone() };
    refused(commit(&oogo, stranger).await, Code::FailedPrecondition, "PARTY_UNKNOWN");
}

/// Heiloo binds itself under a mandate that covers it, and all that is pledged; the id of that mandate.
async fn heiloo_pledges(site: &Site, begun: &Begun) -> String {
    let oogo = site.secretary("oogo");
    let request = begun.says("gemeente-heiloo", bound());
    let pledge =
        |amount_cents| Pledge { amount_cents, from: "2026-01-01".into(), until: "2026-12-31".into() };
    let pledges = |amounts: &[u64], mandate: &str| RecordCommitmentRequest {
        command_id: command_id(),
        mandate_id: Some(mandate.into()),
        binding: Some(BindingPeriod { from: "2026-01-01".into(), until: None }),
        pledges: amounts.iter().copied().map(pledge).collect(),
        ..request.clone()
    };
    let stance = granted(site, MandateAct::Stance, None).await;
    let mandate = granted(site, MandateAct::Commitment, Some(PLEDGED)).await;
    let refuses = |because: &'static str, refusal: Result<bool, Status>| {
        refused(refusal, Code::FailedPrecondition, "MANDATE_DOES_NOT_COVER").fact("because", because);
    };
    refuses("other-act", commit(&oogo, pledges(&[PLEDGED], &stance)).await);
    refuses("over-limit", commit(&oogo, pledges(&[PLEDGED + 1], &mandate)).await);
    let good = pledges(&[PLEDGED], &mandate);
    assert!(!commit(&oogo, good.clone()).await.unwrap());
    assert!(commit(&oogo, good).await.unwrap(), "sent again, it is the same");
    mandate
}

/// Who has pupils in it: Heiloo, which pays; Bergen, which said no; and Castricum, which said nothing.
async fn their_pupils_are_reported(site: &Site, begun: &Begun) {
    let heiloo = site.coordinator("gemeente-heiloo");
    refused(
        report(&site.coordinator("gemeente-bergen"), begun.uses("gemeente-bergen", Some(12), 0)).await,
        Code::PermissionDenied,
        "OUTSIDE_DOSSIER",
    );
    let none = ReportUseRequest { pupils: Some(0), ..begun.uses("gemeente-uitgeest", None, 0) };
    refused(report(&heiloo, none).await, Code::InvalidArgument, "INVALID_REQUEST");
    for (party, pupils, costs) in [
        ("gemeente-heiloo", Some(24), PLEDGED),
        ("gemeente-bergen", Some(12), 0),
        ("gemeente-castricum", Some(FEW), 0),
        ("gemeente-uitgeest", None, 0),
    ] {
        report(&heiloo, begun.uses(party, pupils, costs)).await.unwrap();
    }
}

/// How few pupils Castricum has, only who coordinates the dossier reads; that it has some, everybody does.
async fn few_pupils_stay_with_who_submitted(site: &Site, told: &ArrangementBound) {
    assert_eq!(pupils(of(told, "gemeente-castricum")), Count::Number(FEW));
    for outsider in [
        &site.coordinator("gemeente-castricum"),
        &site.secretary("oogo"),
        &site.auditor(),
        &site.administrator(),
    ] {
        let [seen] = &who(outsider, ListBoundRequest::default()).await[..] else { panic!() };
        assert_eq!(pupils(of(seen, "gemeente-castricum")), Count::FewerThan(10));
        assert_eq!(pupils(of(seen, "gemeente-bergen")), Count::Number(12));
        assert_eq!(free_riders(seen), free_riders(told));
    }
}

#[tokio::test]
async fn a_region_sees_who_has_pupils_in_what_it_is_not_bound_by() {
    let site = Site::open().await;
    let (heiloo, oogo) = (site.coordinator("gemeente-heiloo"), site.secretary("oogo"));
    let begun = began(&site, adopted(&site, "Voorbeeld: De Stip").await).await;
    only_a_secretary_writes_it_down(&site, &begun).await;
    let mandate = heiloo_pledges(&site, &begun).await;
    let reservation = commitment::Standing::Reservation("Zolang de begroting het toelaat.".into());
    commit(&oogo, begun.says("gemeente-alkmaar", reservation)).await.unwrap();
    commit(&oogo, begun.says("gemeente-bergen", not_bound("De raad wil eerst een evaluatie.")))
        .await
        .unwrap();
    their_pupils_are_reported(&site, &begun).await;

    let [told] = &who(&heiloo, ListBoundRequest::default()).await[..] else { panic!() };
    assert_eq!(told.parties.len(), 8, "every party of the region");
    assert_eq!(free_riders(told), ["gemeente-bergen", "gemeente-castricum"]);
    let standings = [
        ("gemeente-heiloo", PartyStanding::Bound),
        ("gemeente-alkmaar", PartyStanding::BoundWithReservation),
        ("gemeente-bergen", PartyStanding::NotBound),
        ("gemeente-castricum", PartyStanding::NotSpoken),
        ("swv-vo-nk", PartyStanding::NotSpoken),
    ];
    for (party, standing) in standings {
        assert_eq!(of(told, party).standing(), standing, "{party}");
    }
    let said = of(told, "gemeente-heiloo").said.clone().unwrap();
    assert_eq!((said.by(), said.mandate.unwrap().mandate_id), (SaidBy::Commitment, mandate));
    assert_eq!(said.pledges[0].amount_cents, PLEDGED);
    assert_eq!(of(told, "gemeente-heiloo").r#use.as_ref().unwrap().costs_cents, Some(PLEDGED));
    few_pupils_stay_with_who_submitted(&site, told).await;

    // What a party pays later, without a word of its pupils, does not take them away.
    let (from, until) = ("2026-08-01".into(), "2027-07-31".into());
    let later = ReportUseRequest { from, until, ..begun.uses("gemeente-bergen", None, 500) };
    report(&heiloo, later).await.unwrap();
    let [paid] = &who(&heiloo, ListBoundRequest::default()).await[..] else { panic!() };
    assert_eq!(free_riders(paid), free_riders(told));

    // Bergen binds itself later: it stands for what it said before, which was as it was.
    let before = oogo.seen();
    commit(&oogo, begun.says("gemeente-bergen", bound())).await.unwrap();
    let bergen = ListBoundRequest { party_id: Some("gemeente-bergen".into()), ..Default::default() };
    let [now] = &who(&oogo, bergen.clone()).await[..] else { panic!() };
    assert_eq!((now.parties.len(), now.parties[0].uses_unbound), (1, false));
    let then = Some(ReadAt { at: Some(read_at::At::AsOfPosition(before)) });
    let [then] = &who(&oogo, ListBoundRequest { at: then, ..bergen }).await[..] else { panic!() };
    assert_eq!(then.parties[0].standing(), PartyStanding::NotBound);
    let why = then.parties[0].said.clone().unwrap().words.unwrap();
    assert_eq!(why.text, "De raad wil eerst een evaluatie.");

    // The auditor reads it line by line, without the small number.
    let auditor = site.auditor();
    let history = auditor.history(&format!("arrangement.{}", begun.dossier.id)).await.unwrap();
    assert!(history[1].summary.contains("gemeente Heiloo besloot op"), "{}", history[1].summary);
    assert!(history.iter().all(|line| !line.summary.contains(" 7 ")), "{history:?}");
    let few = history.iter().flat_map(|line| &line.texts).find(|text| text.name == "few").unwrap();
    assert!(few.disclosure.is_empty());
    let Verification::Agreed(_) = auditor.verify(None).await.unwrap() else { panic!() };
}

#[tokio::test]
async fn what_a_party_ratified_need_not_be_said_twice() {
    let site = Site::with(&[EACH_RATIFIES]).await;
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open_on("voorbeeld-bekrachtiging", "Voorbeeld: acht keer ja").await.unwrap();
    heiloo.submit(&dossier, "businesscase").await.unwrap();
    site.secretary("oogo").treat(&dossier, treated(Outcome::Adopted)).await.unwrap();
    let desk = site.secretary("partijen");
    for party in &site.frameworks()[0].parties {
        let yes = RecordRatificationRequest {
            party_id: party.id.to_string(),
            ratified: true,
            ..RecordRatificationRequest::default()
        };
        desk.ratify(&dossier, yes).await.unwrap();
    }
    let begun = began(&site, dossier).await;
    report(&heiloo, begun.uses("gemeente-bergen", Some(12), 0)).await.unwrap();
    let [told] = &who(&heiloo, ListBoundRequest::default()).await[..] else { panic!() };
    assert!(told.parties.iter().all(|party| party.is_bound), "each ratified");
    assert!(free_riders(told).is_empty());
    let said = of(told, "gemeente-bergen").said.clone().unwrap();
    assert_eq!((said.by(), said.source), (SaidBy::Ratification, None));

    // What Bergen says of being bound stands for what it ratified; and the secretary who wrote that down may write this.
    commit(&desk, begun.says("gemeente-bergen", not_bound("De raad trok het krediet in."))).await.unwrap();
    let one = ListBoundRequest { dossier_id: Some(begun.dossier.id.clone()), ..Default::default() };
    let [told] = &who(&desk, one).await[..] else { panic!() };
    assert_eq!(free_riders(told), ["gemeente-bergen"]);
    assert_eq!(of(told, "gemeente-bergen").said.clone().unwrap().by(), SaidBy::Commitment);
    let Verification::Agreed(_) = site.auditor().verify(None).await.unwrap() else { panic!() };
}

#[tokio::test]
async fn a_framework_may_ask_under_which_mandate_a_party_is_bound() {
    let asking = alkmaar().replace("role = \"decides\"", "role = \"decides\"\nmandates = \"required\"");
    let site = Site::with(&[&asking]).await;
    let oogo = site.secretary("oogo");
    let begun = began(&site, adopted(&site, "Voorbeeld: groep onder mandaat").await).await;
    let without = begun.says("gemeente-heiloo", bound());
    refused(commit(&oogo, without.clone()).await, Code::FailedPrecondition, "MANDATE_REQUIRED")
        .says(&["gemeente Heiloo"]);
    let mandate_id = Some(granted(&site, MandateAct::Commitment, None).await);
    commit(&oogo, RecordCommitmentRequest { mandate_id, ..without }).await.unwrap();
    let nobody = ListBoundRequest { party_id: Some("gemeente-x".into()), ..ListBoundRequest::default() };
    refused(oogo.dossiers().list_bound(nobody).await, Code::NotFound, "PARTY_UNKNOWN");
    let nothing = ListBoundRequest { dossier_id: Some(command_id()), ..ListBoundRequest::default() };
    refused(oogo.dossiers().list_bound(nothing).await, Code::NotFound, "ARRANGEMENT_UNKNOWN");
}

#[tokio::test]
async fn everybody_asks_who_is_bound_on_the_command_line() {
    let site = Site::open().await;
    let begun = began(&site, adopted(&site, "Voorbeeld: groep op de opdrachtregel").await).await;
    let desk = Terminal::of(&site, &Person::Secretary("oogo".into()));
    let dossier = begun.dossier.id.as_str();
    let said = ["--on", &begun.decided_on, "--organ", "college van B en W", "--source", "Besluitenlijst."];
    let commit = ["arrangement", "commit", dossier];
    let reserved = ["--party", "gemeente-heiloo", "--with-reservation", "Na de begroting."];
    let refuses = ["--party", "gemeente-bergen", "--not-bound", "--reasons", "Geen dekking."];
    let pledge = "4000000,from=2026-01-01,until=2026-12-31";
    let pledges = ["--party", "gemeente-alkmaar", "--bound", "--from", "2026-01-01", "--pledge", pledge];
    for rest in [&reserved[..], &refuses[..], &pledges[..]] {
        desk.done(&[&commit[..], rest, &said[..]].concat());
    }
    let report = |party: &'static str, rest: &'static [&'static str]| {
        let days =
            ["--from", "2025-08-01", "--until", "2026-07-31", "--on", "2025-10-01", "--source", "Telling."];
        [&["arrangement", "use", dossier, "--party", party], rest, &days[..]].concat()
    };
    desk.done(&report("gemeente-bergen", &["--pupils", "12", "--cents", "0"]));
    let used = desk.json(&report("gemeente-castricum", &["--pupils", "7"]));
    let position = &used["receipt"]["position"];
    let after =
        format!("{}:{}", position["log_id"].as_str().unwrap(), position["position"].as_u64().unwrap());

    let reader = Terminal::of(&site, &Person::Member("pora".into()));
    let shown = reader.done(&["bound", "--after", &after]);
    for words in [
        "Voorbeeld: groep op de opdrachtregel",
        "met voorbehoud",
        "niet uitgesproken",
        "maakt gebruik, niet gebonden",
        "minder dan 10",
        "€ 40.000,00",
        "Geen dekking.",
    ] {
        assert!(shown.contains(words), "{words} is not in {shown}");
    }
    let english = reader.done(&["bound", dossier, "--lang", "en", "--after", &after]);
    assert!(english.contains("uses it, not bound") && english.contains("fewer than 10"), "{english}");
    let told = reader.json(&["bound", dossier, "--party", "gemeente-bergen", "--after", &after]);
    let [bergen] = &told["arrangements"][0]["parties"].as_array().unwrap()[..] else { panic!("{told:#}") };
    assert_eq!(bergen["standing"], "not-bound");
    assert_eq!(
        (&bergen["uses_unbound"], &bergen["use"]["pupils"]["number"]),
        (&Value::Bool(true), &12.into())
    );
}
