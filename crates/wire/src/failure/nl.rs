//! How a failure is told in Dutch. The same in English stands in `en`, in the same order.

use domain::ids::Revision;
use uuid::Uuid;

use super::{Failure, Thing};
use crate::language::Language;

pub(super) fn failure(failure: &Failure) -> String {
    match failure {
        Failure::Conflict { expected, found } => conflict(*expected, *found),
        Failure::Overloaded { max } => overloaded(*max),
        Failure::OutcomeUnknown { command } => format!(
            "Het is niet zeker of opdracht {command} is vastgelegd. Stuur haar opnieuw met hetzelfde \
             opdrachtkenmerk; zij wordt dan ten hoogste één keer uitgevoerd."
        ),
        Failure::CommandReused { command } => format!(
            "Opdrachtkenmerk {command} is al gebruikt voor een andere opdracht. Kies een nieuw kenmerk \
             (UUID) voor deze opdracht."
        ),
        Failure::TooLarge { bytes, bytes_max } => too_large(*bytes, *bytes_max),
        Failure::NotFound { what, asked } => not_found(*what, asked),
        Failure::JournalFull => {
            "Er is geen ruimte meer om iets vast te leggen; deze opdracht is niet vastgelegd. Waarschuw de \
             beheerder."
                .into()
        }
        Failure::JournalCutOff => {
            "Het journaal is nu niet te bereiken; deze opdracht is niet vastgelegd. Probeer het later opnieuw."
                .into()
        }
        Failure::JournalUnreadable => {
            "Het journaal is nu niet te lezen; zonder journaal is hierop geen antwoord te geven. Probeer het later \
             opnieuw."
                .into()
        }
        Failure::Erasing => erasing(),
        Failure::JournalPoisoned => {
            "Het vastleggen is mislukt en staat stil tot een herstart. Waarschuw de beheerder en stuur de \
             opdracht daarna opnieuw met hetzelfde opdrachtkenmerk."
                .into()
        }
        Failure::OtherLog { given, log } => other_log(*given, *log),
        Failure::PositionNotReached { asked, reached } => {
            format!("Positie {asked} is nog niet verwerkt; de stand is {reached}. Probeer het zo opnieuw.")
        }
        Failure::PositionAhead { asked, last } => {
            format!(
                "Positie {asked} bestaat nog niet; de laatste is {last}. Vraag een positie tot en met \
                {last}."
            )
        }
        Failure::MomentAhead { asked } => format!(
            "Het tijdstip {asked} is nog niet voorbij, zodat de stand nog kan veranderen. Vraag een eerder \
             tijdstip, of de nieuwste stand."
        ),
        Failure::PageGone => "De rest van deze lijst wordt niet meer bewaard. Begin weer bij de eerste \
            bladzijde."
            .into(),
        Failure::ReaderTooSlow => {
            "De verbinding houdt de wijzigingen niet bij en is verbroken. Begin opnieuw; u krijgt dan eerst \
             de hele stand."
                .into()
        }
        Failure::TooManyReaders { max } => format!(
            "Er volgen al {} lezers; meer kan niet tegelijk. Probeer het zo opnieuw.",
            Language::Dutch.count(*max)
        ),
        Failure::ComparisonTooWide { max } => too_wide(*max),
        Failure::Rebuilding { reached, last } => rebuilding(*reached, *last),
        Failure::Forecast(failure) => failure.told(Language::Dutch),
        Failure::Ledger(failure) => failure.told(Language::Dutch),
        Failure::Stopping => "De dienst wordt gestopt. Probeer het zo opnieuw.".into(),
        Failure::Internal { incident } => {
            format!("Er is iets misgegaan in de dienst zelf. Meld de beheerder dit kenmerk: {incident}.")
        }
    }
}

fn erasing() -> String {
    "Er worden teksten gewist; zolang dat niet klaar is, worden hier geen teksten gegeven. Probeer het zo opnieuw.".into()
}

fn other_log(given: Uuid, log: Uuid) -> String {
    format!(
        "De positie hoort bij journaal {given}, maar dit is journaal {log}. Vraag opnieuw zonder positie en gebruik \
         de positie uit dat antwoord."
    )
}

fn conflict(expected: Option<Revision>, found: Revision) -> String {
    match expected {
        Some(expected) => format!(
            "Intussen is er iets vastgelegd: u ging uit van revisie {expected}, de stand is {found}. Bekijk \
             wat er veranderde en stuur de opdracht daarna opnieuw."
        ),
        None => format!(
            "Andere opdrachten waren steeds eerder; de stand is nu revisie {found}. Stuur de opdracht \
             opnieuw met hetzelfde opdrachtkenmerk."
        ),
    }
}

fn too_large(bytes: usize, bytes_max: usize) -> String {
    format!(
        "Wat vastgelegd zou worden telt {} bytes; van één opdracht kan ten hoogste {} bewaard worden. Kort \
         de teksten in of noem minder tegelijk.",
        Language::Dutch.count(bytes),
        Language::Dutch.count(bytes_max)
    )
}

fn too_wide(max: usize) -> String {
    format!(
        "Tussen deze twee momenten veranderden meer dan {} dossiers en kaders; meer wordt niet in één keer \
         vergeleken. Vergelijk een kortere periode.",
        Language::Dutch.count(max)
    )
}

fn overloaded(max: usize) -> String {
    format!(
        "Het is te druk: er zijn al {} opdrachten tegelijk in behandeling. Stuur de opdracht zo opnieuw met \
         hetzelfde opdrachtkenmerk.",
        Language::Dutch.count(max)
    )
}

fn rebuilding(reached: u64, last: u64) -> String {
    format!(
        "Het overzicht wordt opnieuw opgebouwd uit het journaal: {} van {}. Probeer het zo opnieuw.",
        Language::Dutch.number(reached),
        Language::Dutch.number(last)
    )
}

fn not_found(what: Thing, asked: &str) -> String {
    let (what, help) = match what {
        Thing::Dossier => ("dossier", "Controleer het kenmerk of het nummer"),
        Thing::Document => ("documentversie", "Kijk bij het dossier welke versies er zijn"),
        Thing::Framework => ("kader", "Kijk welke kaders in gebruik zijn"),
        Thing::Body => ("gremium", "Kijk in het kader welke gremia er zijn"),
        Thing::Party => ("partij", "Kijk in het kader welke partijen er zijn"),
        Thing::Arrangement => (
            "begonnen arrangement",
            "Laat het beginnen uit het dossier waarin het is vastgesteld, of kijk in het overzicht wat er is",
        ),
        Thing::Preparation => {
            ("voorbereiding", "Kijk of het dossier klopt, en of er al een voorbereiding is begonnen")
        }
        Thing::Meeting => ("vergadering", "Kijk in de lijst welke vergaderingen er zijn"),
        Thing::Action => ("actie", "Kijk in de actielijst van het gremium welke er zijn"),
        Thing::History => ("geschiedenis", "Controleer het kenmerk"),
        Thing::Command => ("uitgevoerde opdracht", "Controleer het opdrachtkenmerk"),
    };
    format!("Er is geen {what} ‘{asked}’, of nog niet op het gevraagde moment. {help}.")
}
