//! As it was: the answer as of every position of a history is what was answered when that position was the last, and
//! what the rules' own account says.

use domain::{ids::PartyId, meeting::Form};
use jiff::{Timestamp, civil::Date};
use proptest::prelude::*;
use record::Position;

use super::{
    dice::Dice,
    model::Model,
    region::id,
    snapshot::{
        BODIES, actions, agenda, dossier_at, entries, filters, list, meetings, waiting, waiting_filters,
    },
    world::World,
};
use crate::{
    AsOf, Views,
    query::{
        self, dossier, dossiers,
        meetings::{Phase, Session, Standing},
        parts::WaitsFor,
        register, waiting,
    },
};

pub(super) fn views_of(world: &World) -> (tempfile::TempDir, Views) {
    let directory = tempfile::tempdir().unwrap();
    let views = Views::open(directory.path(), world.log, Position::START).unwrap();
    (directory, views)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn as_of_a_position_is_what_the_rules_say_of_the_records_until_then(
        seed in any::<u64>(),
        steps in 1..160_usize,
        flush in any::<bool>(),
    ) {
        let world = World::walked(seed, steps);
        let (_directory, views) = views_of(&world);
        let mut model = Model::new(&world.words);
        let mut models = Vec::new();
        for (stored, record) in world.stored.iter().zip(&world.records) {
            views.apply(std::slice::from_ref(stored)).unwrap();
            if flush && stored.position.0 % 13 == 0 {
                views.flush().unwrap();
            }
            model.take(stored.position, record);
            invariant_answers_are_those_of_the_model(&views, &model, AsOf::Now);
            invariant_lists_are_those_of_the_model(&views, &model);
            models.push(model.clone());
        }
        for (model, stored) in models.iter().zip(&world.stored) {
            invariant_answers_are_those_of_the_model(&views, model, AsOf::Position(stored.position));
        }
    }

    #[test]
    fn as_of_a_moment_is_as_of_the_last_record_written_down_by_then(seed in any::<u64>(), steps in 1..80_usize) {
        let world = World::walked(seed, steps);
        let (_directory, views) = views_of(&world);
        views.apply(&world.stored).unwrap();
        let moments: Vec<Timestamp> = world.records.iter().map(|record| record.recorded.now).collect();
        for moment in &moments {
            // The moment of a position is the latest until there, so the answer is before the first later record.
            let later = moments.iter().position(|other| other > moment).unwrap_or(moments.len());
            prop_assert_eq!(views.position_at(*moment).unwrap(), Position(later as u64));
            let pora = id("pora");
            prop_assert_eq!(
                agenda(&views, &pora, AsOf::Moment { moment: *moment, head: Position::START }, 50),
                agenda(&views, &pora, AsOf::Position(Position(later as u64)), 50)
            );
        }
    }
}

/// How many positions are drawn.
const POSITIONS_DRAWN: usize = 1_000;
/// Of how many positions one is asked for all that waited then: that reads every dossier.
const WAITING_EVERY: usize = 16;
/// How many dossiers are looked at as of each of them.
const DOSSIERS_DRAWN: usize = 4;
/// How many meetings are.
const MEETINGS_DRAWN: usize = 2;

/// A region of its own, larger than those above: most of what is asked lies in blocks that were written to the store.
#[test]
fn as_of_a_thousand_random_positions_is_a_fresh_fold() {
    let world = World::walked(20_261_130, 2_400);
    let (_directory, views) = views_of(&world);
    for some in world.stored.chunks(97) {
        views.apply(some).unwrap();
        views.flush().unwrap();
    }
    let (_other, growing) = views_of(&world);
    let mut dice = Dice(7);
    let mut drawn: Vec<usize> = (0..POSITIONS_DRAWN).map(|_| dice.below(world.stored.len() + 1)).collect();
    drawn.sort_unstable();
    let mut model = Model::new(&world.words);
    let (mut folded, mut fresh) = (0, 0);
    for position in drawn {
        for (stored, record) in world.stored[folded..position].iter().zip(&world.records[folded..position]) {
            model.take(stored.position, record);
        }
        growing.apply(&world.stored[folded..position]).unwrap();
        folded = position;
        let as_of = AsOf::Position(Position(position as u64));
        for body in BODIES {
            assert_eq!(agenda(&views, &id(body), as_of, 50), model.agenda(&id(body)), "{body} {position}");
        }
        if position % WAITING_EVERY == 0 {
            let everything = waiting::Filter::default();
            let seen = waiting(&views, &everything, waiting::Order::Longest, as_of, 500);
            assert_eq!(seen, model.waiting(), "{position}");
        }
        assert_eq!(entries(&views, &register::Filter::default(), as_of), model.register(), "{position}");
        let known = model.ids();
        let met = model.meetings.ids();
        for _ in 0..MEETINGS_DRAWN.min(met.len()) {
            let meeting = met[dice.below(met.len())];
            assert_eq!(views.meeting(meeting, as_of).unwrap().meeting, model.meeting(meeting), "{position}");
        }
        for _ in 0..DOSSIERS_DRAWN.min(known.len()) {
            let dossier = known[dice.below(known.len())];
            assert_eq!(dossier_at(&views, dossier, as_of), model.dossier(dossier), "{position}");
        }
        if dice.once_in(50) {
            // A list is kept as it is, so it is asked when this position is the last; the fold is made anew.
            let mut anew = Model::new(&world.words);
            for (stored, record) in world.stored[..position].iter().zip(&world.records) {
                anew.take(stored.position, record);
            }
            assert_eq!(list(&growing, &dossiers::Filter::default(), 50), anew.list(), "{position}");
            assert_eq!(anew.register(), model.register());
            fresh += 1;
        }
    }
    assert!(fresh > 10, "{fresh} folds were made anew");
}

pub(super) fn invariant_answers_are_those_of_the_model(views: &Views, model: &Model<'_>, as_of: AsOf) {
    for body in BODIES {
        assert_eq!(agenda(views, &id(body), as_of, 3), model.agenda(&id(body)), "{body} {as_of:?}");
    }
    invariant_what_waits_is_that_of_the_model(views, model, as_of);
    assert_eq!(entries(views, &register::Filter::default(), as_of), model.register(), "{as_of:?}");
    for dossier in model.ids() {
        assert_eq!(dossier_at(views, dossier, as_of), model.dossier(dossier), "{as_of:?}");
    }
    assert_eq!(meetings(views, None, as_of, 3), model.meetings(None), "{as_of:?}");
    assert_eq!(meetings(views, Some(&id("pora")), as_of, 50), model.meetings(Some(&id("pora"))), "{as_of:?}");
    invariant_sessions_are_those_of_the_model(views, model, as_of);
    for meeting in model.meetings.ids() {
        assert_eq!(views.meeting(meeting, as_of).unwrap().meeting, model.meeting(meeting), "{as_of:?}");
    }
    invariant_actions_are_those_of_the_model(views, model, as_of);
}

/// Of everyone, of a body, about each dossier, on the list of each meeting, by number, and those that are open.
fn invariant_actions_are_those_of_the_model(views: &Views, model: &Model<'_>, as_of: AsOf) {
    use query::actions::{Of, Query, Row};
    let all = model.actions(None);
    let pora = id("pora");
    let only =
        |keep: &dyn Fn(&Row) -> bool| -> Vec<Row> { all.iter().filter(|row| keep(row)).cloned().collect() };
    assert_eq!(actions(views, &Of::Everyone, as_of, 3), all, "{as_of:?}");
    let of_pora = only(&|row| row.reference.body == pora);
    assert_eq!(actions(views, &Of::Body(pora.clone()), as_of, 2), of_pora, "{as_of:?}");
    for dossier in model.ids() {
        let about = only(&|row| row.action.agreed.about == Some(dossier));
        assert_eq!(actions(views, &Of::Dossier(dossier), as_of, 50), about, "{as_of:?}");
    }
    for meeting in model.meetings.ids() {
        let on_list = model.actions(Some(meeting));
        assert_eq!(actions(views, &Of::Meeting(meeting), as_of, 2), on_list, "{as_of:?} {meeting}");
    }
    if let Some(row) = all.last() {
        let named = actions(views, &Of::Reference(row.reference.clone()), as_of, 1);
        assert_eq!(named, std::slice::from_ref(row), "{as_of:?}");
    }
    let query = Query { of: Of::Everyone, open_only: true, as_of, after: Position::START, limit: 500 };
    let open = only(&|row| row.action.closed.is_none());
    assert_eq!(views.actions(&query).unwrap().rows, open, "{as_of:?}");
}

/// The index alone says the same of sessions as the records of the meetings do; of all, and from a day on.
fn invariant_sessions_are_those_of_the_model(views: &Views, model: &Model<'_>, as_of: AsOf) {
    let rows = model.meetings(None);
    for from in [None, rows.get(rows.len() / 2).map(|row| row.on)] {
        let meant = rows.iter().filter(|row| row.form == Form::Session);
        let meant = meant.filter(|row| from.is_none_or(|from| from <= row.on));
        let sessions = meant.map(|row| Session {
            body: row.body.clone(),
            on: row.on,
            standing: match row.phase {
                Phase::Concept | Phase::Fixed | Phase::Sent => Standing::Ahead,
                Phase::Held => Standing::Held,
                Phase::Cancelled => Standing::Cancelled,
            },
        });
        let sessions: Vec<_> = sessions.collect();
        assert_eq!(views.sessions(from, as_of).unwrap(), sessions, "{as_of:?} {from:?}");
    }
}

/// Longest waiting first, and the term that ends first, through every filter; of then, through each in turn.
fn invariant_what_waits_is_that_of_the_model(views: &Views, model: &Model<'_>, as_of: AsOf) {
    let mut filters = waiting_filters();
    if let AsOf::Position(position) = as_of {
        let turn = usize::try_from(position.0).unwrap() % filters.len();
        filters = vec![filters.swap_remove(turn)];
    }
    for filter in filters {
        let mut expected = model.waiting();
        expected.retain(|row| is_waited_for(&filter, row));
        let seen = waiting(views, &filter, waiting::Order::Longest, as_of, 4);
        assert_eq!(seen, expected, "{filter:?} {as_of:?}");
        let due = |row: &waiting::Row| row.due().unwrap_or(Date::MAX);
        expected.sort_by_key(|row| (due(row), row.since, row.opened));
        let seen = waiting(views, &filter, waiting::Order::Due, as_of, 6);
        assert_eq!(seen, expected, "{filter:?} {as_of:?}");
    }
}

fn is_waited_for(filter: &waiting::Filter, row: &waiting::Row) -> bool {
    let of_party = |party: &PartyId| match &row.waits_for {
        WaitsFor::Coordinator(_) => row.party == *party,
        WaitsFor::Party(waited) => waited == party,
        WaitsFor::Body(_) | WaitsFor::Outside(_) | WaitsFor::Nobody => false,
    };
    let is_over = |day: Date| row.due().is_some_and(|due| due < day);
    filter.body.as_ref().is_none_or(|body| row.waits_for == WaitsFor::Body(body.clone()))
        && filter.party.as_ref().is_none_or(of_party)
        && (!filter.outside || matches!(row.waits_for, WaitsFor::Outside(_)))
        && filter.overdue_on.is_none_or(is_over)
}

pub(super) fn invariant_lists_are_those_of_the_model(views: &Views, model: &Model<'_>) {
    for filter in filters() {
        let mut expected = model.list();
        expected.retain(|row| holds(&filter, row));
        assert_eq!(list(views, &filter, 3), expected, "{filter:?}");
        assert_eq!(views.dossier_count(&filter).unwrap().dossiers as usize, expected.len());
    }
    for row in model.list() {
        let key = dossier::Key::Reference(row.reference.to_string().parse().unwrap());
        assert_eq!(views.dossier(&key, AsOf::Now).unwrap().dossier.unwrap().id, row.id);
    }
    let (_, bodies) = views.agendas().unwrap();
    for body in bodies {
        assert_eq!(body.dossiers as usize, model.agenda(&body.body).len(), "{}", body.body);
    }
}

fn holds(filter: &dossiers::Filter, row: &dossiers::Row) -> bool {
    let title = row.title.known().unwrap_or_default().to_lowercase();
    (filter.phases.is_empty() || filter.phases.contains(&row.phase))
        && (filter.waits_for.is_none() || filter.waits_for == row.waits_for)
        && filter.party.as_ref().is_none_or(|party| row.party == *party)
        && filter.coordinator.as_ref().is_none_or(|actor| row.coordinator == *actor)
        && filter.framework.as_ref().is_none_or(|family| row.framework.id == *family)
        && filter.function.as_ref().is_none_or(|function| row.functions.contains(function))
        && filter.title.as_ref().is_none_or(|text| title.contains(&text.to_lowercase()))
}

#[test]
fn nothing_is_known_of_what_is_still_to_come() {
    let world = World::walked(7, 20);
    let (_directory, views) = views_of(&world);
    views.apply(&world.stored[..10]).unwrap();
    let asked = Position(11);
    let ahead = views.position_at(Timestamp::MAX).unwrap();
    assert_eq!(ahead, Position(10));
    let query = query::agenda::Query {
        body: id("pora"),
        as_of: AsOf::Position(asked),
        after: Position::START,
        limit: 1,
    };
    match views.agenda(&query) {
        Err(query::Error::NotReached { asked: named, applied }) => {
            assert_eq!((named, applied), (asked, Position(10)));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(agenda(&views, &id("pora"), AsOf::Position(Position::START), 5), []);
    assert_eq!(
        agenda(&views, &id("pora"), AsOf::Moment { moment: Timestamp::MIN, head: Position::START }, 5),
        []
    );
    assert_eq!(agenda(&views, &id("no-such-body"), AsOf::Now, 5), []);
}
