//! What somebody with the real key did: another history, signed as if it were the one. Every proof holds.

use domain::{
    Event,
    context::Capacity,
    decision::Stance,
    dossier::{self, event::Next},
    framework::Outcome,
};
use jiff::ToSpan as _;
use verifier::{
    bundle::Kind,
    report::{
        Check::{self, Completeness, Earlier, Replay},
        Rule,
    },
};

use super::{Case, rewrite};
use crate::{
    ground::region::{Region, dossier as numbered, id},
    whole::since,
};

fn case(name: &'static str, by: Check, rule: Rule) -> Case {
    Case::of(Kind::Region, name, by, rule)
}

/// Changes what a body did according to a record.
fn retreat(region: &mut Region, position: usize, change: impl FnOnce(&mut dossier::event::Treated)) {
    rewrite(region, position, |record| {
        let Event::Dossier(event) = &record.event else { panic!("a dossier's record") };
        let mut treated = event.treatment().expect("a treatment").clone();
        change(&mut treated);
        record.event = Event::Dossier(dossier::Event::treated(treated));
    });
}

/// The position of the last decision of the first dossier, which has stances.
const DECIDED: usize = 21;

/// Positions: 1 adoption, then the first dossier: 2 opened, 3 filed, 4 submitted, 5 noted, 6 to 9 advised, deferred,
/// advised, referred back, 10 answered, 11 filed, 12 resubmitted, 13 advised, 14 decided.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        case("another history that follows the rules", Earlier, Rule::Forked)
            .rewritten(|region| {
                *region = Region::new();
                (50..=70).for_each(|number| region.travels(numbered(number)));
            })
            .brought(|options, honest| options.since = vec![since(honest, 256)]),
        case("the last records left out", Earlier, Rule::EarlierLarger)
            .rewritten(|region| region.kept.truncate(200))
            .brought(|options, honest| options.since = vec![since(honest, 256)]),
        case("a record left out", Completeness, Rule::RevisionGap)
            .rewritten(|region| drop(region.kept.remove(7))),
        case("a record left out, and a checkpoint kept", Earlier, Rule::Forked)
            .rewritten(|region| drop(region.kept.remove(7)))
            .brought(|options, honest| options.since = vec![since(honest, 40)]),
        case("two records of a dossier swapped", Completeness, Rule::RevisionGap)
            .rewritten(|region| region.kept.swap(7, 8)),
        case("a confirmation that nobody wrote", Completeness, Rule::ConfirmationMissing)
            .brought(|options, _| options.confirmed_by = Some(id_of_a_command())),
    ];
    cases.extend(of_decisions());
    cases
}

fn id_of_a_command() -> domain::ids::CommandId {
    domain::ids::CommandId(uuid::Uuid::from_u128(0xbad))
}

fn of_decisions() -> Vec<Case> {
    vec![
        case("the outcome of a decision", Replay, Rule::DecidedOtherwise)
            .rewritten(|region| retreat(region, 14, |treated| treated.outcome = Outcome::Rejected)),
        case("the consequence of a decision", Replay, Rule::DecidedOtherwise)
            .rewritten(|region| retreat(region, 5, |treated| treated.next = Next::Round(id("businesscase")))),
        case("who decided", Replay, Rule::Refused).rewritten(|region| {
            rewrite(region, 14, |record| record.capacity = Capacity::Secretary { body: id("rbo") });
        }),
        case("a motivation taken away", Replay, Rule::Refused)
            .rewritten(|region| retreat(region, 9, |treated| treated.motivation = None)),
        case("an objection that was not there", Replay, Rule::Refused).rewritten(|region| {
            retreat(region, DECIDED, |treated| {
                treated.stances[3].stance = Stance::Objects;
                treated.stances[3].words = treated.motivation;
            });
        }),
        case("a party that was there taken away", Replay, Rule::Refused)
            .rewritten(|region| retreat(region, DECIDED, |treated| drop(treated.stances.pop()))),
        case("parties that were there said to be absent", Replay, Rule::Refused).rewritten(|region| {
            retreat(region, DECIDED, |treated| {
                treated.stances[2..4].iter_mut().for_each(|taken| taken.stance = Stance::Absent);
            });
        }),
        case("when it was recorded", Replay, Rule::TimeBackwards)
            .rewritten(|region| rewrite(region, 14, |record| record.recorded.now -= 5.minutes())),
        case("the framework that a dossier runs on", Replay, Rule::FrameworkUnknown).rewritten(|region| {
            rewrite(region, 2, |record| {
                let Event::Dossier(dossier::Event::DossierOpened(opened)) = &mut record.event else {
                    panic!("it is opened")
                };
                opened.framework.version = id("2027.1");
            });
        }),
        case("bytes that are no record", Replay, Rule::NotARecord)
            .rewritten(|region| region.kept[6].bytes = b"{\"specversion\":\"1.0\"}".to_vec()),
    ]
}
