//! Why an outcome does not follow from the stances, in English, with the sum.

use domain::{
    decision::{
        Refusal as R, Stance,
        count::Tally,
        refusal::{Short, Unseated},
    },
    framework::{DecisionRule, Outcome},
    ids::{PartyId, PartyKind},
};

use super::phrase::{date, each, number, outcome_name};
use crate::{names::Names, refusal::otherwise};

pub(super) fn told(refusal: &R, names: Names<'_>) -> String {
    let party = |id: &PartyId| names.party(id);
    match refusal {
        R::StancesRequired { step, outcome } => format!(
            "The framework asks for the stance of every party at step ‘{}’, and ‘{}’ came without. Name the stance of every \
             party that has a seat; absent is one too.",
            names.step(step),
            outcome_name(*outcome)
        ),
        R::WithoutSeat { party: id, body } => format!(
            "The party {} has no seat in {}. Leave this stance out, or see whether the right party was named.",
            party(id),
            names.body(body)
        ),
        R::StanceTwice { party: id } => {
            format!("The stance of {} is there twice. Name every party once.", party(id))
        }
        R::StancesIncomplete { missing, seats } => format!(
            "Not named: {}. Once the stance of one party is written down, that of all {} that have a seat must be; otherwise \
             the outcome would depend on who is counted. Name also who was absent.",
            each(missing, party),
            number(*seats)
        ),
        R::StanceUnexplained { party: id, stance } => unexplained(&party(id), *stance),
        R::MandateRequired { party: id, step } => format!(
            "The framework asks at step ‘{}’ under which mandate a stance was taken, and that of {} has none. Name the \
             mandate, or have an administrator grant it first.",
            names.step(step),
            party(id)
        ),
        R::MandateUnused { party: id, stance } => format!(
            "The party {} took no part (‘{}’), so that no mandate was used. Leave the mandate out.",
            party(id),
            stance_name(*stance)
        ),
        R::DissentNotPossible { party: id, stance } => format!(
            "The party {} took no part in the treatment (‘{}’), so that it cannot have had a dissenting view. Leave it out.",
            party(id),
            stance_name(*stance)
        ),
        R::ReplacementNotPossible { party: id, because } => unseated(&party(id), because),
        R::QuorumNotMet { outcome, kind, present, needed, seats, recused } => {
            quorum(*outcome, kind.as_ref(), [*present, *needed, *seats, *recused])
        }
        R::DoesNotFollow { outcome, rule, tally, short: lacks } => format!(
            "The outcome ‘{}’ does not follow from the stances. {} ({}.) {}",
            outcome_name(*outcome),
            short(*outcome, *rule, lacks, names),
            tallied(tally),
            help(*outcome, lacks)
        ),
    }
}

fn stance_name(stance: Stance) -> String {
    stance.name().replace('-', " ")
}

fn unexplained(party: &str, stance: Stance) -> String {
    let help = match stance {
        Stance::AgreesWithConditions => "Write down on which conditions.",
        Stance::Objects => "Write down why.",
        Stance::Recused => "Write down why this party keeps out of it.",
        Stance::Agrees | Stance::Abstains | Stance::Absent => "Write down what the party said.",
    };
    format!("The stance of {party}, ‘{}’, has no words. {help}", stance_name(stance))
}

fn unseated(party: &str, because: &Unseated) -> String {
    match because {
        Unseated::TookNoPart(stance) => format!(
            "Someone is said to have sat for {party}, but the party took no part: ‘{}’. Leave them out, or name the stance \
             that they took.",
            stance_name(*stance)
        ),
        Unseated::SamePerson(seated) => {
            format!("For {party}, {seated} would replace themselves. Name who sat, and for whom.")
        }
        Unseated::ReportedLate { reported_on, treated_on } => format!(
            "That someone else sat for {party} was reported to the chair only on {}, after the treatment on {}. See whether \
             the day is right; a replacement that was not reported does not count.",
            date(*reported_on),
            date(*treated_on)
        ),
    }
}

fn quorum(outcome: Outcome, kind: Option<&PartyKind>, [present, needed, seats, recused]: [u32; 4]) -> String {
    let of = kind.map_or_else(String::new, |kind| format!(" of the kind ‘{kind}’"));
    let out = match recused {
        0 => String::new(),
        some => format!(", of whom {} keep out of this item", number(some)),
    };
    format!(
        "Without a quorum ‘{}’ is not possible. Of the {} parties{of}{out}, {} took part; {} are needed. Defer the dossier, \
         or see whether every party that was there is counted.",
        outcome_name(outcome),
        number(seats),
        number(present),
        number(needed)
    )
}

/// What the rule asks, and what there is.
fn short(outcome: Outcome, rule: DecisionRule, short: &Short, names: Names<'_>) -> String {
    let parties = |ids: &[PartyId]| each(ids, |id| names.party(id));
    let by = by_rule(rule);
    let against = matches!(outcome, Outcome::Rejected | Outcome::Negative);
    match short {
        Short::Opposed { parties: opposed, .. } if against => {
            format!("{by} that is possible only when nobody agrees, and these do: {}.", parties(opposed))
        }
        Short::Opposed { parties: opposed, conditionally } => {
            if opposed.is_empty() {
                return format!(
                    "{by} agreement with conditions is no agreement with an outcome that takes none over. Only with \
                     conditions: {}.",
                    parties(conditionally)
                );
            }
            let mut who = vec![format!("objecting: {}", parties(opposed))];
            if !conditionally.is_empty() {
                who.push(format!("only with conditions: {}", parties(conditionally)));
            }
            format!("{by} nothing can be decided over an objection; {}.", who.join("; "))
        }
        Short::Unsupported => {
            format!("{by} at least one party must be for it, and none is; silence does not decide.")
        }
        Short::KindsMissing { kinds } => format!(
            "{by} at least one party of every kind must {}; missing of {}.",
            if against { "object" } else { "agree" },
            each(kinds, |kind| format!("‘{kind}’"))
        ),
        Short::TooFew { supporters, votes, needed } => format!(
            "{} of the {} parties that were for or against {}; a majority needs {}.",
            number(*supporters),
            number(*votes),
            if against { "objected" } else { "agreed" },
            number(*needed)
        ),
        Short::Agreed { adopting } => {
            format!("{by} the parties do agree: they {}.", if *adopting { "say yes" } else { "say no" })
        }
    }
}

fn by_rule(rule: DecisionRule) -> &'static str {
    match rule {
        DecisionRule::Chair => "When the chair concludes",
        DecisionRule::Consent => "By consent",
        DecisionRule::Consensus => "By consensus",
        DecisionRule::Majority => "By majority",
    }
}

/// Every stance that was taken, with how often.
fn tallied(tally: &Tally) -> String {
    let counts = [
        (tally.agree, Stance::Agrees),
        (tally.conditionally, Stance::AgreesWithConditions),
        (tally.object, Stance::Objects),
        (tally.abstain, Stance::Abstains),
        (tally.absent, Stance::Absent),
        (tally.recused, Stance::Recused),
    ];
    let taken = counts.iter().filter(|(count, _)| *count > 0);
    let taken: Vec<_> =
        taken.map(|(count, stance)| format!("{} × ‘{}’", number(*count), stance_name(*stance))).collect();
    format!("Counted: {}", taken.join(", "))
}

fn help(outcome: Outcome, short: &Short) -> String {
    let instead = |outcome: Outcome| format!("‘{}’", outcome_name(outcome));
    match (short, otherwise(outcome)) {
        (Short::Agreed { .. }, _) => {
            "Write down what the parties found together, or mend the stances.".to_owned()
        }
        (Short::Opposed { parties, conditionally }, otherwise)
            if parties.is_empty() && !conditionally.is_empty() && otherwise.conditions.is_some() =>
        {
            let with = otherwise.conditions.map(instead).unwrap_or_default();
            format!("Take the conditions over with {with}, or see whether the stances are right.")
        }
        (
            Short::Opposed { .. } | Short::Unsupported | Short::KindsMissing { .. } | Short::TooFew { .. },
            otherwise,
        ) => format!(
            "Choose {}, defer the dossier, or see whether the stances are right.",
            instead(otherwise.undecided)
        ),
    }
}
