//! How a difference is told in Dutch. The same in English stands in `en`, in the same order.

use door::incident::causes;
use journal::read;
use verifier::replay::{self, Cause, adopted_file::Fault};

use super::{Difference, difference};

pub(super) fn told(difference: &Difference) -> String {
    let place = place(difference);
    match &difference.cause {
        difference::Cause::Unreadable(error) => unreadable(&place, error),
        difference::Cause::Record(difference) => record(&place, difference),
    }
}

fn record(place: &str, difference: &replay::Difference) -> String {
    match &*difference.cause {
        Cause::Undecodable(error) => format!(
            "{place} kan niet worden gelezen: {}. Is de regel van nieuwere software, vernieuw dan deze; zet de \
             plek anders terug uit een kopie.",
            causes(error)
        ),
        Cause::Position { expected } => format!(
            "Na de vorige regel hoort positie {expected}, maar het journaal geeft positie {}. Er ontbreekt iets, of \
             er is iets verschoven: vergelijk het journaal met een kopie.",
            difference.position
        ),
        Cause::Revision { expected } => format!(
            "{place} hoort revisie {expected} te zijn. Er ontbreekt een regel in deze geschiedenis, of er is er een \
             tussen gezet: vergelijk haar met een kopie."
        ),
        Cause::ForeignSubject => format!(
            "{place} hoort volgens de regel zelf bij een andere geschiedenis. De regel is verplaatst: vergelijk het \
             journaal met een kopie."
        ),
        Cause::OtherCommand { kept_as } => format!(
            "{place} is bewaard onder opdracht {kept_as}, maar noemt zelf een andere. De regel is vervangen: \
             vergelijk het journaal met een kopie."
        ),
        Cause::TimeBefore { last } => format!(
            "{place} zegt eerder te zijn vastgelegd dan de regel ervoor ({last}). Een geschiedenis gaat niet terug \
             in de tijd: vergelijk haar met een kopie."
        ),
        Cause::FrameworkUnknown { reference } => format!(
            "{place} loopt op kader ‘{}’ versie {}, maar dat is met deze vingerafdruk nergens daarvoor vastgesteld. \
             Zoek op welk kader bedoeld was, en wie dit vastlegde.",
            reference.id, reference.version
        ),
        Cause::NoFramework => format!(
            "{place} registreert een arrangement terwijl nog geen kader gold. Zoek op wie dit vastlegde, en hoe."
        ),
        Cause::FrameworkFile(fault) => framework_file(place, fault),
        Cause::Refused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::AdoptionRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::ArrangementRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::MandateRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::PreparationRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::MeetingRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::KeepingRefused(refused) => refused_by_the_rules(place, refused.name()),
        Cause::Otherwise(_) => format!(
            "{place} zegt iets anders dan de regels van het kader geven. De regel is veranderd, of met andere regels \
             beslist: vergelijk hem met een kopie, en zoek op wie dit vastlegde."
        ),
    }
}

fn place(difference: &Difference) -> String {
    match &difference.history {
        Some(history) => {
            format!("Regel {} van {history} (positie {})", difference.revision, difference.position)
        }
        None => format!("De regel op positie {}", difference.position),
    }
}

fn unreadable(place: &str, error: &read::Error) -> String {
    let what = causes(error);
    match error {
        read::Error::Unavailable { .. } => {
            format!("{place} kon niet worden gelezen: {what}. Probeer het opnieuw; kijk anders de schijf na.")
        }
        read::Error::Damaged { .. } => {
            format!("{place} is beschadigd: {what}. Zet die plek terug uit een kopie en controleer opnieuw.")
        }
    }
}

fn framework_file(place: &str, fault: &Fault) -> String {
    let what = match fault {
        Fault::Texts(_) => "wat ernaast staat kan niet worden gelezen".into(),
        Fault::Missing => "het bestand ernaast is veranderd of weggehaald".into(),
        Fault::OtherDigest { .. } => "het bestand ernaast heeft een andere vingerafdruk".into(),
        Fault::Unreadable { first } => {
            format!("deze software kan het bestand niet lezen (regel {}: {})", first.line, first.nl)
        }
        Fault::OtherFramework { found } => {
            format!("het bestand ernaast is van kader ‘{}’ versie {}", found.id, found.version)
        }
    };
    format!(
        "{place} stelt een kader vast, maar {what}. Zonder dat bestand is niets op dit kader na te gaan: zet het \
         terug uit een kopie."
    )
}

fn refused_by_the_rules(place: &str, name: &str) -> String {
    format!(
        "{place} had volgens de regels van het kader niet gekund ({name}). De regel is veranderd of buiten de regels \
         om vastgelegd: vergelijk hem met een kopie, en zoek op wie dit vastlegde."
    )
}
