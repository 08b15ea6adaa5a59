//! What holds of the views: they say what the records say, now and as of any position, however they were fed.

use domain::{
    Event, arrangement,
    dossier::{
        Event as Happened, State,
        event::VisitRef,
        state::{Dossier, Phase},
        term::Due,
        waiting::waiting as waits,
    },
    framework::EndKind,
    ids::{BodyId, DossierId, Revision},
    sealed::Sealed,
};
use jiff::civil::Date;
use journal::Journal;
use record::{HistoryId, Position, Record};
use views::{
    AsOf, Views, Words,
    query::{PAGE_ROWS_MAX, agenda, dossier, dossiers, register, waiting},
};

use crate::{
    replica::{Matter, Replica},
    rules,
};

/// What an agenda has to say of a visit.
type Row = (DossierId, VisitRef, BodyId, Date, Option<Date>, Revision);

/// Holds the views against the records, as of their own position and of another one before it.
pub(crate) fn invariants(views: &Views, replica: &Replica, earlier: Position) {
    invariant_no_view_is_ahead_of_the_journal(views, replica);
    for at in [views.position(), earlier.min(views.position())] {
        invariant_an_agenda_is_what_waits(views, replica, at);
        invariant_what_waits_is_what_the_rules_say(views, replica, at);
        invariant_a_dossier_is_the_fold_of_its_history(views, replica, at);
        invariant_the_register_is_what_was_registered_or_adopted(views, replica, at);
        invariant_a_moment_is_a_position(views, replica, at);
    }
}

/// Views know nothing that the journal which they follow has not heard.
pub(crate) fn invariant_views_have_not_heard_more_than_their_journal(views: &Views, journal: &dyn Journal) {
    let (position, head) = (views.position(), journal.head());
    assert!(position <= head, "views at {position} follow a journal that has heard of {head}");
}

/// Everything that can be asked, as one text, so that two views can be compared.
pub(crate) fn answers(views: &Views, replica: &Replica) -> String {
    let mut text = format!("{:?}\n{:?}\n", views.agendas(), views.frameworks());
    for at in (1..=replica.head().0).step_by(7).map(Position).chain([replica.head()]) {
        for body in bodies() {
            text.push_str(&format!("{:?}\n", agenda(views, &body, at)));
        }
        text.push_str(&format!("{:?}\n", register(views, at)));
    }
    for order in [dossiers::Order::OpenedOldest, dossiers::Order::ChangedNewest] {
        let filter = dossiers::Filter::default();
        let query =
            dossiers::Query { filter, order, as_of: AsOf::Now, after: Position::START, limit: PAGE_ROWS_MAX };
        text.push_str(&format!("{:?}\n", views.dossiers(&query)));
    }
    for id in replica.dossiers() {
        text.push_str(&format!("{:?}\n", views.dossier(&dossier::Key::Id(id), AsOf::Now)));
    }
    text
}

fn invariant_no_view_is_ahead_of_the_journal(views: &Views, replica: &Replica) {
    assert!(views.position() <= replica.head(), "a view follows the journal and does not lead it");
}

fn invariant_an_agenda_is_what_waits(views: &Views, replica: &Replica, at: Position) {
    for body in bodies() {
        let page = agenda(views, &body, at);
        assert_eq!(page.position, at, "an answer says what it reflects");
        let row = |row: agenda::Row| {
            let due = row.term.and_then(|term| known(term.due));
            (row.dossier, row.visit, row.body, row.arrived, due, row.revision)
        };
        let mut shown: Vec<Row> = page.rows.into_iter().map(row).collect();
        shown.sort();
        let waiting = opened_at(replica, at).into_iter().filter_map(|(id, dossier)| {
            let visit = dossier.open_visit()?;
            let (opening, due) = (&visit.opening, known(visit.due()));
            let row = (id, opening.visit.clone(), opening.body.clone(), opening.arrived, due);
            (opening.body == body).then_some((row.0, row.1, row.2, row.3, row.4, dossier.revision))
        });
        assert_eq!(shown, waiting.collect::<Vec<_>>(), "the agenda of {body} at {at} is what waits for it");
    }
}

/// The last day of a term, if it has one that is known.
fn known(due: Due) -> Option<Date> {
    match due {
        Due::On(due) => Some(due),
        Due::Never | Due::StandsStill(_) => None,
    }
}

fn invariant_what_waits_is_what_the_rules_say(views: &Views, replica: &Replica, at: Position) {
    let query = waiting::Query {
        filter: waiting::Filter::default(),
        order: waiting::Order::Longest,
        as_of: AsOf::Position(at),
        after: Position::START,
        limit: PAGE_ROWS_MAX,
    };
    let shown = views.waiting(&query).expect("a view that is whole").rows.into_iter();
    let mut shown: Vec<_> = shown.map(|row| (row.dossier, row.need, row.revision)).collect();
    shown.sort_by_key(|(id, ..)| *id);
    let waiting = opened_at(replica, at).into_iter();
    let waiting = waiting.filter_map(|(id, dossier)| Some((id, waits(&dossier)?.need, dossier.revision)));
    let mut waiting: Vec<_> = waiting.collect();
    waiting.sort_by_key(|(id, ..)| *id);
    assert_eq!(shown, waiting, "whom every dossier waits for at {at}");
}

fn invariant_a_dossier_is_the_fold_of_its_history(views: &Views, replica: &Replica, at: Position) {
    let opened = opened_at(replica, at);
    for id in replica.dossiers() {
        let shown = views.dossier(&dossier::Key::Id(id), AsOf::Position(at)).expect("a view that is whole");
        let folded = opened.iter().find(|(opened, _)| *opened == id).map(|(_, dossier)| dossier);
        let (Some(shown), Some(folded)) = (&shown.dossier, folded) else {
            assert_eq!(shown.dossier.is_some(), folded.is_some(), "{id} is there at {at}, or it is not");
            continue;
        };
        assert_eq!((shown.revision, &shown.phase), (folded.revision, &folded.phase), "{id} at {at}");
        assert_eq!((&shown.coordinator, &shown.party), (&folded.coordinator, &folded.party), "{id} at {at}");
        assert_eq!(shown.framework, folded.framework, "{id} at {at}");
        invariant_words_that_are_gone_are_not_shown(views, replica, shown);
        let documents = shown.documents.iter().map(|document| (&document.document, document.digest));
        assert!(
            documents.eq(folded.documents.iter().map(|filed| (&filed.document, filed.digest))),
            "the documents of {id} at {at}"
        );
        let submitted = shown.submissions.iter().map(|submission| &submission.document);
        assert!(
            submitted.eq(folded.submitted.iter().map(|submission| &submission.document)),
            "the submissions of {id} at {at}"
        );
        let visits = shown.visits.iter().map(|visit| &visit.visit);
        assert!(
            visits.eq(folded.visits.iter().map(|visit| &visit.opening.visit)),
            "the visits of {id} at {at}"
        );
        let conditions = shown.conditions.iter().map(|condition| (condition.number, &condition.judged));
        assert!(
            conditions
                .eq(folded.conditions.iter().map(|condition| (condition.set.number, &condition.judged))),
            "the conditions of {id} at {at}"
        );
    }
}

/// Whatever position is asked about: what is gone was never said. Until then, and for ever if nobody erases it, it is shown.
fn invariant_words_that_are_gone_are_not_shown(views: &Views, replica: &Replica, shown: &dossier::Dossier) {
    let history = HistoryId::Dossier(shown.id);
    let Some((_, Record { event: Event::Dossier(Happened::DossierOpened(opened)), .. })) =
        replica.at(shown.opened)
    else {
        panic!("{history} was opened by another record than {}", shown.opened)
    };
    let words = [Some((&shown.title, opened.title)), shown.target_group.as_ref().zip(opened.target_group)];
    let State::Opened(dossier) = replica.dossier(shown.id) else { panic!("{history} is there") };
    let conditions = shown.conditions.iter().filter_map(|condition| {
        let set = dossier.conditions.iter().find(|known| known.set.number == condition.number)?;
        Some((&condition.text, set.set.text))
    });
    for (words, sealed) in words.into_iter().flatten().chain(conditions) {
        invariant_words_are_shown_until_they_are_gone(views, replica, words, sealed);
    }
}

fn invariant_words_are_shown_until_they_are_gone(
    views: &Views,
    replica: &Replica,
    words: &Words,
    sealed: Sealed,
) {
    match replica.gone.erasure_of(&sealed) {
        None => assert!(matches!(words, Words::Known(_)), "nobody erased the words of {sealed:?}"),
        Some(erasure) if erasure <= views.position() => {
            assert_eq!(
                *words,
                Words::Erased,
                "the record at {erasure} says the words of {sealed:?} are gone"
            );
        }
        // Whoever derives anew finds gone what an eraser has taken meanwhile.
        Some(_) => {}
    }
}

fn invariant_the_register_is_what_was_registered_or_adopted(views: &Views, replica: &Replica, at: Position) {
    let mut shown: Vec<HistoryId> = Vec::new();
    for row in register(views, at).rows {
        let added = replica.at(row.added).map(|(_, record)| &record.event);
        if let Some(Event::Arrangement(arrangement::Event::ArrangementRegistered(registered))) = added {
            invariant_words_are_shown_until_they_are_gone(views, replica, &row.name, registered.name);
        }
        shown.push(match row.source {
            register::From::Registration(id) => HistoryId::Arrangement(id),
            register::From::Dossier { id, .. } => HistoryId::Dossier(id),
        });
    }
    shown.sort();
    let is_in = |history: &&HistoryId| match replica.matter_at(history, at) {
        Matter::Dossier(state) => {
            matches!(state.dossier(), Ok(Dossier { phase: Phase::Ended { kind: EndKind::Adopted, .. }, .. }))
        }
        Matter::Arrangement(state) => matches!(state, arrangement::State::Registered(_)),
        Matter::Framework(_) | Matter::Meeting(_) | Matter::Mandate(_) | Matter::Preparation(_) => false,
    };
    let mut known: Vec<HistoryId> = replica.histories.keys().filter(is_in).cloned().collect();
    known.sort();
    assert_eq!(shown, known, "the register at {at}");
}

/// Where clocks jumped back, a record counts as written down no earlier than those before it.
fn invariant_a_moment_is_a_position(views: &Views, replica: &Replica, at: Position) {
    let Some((_, record)) = replica.at(at) else { return };
    let asked = record.recorded.now;
    let mut latest = jiff::Timestamp::MIN;
    let mut known = Position::START;
    for (stored, record) in
        replica.records.iter().take_while(|(stored, _)| stored.position <= views.position())
    {
        latest = latest.max(record.recorded.now);
        if latest <= asked {
            known = stored.position;
        }
    }
    assert_eq!(views.position_at(asked).expect("a view that is whole"), known, "the position at {asked}");
}

fn opened_at(replica: &Replica, at: Position) -> Vec<(DossierId, Box<Dossier>)> {
    let opened = |id: DossierId| match replica.matter_at(&HistoryId::Dossier(id), at) {
        Matter::Dossier(State::Opened(dossier)) => Some((id, dossier)),
        Matter::Dossier(State::Unopened)
        | Matter::Framework(_)
        | Matter::Arrangement(_)
        | Matter::Meeting(_)
        | Matter::Mandate(_)
        | Matter::Preparation(_) => None,
    };
    replica.dossiers().into_iter().filter_map(opened).collect()
}

fn agenda(views: &Views, body: &BodyId, at: Position) -> agenda::Page {
    let query = agenda::Query {
        body: body.clone(),
        as_of: AsOf::Position(at),
        after: Position::START,
        limit: PAGE_ROWS_MAX,
    };
    views.agenda(&query).unwrap_or_else(|error| panic!("{}", crate::explained(&error)))
}

fn register(views: &Views, at: Position) -> register::Page {
    let query = register::Query {
        filter: register::Filter::default(),
        as_of: AsOf::Position(at),
        after: Position::START,
        limit: PAGE_ROWS_MAX,
    };
    views.register(&query).unwrap_or_else(|error| panic!("{}", crate::explained(&error)))
}

fn bodies() -> Vec<BodyId> {
    rules::versions()[0].framework.bodies.iter().map(|body| body.id.clone()).collect()
}
