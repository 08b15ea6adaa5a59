//! What a record says, in Dutch. The same in English stands in `en`, in the same order.

use domain::{
    Event,
    dossier::{
        self,
        event::{
            ConditionsAnswered, DocumentFiled, DocumentRef, DossierHandedOver, DossierOpened,
            DossierWithdrawn, Next, OutcomeCorrected, RoundSubmitted, TermResumed, TermSuspended, Treated,
            WaitingOn,
        },
    },
    framework::{Outcome, adoption::FrameworkAdopted},
    ids::{StepId, TermId},
};
use jiff::civil::Date;
use wire::{Language, Names};

use super::{judged, stays};

mod action;
mod arrangement;
mod commitment;
mod escalation;
mod keeping;
mod mandate;
mod meeting;
mod preparation;
mod ratification;
mod stances;

pub(super) fn told(event: &Event, names: Names<'_>) -> String {
    use dossier::Event as D;
    match event {
        Event::Dossier(D::DossierOpened(opened)) => dossier_opened(opened, names),
        Event::Dossier(D::DocumentFiled(filed)) => document_filed(filed, names),
        Event::Dossier(D::RoundSubmitted(submitted)) => round_submitted(submitted, "", names),
        Event::Dossier(D::RevisionSubmitted(submitted)) => {
            round_submitted(submitted, " na een terugverwijzing", names)
        }
        Event::Dossier(
            D::NoticeTaken(done)
            | D::AdviceGiven(done)
            | D::DecisionTaken(done)
            | D::AgreementNotReached(done)
            | D::RatificationGiven(done)
            | D::VisitDeferred(done)
            | D::ReferredBack(done),
        ) => format!("{}.", treated(done, names)),
        Event::Dossier(D::PartySpoke(spoke)) => ratification::told(spoke, names),
        Event::Dossier(D::TermSuspended(suspended)) => term_suspended(suspended, names),
        Event::Dossier(D::TermResumed(resumed)) => term_resumed(resumed, names),
        Event::Dossier(D::ConditionsAnswered(answered)) => conditions_answered(answered),
        Event::Dossier(D::DossierWithdrawn(withdrawn)) => dossier_withdrawn(withdrawn, names),
        Event::Dossier(D::OutcomeCorrected(corrected)) => outcome_corrected(corrected, names),
        Event::Dossier(D::DossierHandedOver(handed)) => dossier_handed_over(handed, names),
        Event::Dossier(D::Escalation(event)) => escalation::told(event, names),
        Event::FrameworkAdopted(adopted) => framework_adopted(adopted),
        Event::Arrangement(event) => arrangement::told(event, names),
        Event::Meeting(event) => meeting::told(event, names),
        Event::Mandate(event) => mandate::told(event, names),
        Event::Preparation(event) => preparation::told(event, names),
        Event::Keeping(event) => keeping::told(event),
    }
}

fn dossier_opened(opened: &DossierOpened, names: Names<'_>) -> String {
    let follows = opened.follows.map_or_else(String::new, |past| format!(", als vervolg op dossier {past}"));
    format!(
        "Voor {} is een dossier geopend op kader ‘{}’ versie {}, {}{follows}; het wacht op het document voor ‘{}’.",
        names.party(&opened.party),
        opened.framework.id,
        opened.framework.version,
        functions(&opened.functions, names),
        names.round(&opened.awaits)
    )
}

fn document_filed(filed: &DocumentFiled, names: Names<'_>) -> String {
    let words = filed.sections.iter().map(|section| u64::from(section.words)).sum();
    format!(
        "{} is vastgelegd, met {} en {}.",
        document(&filed.document, names),
        counted(filed.sections.len() as u64, "onderdeel", "onderdelen"),
        counted(words, "woord", "woorden")
    )
}

fn round_submitted(submitted: &RoundSubmitted, after: &str, names: Names<'_>) -> String {
    format!(
        "{} is{after} ingediend voor ‘{}’; het dossier gaat naar {}.",
        document(&submitted.document, names),
        names.round(&submitted.round),
        names.body(&submitted.opens.body)
    )
}

fn treated(treated: &Treated, names: Names<'_>) -> String {
    let (body, on) = (names.body(&treated.body), date(treated.treated_on));
    let conditions = counted(treated.conditions.len() as u64, "voorwaarde", "voorwaarden");
    let did = match treated.outcome {
        Outcome::Noted => format!("{body} nam op {on} kennis van het dossier"),
        Outcome::Positive => format!("{body} gaf op {on} positief advies"),
        Outcome::PositiveWithConditions => format!("{body} gaf op {on} positief advies met {conditions}"),
        Outcome::Negative => format!("{body} gaf op {on} negatief advies"),
        Outcome::NoAdvice => format!("{body} liet op {on} weten geen advies te geven"),
        Outcome::Adopted => format!("{body} besloot op {on}: vastgesteld"),
        Outcome::AdoptedAmended => format!("{body} besloot op {on}: gewijzigd vastgesteld"),
        Outcome::AdoptedWithConditions => format!("{body} besloot op {on}: vastgesteld met {conditions}"),
        Outcome::Rejected => format!("{body} besloot op {on}: afgewezen"),
        Outcome::NoAgreement => format!("{body} kwam op {on} niet tot overeenstemming"),
        Outcome::Ratified => format!("{body} bekrachtigde het besluit op {on}"),
        Outcome::NotRatified => format!("{body} besloot op {on} niet te bekrachtigen"),
        Outcome::Deferred => format!("{body} hield het dossier op {on} aan"),
        Outcome::ReferredBack => format!("{body} verwees het dossier op {on} terug"),
    };
    format!(
        "{did}{}{}{}; {}",
        departs(treated, names),
        stances::told(&treated.stances, names),
        found(treated),
        next(treated, names)
    )
}

fn departs(treated: &Treated, names: Names<'_>) -> String {
    if treated.departs_from.is_empty() {
        return String::new();
    }
    let advised: Vec<_> = treated.departs_from.iter().map(|visit| step(&visit.step, names)).collect();
    format!(", in afwijking van het advies van {}", list(&advised))
}

fn found(treated: &Treated) -> String {
    let [met, unmet] = judged(treated);
    let mut found = String::new();
    if !met.is_empty() {
        found += &format!("; aan {} is voldaan", conditions(&met));
    }
    if !unmet.is_empty() {
        found += &format!("; aan {} is niet voldaan", conditions(&unmet));
    }
    found
}

fn next(treated: &Treated, names: Names<'_>) -> String {
    match &treated.next {
        Next::Visit(opening) if stays(treated) => {
            format!("het dossier blijft bij {}", names.body(&opening.body))
        }
        Next::Visit(opening) => format!("het dossier gaat naar {}", names.body(&opening.body)),
        Next::Round(round) => format!("het dossier wacht op het document voor ‘{}’", names.round(round)),
        Next::Revision { resume_at } => {
            format!("na een nieuwe versie gaat het dossier verder bij {}", step(resume_at, names))
        }
        Next::Ladder(on) => escalation::onto(on, names),
        Next::End { end, .. } => format!("het dossier is geëindigd als ‘{}’", names.end(end)),
    }
}

fn term_suspended(suspended: &TermSuspended, names: Names<'_>) -> String {
    let TermSuspended { body, from, waits_for, .. } = suspended;
    let whom = match waits_for {
        WaitingOn::Submitter => "de indiener".to_owned(),
        WaitingOn::Party(party) => names.party(party),
        WaitingOn::Body(body) => names.body(body),
        WaitingOn::Outside(_) => "iemand buiten het kader".to_owned(),
    };
    format!("{} schortte de termijn op vanaf {}; het dossier wacht op {whom}.", names.body(body), date(*from))
}

fn term_resumed(resumed: &TermResumed, names: Names<'_>) -> String {
    let TermResumed { body, runs_from, due, .. } = resumed;
    format!(
        "{} liet de termijn weer lopen vanaf {}; de laatste dag is nu {}.",
        names.body(body),
        date(*runs_from),
        date(*due)
    )
}

fn conditions_answered(answered: &ConditionsAnswered) -> String {
    let numbers: Vec<_> = answered.answers.iter().map(|answer| answer.condition.0.to_string()).collect();
    format!("De coördinator beantwoordde {}.", conditions(&numbers))
}

fn dossier_withdrawn(withdrawn: &DossierWithdrawn, names: Names<'_>) -> String {
    format!("De coördinator trok het dossier in; het is geëindigd als ‘{}’.", names.end(&withdrawn.end))
}

fn outcome_corrected(corrected: &OutcomeCorrected, names: Names<'_>) -> String {
    format!(
        "De uitkomst in regel {} is verbeterd: {}.",
        corrected.corrects,
        treated(&corrected.treated, names)
    )
}

fn dossier_handed_over(handed: &DossierHandedOver, names: Names<'_>) -> String {
    let DossierHandedOver { from, to, party, .. } = handed;
    format!("Het dossier is overgedragen van {from} aan {to}, die werkt voor {}.", names.party(party))
}

fn framework_adopted(adopted: &FrameworkAdopted) -> String {
    let supersedes = adopted.supersedes.as_ref();
    let supersedes = supersedes.map_or_else(String::new, |version| format!(" en vervangt versie {version}"));
    format!(
        "Kader ‘{}’ versie {} is vastgesteld; het geldt vanaf {}{supersedes}.",
        adopted.framework.id,
        adopted.framework.version,
        date(adopted.effective_from)
    )
}

fn functions(functions: &[TermId], names: Names<'_>) -> String {
    let functions: Vec<_> = functions.iter().map(|id| names.function(id)).collect();
    let noun = if functions.len() == 1 { "functie" } else { "functies" };
    format!("met {noun} {}", list(&functions))
}

fn conditions(numbers: &[String]) -> String {
    let noun = if numbers.len() == 1 { "voorwaarde" } else { "de voorwaarden" };
    format!("{noun} {}", list(numbers))
}

fn document(document: &DocumentRef, names: Names<'_>) -> String {
    format!("Versie {} van ‘{}’", document.version, names.format(&document.format))
}

fn step(step: &StepId, names: Names<'_>) -> String {
    format!("‘{}’", names.step(step))
}

fn counted(number: u64, one: &str, more: &str) -> String {
    let noun = if number == 1 { one } else { more };
    format!("{} {noun}", Language::Dutch.number(number))
}

fn date(date: Date) -> String {
    Language::Dutch.date(date)
}

fn list(items: &[String]) -> String {
    Language::Dutch.list(items)
}
