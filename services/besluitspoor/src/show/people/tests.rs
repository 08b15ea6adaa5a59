//! Answers as people see them.

use wire::{Language, v1};

use crate::show::{
    Page, Shown,
    json::{
        agenda::{Agenda, AgendaChange},
        done::{Done, Receipt},
        dossier::{DossierAnswer, Dossiers},
        shared::Reflects,
    },
};

fn named(id: &str, name: &str) -> Option<v1::Named> {
    Some(v1::Named { id: id.into(), name: name.into() })
}

fn text(text: &str) -> Option<v1::DisclosedText> {
    Some(v1::DisclosedText { text: text.into(), erased: false })
}

fn coordinator() -> v1::Coordinator {
    v1::Coordinator { actor_id: "u-1".into(), party: named("gemeente-heiloo", "gemeente Heiloo") }
}

fn reflects() -> Reflects {
    let recorded_time = "2026-11-22T08:30:00Z".parse().map(crate::show::json::shared::Moment).ok();
    Reflects { log_id: "log".into(), position: 41, recorded_time, journal_silent_seconds: 0 }
}

fn opening() -> v1::Opening {
    v1::Opening {
        visit: Some(v1::VisitRef { step_id: "voorstel-pora".into(), number: 2 }),
        round: named("voorstel", "Ronde 1: voorstel"),
        body: named("pora", "PORA"),
        role: v1::Role::Advises.into(),
        documents: vec![v1::DocumentRef { format_id: "voorstel".into(), version: 3 }],
        arrived_on: "2026-11-12".into(),
        due_on: Some("2026-12-10".into()),
    }
}

fn condition() -> v1::Condition {
    let set = v1::ConditionSet { number: 1, text: text("Een vast team"), holder: None, due_on: None };
    v1::Condition {
        set: Some(set),
        set_by: Some(v1::VisitRef { step_id: "voorstel-rbo".into(), number: 1 }),
        set_by_body: named("rbo", "RBO"),
        answered: true,
        answer: text("Het team staat."),
        judged: None,
    }
}

fn item() -> v1::AgendaItem {
    v1::AgendaItem {
        escalation: None,
        dossier_id: "0198c5a2".into(),
        reference: "OZA-2026-0014".into(),
        title: text("Onderwijs-zorggroep Het Kompas"),
        round: named("voorstel", "Ronde 1: voorstel"),
        visit: opening().visit,
        body: named("pora", "PORA"),
        role: v1::Role::Advises.into(),
        arrived_on: "2026-11-12".into(),
        due_on: Some("2026-12-10".into()),
        days_waiting: 10,
        working_days_waiting: 6,
        overdue: true,
        documents: vec![v1::DocumentSummary {
            document: Some(v1::DocumentRef { format_id: "voorstel".into(), version: 3 }),
            title: "Voorstel".into(),
            digest: "3f2a".into(),
            words: 812,
            filed_time: None,
        }],
        earlier_outcomes: vec![v1::EarlierOutcome {
            visit: None,
            body: named("rbo", "RBO"),
            role: v1::Role::Advises.into(),
            outcome: v1::Outcome::PositiveWithConditions.into(),
            treated_on: "2026-11-05".into(),
            motivation: None,
            corrected: false,
            revision: 7,
        }],
        open_conditions: vec![condition()],
        waits_for: Some(v1::WaitsFor {
            who: Some(v1::waits_for::Who::Body(opening().body.unwrap_or_default())),
        }),
        opened_at_position: 40,
        earlier_visits: 1,
        coordinator: Some(coordinator()),
        revision: 9,
        meeting: Some(v1::OnMeeting { on: "2026-12-02".into(), item_number: 3, ..v1::OnMeeting::default() }),
        term: Some(term()),
        ..v1::AgendaItem::default()
    }
}

/// Ten of thirty working days are used up, and it stood still for a week.
fn term() -> v1::Term {
    let days = v1::TermDays { budget: 20, spent: 21, left: 0, over: 1, stood_still: 5 };
    let who = Some(v1::waits_for::Who::Coordinator(coordinator()));
    let suspension = v1::Suspension {
        suspended_on: "2026-11-02".into(),
        waits_for: Some(v1::WaitsFor { who }),
        reason: text("Een bijlage ontbreekt"),
        resumed_on: Some("2026-11-09".into()),
        due_on: Some("2026-12-10".into()),
        revision: 5,
    };
    v1::Term {
        due_on: Some("2026-12-10".into()),
        suspended_since: None,
        days: Some(days),
        suspensions: vec![suspension],
    }
}

#[test]
fn an_agenda_is_a_table_with_details_when_asked() {
    let agenda = |details| Agenda {
        body: "pora".into(),
        items: vec![item().into()],
        more: false,
        reflects: reflects(),
        details,
    };
    let short = "\
PORA: 1 dossier wacht

Nummer         Titel                           Ronde              Rol        Binnen      Termijn       Dagen  Stukken     Open vw.  Vergadering
OZA-2026-0014  Onderwijs-zorggroep Het Kompas  Ronde 1: voorstel  adviseert  2026-11-12  2026-12-10 !  10     voorstel 3  1         2026-12-02

Stand: positie log:41 (2026-11-22 09:30)
";
    assert_eq!(agenda(false).people(&Page::wide(None)), short);
    let long = agenda(true).people(&Page::wide(None));
    for line in [
        "Behandeling  voorstel-pora:2\n",
        "Vergadering  2026-12-02, punt 3\n",
        "Termijn      2026-12-10 (verstreken)\n",
        "21 van 20 werkdagen, 1 te veel, stond 5 stil\n",
        "stond stil van 2026-11-02 tot 2026-11-09, wachtend op coördinator u-1 (gemeente Heiloo): Een bijlage ontbreekt",
        "Dagen        10 (6 werkdagen)\n",
        "Stukken      Voorstel 3: 812 woorden, sha256 3f2a\n",
        "Eerder       2026-11-05 RBO: positief advies met voorwaarden\n",
        "Voorwaarden  1. RBO: Een vast team (beantwoord)\n",
    ] {
        assert!(long.contains(line), "{long}");
    }
    let narrow = agenda(false).people(&Page::wide(Some(80)));
    assert!(narrow.lines().all(|line| line.chars().count() <= 80), "{narrow}");
    assert!(narrow.contains("Open vw."), "what is still open is seen at any width\n{narrow}");
}

#[test]
fn an_agenda_without_dossiers_says_so() {
    let agenda =
        Agenda { body: "pora".into(), items: Vec::new(), more: false, reflects: reflects(), details: false };
    assert!(agenda.people(&Page::wide(None)).starts_with("pora: geen dossiers\n"));
}

#[test]
fn an_answer_of_a_service_that_hears_nothing_of_the_journal_says_so() {
    let agenda = |journal_silent_seconds| {
        let reflects = Reflects { journal_silent_seconds, ..reflects() };
        Agenda { body: "pora".into(), items: Vec::new(), more: false, reflects, details: false }
    };
    let state = "Stand: positie log:41 (2026-11-22 09:30)\n";
    assert!(agenda(0).people(&Page::wide(None)).ends_with(state));
    for (seconds, told) in [
        (1, "1 seconde"),
        (40, "40 seconden"),
        (119, "119 seconden"),
        (120, "2 minuten"),
        (7_199, "119 minuten"),
        (7_200, "2 uur"),
        (u32::MAX, "1.193.046 uur"),
    ] {
        let line = format!(
            "{state}De dienst heeft al {told} niets van het journaal gehoord; er kan nieuwer werk zijn.\n"
        );
        let shown = agenda(seconds).people(&Page::wide(None));
        assert!(shown.ends_with(&line), "{shown}");
    }
    let english = Page { language: Language::English, width: None, terminal: false, bold: false };
    let shown = agenda(40).people(&english);
    let line = "The service has heard nothing of the journal for 40 seconds; there may be newer work.\n";
    assert!(shown.ends_with(line), "{shown}");
    let narrow = agenda(40).people(&Page::wide(Some(60)));
    let lines = narrow.lines().skip_while(|line| !line.starts_with("De dienst"));
    assert!(
        lines.clone().count() == 2 && lines.into_iter().all(|line| line.chars().count() <= 60),
        "{narrow}"
    );
    assert_eq!(serde_json::to_value(agenda(40)).unwrap()["reflects"]["journal_silent_seconds"], 40);
}

#[test]
fn a_change_of_a_followed_agenda_is_a_line() {
    use v1::watch_agenda_response::Change;
    let after = |journal_silent_seconds, change| {
        let reflects =
            v1::Reflects { log_id: "log".into(), position: 42, recorded_time: None, journal_silent_seconds };
        let reflects = Some(reflects);
        let message = v1::WatchAgendaResponse { reflects, change: Some(change) };
        AgendaChange::of(message).unwrap().people(&Page::wide(None))
    };
    let told = |change| after(0, change);
    assert_eq!(
        told(Change::Opened(v1::AgendaItemOpened { item: Some(item()) })),
        "42 Nieuw op de agenda: OZA-2026-0014 Onderwijs-zorggroep Het Kompas (Ronde 1: voorstel, adviseert, termijn 2026-12-10)\n"
    );
    let closed = v1::AgendaItemClosed {
        dossier_id: "0198c5a2".into(),
        visit: opening().visit,
        reason: v1::AgendaCloseReason::Withdrawn.into(),
        outcome: None,
    };
    assert_eq!(told(Change::Closed(closed)), "42 Van de agenda: 0198c5a2, voorstel-pora:2: teruggetrokken\n");
    assert_eq!(told(Change::Heartbeat(v1::AgendaHeartbeat {})), "");
    let silent = after(30, Change::Heartbeat(v1::AgendaHeartbeat {}));
    assert!(silent.starts_with("De dienst heeft al 30 seconden niets"), "{silent}");
    let silent = after(30, Change::Snapshot(v1::AgendaSnapshot { items: Vec::new(), complete: true }));
    assert!(silent.starts_with("Nu wacht er niets.\nDe dienst heeft al 30 seconden niets"), "{silent}");
}

fn dossier() -> v1::Dossier {
    let summary = v1::DossierSummary {
        dossier_id: "0198c5a2".into(),
        reference: "OZA-2026-0014".into(),
        title: text("Onderwijs-zorggroep Het Kompas"),
        framework: Some(v1::FrameworkRef {
            id: "regio-alkmaar".into(),
            version: "2026.1".into(),
            digest: "aa".into(),
        }),
        coordinator: Some(coordinator()),
        phase: Some(v1::Phase { phase: Some(v1::phase::Phase::AtStep(opening())) }),
        waits_for: Some(v1::WaitsFor { who: Some(v1::waits_for::Who::Coordinator(coordinator())) }),
        opened_time: None,
        changed_time: None,
        revision: 9,
    };
    let treated = v1::Treated {
        outcome: v1::Outcome::Deferred.into(),
        treated_on: "2026-11-12".into(),
        motivation: text("Het stuk kwam te laat."),
        ..v1::Treated::default()
    };
    let mut first = opening();
    first.visit = Some(v1::VisitRef { step_id: "voorstel-pora".into(), number: 1 });
    v1::Dossier {
        summary: Some(summary),
        functions: named("terugleiden", "Terugleiden").into_iter().collect(),
        visits: vec![
            v1::Visit {
                opening: Some(first),
                progress: v1::VisitProgress::Treated.into(),
                treated: Some(treated),
                corrected: true,
                treated_revision: 8,
                ..v1::Visit::default()
            },
            v1::Visit {
                opening: Some(opening()),
                progress: v1::VisitProgress::Waiting.into(),
                ..v1::Visit::default()
            },
        ],
        conditions: vec![condition()],
        ..v1::Dossier::default()
    }
}

#[test]
fn a_dossier_is_shown_with_its_way() {
    let answer = DossierAnswer {
        dossier: dossier().into(),
        life_phase: None,
        meetings: Vec::new(),
        reflects: reflects(),
        replayed_records: Some(9),
    };
    let expected = "\
OZA-2026-0014 Onderwijs-zorggroep Het Kompas
Dossier      0198c5a2
Waar         bij PORA, Ronde 1: voorstel
Wacht op     coördinator u-1 (gemeente Heiloo)
Coördinator  u-1 (gemeente Heiloo)
Functies     Terugleiden
Kader        regio-alkmaar 2026.1
Geopend      –
Gewijzigd    –
Revisie      9

Weg
Binnen      Gremium  Ronde              Rol        Termijn     Uitkomst                   Op          Rev.
2026-11-12  PORA     Ronde 1: voorstel  adviseert  2026-12-10  aangehouden (gecorrigeerd) 2026-11-12  8
2026-11-12  PORA     Ronde 1: voorstel  adviseert  2026-12-10  wacht
  PORA: Het stuk kwam te laat.

Voorwaarden
Nr.  Van  Voor         Uiterlijk  Beantwoord  Voldaan
1    RBO  coördinator  –          ja          –
  1. Een vast team
     antwoord: Het team staat.

Opnieuw opgebouwd uit records: 9
Stand: positie log:41 (2026-11-22 09:30)
";
    let expected = expected.replace("Uitkomst                   Op", "Uitkomst                    Op");
    let expected = expected.replace("(gecorrigeerd) 2026", "(gecorrigeerd)  2026");
    assert_eq!(answer.people(&Page::wide(None)), expected);
}

#[test]
fn a_list_says_when_it_is_empty_or_cut_off() {
    let list = |dossiers, more| Dossiers { dossiers, more, reflects: reflects() }.people(&Page::wide(None));
    assert!(list(Vec::new(), false).starts_with("Geen dossiers.\n"));
    let summary = dossier().summary.unwrap().into();
    assert!(list(vec![summary], true).contains("--limit"));
}

#[test]
fn a_command_says_what_was_recorded_and_where_the_dossier_goes() {
    let receipt = v1::Receipt {
        history_id: "dossier.0198c5a2".into(),
        revision: 9,
        position: Some(v1::Position { log_id: "log".into(), position: 41 }),
        repeated: true,
        warnings: vec![v1::Warning {
            code: v1::WarningCode::BsnLikeNumber.into(),
            field: "reason".into(),
            message: "Een nummer.".into(),
        }],
    };
    let next = v1::Next { next: Some(v1::next::Next::Visit(opening())) };
    let done = Done { receipt: Receipt::of("c", Some(receipt)), next: Some(next.into()), ..Done::default() };
    let expected = "\
Nu          op de agenda van PORA (Ronde 1: voorstel, adviseert, termijn 2026-12-10)
Vastgelegd  log:41 (revisie 9) (was al uitgevoerd)
Let op: Een nummer. [BSN_LIKE_NUMBER]
";
    assert_eq!(done.people(&Page::wide(None)), expected);
    let english = Page { language: Language::English, width: None, terminal: false, bold: false };
    let told = done.people(&english);
    assert!(told.starts_with("Now       on the agenda of PORA"), "{told}");
}

#[test]
fn what_programs_read_keeps_its_names() {
    let json = serde_json::to_value(DossierAnswer {
        dossier: dossier().into(),
        life_phase: None,
        meetings: Vec::new(),
        reflects: reflects(),
        replayed_records: None,
    })
    .unwrap();
    assert_eq!(json["dossier"]["reference"], "OZA-2026-0014");
    assert_eq!(json["dossier"]["phase"]["kind"], "at_step");
    assert_eq!(json["dossier"]["visits"][0]["treated"]["outcome"], "deferred");
    assert_eq!(json["dossier"]["visits"][0]["opening"]["role"], "advises");
    assert_eq!(json["reflects"]["recorded_time"], "2026-11-22T08:30:00Z");
    let unknown = v1::Treated { outcome: 99, ..v1::Treated::default() };
    let unknown = serde_json::to_value(crate::show::json::visit::Treated::from(unknown)).unwrap();
    assert_eq!(unknown["outcome"], "unknown");
}

#[test]
fn eighty_columns_hold_the_way_of_a_dossier_without_breaking_a_date_or_a_word() {
    let mut dossier = dossier();
    dossier.visits[0].opening.as_mut().unwrap().body = named("regisseuroverleg", "Regisseuroverleg");
    let answer = DossierAnswer {
        dossier: dossier.into(),
        life_phase: None,
        meetings: Vec::new(),
        reflects: reflects(),
        replayed_records: None,
    };
    let shown = answer.people(&Page::wide(Some(80)));
    let way = "\
Binnen      Gremium           Ronde    Termijn     Uitkomst
2026-11-12  Regisseuroverleg  Ronde 1  2026-12-10  aangehouden (gecorrigeerd),
                                                   2026-11-12 (revisie 8)
2026-11-12  PORA              Ronde 1  2026-12-10  wacht (adviseert)
";
    assert!(shown.contains(way), "{shown}");
    let list = Dossiers { dossiers: vec![answer.dossier.summary], more: false, reflects: reflects() };
    let rows = "\
Nummer         Titel                         Fase     Wacht op         Gewijzigd
OZA-2026-0014  Onderwijs-zorggroep Het       Ronde 1  coördinator u-1  –
               Kompas
";
    assert!(list.people(&Page::wide(Some(80))).starts_with(rows));
}
