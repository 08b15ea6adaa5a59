//! Why an outcome does not follow from the stances, in Dutch, with the sum.

use domain::{
    decision::{
        Refusal as R, Stance,
        count::Tally,
        refusal::{Short, Unseated},
    },
    framework::{DecisionRule, Outcome},
    ids::{PartyId, PartyKind},
};

use super::phrase::{date, each, number};
use crate::{names::Names, refusal::otherwise};

pub(super) fn told(refusal: &R, names: Names<'_>) -> String {
    let party = |id: &PartyId| names.party(id);
    match refusal {
        R::StancesRequired { step, outcome } => format!(
            "Het kader vraagt bij stap ‘{}’ het standpunt van elke partij, en bij ‘{}’ is er geen genoemd. Noem van elke \
             partij die zitting heeft een standpunt; afwezig is er ook een.",
            names.step(step),
            outcome.name_nl()
        ),
        R::WithoutSeat { party: id, body } => format!(
            "De partij {} heeft geen zitting in {}. Laat dit standpunt weg, of kijk na of de juiste partij is genoemd.",
            party(id),
            names.body(body)
        ),
        R::StanceTwice { party: id } => {
            format!("Het standpunt van {} staat er twee keer. Noem elke partij één keer.", party(id))
        }
        R::StancesIncomplete { missing, seats } => format!(
            "Niet genoemd: {}. Zodra van één partij een standpunt wordt vastgelegd, moet dat van alle {} die zitting hebben; \
             anders hangt de uitkomst ervan af wie wordt meegeteld. Noem ook wie afwezig was.",
            each(missing, party),
            number(*seats)
        ),
        R::StanceUnexplained { party: id, stance } => unexplained(&party(id), *stance),
        R::MandateRequired { party: id, step } => format!(
            "Het kader vraagt bij stap ‘{}’ onder welk mandaat een standpunt is ingenomen, en bij {} ontbreekt dat. Noem het \
             mandaat, of laat een beheerder het eerst verlenen.",
            names.step(step),
            party(id)
        ),
        R::MandateUnused { party: id, stance } => format!(
            "De partij {} nam geen deel (‘{}’), dus is er geen mandaat gebruikt. Laat het mandaat weg.",
            party(id),
            stance.name_nl()
        ),
        R::DissentNotPossible { party: id, stance } => format!(
            "De partij {} nam geen deel aan de behandeling (‘{}’) en kan dus geen afwijkend standpunt hebben ingenomen. Laat het weg.",
            party(id),
            stance.name_nl()
        ),
        R::ReplacementNotPossible { party: id, because } => unseated(&party(id), because),
        R::QuorumNotMet { outcome, kind, present, needed, seats, recused } => {
            quorum(*outcome, kind.as_ref(), [*present, *needed, *seats, *recused])
        }
        R::DoesNotFollow { outcome, rule, tally, short: lacks } => format!(
            "De uitkomst ‘{}’ volgt niet uit de standpunten. {} ({}.) {}",
            outcome.name_nl(),
            short(*outcome, *rule, lacks, names),
            tallied(tally),
            help(*outcome, lacks)
        ),
    }
}

fn unexplained(party: &str, stance: Stance) -> String {
    let help = match stance {
        Stance::AgreesWithConditions => "Schrijf op onder welke voorwaarden.",
        Stance::Objects => "Schrijf op waarom.",
        Stance::Recused => "Schrijf op waarom deze partij zich erbuiten houdt.",
        Stance::Agrees | Stance::Abstains | Stance::Absent => "Schrijf op wat de partij daarbij zei.",
    };
    format!("Bij het standpunt van {party}, ‘{}’, ontbreekt de tekst. {help}", stance.name_nl())
}

fn unseated(party: &str, because: &Unseated) -> String {
    match because {
        Unseated::TookNoPart(stance) => format!(
            "Voor {party} is een vervanger genoemd, maar de partij nam geen deel: ‘{}’. Laat de vervanger weg, of noem het \
             standpunt dat de vervanger innam.",
            stance.name_nl()
        ),
        Unseated::SamePerson(seated) => {
            format!("Voor {party} zou {seated} zichzelf vervangen. Noem wie zat, en voor wie.")
        }
        Unseated::ReportedLate { reported_on, treated_on } => format!(
            "De vervanging bij {party} is pas op {} bij de voorzitter gemeld, na de behandeling op {}. Kijk de dag na; een \
             vervanging die niet gemeld was, telt niet.",
            date(*reported_on),
            date(*treated_on)
        ),
    }
}

fn quorum(outcome: Outcome, kind: Option<&PartyKind>, [present, needed, seats, recused]: [u32; 4]) -> String {
    let of = kind.map_or_else(String::new, |kind| format!(" van de soort ‘{kind}’"));
    let out = match recused {
        0 => String::new(),
        some => format!(", van wie {} zich buiten dit punt houden", number(some)),
    };
    format!(
        "Zonder quorum is ‘{}’ niet mogelijk. Er namen {} van de {} partijen{of} deel{out}; nodig zijn er {}. Houd het \
         dossier aan, of kijk na of elke aanwezige partij is meegeteld.",
        outcome.name_nl(),
        number(present),
        number(seats),
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
            format!("{by} is dat alleen mogelijk als niemand instemt, en dat doen {}.", parties(opposed))
        }
        Short::Opposed { parties: opposed, conditionally } => {
            if opposed.is_empty() {
                return format!(
                    "{by} is instemming onder voorwaarden geen instemming met een uitkomst die er geen overneemt. Alleen onder \
                     voorwaarden: {}.",
                    parties(conditionally)
                );
            }
            let mut who = vec![format!("bezwaar: {}", parties(opposed))];
            if !conditionally.is_empty() {
                who.push(format!("alleen onder voorwaarden: {}", parties(conditionally)));
            }
            format!("{by} kan er niet tegen een bezwaar in worden besloten; {}.", who.join("; "))
        }
        Short::Unsupported => {
            format!(
                "{by} is ten minste één partij nodig die ervoor is, en die is er niet; zwijgen beslist niet."
            )
        }
        Short::KindsMissing { kinds } => format!(
            "{by} moet van elke soort partij ten minste één {}; dat ontbreekt bij {}.",
            if against { "bezwaar hebben" } else { "instemmen" },
            each(kinds, |kind| format!("‘{kind}’"))
        ),
        Short::TooFew { supporters, votes, needed } => format!(
            "{} van de {} partijen die voor of tegen waren, {}; voor een meerderheid zijn er {} nodig.",
            number(*supporters),
            number(*votes),
            match (against, supporters) {
                (true, 1) => "had bezwaar",
                (true, _) => "hadden bezwaar",
                (false, 1) => "stemde in",
                (false, _) => "stemden in",
            },
            number(*needed)
        ),
        Short::Agreed { adopting } => {
            format!(
                "{by} zijn de partijen het eens: zij {}.",
                if *adopting { "stemmen in" } else { "stemmen niet in" }
            )
        }
    }
}

fn by_rule(rule: DecisionRule) -> &'static str {
    match rule {
        DecisionRule::Chair => "Bij een conclusie van de voorzitter",
        DecisionRule::Consent => "Bij consent",
        DecisionRule::Consensus => "Bij consensus",
        DecisionRule::Majority => "Bij meerderheid",
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
        taken.map(|(count, stance)| format!("{} × ‘{}’", number(*count), stance.name_nl())).collect();
    format!("Geteld: {}", taken.join(", "))
}

fn help(outcome: Outcome, short: &Short) -> String {
    let instead = |outcome: Outcome| format!("‘{}’", outcome.name_nl());
    match (short, otherwise(outcome)) {
        (Short::Agreed { .. }, _) => {
            "Leg vast wat de partijen samen vonden, of verbeter de standpunten.".to_owned()
        }
        (Short::Opposed { parties, conditionally }, otherwise)
            if parties.is_empty() && !conditionally.is_empty() && otherwise.conditions.is_some() =>
        {
            let with = otherwise.conditions.map(instead).unwrap_or_default();
            format!("Neem de voorwaarden over met {with}, of kijk na of de standpunten kloppen.")
        }
        (
            Short::Opposed { .. } | Short::Unsupported | Short::KindsMissing { .. } | Short::TooFew { .. },
            otherwise,
        ) => format!(
            "Kies {}, houd het dossier aan, of kijk na of de standpunten kloppen.",
            instead(otherwise.undecided)
        ),
    }
}
