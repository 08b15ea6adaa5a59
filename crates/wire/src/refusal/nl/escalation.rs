//! Refusals about the ladder, in Dutch.

use domain::{
    context::Capacity,
    dossier::{escalation::Refusal, event::VisitRef},
    framework::{Holder, Opener},
    ids::BodyId,
};
use jiff::civil::Date;

use super::phrase::{capacity, date, each, number, visit};
use crate::names::Names;

pub(super) fn told(refusal: &Refusal, names: Names<'_>) -> String {
    use Refusal as R;
    match refusal {
        R::NoLadder => "Dit kader heeft geen escalatieladder, dus opschalen kan niet. Leg dit voor aan wie over het kader \
                        gaat."
            .into(),
        R::NotOpenedBy { asked, openers } => format!(
            "In dit kader wordt niet opgeschaald door {}. Het gaat wel door {}.",
            opener(*asked),
            each(openers, |known| opener(*known).to_owned())
        ),
        R::NotForEscalating { acted_as, body } => not_for_escalating(acted_as, body.as_ref(), names),
        R::NotForRung { acted_as, holder, body } => not_for_rung(acted_as, holder, body, names),
        R::AlreadyEscalated { rung, since } => format!(
            "Dit is al opgeschaald: het staat sinds {} op trede ‘{}’. Zet het door naar de volgende trede, of leg vast dat het is \
             opgelost.",
            date(*since),
            names.rung(rung)
        ),
        R::EscalationsExhausted { step, times_max } => format!(
            "Vanaf stap ‘{}’ is dit dossier al {} keer opgeschaald, en vaker staat het kader niet toe. Het gremium kan het \
             dossier behandelen.",
            names.step(step),
            number(*times_max)
        ),
        R::TermNotPassed { due, today } => term_not_passed(*due, *today),
        R::NotEscalated { asked, escalated } => not_escalated(asked, escalated.as_ref(), names),
        R::OtherRung { asked, on } => format!(
            "Het dossier staat niet op trede ‘{}’, maar op ‘{}’. Kijk eerst wat daar is gebeurd.",
            names.rung(asked),
            names.rung(on)
        ),
        R::LastRung { rung } => format!(
            "Na trede ‘{}’ komt er geen meer. Leg vast dat het is opgelost, of dat er een geschil is.",
            names.rung(rung)
        ),
        R::NotLastRung { rung, next } => format!(
            "Na trede ‘{}’ komt nog ‘{}’; pas na de laatste wordt het een geschil. Zet het eerst door.",
            names.rung(rung),
            names.rung(next)
        ),
        R::Disputed { since } => format!(
            "Sinds {} is dit een geschil. Leg vast wat daaruit is gekomen.",
            date(*since)
        ),
        R::NotDisputed { on } => format!(
            "Dit is geen geschil; het staat op trede ‘{}’. Leg vast dat het is opgelost, of zet het door.",
            names.rung(on)
        ),
        R::VisitStillOpen { visit } => still_open(visit, names),
        R::PartiesRequired { given } => format!(
            "Een geschil is er tussen ten minste twee partijen, en u noemt er {}. Noem ze alle.",
            number(*given)
        ),
        R::PartyTwice { party } => {
            format!("In het geschil staat {} twee keer. Noem elke partij één keer.", names.party(party))
        }
        R::TooManyParties { given, max } => format!(
            "U noemt {} partijen, en in een geschil passen er hoogstens {}. Noem de partijen die het geschil hebben.",
            number(*given),
            number(*max)
        ),
        R::DateBeforeRung { given, since } => format!(
            "De datum {} ligt voor {}, toen het dossier daar kwam. Verbeter de datum.",
            date(*given),
            date(*since)
        ),
    }
}

fn not_for_escalating(acted_as: &Capacity, body: Option<&BodyId>, names: Names<'_>) -> String {
    match body {
        Some(body) => format!(
            "Opschalen omdat een termijn is verstreken doet de coördinator van het dossier of de secretaris van {}; u \
             handelt als {}. Vraag het aan hen.",
            names.body(body),
            capacity(acted_as, names)
        ),
        None => format!(
            "Een procesbegeleider schaalt op als coördinator van de partij waarvoor het mandaat geldt; u handelt als {}. \
             Handel in die hoedanigheid als u die hebt.",
            capacity(acted_as, names)
        ),
    }
}

fn not_for_rung(acted_as: &Capacity, held: &Holder, body: &BodyId, names: Names<'_>) -> String {
    format!(
        "Over deze trede spreekt {} of de secretaris van {}; u handelt als {}. Vraag het aan hen.",
        holder(held, names),
        names.body(body),
        capacity(acted_as, names)
    )
}

fn term_not_passed(due: Option<Date>, today: Date) -> String {
    match due {
        Some(due) => format!(
            "De termijn loopt tot en met {} en is vandaag ({}) niet verstreken. Wacht tot daarna, of laat de \
             procesbegeleider opschalen.",
            date(due),
            date(today)
        ),
        None => "De termijn staat stil en verstrijkt dus niet. Laat de termijn eerst weer \
                                               lopen, of laat de procesbegeleider opschalen."
            .into(),
    }
}

fn not_escalated(asked: &VisitRef, escalated: Option<&VisitRef>, names: Names<'_>) -> String {
    match escalated {
        None => {
            format!(
                "{} is niet opgeschaald. Kijk in het dossier waar het op wacht.",
                capital(&visit(asked, names))
            )
        }
        Some(escalated) => format!(
            "Niet {} is opgeschaald, maar {}. Noem die.",
            visit(asked, names),
            visit(escalated, names)
        ),
    }
}

fn still_open(open: &VisitRef, names: Names<'_>) -> String {
    format!(
        "{} is nog open: het gremium zegt zelf wat ervan komt, en een geschil daarover beëindigt niets. Leg vast dat \
         het dossier verdergaat.",
        capital(&visit(open, names))
    )
}

fn opener(opener: Opener) -> &'static str {
    match opener {
        Opener::NoAgreement => "geen overeenstemming",
        Opener::PassedTerm => "een verstreken termijn",
        Opener::Procesbegeleider => "de procesbegeleider",
    }
}

fn holder(holder: &Holder, names: Names<'_>) -> String {
    match holder {
        Holder::Body(body) => format!("de secretaris van {}", names.body(body)),
        Holder::Party(party) => format!("een coördinator van {}", names.party(party)),
        Holder::Function(function) => format!("de {function}, voor wie de secretaris het vastlegt,"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
