//! When a party does not speak for itself.

use domain::{
    context::Context,
    decision,
    dossier::{
        Command, Refusal,
        event::Voice,
        refusal::{Awaits, Because, Needs},
    },
    framework::{Asked, Outcome, Target},
    ids::{MandateId, Revision},
    mandate::MandateRef,
};

use super::{after, asked};
use crate::{
    acts::{coordinator, correct, day, ratify, ratify_instead, record, secretary, treatment, visit, voice},
    region::{id, ids, region, region_of_ratifiers},
    story::{Case, Story},
};

#[test]
fn refused() {
    Case::all_hold(refusals());
}

/// Every way in which it is refused.
pub(crate) fn refusals() -> Vec<Case> {
    [who(), what(), again()].into_iter().flatten().collect()
}

fn case(rule: &'static str, given: Story, when: Command, refused: Refusal) -> Case {
    Case { rule, given, when, by: secretary("partijen", 20), refused }
}

fn heiloo() -> Voice {
    voice("gemeente-heiloo", true, day(7))
}

fn who() -> Vec<Case> {
    let parties = ids(&["gemeente-alkmaar", "gemeente-heiloo", "swv-po"]);
    let not_by = |rule, by: Context| Case {
        rule,
        given: asked(),
        when: ratify(heiloo()),
        refused: Refusal::NotPermitted {
            acted_as: by.capacity.clone(),
            needs: Needs::SecretaryOf(id("partijen")),
        },
        by,
    };
    let by_body =
        Story::opened_under(region()).submits("voorstel", "voorstel").goes_to("businesscase-partijen");
    let each = Refusal::EachPartySpeaks { step: id("businesscase-partijen"), parties: parties.clone() };
    let outcome = record("businesscase-partijen", 1, treatment(Outcome::Ratified, day(7)));
    let stranger = voice("gemeente-elders", true, day(7));
    vec![
        not_by("a coordinator does not record", coordinator(20)),
        not_by("the secretary of another body does not", secretary("oogo", 20)),
        case("the body does not speak for all", asked(), outcome, each),
        case(
            "no party speaks where the body does",
            by_body,
            ratify(heiloo()),
            Refusal::BodySpeaks { step: id("businesscase-partijen"), body: id("partijen") },
        ),
        case(
            "only who is asked speaks",
            asked(),
            ratify(stranger),
            Refusal::NotARatifier { party: id("gemeente-elders"), parties },
        ),
        case(
            "nobody speaks before the decision",
            Story::opened_under(region_of_ratifiers()),
            ratify(heiloo()),
            Refusal::NotAwaited { awaits: Awaits::Round(id("voorstel")) },
        ),
    ]
}

fn what() -> Vec<Case> {
    let because = Because::Outcome(Outcome::NotRatified);
    let mut required = region_of_ratifiers();
    required.route.steps.last_mut().unwrap().mandates = Asked::Required;
    let required =
        Story::opened_under(required).submits("voorstel", "voorstel").goes_to("businesscase-partijen");
    let bare = decision::Refusal::MandateRequired {
        party: id("gemeente-heiloo"),
        step: id("businesscase-partijen"),
    };
    let named = MandateRef { id: MandateId(uuid::Uuid::from_u128(7)), revision: Revision(1) };
    let under = Voice { mandate: Some(named), ..heiloo() };
    assert!(required.clone().and(ratify(under), secretary("partijen", 20)).revision() > 0);
    vec![
        case(
            "a day to come",
            asked(),
            ratify(voice("gemeente-heiloo", true, day(21))),
            Refusal::DateInFuture { given: day(21), today: day(20) },
        ),
        case(
            "a day before the decision",
            asked(),
            ratify(voice("gemeente-heiloo", true, day(-1))),
            Refusal::DateBeforeArrival { given: day(-1), arrived: day(0) },
        ),
        case(
            "who does not ratify says why",
            asked(),
            ratify(Voice { reasons: None, ..voice("gemeente-heiloo", false, day(7)) }),
            Refusal::MotivationRequired { because },
        ),
        case("the mandate is asked for", required, ratify(heiloo()), bare.into()),
    ]
}

fn again() -> Vec<Case> {
    let spoke = || after(&[("gemeente-heiloo", 7)]);
    let revision = spoke().revision();
    let party = || id("gemeente-heiloo");
    let not_it = |asked, stands: Option<u64>| Refusal::NotWhatItSaid {
        party: party(),
        asked: Revision(asked),
        stands: stands.map(Revision),
    };
    let no = || voice("gemeente-heiloo", false, day(7));
    let all = after(&[("gemeente-heiloo", 7), ("gemeente-alkmaar", 7), ("swv-po", 7)]);
    let last = all.revision();
    let parties = ids(&["gemeente-alkmaar", "gemeente-heiloo", "swv-po"]);
    vec![
        case(
            "a party speaks once",
            spoke(),
            ratify(no()),
            Refusal::AlreadySpoke { party: party(), revision: Revision(revision) },
        ),
        case("what is replaced was said", asked(), ratify_instead(no(), 3), not_it(3, None)),
        case("by this party", spoke(), ratify_instead(no(), 3), not_it(3, Some(revision))),
        case("and something changes", spoke(), ratify_instead(heiloo(), revision), Refusal::NothingCorrected),
        case(
            "an outcome of the parties is mended by the party",
            all,
            correct(last, treatment(Outcome::NotRatified, day(7))),
            Refusal::EachPartySpeaks { step: id("businesscase-partijen"), parties },
        ),
        too_late(),
        stands_on_the_decision(),
    ]
}

/// A second ratifying step has been spoken at, so that the first can no longer lead elsewhere.
fn too_late() -> Case {
    let mut framework = region_of_ratifiers();
    let mut second = framework.route.steps.last().unwrap().clone();
    second.id = id("businesscase-raden");
    let first = framework.route.steps.last_mut().unwrap();
    first.on.insert(Outcome::Ratified, Target::Step(id("businesscase-raden")));
    framework.route.steps.push(second);
    let story =
        Story::opened_under(framework).submits("voorstel", "voorstel").goes_to("businesscase-partijen");
    let story = ["gemeente-alkmaar", "swv-po", "gemeente-heiloo"]
        .iter()
        .fold(story, |story, party| story.and(ratify(voice(party, true, day(7))), secretary("partijen", 20)));
    let heiloo = story.revision();
    let raad = domain::dossier::command::Ratify {
        visit: visit("businesscase-raden", 1),
        voice: voice("swv-po", true, day(8)),
        replaces: None,
    };
    let story = story.and(Command::Ratify(raad), secretary("partijen", 20));
    let later = Revision(story.revision());
    let when = ratify_instead(voice("gemeente-heiloo", false, day(7)), heiloo);
    case("what others built on it stays", story, when, Refusal::CorrectionTooLate { later })
}

/// One party has spoken of the decision, so that the decision can no longer lead elsewhere.
fn stands_on_the_decision() -> Case {
    let story = after(&[("gemeente-heiloo", 7)]);
    let later = Revision(story.revision());
    let when = correct(later.0 - 1, treatment(Outcome::Rejected, day(0)));
    let refused = Refusal::CorrectionTooLate { later };
    Case {
        by: secretary("oogo", 20),
        ..case("the decision that parties spoke of stays", story, when, refused)
    }
}
