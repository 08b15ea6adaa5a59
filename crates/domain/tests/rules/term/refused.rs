//! When a term does not stand still, and when it does not run again.

use domain::{
    context::Context,
    dossier::{
        Command, Refusal, SUSPENSIONS_MAX,
        event::WaitingOn,
        refusal::{Awaits, Countable, Needs},
    },
    framework::Outcome,
};
use jiff::civil::{Date, date};

use super::suspended;
use crate::{
    acts::{administrator, coordinator, day, resume, secretary, suspend, visit, withdraw},
    region::{id, region},
    story::{Case, Story},
};

#[test]
fn refused() {
    Case::all_hold(suspending());
    Case::all_hold(resuming());
}

fn case(rule: &'static str, given: Story, when: Command, refused: Refusal) -> Case {
    Case { rule, given, when, by: secretary("rbo", 7), refused }
}

fn not_by(rule: &'static str, when: &Command, given: Story, by: Context) -> Case {
    let refused =
        Refusal::NotPermitted { acted_as: by.capacity.clone(), needs: Needs::SecretaryOf(id("rbo")) };
    Case { rule, given, when: when.clone(), by, refused }
}

/// Every way in which it is refused to let a term stand still.
pub(crate) fn suspending() -> Vec<Case> {
    [when_at_all(), for_whom(), from_when()].into_iter().flatten().collect()
}

fn plain() -> Command {
    suspend("voorstel-rbo", 1, day(7), WaitingOn::Submitter)
}

fn when_at_all() -> Vec<Case> {
    let at = || Story::at("voorstel-rbo");
    let worn = (0..SUSPENSIONS_MAX).fold(at(), |story, _| {
        let story = story.and(plain(), secretary("rbo", 7));
        story.and(resume("voorstel-rbo", 1, day(7)), secretary("rbo", 7))
    });
    let too_many =
        Refusal::TooMany { what: Countable::Suspensions, given: SUSPENSIONS_MAX + 1, max: SUSPENSIONS_MAX };
    let no_term = suspend("voorstel-beleidsoverleg", 1, day(0), WaitingOn::Submitter);
    let ended = at().and(withdraw(), coordinator(0));
    let elsewhere = Refusal::VisitNotOpen {
        asked: visit("voorstel-rbo", 1),
        open: Some(visit("voorstel-regisseuroverleg", 1)),
    };
    let mut under_another = at();
    under_another.framework.reference.version = id("2026.2");
    vec![
        not_by("not by another body", &plain(), at(), secretary("pora", 7)),
        not_by("not by the coordinator", &plain(), at(), coordinator(7)),
        not_by("not by an administrator", &plain(), at(), administrator(7)),
        case("while the body has it", at().outcome(Outcome::Positive), plain(), elsewhere),
        case("before the end", ended, plain(), Refusal::Ended { end: id("ingetrokken") }),
        case(
            "not while the submitter works on it",
            at().outcome(Outcome::ReferredBack),
            plain(),
            Refusal::NotAwaited { awaits: Awaits::Revision },
        ),
        Case {
            rule: "only where there is a term",
            by: secretary("beleidsoverleg", 7),
            ..case("", Story::submitted(), no_term, Refusal::NoTerm { step: id("voorstel-beleidsoverleg") })
        },
        case("not twice at once", suspended(), plain(), Refusal::AlreadySuspended { since: day(7) }),
        case("not without end", worn, plain(), too_many),
        case(
            "under its own framework",
            under_another,
            plain(),
            Refusal::OtherFramework { dossier: region().reference },
        ),
    ]
}

fn for_whom() -> Vec<Case> {
    let waiting_on = |rule, waits_for, refused| {
        case(rule, Story::at("voorstel-rbo"), suspend("voorstel-rbo", 1, day(7), waits_for), refused)
    };
    let known = region().bodies.iter().map(|body| body.id.clone()).collect();
    vec![
        waiting_on(
            "for a party that there is",
            WaitingOn::Party(id("gemeente-amsterdam")),
            Refusal::PartyUnknown { party: id("gemeente-amsterdam") },
        ),
        waiting_on(
            "for a body that there is",
            WaitingOn::Body(id("raad")),
            Refusal::BodyUnknown { body: id("raad"), known },
        ),
        waiting_on(
            "for another than itself",
            WaitingOn::Body(id("rbo")),
            Refusal::WaitsForItself { body: id("rbo") },
        ),
    ]
}

fn from_when() -> Vec<Case> {
    let from = |rule, given, from: Date, by: Context, refused| Case {
        rule,
        given,
        when: suspend("voorstel-rbo", 1, from, WaitingOn::Submitter),
        by,
        refused,
    };
    let before = suspended().and(resume("voorstel-rbo", 1, day(9)), secretary("rbo", 9));
    vec![
        from(
            "not from a day to come",
            Story::at("voorstel-rbo"),
            day(8),
            secretary("rbo", 7),
            Refusal::DateInFuture { given: day(8), today: day(7) },
        ),
        from(
            "not before the dossier arrived",
            Story::at("voorstel-rbo"),
            day(-1),
            secretary("rbo", 7),
            Refusal::DateBeforeArrival { given: day(-1), arrived: day(0) },
        ),
        from(
            "not on a day that stood still already",
            before,
            day(8),
            secretary("rbo", 9),
            Refusal::SuspensionOverlaps { given: day(8), until: day(9) },
        ),
        from(
            "not after it ran out",
            Story::at("voorstel-rbo"),
            date(2026, 4, 16),
            secretary("rbo", 60),
            Refusal::TermRanOut { given: date(2026, 4, 16), due: date(2026, 4, 15) },
        ),
    ]
}

/// Every way in which it is refused to let a term run again.
pub(crate) fn resuming() -> Vec<Case> {
    let plain = || resume("voorstel-rbo", 1, day(7));
    let no_term = resume("voorstel-beleidsoverleg", 1, day(0));
    vec![
        not_by("not by another body", &plain(), suspended(), secretary("pora", 7)),
        not_by("not by the coordinator", &plain(), suspended(), coordinator(7)),
        case(
            "only what stands still",
            Story::at("voorstel-rbo"),
            plain(),
            Refusal::NotSuspended { visit: visit("voorstel-rbo", 1) },
        ),
        Case {
            rule: "only where there is a term",
            by: secretary("beleidsoverleg", 7),
            ..case("", Story::submitted(), no_term, Refusal::NoTerm { step: id("voorstel-beleidsoverleg") })
        },
        case(
            "not from a day to come",
            suspended(),
            resume("voorstel-rbo", 1, day(8)),
            Refusal::DateInFuture { given: day(8), today: day(7) },
        ),
        case(
            "not before it stood still",
            suspended(),
            resume("voorstel-rbo", 1, day(6)),
            Refusal::ResumedTooEarly { given: day(6), since: day(7) },
        ),
    ]
}
