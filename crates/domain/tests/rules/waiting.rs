//! Whom a dossier waits for, since when, and what would move it.

use domain::{
    dossier::{
        event::{ConditionNumber, WaitingOn},
        moves::{Move, Occasion, Wanted, way_on},
        waiting::{Since, Whom, waiting},
    },
    forecast::Planned,
    framework::{Framework, Outcome, Role},
    ids::Revision,
};
use jiff::civil::{Date, date};

use crate::{
    acts::{
        answer, coordinator, correct, day, document, resume, sealed, secretary, suspend, treatment, visit,
    },
    region::{id, ids, region},
    story::Story,
};

fn on(story: &Story) -> (Whom, Since) {
    let waiting = waiting(story.dossier()).unwrap();
    (waiting.on, waiting.since)
}

fn moves(story: &Story, today: Date) -> Move {
    moves_with(story, &Planned::default(), today)
}

fn moves_with(story: &Story, planned: &Planned, today: Date) -> Move {
    way_on(&story.framework, planned, &waiting(story.dossier()).unwrap().need, today).unwrap()
}

fn wanted(round: &str, formats: &[&str]) -> Wanted {
    Wanted { round: id(round), formats: ids(formats), filed: None, unanswered: Vec::new() }
}

#[test]
fn a_new_dossier_waits_for_its_submitter_since_it_was_opened() {
    let story = Story::opened();
    assert_eq!(on(&story), (Whom::Named(WaitingOn::Submitter), Since::Recorded(Revision(1))));
    let expected = Move::Submit { paper: wanted("voorstel", &["voorstel"]), to: id("beleidsoverleg") };
    assert_eq!(moves(&story, day(0)), expected);
    let filed = Wanted { filed: Some(document("voorstel", 1)), ..wanted("voorstel", &["voorstel"]) };
    assert_eq!(
        moves(&story.files("voorstel"), day(0)),
        Move::Submit { paper: filed, to: id("beleidsoverleg") }
    );
}

#[test]
fn between_the_rounds_it_waits_since_the_decision_and_for_answers_first() {
    let story = Story::at("voorstel-oogo").on_day(9).outcome(Outcome::AdoptedWithConditions);
    assert_eq!(on(&story), (Whom::Named(WaitingOn::Submitter), Since::Date(day(9))));
    let unanswered = vec![ConditionNumber(1)];
    let paper = Wanted { unanswered, ..wanted("businesscase", &["businesscase", "projectplan"]) };
    assert_eq!(moves(&story, day(9)), Move::Submit { paper, to: id("beleidsoverleg") });
    let story = story.and(answer(&[1]), coordinator(9)).files("projectplan");
    let filed = Some(document("projectplan", 1));
    let paper = Wanted { filed, ..wanted("businesscase", &["businesscase", "projectplan"]) };
    assert_eq!(moves(&story, day(9)), Move::Submit { paper, to: id("beleidsoverleg") });
}

#[test]
fn after_a_referral_back_it_waits_for_a_version_that_was_not_seen() {
    let story = Story::at("voorstel-pora").on_day(9).outcome(Outcome::ReferredBack);
    assert_eq!(on(&story), (Whom::Named(WaitingOn::Submitter), Since::Date(day(9))));
    let resubmit = |paper| Move::Resubmit { paper, resume_at: id("voorstel-rbo"), to: id("rbo") };
    assert_eq!(moves(&story, day(9)), resubmit(wanted("voorstel", &["voorstel"])));
    let filed = Some(document("voorstel", 2));
    let story = story.files("voorstel");
    assert_eq!(moves(&story, day(9)), resubmit(Wanted { filed, ..wanted("voorstel", &["voorstel"]) }));
}

#[test]
fn at_a_step_it_waits_for_the_body_since_it_arrived() {
    let story = Story::at("voorstel-beleidsoverleg").on_day(3).outcome(Outcome::Noted);
    assert_eq!(on(&story), (Whom::Named(WaitingOn::Body(id("rbo"))), Since::Date(day(3))));
    let treat =
        Move::Treat { visit: visit("voorstel-rbo", 1), body: id("rbo"), role: Role::Advises, meeting: None };
    assert_eq!(moves(&story, day(9)), treat, "it meets when it is called");
}

#[test]
fn while_the_term_stands_still_it_waits_for_another_and_then_for_the_body_again() {
    let outside = WaitingOn::Outside(sealed(44));
    let story = Story::at("voorstel-rbo");
    let story = story.and(suspend("voorstel-rbo", 1, day(7), outside.clone()), secretary("rbo", 7));
    assert_eq!(on(&story), (Whom::Named(outside), Since::Date(day(7))));
    assert_eq!(moves(&story, day(9)), Move::Resume { visit: visit("voorstel-rbo", 1), body: id("rbo") });
    let back = story.clone().and(resume("voorstel-rbo", 1, day(7)), secretary("rbo", 9));
    assert_eq!(
        on(&back),
        (Whom::Named(WaitingOn::Body(id("rbo"))), Since::Date(day(0))),
        "it was taken back"
    );
    let later = story.and(resume("voorstel-rbo", 1, day(9)), secretary("rbo", 9));
    assert_eq!(on(&later), (Whom::Named(WaitingOn::Body(id("rbo"))), Since::Date(day(9))));
}

#[test]
fn a_corrected_date_counts_and_an_end_waits_for_nobody() {
    let story = Story::at("voorstel-oogo").on_day(9).outcome(Outcome::Adopted);
    let adopted = story.revision();
    let story = story.and(correct(adopted, treatment(Outcome::Adopted, day(8))), secretary("oogo", 9));
    assert_eq!(on(&story), (Whom::Named(WaitingOn::Submitter), Since::Date(day(8))));
    let rejected = Story::at("voorstel-oogo").outcome(Outcome::Rejected);
    assert_eq!(waiting(rejected.dossier()), None);
}

#[test]
fn the_next_meeting_is_the_first_for_which_the_papers_came_in_time() {
    // The PORA meets on the first Wednesday; papers are due ten working days before. When the dossier arrived, on
    // which day is asked; the meeting and the last day for its papers.
    let table = [
        (date(2026, 3, 4), date(2026, 3, 9), (date(2026, 4, 1), date(2026, 3, 18)), "in time"),
        (date(2026, 3, 18), date(2026, 3, 30), (date(2026, 4, 1), date(2026, 3, 18)), "on the last day"),
        (date(2026, 3, 19), date(2026, 3, 30), (date(2026, 5, 6), date(2026, 4, 20)), "a day late"),
        (date(2026, 3, 4), date(2026, 4, 1), (date(2026, 4, 1), date(2026, 3, 18)), "on the day itself"),
        (date(2026, 3, 4), date(2026, 4, 2), (date(2026, 5, 6), date(2026, 4, 20)), "not treated in April"),
    ];
    for (arrived, today, (meets, papers_due), rule) in table {
        let story = Story::opened_under(meeting_monthly());
        let days = |date: Date| (date - day(0)).get_days();
        let story = story.submits("voorstel", "voorstel").on_day(days(arrived)).goes_to("voorstel-pora");
        let Move::Treat { meeting, .. } = moves(&story, today) else { panic!("{rule}") };
        assert_eq!(meeting, Some(Occasion { on: meets, papers_due }), "{rule}");
    }
}

#[test]
fn a_planned_meeting_goes_before_the_rule_and_a_cancelled_one_is_not_held() {
    let story =
        Story::opened_under(meeting_monthly()).submits("voorstel", "voorstel").goes_to("voorstel-pora");
    let mut planned = Planned::default();
    let first = |planned: &Planned| {
        let Move::Treat { meeting: Some(meeting), .. } = moves_with(&story, planned, day(0)) else {
            panic!("it waits for a meeting")
        };
        meeting.on
    };
    assert_eq!(first(&planned), date(2026, 4, 1), "4 March came too soon for its papers");
    planned.cancels(&id("pora"), date(2026, 4, 1));
    assert_eq!(first(&planned), date(2026, 5, 6));
    planned.meets(&id("pora"), date(2026, 4, 15));
    assert_eq!(first(&planned), date(2026, 4, 15));
}

fn meeting_monthly() -> Framework {
    let mut framework = region();
    let pora = framework.bodies.iter_mut().find(|body| body.id == id("pora")).unwrap();
    pora.meets = Some("FREQ=MONTHLY;BYDAY=1WE".parse().unwrap());
    pora.papers_due_days = 10;
    framework
}
