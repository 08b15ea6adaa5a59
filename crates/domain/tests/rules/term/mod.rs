//! A term stands still while the body waits for another, and ends later by what that really lasted.
//!
//! `voorstel-rbo` has a term of 30 working days. From Monday 2 March 2026 (day 0) it ends on 15 April: Good Friday and
//! Easter Monday do not count.

pub(crate) mod refused;

use domain::{
    dossier::{
        Event,
        event::{TermResumed, TermSuspended, WaitingOn},
        term::{Due, Reckoning},
    },
    framework::Outcome,
};
use jiff::civil::date;

use crate::{
    acts::{coordinator, correct, day, resume, sealed, secretary, suspend, treatment, visit},
    region::{RBO_TERM_DAYS, id, region},
    story::{Story, given},
};

/// The RBO waits for the submitter since day 7, Monday 9 March.
fn suspended() -> Story {
    Story::at("voorstel-rbo")
        .and(suspend("voorstel-rbo", 1, day(7), WaitingOn::Submitter), secretary("rbo", 7))
}

fn due(story: &Story) -> Due {
    story.dossier().visit(&visit("voorstel-rbo", 1)).unwrap().due()
}

#[test]
fn the_secretary_of_the_body_says_from_when_and_for_whom_it_stands_still() {
    let every = [
        WaitingOn::Submitter,
        WaitingOn::Party(id("swv-po")),
        WaitingOn::Body(id("pora")),
        WaitingOn::Outside(sealed(44)),
    ];
    for waits_for in every {
        let story = given(Story::at("voorstel-rbo"))
            .when(suspend("voorstel-rbo", 1, day(7), waits_for.clone()), secretary("rbo", 9))
            .then(Event::TermSuspended(TermSuspended {
                visit: visit("voorstel-rbo", 1),
                body: id("rbo"),
                from: day(7),
                waits_for: waits_for.clone(),
                reason: sealed(43),
            }));
        let open = story.dossier().open_visit().unwrap();
        assert_eq!(open.suspension().unwrap().waits_for, waits_for);
        assert_eq!(open.due(), Due::StandsStill(day(7)));
    }
}

#[test]
fn the_end_moves_by_the_working_days_that_it_really_lasted() {
    // When it ran again, counted from Monday 9 March; and the last day since.
    let table = [
        (day(7), date(2026, 4, 15), "taken back: it never stood still"),
        (day(8), date(2026, 4, 16), "one working day"),
        (day(12), date(2026, 4, 22), "Monday to Friday"),
        (day(14), date(2026, 4, 22), "the weekend adds nothing"),
        (date(2026, 4, 3), date(2026, 5, 15), "19 working days, and three holidays of spring on the way"),
        (date(2026, 4, 7), date(2026, 5, 15), "neither do Easter's holidays"),
    ];
    for (runs_from, expected, rule) in table {
        let story = given(suspended()).when(resume("voorstel-rbo", 1, runs_from), secretary("rbo", 60)).then(
            Event::TermResumed(TermResumed {
                visit: visit("voorstel-rbo", 1),
                body: id("rbo"),
                runs_from,
                due: expected,
            }),
        );
        assert_eq!(due(&story), Due::On(expected), "{rule}");
    }
}

#[test]
fn the_day_of_arrival_never_counts_so_it_cannot_stand_still() {
    let story = Story::at("voorstel-rbo");
    let story = story.and(suspend("voorstel-rbo", 1, day(0), WaitingOn::Submitter), secretary("rbo", 1));
    let story = story.and(resume("voorstel-rbo", 1, day(1)), secretary("rbo", 1));
    assert_eq!(due(&story), Due::On(date(2026, 4, 15)));
}

#[test]
fn a_term_may_stand_still_more_than_once_and_from_its_last_day() {
    let story = suspended().and(resume("voorstel-rbo", 1, day(9)), secretary("rbo", 9));
    assert_eq!(due(&story), Due::On(date(2026, 4, 17)));
    let story = story.and(
        suspend("voorstel-rbo", 1, date(2026, 4, 17), WaitingOn::Body(id("pora"))),
        secretary("rbo", 46),
    );
    let story = story.and(resume("voorstel-rbo", 1, date(2026, 4, 21)), secretary("rbo", 51));
    assert_eq!(due(&story), Due::On(date(2026, 4, 21)), "Friday and Monday");
}

#[test]
fn what_was_taken_back_does_not_stand_in_the_way_of_an_earlier_day() {
    let story = suspended().and(resume("voorstel-rbo", 1, day(7)), secretary("rbo", 9));
    let story = story.and(suspend("voorstel-rbo", 1, day(3), WaitingOn::Submitter), secretary("rbo", 9));
    let story = story.and(resume("voorstel-rbo", 1, day(7)), secretary("rbo", 9));
    assert_eq!(due(&story), Due::On(date(2026, 4, 17)), "Thursday and Friday");
}

#[test]
fn treating_a_visit_ends_its_suspension() {
    let story = suspended().on_day(14).outcome(Outcome::Positive);
    let treated = story.dossier().visit(&visit("voorstel-rbo", 1)).unwrap();
    assert_eq!(treated.suspension(), None);
    let reckoning =
        Reckoning::at(&region().calendar, RBO_TERM_DAYS, treated.opening.arrived, &treated.ledger(), day(14));
    assert_eq!((reckoning.spent, reckoning.stood_still), (5, 5), "the day of the treatment ran again");
}

#[test]
fn a_deferral_gives_a_new_visit_its_whole_term() {
    let story = suspended().on_day(14).outcome(Outcome::Deferred);
    let again = story.dossier().open_visit().unwrap();
    assert_eq!((again.opening.visit.number, again.suspension()), (2, None));
    assert_eq!(again.due(), Due::On(region().calendar.add_working_days(day(14), RBO_TERM_DAYS)));
}

#[test]
fn a_correction_leaves_the_ledger_as_it_was() {
    let story = suspended().on_day(14).outcome(Outcome::Positive);
    let positive = story.revision();
    let mended = story.and(correct(positive, treatment(Outcome::Negative, day(13))), secretary("rbo", 14));
    let treated = mended.dossier().visit(&visit("voorstel-rbo", 1)).unwrap();
    assert_eq!(treated.ledger()[0].until, Some(day(13)), "it ended when the visit was really treated");
}

#[test]
fn a_visit_that_never_should_have_been_takes_its_suspension_along() {
    let mistaken = Story::at("voorstel-beleidsoverleg").outcome(Outcome::Noted);
    let noted = mistaken.revision();
    let story = mistaken.and(suspend("voorstel-rbo", 1, day(0), WaitingOn::Submitter), secretary("rbo", 0));
    let story =
        story.and(correct(noted, treatment(Outcome::Deferred, day(0))), secretary("beleidsoverleg", 0));
    assert!(story.dossier().visit(&visit("voorstel-rbo", 1)).unwrap().is_void());
    let story = story.goes_to("voorstel-rbo");
    let open = story.dossier().open_visit().unwrap();
    assert_eq!((open.opening.visit.number, open.suspensions.len()), (2, 0));
}

#[test]
fn a_term_counts_the_days_that_it_ran() {
    // On which day; spent, left, over, stood still.
    let table = [
        (day(0), (0, 30, 0, 0)),
        (day(5), (4, 26, 0, 0)),
        (day(7), (4, 26, 0, 1)),
        (day(13), (4, 26, 0, 5)),
        (day(14), (5, 25, 0, 5)),
        (date(2026, 4, 22), (30, 0, 0, 5)),
        (date(2026, 4, 24), (32, 0, 2, 5)),
    ];
    let story = suspended().and(resume("voorstel-rbo", 1, day(14)), secretary("rbo", 14));
    let open = story.dossier().open_visit().unwrap();
    for (on, expected) in table {
        let term = Reckoning::at(&region().calendar, RBO_TERM_DAYS, open.opening.arrived, &open.ledger(), on);
        assert_eq!((term.spent, term.left(), term.over(), term.stood_still), expected, "{on}");
    }
}

#[test]
fn withdrawing_ends_what_stood_still() {
    let story = suspended().and(crate::acts::withdraw(), coordinator(8));
    assert_eq!(story.dossier().visit(&visit("voorstel-rbo", 1)).unwrap().suspension(), None);
}
