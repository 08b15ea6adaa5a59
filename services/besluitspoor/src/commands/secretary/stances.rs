//! Where parties stood, from a file and from the flags of a line.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;
use wire::{convert::enums, v1};

use crate::{
    cli::{
        secretary::Treatment,
        values::{self, Named},
    },
    commands::{files, session::Session},
    failure::Failure,
    show::Say as _,
};

/// What a file says of one party.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stood {
    stance: String,
    words: Option<String>,
    dissent: Option<String>,
    mandate: Option<String>,
    replacement: Option<Replaced>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Replaced {
    seated: String,
    replaces: String,
    office: String,
    reported_on: String,
    reason: Option<String>,
}

/// Reads where the parties stood: those of the file first, then those of the line.
///
/// # Errors
/// A file that cannot be read, a party that is named twice, or words of a party without a stance.
pub(super) fn read(session: &Session, given: &Treatment) -> Result<Vec<v1::NewStance>, Failure> {
    let mut stances = match &given.stances_file {
        Some(file) => of_file(session, file)?,
        None => Vec::new(),
    };
    for of in &given.stances {
        for party in &of.parties {
            if stances.iter().any(|taken| taken.party_id == *party) {
                let told = session.language.say("heeft al een standpunt.", "has a stance already.");
                return Err(Failure::input(format!("--stance {party}: {told}")));
            }
            let stance = enums::stance(of.stance).into();
            stances.push(v1::NewStance { party_id: party.clone(), stance, ..v1::NewStance::default() });
        }
    }
    for said in &given.stance_words {
        of_party(session, &mut stances, said, "--stance-words")?.words =
            Some(files::words(&said.value, session)?);
    }
    for view in &given.dissents {
        of_party(session, &mut stances, view, "--dissent")?.dissent =
            Some(files::words(&view.value, session)?);
    }
    for named in &given.mandates {
        of_party(session, &mut stances, named, "--mandate")?.mandate_id = Some(named.value.clone());
    }
    for replaced in &given.replaced {
        of_party(session, &mut stances, replaced, "--replaced")?.replacement = Some(v1::NewReplacement {
            seated_actor_id: replaced.value.seated.clone(),
            replaces_actor_id: replaced.value.replaces.clone(),
            office: enums::office(replaced.value.office).into(),
            reported_on: replaced.value.reported_on.clone(),
            reason: None,
        });
    }
    Ok(stances)
}

fn of_party<'s, T>(
    session: &Session,
    stances: &'s mut [v1::NewStance],
    about: &Named<T>,
    flag: &str,
) -> Result<&'s mut v1::NewStance, Failure> {
    stances.iter_mut().find(|taken| taken.party_id == about.party).ok_or_else(|| {
        let told = session.language.say(
            "geef deze partij ook een standpunt met --stance.",
            "give this party a stance too, with --stance.",
        );
        Failure::input(format!("{flag} {}=…: {told}", about.party))
    })
}

fn of_file(session: &Session, file: &Path) -> Result<Vec<v1::NewStance>, Failure> {
    let wrong = |told: String| Failure::input(format!("{}: {told}", file.display()));
    let text = files::text(file, session)?;
    let read: BTreeMap<String, Stood> =
        toml::from_str(&text).map_err(|error| wrong(error.message().to_owned()))?;
    read.into_iter().map(|(party, stood)| stance(party, stood).map_err(wrong)).collect()
}

fn stance(party_id: String, stood: Stood) -> Result<v1::NewStance, String> {
    let of = |told: String| format!("[{party_id}] {told}");
    let stance = values::stance(&stood.stance).map_err(of)?;
    let replacement = stood.replacement.map(|replaced| -> Result<_, String> {
        Ok(v1::NewReplacement {
            seated_actor_id: replaced.seated,
            replaces_actor_id: replaced.replaces,
            office: enums::office(values::office(&replaced.office)?).into(),
            reported_on: replaced.reported_on,
            reason: replaced.reason,
        })
    });
    Ok(v1::NewStance {
        stance: enums::stance(stance).into(),
        words: stood.words,
        replacement: replacement.transpose().map_err(of)?,
        dissent: stood.dissent,
        mandate_id: stood.mandate,
        party_id,
    })
}
