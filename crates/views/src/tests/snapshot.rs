//! Every answer of a view, to compare it with another.

use domain::{
    framework::EndKind,
    ids::{BodyId, DossierId},
};
use jiff::{SignedDuration, Timestamp, civil::date};
use record::Position;

use super::{bound::bound, mandates::mandates, region::id, world::World};
use crate::{
    AsOf, PhaseKind, Views,
    query::{actions, agenda, dossier, dossiers, meetings, register, waiting},
};

pub(super) const BODIES: [&str; 4] = ["beleidsoverleg", "pora", "oogo", "partijen"];

/// All that can be seen of a view at its last position, and a part of what can be seen of earlier ones.
pub(super) fn snapshot(views: &Views, world: &World) -> Vec<String> {
    let checkpoint = views.checkpoint().unwrap();
    let mut seen = vec![format!("{checkpoint:?}")];
    let mut see = |answer: &dyn std::fmt::Debug| seen.push(format!("{answer:?}"));
    for at in [1, 2, 3, 5].map(|part| AsOf::Position(Position(checkpoint.position.0 * part / 5))) {
        for body in BODIES {
            see(&agenda(views, &id(body), at, 2));
        }
        for filter in waiting_filters() {
            see(&waiting(views, &filter, waiting::Order::Due, at, 3));
        }
        see(&entries(views, &register::Filter::default(), at));
        see(&mandates(views, at, 3));
        see(&bound(views, at, 2));
        see(&meetings(views, None, at, 3));
        see(&actions(views, &actions::Of::Everyone, at, 3));
        for meeting in world.meetings.keys() {
            see(&actions(views, &actions::Of::Meeting(*meeting), at, 3));
            see(&views.meeting(*meeting, at).unwrap());
        }
        for dossier in world.dossiers.keys() {
            see(&views.dossier(&dossier::Key::Id(*dossier), at).unwrap());
            see(&prepared(views, *dossier, at));
        }
    }
    see(&views.agendas().unwrap());
    for filter in filters() {
        see(&list(views, &filter, 3));
        see(&views.dossier_count(&filter).unwrap());
    }
    see(&views.frameworks().unwrap());
    for hours in 0..20 {
        let moment: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
        see(&views.position_at(moment + SignedDuration::from_hours(hours * 100)).unwrap());
    }
    seen
}

/// A preparation: what is true of it, and the words of every note in order.
fn prepared(views: &Views, dossier: DossierId, at: AsOf) -> String {
    let answer = views.preparation(dossier, at).unwrap();
    let Some(found) = answer.found else { return format!("nothing prepared at {}", answer.position) };
    let notes = found.preparation.notes.iter().flat_map(|noted| noted.note.sealed());
    let words: Vec<_> = notes.map(|(name, sealed)| (name, found.words(&sealed))).collect();
    format!("{:?} {words:?} at {}", found.preparation, answer.position)
}

/// A whole agenda, in pages of so many rows.
pub(super) fn agenda(views: &Views, body: &BodyId, as_of: AsOf, limit: usize) -> Vec<agenda::Row> {
    let (mut rows, mut after, mut as_of) = (Vec::new(), Position::START, as_of);
    loop {
        let page = views.agenda(&agenda::Query { body: body.clone(), as_of, after, limit }).unwrap();
        assert!(page.rows.len() <= limit);
        as_of = AsOf::Position(page.position);
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = next,
            None => return rows,
        }
    }
}

/// The meetings of a body, or of all, in pages of so many rows.
pub(super) fn meetings(
    views: &Views,
    body: Option<&BodyId>,
    as_of: AsOf,
    limit: usize,
) -> Vec<meetings::Row> {
    let (mut rows, mut after, mut as_of) = (Vec::new(), Position::START, as_of);
    loop {
        let (body, from, until) = (body.cloned(), None, None);
        let page = views.meetings(&meetings::Query { body, from, until, as_of, after, limit }).unwrap();
        assert!(page.rows.len() <= limit);
        as_of = AsOf::Position(page.position);
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = next,
            None => return rows,
        }
    }
}

/// Actions, in pages of so many rows.
pub(super) fn actions(views: &Views, of: &actions::Of, as_of: AsOf, limit: usize) -> Vec<actions::Row> {
    let (mut rows, mut after, mut as_of) = (Vec::new(), Position::START, as_of);
    loop {
        let (of, open_only) = (of.clone(), false);
        let page = views.actions(&actions::Query { of, open_only, as_of, after, limit }).unwrap();
        assert!(page.rows.len() <= limit);
        as_of = AsOf::Position(page.position);
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = next,
            None => return rows,
        }
    }
}

/// A whole list, in pages of so many rows.
pub(super) fn list(views: &Views, filter: &dossiers::Filter, limit: usize) -> Vec<dossiers::Row> {
    let (mut rows, mut after, mut as_of) = (Vec::new(), Position::START, AsOf::Now);
    loop {
        let page = views
            .dossiers(&dossiers::Query {
                filter: filter.clone(),
                order: dossiers::Order::OpenedOldest,
                as_of,
                after,
                limit,
            })
            .unwrap();
        as_of = AsOf::Position(page.position);
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = next,
            None => return rows,
        }
    }
}

/// All that waits, in pages of so many rows.
pub(super) fn waiting(
    views: &Views,
    filter: &waiting::Filter,
    order: waiting::Order,
    as_of: AsOf,
    limit: usize,
) -> Vec<waiting::Row> {
    let (mut rows, mut after, mut as_of) = (Vec::new(), Position::START, as_of);
    loop {
        let query = waiting::Query { filter: filter.clone(), order, as_of, after, limit };
        let page = views.waiting(&query).unwrap();
        assert!(page.rows.len() <= limit);
        as_of = AsOf::Position(page.position);
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = next,
            None => return rows,
        }
    }
}

/// Filters of every kind.
pub(super) fn waiting_filters() -> Vec<waiting::Filter> {
    let any = waiting::Filter::default;
    vec![
        any(),
        waiting::Filter { body: Some(id("pora")), ..any() },
        waiting::Filter { body: Some(id("beleidsoverleg")), ..any() },
        waiting::Filter { body: Some(id("nergens")), ..any() },
        waiting::Filter { party: Some(id("swv-po")), ..any() },
        waiting::Filter { outside: true, ..any() },
        waiting::Filter { overdue_on: Some(date(2026, 6, 1)), ..any() },
    ]
}

/// The whole register, in pages of two.
pub(super) fn entries(views: &Views, filter: &register::Filter, as_of: AsOf) -> Vec<register::Row> {
    let (mut rows, mut after) = (Vec::new(), Position::START);
    loop {
        let page =
            views.register(&register::Query { filter: filter.clone(), as_of, after, limit: 2 }).unwrap();
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = next,
            None => return rows,
        }
    }
}

pub(super) fn dossier_at(views: &Views, dossier: DossierId, as_of: AsOf) -> Option<dossier::Dossier> {
    views.dossier(&dossier::Key::Id(dossier), as_of).unwrap().dossier
}

/// Filters of every kind.
pub(super) fn filters() -> Vec<dossiers::Filter> {
    let any = dossiers::Filter::default;
    let mut filters = vec![
        any(),
        dossiers::Filter { waits_for: Some(id("pora")), ..any() },
        dossiers::Filter { party: Some(id("swv-po")), ..any() },
        dossiers::Filter { coordinator: Some(id("u-tweede")), ..any() },
        dossiers::Filter { framework: Some(id("regio-noord")), ..any() },
        dossiers::Filter { framework: Some(id("nergens")), ..any() },
        dossiers::Filter { function: Some(id("versterken")), ..any() },
        dossiers::Filter { function: Some(id("onbekend")), ..any() },
        dossiers::Filter { title: Some("ÉÉN LOK".into()), ..any() },
        dossiers::Filter { title: Some("zuid".into()), party: Some(id("gemeente-alkmaar")), ..any() },
    ];
    let kinds = [PhaseKind::Preparing, PhaseKind::AtStep, PhaseKind::Revising];
    let kinds = kinds.into_iter().chain(EndKind::ALL.map(PhaseKind::Ended));
    filters.extend(kinds.map(|phase| dossiers::Filter { phases: vec![phase], ..any() }));
    filters
}
