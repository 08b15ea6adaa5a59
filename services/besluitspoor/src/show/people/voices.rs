//! What each party said for itself of what was decided, and who has not.

use wire::Language;

use crate::show::{
    Say as _,
    json::{dossier::Dossier, shared::Named, voice::PartyVoice},
    page::Page,
    table::{Table, paragraph},
    words,
};

/// The visits at which parties speak for themselves: in a table, and below it what they said.
pub(super) fn of(dossier: &Dossier, page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Gremium", "Partij", "Bekrachtigt", "Op", "Revisie"],
        Language::English => ["Body", "Party", "Ratifies", "On", "Revision"],
    });
    let mut below = String::new();
    for visit in &dossier.visits {
        let body = &visit.opening.body.name;
        for voice in &visit.voices {
            let revision = voice.revision.to_string();
            let party = voice.party.name.clone();
            let ratifies = words::yes(voice.ratified, language).to_owned();
            table.row([body.clone(), party, ratifies, voice.decided_on.clone(), revision]);
            below.push_str(&paragraph(&format!("{body}, {}", said(voice, language)), "  ", page));
        }
        for party in &visit.unspoken {
            let none = "–".to_owned();
            let not_yet = language.say("nog niet", "not yet").to_owned();
            table.row([body.clone(), party.name.clone(), not_yet, none.clone(), none]);
        }
    }
    if table.is_empty() { String::new() } else { table.text(page) + &below }
}

/// The same of one visit, a line a party.
pub(super) fn lines(voices: &[PartyVoice], unspoken: &[Named], language: Language) -> String {
    let spoken = voices.iter().map(|voice| {
        let (ratifies, on) = (words::yes(voice.ratified, language), &voice.decided_on);
        format!("{on} {}: {ratifies}", voice.party.name)
    });
    let not_yet = language.say("nog niet", "not yet");
    spoken
        .chain(unspoken.iter().map(|party| format!("{}: {not_yet}", party.name)))
        .collect::<Vec<_>>()
        .join("\n")
}

fn said(voice: &PartyVoice, language: Language) -> String {
    let for_organ = language.say("namens", "on behalf of");
    let mut said = format!("{}, {for_organ} {}", voice.party.name, voice.organ);
    if let Some(seen) = &voice.mandate {
        said += &format!(", {} {}", language.say("mandaat", "mandate"), seen.mandate_id);
    }
    if let Some(why) = &voice.reasons {
        said += &format!(": {why}");
    }
    said
}
