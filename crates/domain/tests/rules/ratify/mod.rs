//! Each party ratifies for itself what was decided, in any order; the step is complete when all have spoken.

pub(crate) mod refused;

use domain::{
    dossier::{
        Event,
        event::{Next, PartySpoke, Replaces, Treated},
        moves::{Move, way_on},
        state::Phase,
        waiting::waiting,
    },
    forecast::{Planned, Trail, forecast, passing::Later},
    framework::{EndKind, Outcome, Role},
    ids::{PartyId, Revision},
};
use jiff::civil::Date;

use crate::{
    acts::{day, ratify, ratify_instead, sealed, secretary, visit, voice},
    region::{id, region_of_ratifiers},
    story::{Story, given},
};

/// OOGO decided on day 0; the three parties have been asked.
pub(crate) fn asked() -> Story {
    Story::opened_under(region_of_ratifiers())
        .submits("voorstel", "voorstel")
        .goes_to("businesscase-partijen")
}

/// One party after another says yes, each on its own day.
pub(crate) fn after(parties: &[(&str, i32)]) -> Story {
    parties.iter().fold(asked(), |story, (party, on)| {
        story.and(ratify(voice(party, true, day(*on))), secretary("partijen", 20))
    })
}

fn together(outcome: Outcome, on: Date, end: &str, kind: EndKind) -> Treated {
    Treated {
        visit: visit("businesscase-partijen", 1),
        body: id("partijen"),
        role: Role::Ratifies,
        outcome,
        treated_on: on,
        motivation: None,
        conditions: Vec::new(),
        judged: Vec::new(),
        stances: Vec::new(),
        departs_from: Vec::new(),
        next: Next::End { end: id(end), kind },
    }
}

fn missing(story: &Story) -> Vec<PartyId> {
    let need = waiting(story.dossier()).unwrap().need;
    let moved = way_on(&story.framework, &Planned::default(), &need, day(20)).unwrap();
    let Move::Ratify { parties, .. } = moved else { panic!("{moved:?}") };
    parties
}

#[test]
fn the_last_of_all_brings_the_dossier_on_whoever_that_is() {
    let orders = [
        ["gemeente-alkmaar", "gemeente-heiloo", "swv-po"],
        ["swv-po", "gemeente-alkmaar", "gemeente-heiloo"],
        ["gemeente-heiloo", "swv-po", "gemeente-alkmaar"],
    ];
    for [first, second, last] in orders {
        let story = after(&[(first, 7), (second, 3)]);
        assert_eq!(missing(&story), [id(last)]);
        let ratified = together(Outcome::Ratified, day(7), "vastgesteld", EndKind::Adopted);
        let story = given(story).when(ratify(voice(last, true, day(5))), secretary("partijen", 20)).then(
            Event::PartySpoke(PartySpoke {
                visit: visit("businesscase-partijen", 1),
                body: id("partijen"),
                voice: voice(last, true, day(5)),
                replaces: None,
                completes: Some(Box::new(ratified)),
            }),
        );
        assert!(matches!(story.dossier().phase, Phase::Ended { kind: EndKind::Adopted, .. }));
    }
}

#[test]
fn one_that_does_not_ratify_leaves_the_word_to_the_others() {
    let story = asked().and(ratify(voice("gemeente-heiloo", false, day(1))), secretary("partijen", 20));
    assert!(matches!(story.dossier().phase, Phase::AtStep { .. }));
    assert_eq!(missing(&story), [id("gemeente-alkmaar"), id("swv-po")]);
    let story = story
        .and(ratify(voice("gemeente-alkmaar", true, day(2))), secretary("partijen", 20))
        .and(ratify(voice("swv-po", true, day(2))), secretary("partijen", 20));
    let treated = story.dossier().visits.last().unwrap().treated().unwrap();
    assert_eq!(*treated, together(Outcome::NotRatified, day(2), "afgewezen", EndKind::Rejected));
}

#[test]
fn what_a_party_said_can_be_replaced_before_all_have_spoken() {
    let story = after(&[("gemeente-heiloo", 1)]);
    let revision = story.revision();
    let story = given(story)
        .when(ratify_instead(voice("gemeente-heiloo", false, day(9)), revision), secretary("partijen", 20))
        .then(Event::PartySpoke(PartySpoke {
            visit: visit("businesscase-partijen", 1),
            body: id("partijen"),
            voice: voice("gemeente-heiloo", false, day(9)),
            replaces: Some(Replaces { revision: Revision(revision), reason: sealed(46) }),
            completes: None,
        }));
    let open = story.dossier().open_visit().unwrap();
    assert_eq!(open.voices.len(), 1, "both stand in the history, and one counts");
    assert_eq!(open.voices[0].revision, Revision(revision + 1));
}

#[test]
fn what_a_party_said_can_be_replaced_when_all_have_and_then_leads_elsewhere() {
    let story = after(&[("gemeente-heiloo", 1), ("gemeente-alkmaar", 2), ("swv-po", 3)]);
    let heiloo = story.revision() - 2;
    let story =
        story.and(ratify_instead(voice("gemeente-heiloo", false, day(4)), heiloo), secretary("partijen", 20));
    assert!(matches!(story.dossier().phase, Phase::Ended { kind: EndKind::Rejected, .. }));
    let treated = story.dossier().visits.last().unwrap().treated().unwrap();
    assert_eq!((treated.outcome, treated.treated_on), (Outcome::NotRatified, day(4)));
    // And back: the record that stands is named.
    let again = story.revision();
    let story =
        story.and(ratify_instead(voice("gemeente-heiloo", true, day(4)), again), secretary("partijen", 20));
    assert!(matches!(story.dossier().phase, Phase::Ended { kind: EndKind::Adopted, .. }));
}

#[test]
fn only_the_kinds_that_the_step_names_are_asked() {
    let mut framework = region_of_ratifiers();
    framework.route.steps.last_mut().unwrap().ratified_by = vec![id("gemeente")];
    let story =
        Story::opened_under(framework).submits("voorstel", "voorstel").goes_to("businesscase-partijen");
    assert_eq!(missing(&story), [id("gemeente-alkmaar"), id("gemeente-heiloo")]);
    let story = story
        .and(ratify(voice("gemeente-heiloo", true, day(2))), secretary("partijen", 20))
        .and(ratify(voice("gemeente-alkmaar", true, day(2))), secretary("partijen", 20));
    assert!(matches!(story.dossier().phase, Phase::Ended { kind: EndKind::Adopted, .. }));
}

/// Nothing is known of the meetings of eight colleges: the forecast says the earliest day that there can be.
#[test]
fn a_forecast_has_the_parties_speak_on_the_day_that_they_are_asked() {
    let story = after(&[("swv-po", 3)]);
    let standing = Trail::of(&story.dossier().visits).standing(&story.dossier().phase, day(9)).unwrap();
    let told = forecast(&story.framework, &Planned::default(), &standing, &Later::new()).unwrap();
    let passage = told.legs[0].passages.last().unwrap();
    assert!(passage.by_parties && !passage.called);
    assert_eq!((passage.meets, passage.outcome), (day(9), Outcome::Ratified));
}
