//! What is wrong with a field, in Dutch. The same in English stands in `en`, in the same order.

use super::Fault;
use crate::{
    language::Language,
    limits::{YEAR_MAX, YEAR_MIN},
};

pub(super) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Missing => "Dit veld is verplicht. Vul het in.".into(),
        Fault::NotUuid { given } => format!("‘{given}’ is geen UUID. {UUID_HELP}"),
        Fault::NotName { given } => format!("‘{given}’ is geen korte naam. {NAME_HELP}"),
        Fault::NotActor { given } => format!("‘{given}’ is geen gebruikerskenmerk. {ACTOR_HELP}"),
        Fault::NotHistory { given } => format!("‘{given}’ is geen geschiedenis. {HISTORY_HELP}"),
        Fault::OfFramework { given } => format!(
            "‘{given}’ is de geschiedenis van een kader: daarvan wordt niets gewist. Noem dossier.<uuid>, \
             arrangement.<uuid> of meeting.<uuid>."
        ),
        Fault::Blank => BLANK.into(),
        Fault::TooLong { chars, chars_max } => {
            format!(
                "De tekst telt {} tekens. Kort hem in tot ten hoogste {}.",
                count(*chars),
                count(*chars_max)
            )
        }
        Fault::TooLarge { bytes, bytes_max } => {
            format!("Dit telt {} bytes; ten hoogste {} kan. Kort het in.", count(*bytes), count(*bytes_max))
        }
        Fault::ControlCharacter { code, at } => {
            format!("Teken {} is een stuurteken (U+{code:04X}). {CONTROL_HELP}", count(*at))
        }
        Fault::NotOneLine => "De tekst heeft een nieuwe regel of een tab. Schrijf hem op één regel.".into(),
        Fault::NotDate { given } => format!("‘{given}’ is geen bestaande datum. {DATE_HELP}"),
        Fault::DateOutside { given } => format!(
            "De datum {given} kan niet bedoeld zijn. Geef een datum van {YEAR_MIN} tot en met {YEAR_MAX}."
        ),
        Fault::NotMoment => {
            "Dit is geen tijdstip. Geef seconden sinds 1970 en nanoseconden vanaf nul.".into()
        }
        Fault::ListEmpty => "De lijst is leeg. Noem er ten minste één.".into(),
        Fault::ListTooLong { given, max } => {
            format!(
                "De lijst telt er {}; ten hoogste {} kan. Verdeel of kort haar in.",
                count(*given),
                count(*max)
            )
        }
        Fault::ValueUnknown { given } => {
            format!("{given} is geen bekende waarde. Kies een waarde uit de beschrijving van het veld.")
        }
        Fault::NotFromOne => "Dit nummer telt vanaf 1. Gebruik het nummer dat u eerder kreeg.".into(),
        Fault::TooMuch { given, max } => format!("{given} is te veel. Vraag er ten hoogste {max}."),
        Fault::NotPageToken => NOT_PAGE_TOKEN.into(),
        Fault::NotForLists => NOT_FOR_LISTS.into(),
        Fault::NotThen => NOT_THEN.into(),
        Fault::EarlierThanFrom => EARLIER_THAN_FROM.into(),
        Fault::NotMeasured => NOT_MEASURED.into(),
    }
}

const UUID_HELP: &str = "Geef 36 tekens, zoals 0190b5f0-7c1e-7a53-9f2a-3d1c5e8b9a60.";
const NAME_HELP: &str =
    "Gebruik 1 tot 60 tekens uit a-z, 0-9, ‘-’ en ‘.’, te beginnen met een letter of cijfer.";
const ACTOR_HELP: &str =
    "Gebruik 1 tot 64 tekens uit A-Z, a-z, 0-9, ‘-’, ‘_’, ‘.’ en ‘:’; nooit de naam van een mens.";
const HISTORY_HELP: &str = "Geef dossier.<uuid>, arrangement.<uuid>, meeting.<uuid> of framework.<naam>.";
const BLANK: &str = "Er staat geen tekst. Vul het veld in, of laat het weg als het niet verplicht is.";
const CONTROL_HELP: &str = "Verwijder het; alleen een nieuwe regel (\\n) en een tab kunnen.";
const DATE_HELP: &str = "Schrijf een datum als JJJJ-MM-DD, zoals 2026-03-14.";
const NOT_PAGE_TOKEN: &str =
    "Dit is geen bladwijzer van deze lijst. Neem next_page_token uit het vorige antwoord, of begin vooraan.";
const NOT_FOR_LISTS: &str =
    "Een lijst is er alleen zoals die nu is. Vraag een agenda of een dossier zoals het was.";
const NOT_THEN: &str = "Hier hoort één stand van toen. Geef as_of_position of as_of_moment.";
const NOT_MEASURED: &str = "Dit kan niet gemeten zijn: een deel is ten hoogste de groep, en een cijfer ten hoogste 10. Verbeter de meting.";
const EARLIER_THAN_FROM: &str = "Dit ligt vóór het begin van de vergelijking (from). Draai de twee om.";

fn count(count: usize) -> String {
    Language::Dutch.count(count)
}
