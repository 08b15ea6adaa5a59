//! What differs between two moments: exactly what differs between what was folded up to either of them.

use std::collections::{BTreeMap, BTreeSet};

use audit::{Limits, replay::Replay};
use jiff::{Timestamp, ToSpan as _};
use journal::{Journal as _, Stored};
use record::HistoryId;
use tonic::{Code, Status};
use wire::{
    convert::answer,
    v1::{
        self, CompareAsOfRequest, ReadAt, audit_service_server::AuditService as _,
        compare_as_of_response::Difference, read_at::At, register_difference::Origin,
    },
};

use crate::{
    archive::{Archive, LOG, dossier},
    asking::{AUDITOR, COORDINATOR, all, by, desk, limits, reason},
};

/// A whole comparison.
#[derive(Debug, Default)]
struct Compared {
    dossiers: Vec<v1::DossierDifference>,
    frameworks: Vec<v1::FrameworkDifference>,
    register: Vec<v1::RegisterDifference>,
    agendas: Vec<v1::AgendaDifference>,
    end: v1::Compared,
}

fn position(position: u64) -> At {
    At::AsOfPosition(answer::position(LOG.0, position))
}

fn asked(from: At, until: Option<At>, body: Option<&str>) -> CompareAsOfRequest {
    CompareAsOfRequest {
        from: Some(ReadAt { at: Some(from) }),
        until: until.map(|until| ReadAt { at: Some(until) }),
        body_id: body.map(str::to_owned),
    }
}

async fn compared(desk: &audit::Desk, request: CompareAsOfRequest) -> Result<Compared, Status> {
    let answers = desk.compare_as_of(by(AUDITOR, request)).await?.into_inner();
    let (told, end) = all(answers).await;
    if let Some(status) = end {
        return Err(status);
    }
    let mut compared = Compared::default();
    let last = told.len() - 1;
    for (nth, told) in told.into_iter().enumerate() {
        match told.difference.unwrap() {
            Difference::Dossier(dossier) => compared.dossiers.push(*dossier),
            Difference::Framework(framework) => compared.frameworks.push(framework),
            Difference::Arrangement(arrangement) => compared.register.push(arrangement),
            Difference::Agenda(agenda) => compared.agendas.push(agenda),
            Difference::Compared(end) => {
                assert_eq!(nth, last, "the end comes last");
                compared.end = end;
            }
        }
    }
    Ok(compared)
}

/// Every dossier as it was at a position, folded from the whole journal.
fn folded(stored: &[Stored], until: u64) -> BTreeMap<String, v1::Dossier> {
    let mut histories: BTreeMap<HistoryId, Vec<Stored>> = BTreeMap::new();
    for stored in stored.iter().filter(|stored| stored.position.0 <= until) {
        histories.entry(stored.entry.history.clone()).or_default().push(stored.clone());
    }
    let told = histories.iter().filter_map(|(history, records)| {
        let HistoryId::Dossier(id) = history else { return None };
        let told = Replay::of(records).unwrap().told(*id, wire::Names::none());
        Some((id.to_string(), told.unwrap()))
    });
    told.collect()
}

/// Who waits where: the body, the dossier, and the visit.
fn waiting(dossiers: &BTreeMap<String, v1::Dossier>) -> BTreeSet<(String, String, String)> {
    let visits = dossiers.iter().flat_map(|(id, dossier)| dossier.visits.iter().map(move |it| (id, it)));
    let open = visits.filter(|(_, visit)| visit.progress() == v1::VisitProgress::Waiting);
    open.map(|(id, visit)| {
        let opening = visit.opening.clone().unwrap();
        let named = opening.visit.unwrap();
        (opening.body.unwrap().id, id.clone(), format!("{}:{}", named.step_id, named.number))
    })
    .collect()
}

fn rows(
    agendas: &[v1::AgendaDifference],
    of: impl Fn(&v1::AgendaDifference) -> &Vec<v1::AgendaEntry>,
) -> BTreeSet<(String, String, String)> {
    let row = |agenda: &v1::AgendaDifference, entry: &v1::AgendaEntry| {
        let named = entry.visit.clone().unwrap();
        let body = agenda.body.clone().unwrap().id;
        (body, entry.dossier_id.clone(), format!("{}:{}", named.step_id, named.number))
    };
    let all = agendas.iter().flat_map(|agenda| of(agenda).iter().map(move |entry| row(agenda, entry)));
    all.collect()
}

fn invariant_it_is_what_differs(
    told: &Compared,
    stored: &[Stored],
    (from, until): (u64, u64),
    (before, after): (&BTreeMap<String, v1::Dossier>, &BTreeMap<String, v1::Dossier>),
) {
    let between = stored.iter().filter(|stored| (from + 1..=until).contains(&stored.position.0));
    let touched: BTreeSet<_> = between.clone().map(|stored| stored.entry.history.to_string()).collect();
    let named: BTreeSet<_> = told.dossiers.iter().map(|it| format!("dossier.{}", it.dossier_id)).collect();
    let expected = touched.iter().filter(|history| history.starts_with("dossier.")).cloned().collect();
    assert_eq!(named, expected, "{from} to {until}");
    let (was, is) = (waiting(before), waiting(after));
    assert_eq!(rows(&told.agendas, |it| &it.came), &is - &was, "{from} to {until}");
    assert_eq!(rows(&told.agendas, |it| &it.left), &was - &is, "{from} to {until}");
    for difference in &told.dossiers {
        let (then, now) = (before.get(&difference.dossier_id), &after[&difference.dossier_id]);
        let revision = |of: &v1::Dossier| of.summary.as_ref().unwrap().revision;
        assert_eq!(difference.revision_from, then.map_or(0, revision));
        assert_eq!(difference.revision_until, revision(now));
        assert_eq!(difference.phase_from.is_some(), then.is_some());
        let filed = then.map_or(0, |then| then.documents.len()) + difference.documents_filed.len();
        assert_eq!(filed, now.documents.len());
        let set = |it: &v1::ConditionDifference| it.set;
        let conditions = then.map_or(0, |then| then.conditions.len());
        let set = difference.conditions.iter().filter(|it| set(it)).count();
        let dropped = difference.conditions.iter().filter(|it| it.dropped).count();
        assert_eq!(conditions + set - dropped, now.conditions.len());
        for treated in &difference.treatments {
            assert!((difference.revision_from + 1..=difference.revision_until).contains(&treated.revision));
        }
    }
    assert_eq!((told.end.records, told.end.dossiers), (until - from, told.dossiers.len() as u64));
}

#[tokio::test]
async fn between_any_two_positions_it_is_the_difference_of_two_folds() {
    let mut archive = Archive::full().await;
    archive.travels(dossier(3)).await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let stored = archive.stored().await;
    let head = stored.len() as u64;
    let folds: Vec<_> = (0..=head).map(|position| folded(&stored, position)).collect();
    for from in (0..=head).step_by(4) {
        for until in (from..=head).step_by(3) {
            let told = compared(&desk, asked(position(from), Some(position(until)), None)).await.unwrap();
            let at = |position: u64| &folds[usize::try_from(position).unwrap()];
            invariant_it_is_what_differs(&told, &stored, (from, until), (at(from), at(until)));
            let reflects = |side: &Option<v1::Reflects>| side.as_ref().unwrap().position;
            assert_eq!((reflects(&told.end.from), reflects(&told.end.until)), (from, until));
        }
    }
}

#[tokio::test]
async fn from_the_beginning_everything_is_new() {
    let archive = Archive::full().await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let told = compared(&desk, asked(position(0), None, None)).await.unwrap();
    assert_eq!(told.frameworks.len(), 1);
    assert_eq!(told.frameworks[0].framework.as_ref().unwrap().id, "regio-alkmaar");
    let entered: Vec<_> = told.register.iter().map(|it| (it.entered, it.origin.clone().unwrap())).collect();
    let Origin::ArrangementId(_) = &entered[0].1 else { panic!("{entered:?}") };
    assert_eq!(entered[1], (true, Origin::DossierId(dossier(1).to_string())));
    assert_eq!(told.register[0].name.as_ref().unwrap().text, "De Duinroos");
    let first = &told.dossiers[0];
    assert!(first.phase_from.is_none() && first.treatments.len() == 13, "{}", first.treatments.len());
    let corrected: Vec<_> = first.treatments.iter().filter_map(|it| it.corrects_revision).collect();
    assert_eq!(corrected, [first.revision_until - 1]);
    assert_eq!(first.title.as_ref().unwrap().text, "Groep voor kinderen die thuiszitten");
    let met: Vec<_> = first.conditions.iter().map(|it| (it.set, it.answered, it.found_met)).collect();
    assert_eq!(met, [(true, true, Some(true)), (true, true, Some(false))]);
    let pora = told.agendas.iter().find(|agenda| agenda.body.as_ref().unwrap().id == "pora").unwrap();
    assert!(pora.came.is_empty() && pora.left.is_empty(), "all that came has left");
    let outcomes: Vec<_> = pora.passed.iter().map(v1::AgendaEntry::outcome).collect();
    let expected = [v1::Outcome::ReferredBack, v1::Outcome::NoAdvice, v1::Outcome::Positive];
    assert_eq!(outcomes, expected);
    assert_eq!(pora.body.as_ref().unwrap().name, "PORA");
}

#[tokio::test]
async fn one_body_sees_what_came_before_it() {
    let archive = Archive::full().await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let told = compared(&desk, asked(position(0), None, Some("pora"))).await.unwrap();
    assert_eq!(told.dossiers.len(), 1, "the withdrawn one never came there");
    assert_eq!(told.agendas.len(), 1);
    assert!(told.frameworks.is_empty() && told.register.is_empty());
}

#[tokio::test]
async fn a_moment_is_what_the_views_take_it_for() {
    let mut archive = Archive::new().await;
    let early = archive.now;
    archive.opens(dossier(2)).await;
    let between = archive.now;
    archive.now = early + 20.minutes();
    archive.opens(dossier(1)).await;
    archive.now = between;
    archive.submits(dossier(2), "voorstel").await;
    let desk = desk(archive.journal.clone(), Limits::default());
    let until = |minutes: i64| At::AsOfMoment(answer::timestamp(early + minutes.minutes()));
    for (minutes, position) in [(-2, 0), (0, 2), (19, 2), (20, 5), (600, 5)] {
        let request = asked(self::position(0), Some(until(minutes)), None);
        let told = compared(&desk, request).await.unwrap();
        assert_eq!(told.end.until.unwrap().position, position, "{minutes}");
    }
}

#[tokio::test]
async fn what_cannot_be_compared_is_refused() {
    let archive = Archive::full().await;
    let desk = desk(archive.journal.clone(), limits());
    let head = archive.journal.head().0;
    let other = v1::Position { log_id: uuid::Uuid::from_u128(1).to_string(), position: 1 };
    let later: Timestamp = "2027-01-01T00:00:00Z".parse().unwrap();
    let at_least = At::AtLeast(answer::position(LOG.0, 1));
    let ahead = At::AtLeast(answer::position(LOG.0, head + 1));
    let table = [
        (asked(position(head + 1), None, None), "POSITION_AHEAD"),
        (asked(position(1), Some(position(head + 1)), None), "POSITION_AHEAD"),
        (asked(position(1), Some(ahead), None), "POSITION_NOT_REACHED"),
        (asked(At::AsOfPosition(other.clone()), None, None), "OTHER_LOG"),
        (asked(position(1), Some(At::AsOfPosition(other)), None), "OTHER_LOG"),
        (asked(At::AsOfMoment(answer::timestamp(later)), None, None), "MOMENT_AHEAD"),
        (asked(position(5), Some(position(4)), None), "INVALID_REQUEST"),
        (asked(at_least, None, None), "INVALID_REQUEST"),
        (CompareAsOfRequest::default(), "INVALID_REQUEST"),
        (asked(position(1), None, Some("raad")), "BODY_UNKNOWN"),
        (asked(position(0), None, None), "COMPARISON_TOO_WIDE"),
    ];
    for (request, expected) in table {
        let refused = compared(&desk, request.clone()).await.unwrap_err();
        assert_eq!(reason(&refused), expected, "{request:?}");
    }
    assert!(compared(&desk, asked(position(2), None, None)).await.is_ok(), "three dossiers and no more");
    let refused = desk.compare_as_of(by(COORDINATOR, asked(position(1), None, None))).await.err().unwrap();
    assert_eq!(refused.code(), Code::PermissionDenied);
}

#[tokio::test]
async fn more_than_are_taken_on_are_refused_at_once() {
    let archive = Archive::full().await;
    let desk = desk(archive.journal.clone(), limits());
    let ask = || desk.compare_as_of(by(AUDITOR, asked(position(2), None, None)));
    let first = ask().await.unwrap();
    let refused = ask().await.err().unwrap();
    assert_eq!((refused.code(), reason(&refused).as_str()), (Code::ResourceExhausted, "TOO_MANY_READERS"));
    drop(first);
    for _ in 0..1_000 {
        if ask().await.is_ok() {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("the place is still taken");
}
