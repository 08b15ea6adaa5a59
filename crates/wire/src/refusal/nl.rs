//! How a refusal is told in Dutch: the rule, the fact and what would help. The same in English stands in
//! `en`, in the same order.

mod action;
mod arrangement;
mod commitment;
mod document;
mod escalation;
mod evaluation;
mod keeping;
mod mandate;
mod meeting;
mod outcome;
mod phrase;
mod preparation;
mod stances;
mod term;

use domain::{
    dossier::{
        self,
        event::{ConditionNumber, VisitRef},
        refusal::{Countable, Needs},
    },
    framework::{FrameworkRef, Outcome, adoption},
    ids::{ActorId, DossierId, FrameworkVersion, Revision, StepId, TermId},
};
use jiff::civil::Date;

pub(super) use self::{
    arrangement::told as arrangement, document::document_fault, keeping::told as keeping,
    mandate::told as mandate, meeting::told as meeting, preparation::told as preparation,
};
use self::{
    document::{document_faulty, document_unknown, format_not_for_round, format_unknown, new_version_needed},
    phrase::{choice, date, each, not_awaited, number, visit},
};
use crate::names::Names;

/// Why a dossier's rules say no.
pub(super) fn dossier(refusal: &dossier::Refusal, names: Names<'_>) -> String {
    use dossier::Refusal as R;
    match refusal {
        R::DossierUnknown => DOSSIER_UNKNOWN.into(),
        R::AlreadyOpened => ALREADY_OPENED.into(),
        R::OtherFramework { dossier } => other_framework(dossier),
        R::FrameworkNotInForce { effective_from } => framework_not_in_force(*effective_from),
        R::NotPermitted { acted_as, needs } => {
            not_permitted(&phrase::capacity(acted_as, names), needs, names)
        }
        R::OtherCoordinator { coordinator } => other_coordinator(coordinator),
        R::Ended { end } => ended(&names.end(end)),
        R::NotAwaited { awaits } => not_awaited(awaits, names),
        R::RoundUnknown { round } => round_unknown(&names.round(round)),
        R::WrongRound { asked, awaited } => wrong_round(&names.round(asked), &names.round(awaited)),
        R::FunctionRequired => FUNCTION_REQUIRED.into(),
        R::FunctionUnknown { function, known } => function_unknown(function, known, names),
        R::PartyUnknown { party } => unknown("de partij", party.as_str()),
        R::BodyUnknown { body, known } => term::body_unknown(body, known, names),
        R::FormatUnknown { format, known } => format_unknown(format, known, names),
        R::FormatNotForRound { format, round, opens_with } => {
            format_not_for_round(format, round, opens_with, names)
        }
        R::DocumentFaulty { faults } => document_faulty(faults, names),
        R::DocumentUnknown { document } => document_unknown(document, names),
        R::NewVersionNeeded { submitted } => new_version_needed(submitted, names),
        R::ConditionsUnanswered { conditions } => conditions_unanswered(conditions),
        R::VisitNotOpen { asked, open } => visit_not_open(asked, open.as_ref(), names),
        R::OutcomeNotOfRole { outcome, role } => outcome::outcome_not_of_role(*outcome, *role),
        R::EachPartySpeaks { step, parties } => outcome::each_party_speaks(step, parties, names),
        R::BodySpeaks { step, body } => outcome::body_speaks(step, body, names),
        R::NotARatifier { party, parties } => outcome::not_a_ratifier(party, parties, names),
        R::AlreadySpoke { party, revision } => outcome::already_spoke(party, *revision, names),
        R::NotWhatItSaid { party, asked, stands } => outcome::not_what_it_said(party, *asked, *stands, names),
        R::MotivationRequired { because } => outcome::motivation_required(because, names),
        R::ConditionsRequired { outcome } => outcome::conditions_required(*outcome),
        R::ConditionsNotPossible { outcome, instead } => outcome::conditions_not_possible(*outcome, *instead),
        R::Decision(refusal) => stances::told(refusal, names),
        R::Escalation(refusal) => escalation::told(refusal, names),
        R::TooMany { what, given, max } => too_many(*what, *given, *max),
        R::Repeated { what, which } => repeated(*what, which),
        R::AnswerRequired => ANSWER_REQUIRED.into(),
        R::ConditionUnknown { condition } => condition_unknown(*condition),
        R::ConditionMet { condition } => condition_met(*condition),
        R::DateInFuture { given, today } => date_in_future(*given, *today),
        R::DateBeforeArrival { given, arrived } => date_before_arrival(*given, *arrived),
        R::DueDatePast { given, treated_on } => due_date_past(*given, *treated_on),
        R::NoTerm { step } => term::no_term(step, names),
        R::AlreadySuspended { since } => term::already_suspended(*since),
        R::NotSuspended { visit } => term::not_suspended(visit, names),
        R::WaitsForItself { body } => term::waits_for_itself(body, names),
        R::SuspensionOverlaps { given, until } => term::suspension_overlaps(*given, *until),
        R::TermRanOut { given, due } => term::term_ran_out(*given, *due),
        R::ResumedTooEarly { given, since } => term::resumed_too_early(*given, *since),
        R::VisitsExhausted { step, visits_max } => visits_exhausted(step, *visits_max, names),
        R::CannotResumeAt { asked, possible } => cannot_resume_at(asked, possible, names),
        R::ResumeNotPossible { outcome } => resume_not_possible(*outcome),
        R::NotAnOutcome { revision } => not_an_outcome(*revision),
        R::AlreadyCorrected { by } => already_corrected(*by),
        R::NothingCorrected => NOTHING_CORRECTED.into(),
        R::CorrectionTooLate { later } => correction_too_late(*later),
        R::AlreadyDecided => ALREADY_DECIDED.into(),
        R::AlreadyCoordinator => ALREADY_COORDINATOR.into(),
        R::FollowedUnknown { followed } => followed_unknown(*followed),
        R::FollowedNotEnded { followed } => followed_not_ended(*followed),
    }
}

/// Why a framework cannot be adopted.
pub(super) fn adoption(refusal: &adoption::Refusal) -> String {
    use adoption::Refusal as R;
    let names = Names::none();
    match refusal {
        R::NotPermitted { acted_as } => {
            not_permitted(&phrase::capacity(acted_as, names), &Needs::Administrator, names)
        }
        R::Unsound { faults } => unsound(faults.len(), &each(faults, |fault| fault.kind.name().into())),
        R::AlreadyAdopted { adopted } => already_adopted(adopted),
        R::MustSupersede { latest, supersedes } => must_supersede(latest, supersedes.as_ref()),
    }
}

const DOSSIER_UNKNOWN: &str =
    "Er is geen dossier met dit kenmerk. Controleer het kenmerk, of open eerst een dossier.";
const ALREADY_OPENED: &str = "Onder dit kenmerk is al een dossier geopend. Kies voor een nieuw dossier een \
    nieuw opdrachtkenmerk (UUID).";
const FUNCTION_REQUIRED: &str = "Er is geen functie genoemd, en een arrangement heeft er ten minste één \
    (paragraaf 5 van het kader). Noem een of meer functies.";
const ANSWER_REQUIRED: &str =
    "Er is geen antwoord gegeven. Noem ten minste één voorwaarde en schrijf op hoe eraan is voldaan.";
const NOTHING_CORRECTED: &str =
    "De verbetering zegt hetzelfde als wat er al staat. Controleer wat u wilde verbeteren.";
const ALREADY_DECIDED: &str = "Het beslissende besluit is genomen; intrekken kan niet meer. Open voor een \
    ander voorstel een nieuw dossier.";
const ALREADY_COORDINATOR: &str =
    "Het dossier is al van deze coördinator. Draag het over aan iemand anders, of laat het zoals het is.";

fn other_framework(dossier: &FrameworkRef) -> String {
    let FrameworkRef { id, version, .. } = dossier;
    format!(
        "Het dossier loopt tot het einde op kader ‘{id}’ versie {version}; deze opdracht is met een ander \
         kader beoordeeld. Stuur de opdracht opnieuw, en meld het de beheerder als dit terugkomt."
    )
}

fn framework_not_in_force(effective_from: Date) -> String {
    format!("Het kader geldt pas vanaf {}. Open het dossier op of na die dag.", date(effective_from))
}

fn not_permitted(acted_as: &str, needs: &Needs, names: Names<'_>) -> String {
    let needed = phrase::needs(needs, names);
    format!(
        "Dit kan alleen {needed} doen; u handelt als {acted_as}. Vraag het aan {needed}, of handel in die \
         hoedanigheid als u die hebt."
    )
}

fn other_coordinator(coordinator: &ActorId) -> String {
    format!(
        "Een andere coördinator ({coordinator}) is verantwoordelijk voor dit dossier. Vraag het deze \
         coördinator, of laat het dossier eerst aan u overdragen."
    )
}

fn followed_unknown(followed: DossierId) -> String {
    format!(
        "Er is geen dossier {followed} om op te volgen. Controleer het kenmerk, of open het dossier zonder \
         een eerder te noemen."
    )
}

fn followed_not_ended(followed: DossierId) -> String {
    format!(
        "Dossier {followed} loopt nog, en alleen een geëindigd dossier kan worden opgevolgd. Ga verder met \
         dat dossier, of trek het eerst in."
    )
}

fn ended(end: &str) -> String {
    format!(
        "Het dossier is geëindigd als ‘{end}’; daarna kan er niets meer aan veranderen. Open voor een nieuwe \
         poging een nieuw dossier dat dit opvolgt."
    )
}

fn round_unknown(round: &str) -> String {
    format!("Het kader kent de ronde ‘{round}’ niet. Kies een ronde uit het kader van dit dossier.")
}

fn wrong_round(asked: &str, awaited: &str) -> String {
    format!(
        "U dient in voor de ronde ‘{asked}’, maar het dossier wacht op het document voor de ronde \
         ‘{awaited}’. Dien dat document in."
    )
}

fn function_unknown(function: &TermId, known: &[TermId], names: Names<'_>) -> String {
    let known = each(known, |id| choice(id, names.function(id)));
    format!("Het kader kent de functie ‘{function}’ niet. Kies uit {known}.")
}

fn unknown(what: &str, which: &str) -> String {
    format!("Het kader kent {what} ‘{which}’ niet. Kies een naam die in het kader staat.")
}

fn conditions_unanswered(conditions: &[ConditionNumber]) -> String {
    let conditions = each(conditions, |condition| format!("voorwaarde {}", condition.0));
    format!("Nog niet beantwoord: {conditions}. Beantwoord eerst elke voorwaarde en dien daarna in.")
}

fn visit_not_open(asked: &VisitRef, open: Option<&VisitRef>, names: Names<'_>) -> String {
    let now = match open {
        Some(open) => format!("Het dossier wacht op de uitkomst van {}; leg die vast.", visit(open, names)),
        None => "Het dossier wacht nu op geen enkel gremium; kijk eerst waar het dossier is.".into(),
    };
    format!("Bij {} is nu geen uitkomst aan de orde. {now}", visit(asked, names))
}

fn too_many(what: Countable, given: usize, max: usize) -> String {
    format!(
        "Het worden {} {}; ten hoogste {} zijn mogelijk. Breng het aantal terug.",
        number(given),
        phrase::several(what),
        number(max)
    )
}

fn repeated(what: Countable, which: &str) -> String {
    format!("{} ‘{which}’ staat er twee keer. Noem elk maar één keer.", phrase::single(what))
}

fn condition_unknown(condition: ConditionNumber) -> String {
    let number = condition.0;
    format!("Dit dossier heeft geen voorwaarde {number}. Gebruik de nummers die bij het dossier staan.")
}

fn condition_met(condition: ConditionNumber) -> String {
    format!(
        "Een gremium heeft al vastgesteld dat aan voorwaarde {} is voldaan. Laat deze voorwaarde weg.",
        condition.0
    )
}

fn date_in_future(given: Date, today: Date) -> String {
    format!(
        "De genoemde dag, {}, ligt in de toekomst; vandaag is het {}. Leg vast wat er gebeurd is, als het gebeurd \
         is.",
        date(given),
        date(today)
    )
}

fn date_before_arrival(given: Date, arrived: Date) -> String {
    format!(
        "De genoemde dag, {}, ligt vóór de dag waarop het dossier bij het gremium aankwam, {}. \
         Controleer de dag.",
        date(given),
        date(arrived)
    )
}

fn due_date_past(given: Date, treated_on: Date) -> String {
    format!(
        "Een voorwaarde heeft als uiterste dag {}, maar is pas gesteld op {}. Kies een dag op of na die van \
         de behandeling.",
        date(given),
        date(treated_on)
    )
}

fn visits_exhausted(step: &StepId, visits_max: u32, names: Names<'_>) -> String {
    format!(
        "Het dossier kan ten hoogste {visits_max} keer bij stap ‘{}’ zijn, en is dat al geweest. Kies een \
         uitkomst waarmee het dossier verdergaat.",
        names.step(step)
    )
}

fn cannot_resume_at(asked: &StepId, possible: &[StepId], names: Names<'_>) -> String {
    format!(
        "Na deze terugverwijzing kan het dossier niet verdergaan bij stap ‘{}’. Kies uit {}.",
        names.step(asked),
        each(possible, |step| choice(step, names.step(step)))
    )
}

fn resume_not_possible(outcome: Outcome) -> String {
    format!(
        "Alleen een terugverwijzing noemt de stap waar het dossier verdergaat; ‘{}’ doet dat niet. Laat de \
         stap weg.",
        outcome.name_nl()
    )
}

fn not_an_outcome(revision: Revision) -> String {
    format!(
        "Regel {revision} van de geschiedenis is geen uitkomst van een gremium. Noem de regel waarin de \
         uitkomst staat."
    )
}

fn already_corrected(by: Revision) -> String {
    format!("Deze uitkomst is al verbeterd in regel {by}. Noem die regel als er nog iets niet klopt.")
}

fn correction_too_late(later: Revision) -> String {
    format!(
        "Regel {later} bouwt al voort op deze uitkomst, zodat het dossier niet meer ergens anders heen kan. \
         Verbeter alleen wat de weg van het dossier niet verandert."
    )
}

fn unsound(count: usize, rules: &str) -> String {
    format!(
        "Het kader is niet sluitend; aantal fouten: {} ({rules}). Laat het kader controleren: dan staat bij \
         elke fout de plaats en wat helpt.",
        number(count)
    )
}

fn already_adopted(adopted: &FrameworkRef) -> String {
    let FrameworkRef { id, version, .. } = adopted;
    format!(
        "Versie {version} van kader ‘{id}’ is al in gebruik en verandert niet meer. Geef de wijziging een \
         nieuwe versie."
    )
}

fn must_supersede(latest: &FrameworkVersion, supersedes: Option<&FrameworkVersion>) -> String {
    let said = supersedes.map_or_else(|| "geen versie".into(), |version| format!("versie {version}"));
    format!("Het kader moet versie {latest} vervangen, maar noemt {said}. Vul bij ‘supersedes’ {latest} in.")
}
