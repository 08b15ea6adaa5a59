//! Why the keeping of a history is not changed, in Dutch.

use domain::{
    ids::Revision,
    keeping::{
        Refusal,
        refusal::{Countable, Needs},
    },
};

use super::phrase::{capacity, each, number};
use crate::names::Names;

/// Why the rules of keeping a history say no.
pub(in crate::refusal) fn told(refusal: &Refusal) -> String {
    use Refusal as R;
    match refusal {
        R::NotPermitted { acted_as, needs } => format!(
            "Dit is voor {}; u handelde als {}. Handel in een andere hoedanigheid, of vraag het iemand die dit mag.",
            match needs {
                Needs::Administrator => "een beheerder",
                Needs::AuditorOrAdministrator => "een auditor of een beheerder",
            },
            capacity(acted_as, Names::none())
        ),
        R::HistoryUnknown => "Onder dit kenmerk is niets vastgelegd. Controleer het kenmerk.".into(),
        R::UnderHold { holds } => format!(
            "Er geldt een bewaarplicht, ingesteld in {}: zolang wordt niets gewist. Laat haar eerst opheffen als \
             de reden ervoor weg is.",
            lines(holds)
        ),
        R::AlreadyRequested { request, by } => format!(
            "In regel {request} verzocht {by} al om woorden te wissen; er is één verzoek tegelijk. Laat een tweede \
             beheerder daarover beslissen, of trek het in."
        ),
        R::RequestNotOpen { asked, open } => match open {
            Some(open) => format!(
                "In regel {asked} staat geen verzoek waarover nog beslist moet worden; dat staat in regel {open}. \
                 Noem die regel als u dat verzoek bedoelt."
            ),
            None => format!(
                "In regel {asked} staat geen verzoek waarover nog beslist moet worden. Vraag de geschiedenis op om \
                 te zien wat ervan geworden is."
            ),
        },
        R::SecondPersonNeeded { requested_by } => format!(
            "Wissen doen twee mensen, en {requested_by} verzocht er al om. Vraag een andere beheerder om het verzoek te \
             bevestigen."
        ),
        R::TextsRequired => {
            "Er zijn geen woorden genoemd om te wissen. Noem per regel welke woorden, of alle.".into()
        }
        R::RecordUnknown { asked, last } => format!(
            "De geschiedenis heeft geen regel {asked}; de laatste is regel {last}. Controleer het nummer van de regel."
        ),
        R::TextUnknown { revision, which } => format!(
            "Regel {revision} heeft geen woorden ‘{which}’. Vraag de geschiedenis op: daar staan bij elke \
             regel de woorden en hun vingerafdruk."
        ),
        R::AlreadyErased => "Al deze woorden zijn al gewist. Er is niets meer te doen.".into(),
        R::TooMany { what, given, max } => too_many(*what, *given, *max),
        R::HoldUnknown { asked, holds } if holds.is_empty() => {
            format!(
                "In regel {asked} is geen bewaarplicht ingesteld die nog geldt; er geldt er geen. Er is niets op te heffen."
            )
        }
        R::HoldUnknown { asked, holds } => format!(
            "In regel {asked} is geen bewaarplicht ingesteld die nog geldt. Noem de regel van een die wel geldt: {}.",
            lines(holds)
        ),
    }
}

fn too_many(what: Countable, given: usize, max: usize) -> String {
    let (what, help) = match what {
        Countable::Texts => ("teksten om te wissen", "Verdeel ze over meer dan één verzoek"),
        Countable::Records => {
            ("regels waarvan woorden gewist worden", "Verdeel ze over meer dan één verzoek")
        }
        Countable::Holds => ("bewaarplichten die tegelijk gelden", "Hef eerst een andere op"),
    };
    format!("Te veel {what}: {}; ten hoogste {} zijn mogelijk. {help}.", number(given), number(max))
}

fn lines(revisions: &[Revision]) -> String {
    let noun = if revisions.len() == 1 { "regel" } else { "de regels" };
    format!("{noun} {}", each(revisions, ToString::to_string))
}
