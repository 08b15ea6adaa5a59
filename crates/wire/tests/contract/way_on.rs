//! What would move a dossier, in two languages.

use domain::{
    dossier::{
        event::{ConditionNumber, DocumentRef, VisitRef},
        moves::{Move, Occasion, Wanted},
    },
    framework::Role,
};
use jiff::civil::date;
use wire::{Language, Names, v1::way_on::Act, way_on};

use crate::fixture::id;

fn wanted(filed: Option<u32>, unanswered: &[u32]) -> Wanted {
    Wanted {
        round: id("businesscase"),
        formats: vec![id("businesscase"), id("projectplan")],
        filed: filed.map(|version| DocumentRef { format: id("businesscase"), version }),
        unanswered: unanswered.iter().map(|number| ConditionNumber(*number)).collect(),
    }
}

fn told(moves: &Move) -> [String; 2] {
    [Language::Dutch, Language::English].map(|language| way_on::of(moves, language, Names::none()).told)
}

#[test]
fn each_act_is_told_with_whose_it_is_and_what_follows() {
    let visit = VisitRef { step: id("voorstel-pora"), number: 1 };
    let submit = |filed, unanswered: &[u32]| Move::Submit { paper: wanted(filed, unanswered), to: id("rbo") };
    let treat =
        |meeting| Move::Treat { visit: visit.clone(), body: id("pora"), role: Role::Advises, meeting };
    let meeting = Occasion { on: date(2026, 7, 1), papers_due: date(2026, 6, 15) };
    let resume_at = id("voorstel-pora");
    let table = [
        (
            submit(None, &[]),
            "De coördinator legt ‘businesscase’ of ‘projectplan’ vast en dient die in; daarna gaat het dossier naar rbo.",
            "The coordinator files ‘businesscase’ or ‘projectplan’ and submits it; then the dossier goes to rbo.",
        ),
        (
            submit(Some(2), &[1, 3]),
            "De coördinator beantwoordt eerst de voorwaarden 1 en 3, en dient versie 2 van ‘businesscase’ in, die er \
             ligt; daarna gaat het dossier naar rbo.",
            "The coordinator first answers conditions 1 and 3, and submits version 2 of ‘businesscase’, which is filed; \
             then the dossier goes to rbo.",
        ),
        (
            Move::Resubmit { paper: wanted(None, &[4]), resume_at, to: id("pora") },
            "De coördinator beantwoordt eerst voorwaarde 4, en legt een nieuwe versie van ‘businesscase’ of \
             ‘projectplan’ vast en dient die in; daarna gaat het dossier verder bij pora.",
            "The coordinator first answers condition 4, and files a new version of ‘businesscase’ or ‘projectplan’ and \
             submits it; then the dossier goes on at pora.",
        ),
        (
            treat(Some(meeting)),
            "pora adviseert; de eerste vergadering is volgens de regel op 1 juli 2026, met stukken uiterlijk op 15 juni \
             2026.",
            "pora advises; by its rule it first meets on 1 July 2026, with papers due on 15 June 2026.",
        ),
        (
            treat(None),
            "pora adviseert; het vergadert als het bijeen wordt geroepen.",
            "pora advises; it meets when it is called.",
        ),
        (
            Move::Ratify {
                visit: visit.clone(),
                body: id("partijen"),
                parties: vec![id("heiloo"), id("vo-nk")],
            },
            "Elke partij spreekt zich voor zichzelf uit over bekrachtiging, in haar eigen vergadering; nog niet: heiloo en \
             vo-nk.",
            "Each party says for itself whether it ratifies, in a meeting of its own; not yet: heiloo and vo-nk.",
        ),
        (
            Move::Resume { visit, body: id("pora") },
            "De opschorting eindigt: pora laat de termijn weer lopen, of behandelt het dossier.",
            "The suspension ends: pora lets the term run again, or treats the dossier.",
        ),
    ];
    for (moves, nl, en) in table {
        assert_eq!(told(&moves), [nl, en]);
    }
}

#[test]
fn programs_read_the_same_act() {
    let submit = Move::Submit { paper: wanted(Some(2), &[1]), to: id("rbo") };
    let Some(Act::Submit(told)) = way_on::of(&submit, Language::Dutch, Names::none()).act else { panic!() };
    let paper = told.paper.expect("a paper");
    assert_eq!(paper.filed.map(|filed| filed.version), Some(2));
    assert_eq!((paper.formats.len(), paper.unanswered_conditions), (2, vec![1]));
}
