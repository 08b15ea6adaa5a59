//! Records about the keeping stand among those of a dossier, and change nothing of its way.

use domain::{
    dossier::{Refusal, State, pass},
    framework::Outcome,
};

use crate::{
    acts::{coordinator, correct, day, secretary, treatment, withdraw},
    story::{Story, given},
};

/// The same story with a record about the keeping of its history at the end.
fn kept(mut story: Story) -> Story {
    story.state = pass(story.state);
    story
}

#[test]
fn a_dossier_goes_on_where_it_was() {
    let plain = Story::submitted();
    let beside = kept(Story::submitted());
    let (plain, beside) = (plain.dossier().clone(), beside.dossier().clone());
    assert_eq!(beside.revision, plain.revision.next());
    assert_eq!(domain::dossier::Dossier { revision: plain.revision, ..beside }, plain, "nothing else moved");
}

#[test]
fn what_was_not_opened_stays_so() {
    assert_eq!(pass(State::Unopened), State::Unopened);
}

#[test]
fn a_withdrawal_is_named_where_it_stands_whatever_came_after_it() {
    let story = Story::at("voorstel-regisseuroverleg").and(withdraw(), coordinator(0));
    let withdrawn = story.dossier().revision;
    assert_eq!(story.dossier().withdrawn, Some(withdrawn));
    for story in [story.clone(), kept(kept(story))] {
        given(story)
            .when(correct(withdrawn.0 - 1, treatment(Outcome::Deferred, day(0))), secretary("rbo", 0))
            .refused(Refusal::CorrectionTooLate { later: withdrawn });
    }
}
