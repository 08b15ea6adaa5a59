//! What decision lists look like, as text, JSON and CSV: each in a file that others may read as an example.
//!
//! `UPDATE_GOLDEN=1` writes them anew; then look at the difference.

use std::{env, fs, path::Path};

use wire::{Language, v1};

use crate::show::{
    Page, Shown,
    csv::Tabular,
    json::{
        decisions::{DecisionList, DossierDecisions},
        meeting::{MeetingAnswer, Meetings},
    },
};

pub(super) fn named(id: &str, name: &str) -> Option<v1::Named> {
    Some(v1::Named { id: id.into(), name: name.into() })
}

pub(super) fn text(text: &str) -> Option<v1::DisclosedText> {
    Some(v1::DisclosedText { text: text.into(), erased: false })
}

pub(super) fn reflects() -> Option<v1::Reflects> {
    let recorded_time = Some(prost_types::Timestamp { seconds: 1_783_000_000, nanos: 0 });
    Some(v1::Reflects { log_id: "log".into(), position: 41, recorded_time, journal_silent_seconds: 0 })
}

fn visit(step: &str) -> Option<v1::VisitRef> {
    Some(v1::VisitRef { step_id: step.into(), number: 1 })
}

fn treated(outcome: v1::Outcome, conditions: Vec<v1::ConditionSet>) -> v1::Treated {
    v1::Treated {
        visit: visit("voorstel-pora"),
        body: named("pora", "PORA"),
        role: v1::Role::Advises.into(),
        outcome: outcome.into(),
        treated_on: "2026-07-01".into(),
        motivation: text("Het aanbod ontbreekt in de regio; zie ook \"Het Kompas\", 2025."),
        conditions,
        ..v1::Treated::default()
    }
}

fn conditions() -> Vec<v1::ConditionSet> {
    let (holder, due_on) = (named("gemeente-heiloo", "gemeente Heiloo"), Some("2027-01-01".into()));
    vec![
        v1::ConditionSet { number: 1, text: text("Een vast team"), holder, due_on },
        v1::ConditionSet { number: 2, text: text("Vervoer geregeld"), holder: None, due_on: None },
    ]
}

fn about(item_number: u32, reference: &str, title: &str) -> v1::MeetingItem {
    v1::MeetingItem {
        item_number,
        subject: Some(v1::meeting_item::Subject::Dossier(v1::DossierItem {
            dossier_id: format!("dossier-{item_number}"),
            reference: reference.into(),
            title: text(title),
            visit: visit("voorstel-pora"),
            round: named("voorstel", "Ronde 1: voorstel"),
            role: v1::Role::Advises.into(),
        })),
        planned_kind: v1::ItemKind::Formality.into(),
        kind: v1::ItemKind::Formality.into(),
        standing: v1::ItemStanding::NotReached.into(),
        papers: vec![v1::SentPaper {
            document: Some(v1::DocumentRef { format_id: "voorstel".into(), version: 2 }),
            title: "Voorstel".into(),
            digest: "3f2a".into(),
        }],
        ..v1::MeetingItem::default()
    }
}

fn items() -> Vec<v1::MeetingItem> {
    let opening = v1::MeetingItem {
        item_number: 1,
        subject: text("Opening en mededelingen").map(v1::meeting_item::Subject::Topic),
        planned_kind: v1::ItemKind::Information.into(),
        kind: v1::ItemKind::Information.into(),
        standing: v1::ItemStanding::Held.into(),
        ..v1::MeetingItem::default()
    };
    let advised = v1::MeetingItem {
        kind: v1::ItemKind::Discussion.into(),
        standing: v1::ItemStanding::Treated.into(),
        treated: Some(treated(v1::Outcome::PositiveWithConditions, conditions())),
        treated_revision: 6,
        attendance: vec![v1::AttendanceDifference {
            party: named("gemeente-bergen", "gemeente Bergen"),
            stance: v1::Stance::Agrees.into(),
            was_there: false,
        }],
        ..about(3, "OZA-2026-0014", "Onderwijs-zorggroep, noord")
    };
    let mended = v1::MeetingItem {
        standing: v1::ItemStanding::Treated.into(),
        treated: Some(v1::Treated { motivation: None, ..treated(v1::Outcome::NoAdvice, Vec::new()) }),
        corrected: true,
        treated_revision: 8,
        carried_from: Some(v1::ItemRef { meeting_id: "juni".into(), item_number: 2 }),
        carried_from_on: Some("2026-06-03".into()),
        ..about(2, "OZA-2026-0009", "=Leerroute")
    };
    let late = v1::MeetingItem {
        addendum: true,
        addendum_digest: Some("77aa".into()),
        late: Some(v1::LetIn { authorised_by: "u-9".into(), reason: text("De subsidie sluit in juli.") }),
        ..about(4, "OZA-2026-0016", "Observatiegroep")
    };
    vec![opening, advised, mended, late]
}

fn line(item_number: u32, outcome: Option<(v1::Outcome, u64)>, remark: Option<&str>) -> v1::DecisionLine {
    v1::DecisionLine {
        item_number,
        outcome: outcome.map(|(outcome, _)| outcome.into()),
        revision: outcome.map_or(0, |(_, revision)| revision),
        remark: remark.and_then(text),
    }
}

fn attendee(actor: &str, part: v1::MeetingPart, party: Option<v1::Named>) -> v1::Attendee {
    v1::Attendee { actor_id: actor.into(), part: part.into(), party, replaces_actor_id: None }
}

fn meeting() -> v1::GetMeetingResponse {
    let list = v1::DecisionListSummary { number: "PORA-2026-07".into(), draft: 2, fixed_at_meeting_id: None };
    let summary = v1::MeetingSummary {
        meeting_id: "0198c5a2".into(),
        body: named("pora", "PORA"),
        form: v1::MeetingForm::Session.into(),
        on: "2026-07-01".into(),
        papers_due_on: "2026-06-10".into(),
        dispatch_on: "2026-06-24".into(),
        phase: v1::MeetingPhase::Held.into(),
        items: 4,
        decision_list: Some(list.clone()),
        revision: 12,
        framework: None,
        actions: 3,
        open_actions: 2,
    };
    let replacing = v1::Attendee {
        replaces_actor_id: Some("u-3".into()),
        ..attendee("u-2", v1::MeetingPart::Member, named("gemeente-heiloo", "gemeente Heiloo"))
    };
    let lines = vec![
        line(1, None, Some("Geen mededelingen.")),
        line(3, Some((v1::Outcome::PositiveWithConditions, 6)), None),
        line(2, Some((v1::Outcome::Positive, 5)), Some("Zonder bespreking.")),
        line(4, None, Some("Doorgeschoven naar september.")),
    ];
    let meeting = v1::Meeting {
        summary: Some(summary),
        items: items(),
        papers_digest: Some("c0ffee".into()),
        sent_time: Some(prost_types::Timestamp { seconds: 1_782_288_000, nanos: 0 }),
        present: vec![attendee("u-1", v1::MeetingPart::Chair, None), replacing],
        absent_parties: named("gemeente-bergen", "gemeente Bergen").into_iter().collect(),
        decision_list: Some(v1::DecisionList {
            summary: Some(list),
            lines,
            drafted_time: Some(prost_types::Timestamp { seconds: 1_782_900_000, nanos: 0 }),
            fixed_on: None,
        }),
        ..v1::Meeting::default()
    };
    v1::GetMeetingResponse { meeting: Some(meeting), reflects: reflects() }
}

fn dossier() -> v1::GetDossierResponse {
    let visit = |step: &str, body, treated: Option<v1::Treated>, corrected| v1::Visit {
        opening: Some(v1::Opening {
            visit: visit(step),
            round: named("voorstel", "Ronde 1: voorstel"),
            body,
            role: v1::Role::Advises.into(),
            documents: Vec::new(),
            arrived_on: "2026-06-01".into(),
            due_on: None,
        }),
        progress: v1::VisitProgress::Treated.into(),
        treated,
        corrected,
        treated_revision: 6,
        ..v1::Visit::default()
    };
    let noted = v1::Treated {
        body: named("beleidsoverleg", "Beleidsoverleg"),
        role: v1::Role::Informed.into(),
        motivation: None,
        treated_on: "2026-06-02".into(),
        ..treated(v1::Outcome::Noted, Vec::new())
    };
    let advised = treated(v1::Outcome::PositiveWithConditions, conditions());
    let waiting = visit("voorstel-oogo", named("oogo", "OOGO"), None, false);
    let visits = vec![
        visit("voorstel-beleidsoverleg", named("beleidsoverleg", "Beleidsoverleg"), Some(noted), false),
        visit("voorstel-pora", named("pora", "PORA"), Some(advised), true),
        waiting,
    ];
    let on = |on: &str, standing: v1::MeetingStanding, list: Option<&str>| v1::OnMeeting {
        meeting_id: format!("meeting-{on}"),
        on: on.into(),
        item_number: 3,
        standing: standing.into(),
        decision_list_number: list.map(str::to_owned),
        visit: self::visit("voorstel-pora"),
        form: v1::MeetingForm::Session.into(),
    };
    let summary = v1::DossierSummary {
        dossier_id: "dossier-3".into(),
        reference: "OZA-2026-0014".into(),
        title: text("Onderwijs-zorggroep, noord"),
        ..v1::DossierSummary::default()
    };
    v1::GetDossierResponse {
        life_phase: v1::LifePhase::Preparation.into(),
        dossier: Some(v1::Dossier { summary: Some(summary), visits, ..v1::Dossier::default() }),
        reflects: reflects(),
        meetings: vec![
            on("2026-06-03", v1::MeetingStanding::Cancelled, None),
            on("2026-07-01", v1::MeetingStanding::Held, Some("PORA-2026-07")),
        ],
    }
}

/// Compares an answer with its file.
pub(super) fn golden(file: &str, written: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(file);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, written).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, kept, "{file}: if this is meant, UPDATE_GOLDEN=1 writes it anew");
}

pub(super) fn json(answer: &impl Shown) -> String {
    format!("{}\n", serde_json::to_string_pretty(answer).unwrap())
}

#[test]
fn a_decision_list_of_a_meeting_is_written_as_its_golden_files() {
    let list = DecisionList::of(meeting()).unwrap();
    golden("besluitenlijst.txt", &list.people(&Page::wide(None)));
    golden("besluitenlijst.json", &json(&list));
    golden("besluitenlijst.csv", &list.csv(Language::Dutch));
}

#[test]
fn the_decisions_about_a_dossier_are_written_as_their_golden_files() {
    let decisions = DossierDecisions::of(dossier());
    golden("besluiten-dossier.txt", &decisions.people(&Page::wide(None)));
    golden("besluiten-dossier.json", &json(&decisions));
    golden("besluiten-dossier.csv", &decisions.csv(Language::Dutch));
}

#[test]
fn a_meeting_is_written_as_its_golden_file() {
    let response = meeting();
    let meeting = MeetingAnswer {
        meeting: response.meeting.unwrap().into(),
        reflects: response.reflects.unwrap().into(),
    };
    golden("vergadering.txt", &meeting.people(&Page::wide(None)));
    golden("vergadering.json", &json(&meeting));
    let reflects = meeting.reflects.clone();
    let list = Meetings { meetings: vec![meeting.meeting.summary], more: true, reflects };
    golden("vergaderingen.txt", &list.people(&Page::wide(None)));
    let narrow = list.people(&Page::wide(Some(60)));
    assert!(narrow.lines().filter(|line| !line.starts_with("Stand")).all(|line| line.chars().count() <= 60));
}

#[test]
fn a_meeting_without_a_list_has_none() {
    let mut response = meeting();
    response.meeting.as_mut().unwrap().decision_list = None;
    assert_eq!(DecisionList::of(response), None);
}
