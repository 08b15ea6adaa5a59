//! The facts of a refusal about stances: the numbers that the outcome was judged by.

use super::{Facts, facts, joined};
use crate::decision::{
    Refusal as R,
    count::Tally,
    refusal::{Short, Unseated},
};

pub(super) fn of(refusal: &R) -> Facts {
    match refusal {
        R::StancesRequired { step, outcome } => {
            vec![("step", step.to_string()), ("outcome", outcome.to_string())]
        }
        R::WithoutSeat { party, body } => vec![("party", party.to_string()), ("body", body.to_string())],
        R::StanceTwice { party } => facts([("party", party)]),
        R::StancesIncomplete { missing, seats } => {
            vec![("missing", joined(missing)), ("seats", seats.to_string())]
        }
        R::MandateRequired { party, step } => vec![("party", party.to_string()), ("step", step.to_string())],
        R::StanceUnexplained { party, stance }
        | R::DissentNotPossible { party, stance }
        | R::MandateUnused { party, stance } => {
            vec![("party", party.to_string()), ("stance", stance.to_string())]
        }
        R::ReplacementNotPossible { party, because } => {
            let mut told = facts([("party", party)]);
            told.extend(unseated(because));
            told
        }
        R::QuorumNotMet { outcome, kind, present, needed, seats, recused } => {
            let mut told = facts([("outcome", outcome)]);
            told.extend(kind.as_ref().map(|kind| ("kind", kind.to_string())));
            told.extend(facts([
                ("present", present),
                ("needed", needed),
                ("seats", seats),
                ("recused", recused),
            ]));
            told
        }
        R::DoesNotFollow { outcome, rule, tally, short: lacks } => {
            let mut told = vec![("outcome", outcome.to_string()), ("rule", rule.name().to_owned())];
            told.extend(tallied(tally));
            told.extend(short(lacks));
            told
        }
    }
}

fn unseated(because: &Unseated) -> Facts {
    match because {
        Unseated::TookNoPart(stance) => facts([("stance", stance)]),
        Unseated::SamePerson(seated) => facts([("seated", seated)]),
        Unseated::ReportedLate { reported_on, treated_on } => {
            facts([("reported_on", reported_on), ("treated_on", treated_on)])
        }
    }
}

fn tallied(tally: &Tally) -> Facts {
    facts([
        ("agree", &tally.agree),
        ("agree_with_conditions", &tally.conditionally),
        ("object", &tally.object),
        ("abstain", &tally.abstain),
        ("absent", &tally.absent),
        ("recused", &tally.recused),
    ])
}

fn short(short: &Short) -> Facts {
    match short {
        Short::Opposed { parties, conditionally } => {
            vec![("opposed", joined(parties)), ("only_with_conditions", joined(conditionally))]
        }
        Short::Unsupported => vec![("supporters", "0".to_owned())],
        Short::KindsMissing { kinds } => vec![("kinds_missing", joined(kinds))],
        Short::TooFew { supporters, votes, needed } => {
            facts([("supporters", supporters), ("votes", votes), ("needed", needed)])
        }
        Short::Agreed { adopting } => facts([("agreed_to_adopt", adopting)]),
    }
}
