//! What action lists look like, as text, JSON and CSV: each in a file that others may read as an example.

use wire::{Language, v1};

use super::listed::{golden, json, named, reflects, text};
use crate::show::{Page, Shown, csv::Tabular, json::actions::ActionList};

fn dossier() -> v1::ActionDossier {
    v1::ActionDossier {
        dossier_id: "dossier-3".into(),
        reference: "OZA-2026-0014".into(),
        title: text("Onderwijs-zorggroep, noord"),
    }
}

fn action(number: u32, what: &str, doer: v1::Doer) -> v1::Action {
    v1::Action {
        number: format!("PORA-A-2026-{number:02}"),
        meeting_id: "meeting-2026-06-03".into(),
        action_number: number,
        body: named("pora", "PORA"),
        agreed_on: "2026-06-03".into(),
        what: text(what),
        doer: Some(doer),
        due_on: "2026-06-24".into(),
        status: v1::ActionStatus::Open.into(),
        carried: true,
        revision: 12,
        ..v1::Action::default()
    }
}

fn doer(who: Option<v1::doer::Who>, words: Option<&str>) -> v1::Doer {
    v1::Doer { who, words: words.and_then(text) }
}

fn actions() -> Vec<v1::Action> {
    use v1::doer::Who;
    let heiloo = named("gemeente-heiloo", "gemeente Heiloo").map(Who::Party);
    let rbo = named("rbo", "RBO").map(Who::Body);
    vec![
        v1::Action {
            overdue: true,
            dossier: Some(dossier()),
            ..action(1, "Nagaan wat vervoer kost, per gemeente", doer(heiloo, Some("de programmamanager")))
        },
        v1::Action {
            status: v1::ActionStatus::Done.into(),
            closed_on: Some("2026-06-20".into()),
            evidence: text("Brief van 20 juni"),
            reported_at_meeting_id: Some("meeting-2026-07-01".into()),
            reported_on: Some("2026-07-01".into()),
            ..action(2, "Brief aan de schoolbesturen", doer(rbo, None))
        },
        v1::Action {
            status: v1::ActionStatus::Dropped.into(),
            closed_on: Some("2026-07-01".into()),
            dropped_because: text("De subsidie is gestopt"),
            ..action(3, "Subsidie aanvragen", doer(Some(Who::ActorId("u-7f3a".into())), None))
        },
        v1::Action {
            meeting_id: "meeting-2026-07-01".into(),
            action_number: 1,
            agreed_on: "2026-07-01".into(),
            due_on: "2026-09-02".into(),
            carried: false,
            ..action(4, "Rooster maken met het team", doer(None, Some("school De Stip")))
        },
    ]
}

fn answer() -> v1::ListActionsResponse {
    v1::ListActionsResponse { reflects: reflects(), on: "2026-07-02".into(), ..Default::default() }
}

#[test]
fn the_action_list_of_a_meeting_is_written_as_its_golden_files() {
    let meeting = v1::MeetingSummary {
        meeting_id: "meeting-2026-07-01".into(),
        body: named("pora", "PORA"),
        form: v1::MeetingForm::Session.into(),
        on: "2026-07-01".into(),
        phase: v1::MeetingPhase::Held.into(),
        actions: 1,
        open_actions: 1,
        ..v1::MeetingSummary::default()
    };
    let rest = v1::ListActionsResponse { meeting: Some(meeting), ..answer() };
    let list = ActionList::of(actions(), false, rest);
    golden("actielijst.txt", &list.people(&Page::wide(None)));
    golden("actielijst.json", &json(&list));
    golden("actielijst.csv", &list.csv(Language::Dutch));
    let narrow = list.people(&Page::wide(Some(60)));
    assert!(narrow.lines().filter(|line| !line.starts_with("Stand")).all(|line| line.chars().count() <= 60));
}

#[test]
fn the_actions_about_a_dossier_are_written_as_their_golden_files() {
    let about = actions().into_iter().filter(|action| action.dossier.is_some());
    let about = about.map(|action| v1::Action { carried: false, ..action }).collect();
    let list = ActionList::of(about, false, v1::ListActionsResponse { dossier: Some(dossier()), ..answer() });
    golden("acties-dossier.txt", &list.people(&Page::wide(None)));
    golden("acties-dossier.json", &json(&list));
    golden("acties-dossier.csv", &list.csv(Language::Dutch));
}

#[test]
fn a_list_without_actions_says_so() {
    let list = ActionList::of(Vec::new(), false, answer());
    let told = list.people(&Page::wide(None));
    assert!(told.starts_with("Actielijst op 2026-07-02\nGeen acties.\n"), "{told}");
}
