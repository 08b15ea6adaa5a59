//! Requests about who is bound, and about what parties have of an arrangement.

use domain::{
    arrangement::{BindingPeriod, Command, Period, Standing},
    count::Count,
    ids::Revision,
};
use jiff::civil::date;
use wire::{
    convert::{
        bound::{committing, reporting},
        query::{Bound, When},
    },
    v1::{self, record_commitment_request as commitment},
};

use crate::fixture::{COMMAND, DOSSIER, Keeper, faults, id, sealed};

fn commitment() -> v1::RecordCommitmentRequest {
    v1::RecordCommitmentRequest {
        command_id: COMMAND.into(),
        expected_revision: Some(3),
        dossier_id: DOSSIER.into(),
        party_id: "gemeente-heiloo".into(),
        standing: Some(commitment::Standing::Reservation("Zolang het budget reikt.".into())),
        decided_on: "2026-07-07".into(),
        organ: "college van B en W".into(),
        mandate_id: Some(COMMAND.into()),
        binding: Some(v1::BindingPeriod { from: "2026-08-01".into(), until: None }),
        pledges: vec![v1::Pledge {
            amount_cents: 4_000_000,
            from: "2026-08-01".into(),
            until: "2027-07-31".into(),
        }],
        source: "Besluitenlijst 28.".into(),
        ..v1::RecordCommitmentRequest::default()
    }
}

fn used() -> v1::ReportUseRequest {
    v1::ReportUseRequest {
        command_id: COMMAND.into(),
        dossier_id: DOSSIER.into(),
        party_id: "gemeente-bergen".into(),
        from: "2026-08-01".into(),
        until: "2027-07-31".into(),
        pupils: Some(7),
        costs_cents: Some(0),
        counted_on: "2026-10-01".into(),
        source: "Inschrijvingen.".into(),
        ..v1::ReportUseRequest::default()
    }
}

fn standing(given: commitment::Standing) -> Standing {
    let request = v1::RecordCommitmentRequest { standing: Some(given), ..commitment() };
    let asked = committing(request, &mut Keeper::default()).expect("a good request");
    let Command::Commit(commit) = asked.command else { panic!("{:?}", asked.command) };
    commit.commitment.standing
}

#[test]
fn a_commitment_is_read_and_its_words_are_sealed() {
    let mut keeper = Keeper::default();
    let asked = committing(commitment(), &mut keeper).expect("a good request");
    assert_eq!(asked.head.expected, Some(Revision(3)));
    let Command::Commit(commit) = asked.command else { panic!("{:?}", asked.command) };
    let kept = [
        ("reservation", "Zolang het budget reikt."),
        ("organ", "college van B en W"),
        ("source", "Besluitenlijst 28."),
    ];
    assert_eq!(keeper.kept, kept.map(|(name, words)| (name.to_owned(), words.to_owned())));
    let said = commit.commitment;
    assert_eq!((commit.decided, said.standing), (Revision(0), Standing::WithReservation(sealed(1))));
    assert_eq!(said.binding, Some(BindingPeriod { from: date(2026, 8, 1), until: None }));
    assert_eq!(said.pledges[0].period, Period { from: date(2026, 8, 1), until: date(2027, 7, 31) });
    assert_eq!(said.mandate.expect("a mandate").id, id(COMMAND));
    let not_bound = |reasons: Option<&str>| {
        commitment::Standing::NotBound(commitment::NotBound { reasons: reasons.map(str::to_owned) })
    };
    let table = [
        (commitment::Standing::Bound(commitment::Bound {}), Standing::Bound),
        (not_bound(None), Standing::NotBound(None)),
        (not_bound(Some("Geen geld.")), Standing::NotBound(Some(sealed(1)))),
    ];
    for (given, read) in table {
        assert_eq!(standing(given), read);
    }
}

#[test]
fn what_is_reported_is_read_and_small_numbers_are_sealed() {
    for (threshold, kept) in [(10, vec!["few", "source"]), (7, vec!["source"])] {
        let mut keeper = Keeper::default();
        let asked = reporting(used(), threshold, &mut keeper).expect("a good request");
        let Command::ReportUse(usage) = asked.command else { panic!("{:?}", asked.command) };
        assert!(keeper.kept.iter().map(|(name, _)| name.as_str()).eq(kept));
        let told = if threshold == 10 { Count::Few(sealed(1)) } else { Count::Told(7) };
        assert_eq!((usage.pupils, usage.costs_cents), (Some(told), Some(0)));
    }
}

#[test]
fn every_violation_is_told() {
    let bad = v1::RecordCommitmentRequest {
        party_id: "Gemeente Heiloo".into(),
        standing: None,
        decided_on: "ooit".into(),
        organ: String::new(),
        binding: Some(v1::BindingPeriod { from: String::new(), until: Some("2027".into()) }),
        pledges: vec![v1::Pledge::default()],
        source: " ".into(),
        ..commitment()
    };
    let expected = [
        ("party_id", "NOT_NAME"),
        ("standing", "MISSING"),
        ("decided_on", "NOT_DATE"),
        ("organ", "BLANK"),
        ("binding.from", "MISSING"),
        ("binding.until", "NOT_DATE"),
        ("pledges[0].from", "MISSING"),
        ("pledges[0].until", "MISSING"),
        ("source", "BLANK"),
    ];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(committing(bad, &mut Keeper::default())), expected);
    let bad = v1::ReportUseRequest { from: String::new(), pupils: Some(0), ..used() };
    let expected = [("from", "MISSING"), ("pupils", "NOT_FROM_ONE")];
    let expected = expected.map(|(field, rule)| (field.to_owned(), rule));
    assert_eq!(faults(reporting(bad, 10, &mut Keeper::default())), expected);
}

#[test]
fn who_is_bound_is_asked_of_all_or_of_one() {
    let all = Bound::try_from(v1::ListBoundRequest::default()).expect("a good question");
    assert_eq!((all.dossier, all.party, all.when), (None, None, When::Newest));
    let one = v1::ListBoundRequest {
        dossier_id: Some(DOSSIER.into()),
        party_id: Some("swv-vo-nk".into()),
        ..v1::ListBoundRequest::default()
    };
    let one = Bound::try_from(one).expect("a good question");
    assert_eq!((one.dossier, one.party), (Some(id(DOSSIER)), Some(id("swv-vo-nk"))));
    let bad = v1::ListBoundRequest { dossier_id: Some("17".into()), ..v1::ListBoundRequest::default() };
    assert_eq!(faults(Bound::try_from(bad)), [("dossier_id".to_owned(), "NOT_UUID")]);
}
