//! What happened to the keeping of a history, in English.

use domain::keeping::{
    Event, Ground, RecordTexts,
    event::{ErasureDeclined, ErasureRequested, HistoryConfirmed, HoldLifted, TextsErased},
};

use super::{counted, list};

pub(super) fn told(event: &Event) -> String {
    match event {
        Event::ErasureRequested(ErasureRequested { ground, texts, .. }) => {
            format!("An administrator asked that {} be erased, as {}.", named(texts), why(*ground))
        }
        Event::ErasureDeclined(ErasureDeclined { request, requested_by, .. }) => format!(
            "The request of {requested_by} in record {request} that words be erased was declined or withdrawn."
        ),
        Event::TextsErased(TextsErased { request, requested_by, ground, texts }) => format!(
            "Erased: {}, as {}; {requested_by} asked for it in record {request} and a second administrator \
             confirmed it.",
            named(texts),
            why(*ground)
        ),
        Event::HoldPlaced(_) => {
            "A hold was placed: while it stands, nothing of this history is erased.".into()
        }
        Event::HoldLifted(HoldLifted { hold, .. }) => {
            format!("The hold that was placed in record {hold} was lifted.")
        }
        Event::HistoryConfirmed(HistoryConfirmed { last }) => {
            format!("The history was confirmed: it had {last} records, one more with this one.")
        }
    }
}

fn named(texts: &[RecordTexts]) -> String {
    let count = texts.iter().map(|record| record.texts.len() as u64).sum();
    let records: Vec<_> = texts.iter().map(|record| record.revision.to_string()).collect();
    let noun = if records.len() == 1 { "record" } else { "records" };
    format!("{} of {noun} {}", counted(count, "text", "texts"), list(&records))
}

fn why(ground: Ground) -> &'static str {
    match ground {
        Ground::Privacy => "a correction of privacy-sensitive data",
        Ground::ProceduralFault => "a correction of a procedural fault",
    }
}
