//! What happened to the keeping of a history, in Dutch.

use domain::keeping::{
    Event, Ground, RecordTexts,
    event::{ErasureDeclined, ErasureRequested, HistoryConfirmed, HoldLifted, TextsErased},
};

use super::{counted, list};

pub(super) fn told(event: &Event) -> String {
    match event {
        Event::ErasureRequested(ErasureRequested { ground, texts, .. }) => {
            format!("Een beheerder verzocht om {} te wissen, als {}.", named(texts), why(*ground))
        }
        Event::ErasureDeclined(ErasureDeclined { request, requested_by, .. }) => format!(
            "Het verzoek van {requested_by} in regel {request} om woorden te wissen is afgewezen of ingetrokken."
        ),
        Event::TextsErased(TextsErased { request, requested_by, ground, texts }) => format!(
            "Gewist zijn {}, als {}; {requested_by} verzocht erom in regel {request} en een tweede beheerder \
             bevestigde het.",
            named(texts),
            why(*ground)
        ),
        Event::HoldPlaced(_) => {
            "Een bewaarplicht is ingesteld: zolang die geldt wordt niets van deze geschiedenis gewist.".into()
        }
        Event::HoldLifted(HoldLifted { hold, .. }) => {
            format!("De bewaarplicht die in regel {hold} was ingesteld is opgeheven.")
        }
        Event::HistoryConfirmed(HistoryConfirmed { last }) => {
            format!("De stand is bevestigd: de geschiedenis telde {last} regels, met deze erbij één meer.")
        }
    }
}

fn named(texts: &[RecordTexts]) -> String {
    let count = texts.iter().map(|record| record.texts.len() as u64).sum();
    let records: Vec<_> = texts.iter().map(|record| record.revision.to_string()).collect();
    let noun = if records.len() == 1 { "regel" } else { "de regels" };
    format!("{} van {noun} {}", counted(count, "tekst", "teksten"), list(&records))
}

fn why(ground: Ground) -> &'static str {
    match ground {
        Ground::Privacy => "correctie van privacygevoelige gegevens",
        Ground::ProceduralFault => "correctie van een procedurele fout",
    }
}
