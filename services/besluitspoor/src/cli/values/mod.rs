//! What stands behind flags: dossiers, dates, places in the journal, words.

mod arrangement;
mod bound;
pub(crate) mod meeting;
mod stances;
mod texts;

use std::str::FromStr;

use access::Grant;
use domain::{context::Capacity, framework::Outcome, ids::ActorId};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use tlog::VerifierKey;
use uuid::Uuid;
use wire::limits::REFERENCE_CHARS_MAX;

pub(crate) use self::{
    arrangement::{Aim, Aimed, Measured, Measurement, Paid, aim, conclusion, paid, result},
    bound::{Pledged, pledged},
    stances::{
        Named, Seated, StanceOf, mandate_act, mandated, named_words, office, replaced, stance, stances,
    },
    texts::texts_of,
};
use crate::show::json::shared::region;

/// A dossier as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DossierName {
    /// Its id.
    Id(Uuid),
    /// Its number, e.g. `OZA-2026-0014`.
    Reference(String),
}

/// A place in a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct At {
    /// The journal's id. `None`: that of the service.
    pub(crate) log_id: Option<Uuid>,
    /// The position, from 1.
    pub(crate) position: u64,
}

/// As of when something is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AsOf {
    /// When this was the last position.
    Position(At),
    /// When this day ended in the region; on the day itself, now.
    Day(Date),
    /// At this moment.
    Moment(Timestamp),
}

impl AsOf {
    /// The last moment of a day in the region. `None`: it lies too far away.
    pub(crate) fn end_of(day: Date) -> Option<Timestamp> {
        let next = day.tomorrow().ok()?.to_zoned(region()).ok()?;
        next.timestamp().checked_sub(jiff::SignedDuration::from_nanos(1)).ok()
    }
}

/// Words on the line, or in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Text {
    /// These words.
    Given(String),
    /// The words in this file; `-` is standard input.
    File(String),
}

/// Something about the n-th of a list, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbered<T> {
    /// Which one.
    pub(crate) number: u32,
    /// What about it.
    pub(crate) value: T,
}

/// When a round is submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RoundDate {
    /// The round.
    pub(crate) round: String,
    /// The day.
    pub(crate) day: String,
}

/// Words of one record: all of them, or those of some names or digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextsOf {
    /// The record.
    pub(crate) revision: u64,
    /// The names.
    pub(crate) names: Vec<String>,
    /// The digests.
    pub(crate) digests: Vec<String>,
}

/// A visit as people name it: its step, and which time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct VisitName {
    /// The step.
    pub(crate) step: String,
    /// Which time, from 1.
    pub(crate) number: u32,
}

/// An item of a list, with the list or without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemOf {
    /// The list, if it was named.
    pub(crate) list: Option<String>,
    /// Its number or short name there.
    pub(crate) item: String,
}

/// An item such as `2.4`, or `gespreksmap:2.4`.
pub(super) fn item_of(text: &str) -> Result<ItemOf, String> {
    let (list, item) = match text.split_once(':') {
        Some((list, item)) => (Some(list), item),
        None => (None, text),
    };
    if item.is_empty() || list.is_some_and(str::is_empty) {
        return Err("noem een punt, zoals 2.4, of met de lijst ervoor: gespreksmap:2.4".into());
    }
    Ok(ItemOf { list: list.map(str::to_owned), item: item.to_owned() })
}

pub(crate) fn dossier(text: &str) -> Result<DossierName, String> {
    let text = text.trim();
    if let Ok(id) = Uuid::parse_str(text) {
        return Ok(DossierName::Id(id));
    }
    // A history such as `arrangement.UUID` is longer than a number can be.
    let history = text.split_once('.').is_some_and(|(_, id)| Uuid::parse_str(id).is_ok());
    let fits = !text.is_empty()
        && (history || text.chars().count() <= REFERENCE_CHARS_MAX)
        && !text.contains(char::is_whitespace);
    if fits {
        Ok(DossierName::Reference(text.to_owned()))
    } else {
        Err("noem een dossier bij zijn nummer, zoals OZA-2026-0014, of bij zijn id (een UUID)".into())
    }
}

/// The key that a ledger is checked with.
pub(crate) fn verifier_key(text: &str) -> Result<VerifierKey, String> {
    text.parse().map_err(|error: tlog::key::Error| format!("geen sleutel van een bewijsregister: {error}"))
}

pub(super) fn uuid(text: &str) -> Result<Uuid, String> {
    Uuid::parse_str(text.trim())
        .map_err(|_| "dit is geen UUID, zoals 0198c5a2-7d1e-7c3a-9f00-1a2b3c4d5e6f".into())
}

pub(super) fn at(text: &str) -> Result<At, String> {
    let (log_id, position) = match text.rsplit_once(':') {
        Some((log_id, position)) => (Some(uuid(log_id)?), position),
        None => (None, text),
    };
    let position = position
        .parse()
        .map_err(|_| "een positie is een getal, of JOURNAAL:POSITIE zoals een ontvangstbewijs die toont")?;
    Ok(At { log_id, position })
}

pub(super) fn as_of(text: &str) -> Result<AsOf, String> {
    if let Ok(date) = text.parse::<Date>()
        && text.contains('-')
        && !text.contains(['T', ' '])
    {
        return Ok(AsOf::Day(date));
    }
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Ok(AsOf::Moment(moment));
    }
    if let Ok(local) = text.parse::<DateTime>()
        && text.contains('-')
    {
        let zoned = local.to_zoned(region()).map_err(|_| "dit tijdstip ligt te ver weg")?;
        return Ok(AsOf::Moment(zoned.timestamp()));
    }
    at(text).map(AsOf::Position).map_err(|_| {
        "noem een positie (41), een datum (2026-03-12: zoals het was toen die dag eindigde) of een tijdstip (2026-03-12T14:00)".into()
    })
}

pub(super) fn date(text: &str) -> Result<String, String> {
    let wrong = || format!("‘{text}’ is geen datum; schrijf jaar-maand-dag, zoals 2026-03-12");
    let parts: Vec<_> = text.split('-').collect();
    let digits =
        |part: &&str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    match parts[..] {
        [year, month, day] if digits(&year, 4) && digits(&month, 2) && digits(&day, 2) => {
            text.parse::<Date>().map(|date| date.to_string()).map_err(|_| wrong())
        }
        _ => Err(wrong()),
    }
}

pub(super) fn words(text: &str) -> Result<Text, String> {
    Ok(match text.strip_prefix('@') {
        Some(literal) if literal.starts_with('@') => Text::Given(literal.to_owned()),
        Some("") => return Err("na @ hoort de naam van een bestand, of - voor standaardinvoer".into()),
        Some(file) => Text::File(file.to_owned()),
        None => Text::Given(text.to_owned()),
    })
}

pub(super) fn numbered_words(text: &str) -> Result<Numbered<Text>, String> {
    numbered(text, words)
}

pub(super) fn numbered_date(text: &str) -> Result<Numbered<String>, String> {
    numbered(text, date)
}

/// A round and a day, as `businesscase=2026-09-01`.
pub(super) fn round_date(text: &str) -> Result<RoundDate, String> {
    let (round, day) = text
        .split_once('=')
        .filter(|(round, _)| !round.trim().is_empty())
        .ok_or("schrijf de ronde, een = en de dag, zoals businesscase=2026-09-01")?;
    Ok(RoundDate { round: round.trim().to_owned(), day: date(day.trim())? })
}

pub(super) fn numbered_name(text: &str) -> Result<Numbered<String>, String> {
    numbered(text, |name| Ok(name.to_owned()))
}

fn numbered<T>(text: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Numbered<T>, String> {
    let wrong = "schrijf het nummer, een = en dan de rest, zoals 1=…";
    let (number, rest) = text.split_once('=').ok_or(wrong)?;
    let number = number.trim().parse().ok().filter(|number| *number > 0).ok_or(wrong)?;
    Ok(Numbered { number, value: read(rest)? })
}

pub(super) fn visit(text: &str) -> Result<VisitName, String> {
    let (step, number) = text.split_once(':').unwrap_or((text, "1"));
    let number = number.parse().ok().filter(|number| *number > 0);
    match number {
        Some(number) if !step.is_empty() => Ok(VisitName { step: step.to_owned(), number }),
        Some(_) | None => {
            Err("noem een behandeling bij haar stap en de hoeveelste keer, zoals voorstel-pora:2".into())
        }
    }
}

/// An outcome by its name in framework files, or in Dutch.
pub(super) fn outcome(text: &str) -> Result<Outcome, String> {
    let given = text.trim().to_lowercase().replace([' ', '_'], "-");
    let dutch = |outcome: &Outcome| outcome.name_nl().replace(' ', "-") == given;
    let found = given.parse().ok().or_else(|| Outcome::ALL.into_iter().find(dutch));
    found.ok_or_else(|| {
        let told = |outcome: &Outcome| format!("{} ({})", outcome.name(), outcome.name_nl());
        let fits: Vec<_> = Outcome::ALL.iter().filter(|outcome| fits(&given, **outcome)).map(told).collect();
        if fits.is_empty() {
            return format!(
                "deze uitkomst is er niet, wel: {}",
                Outcome::ALL.each_ref().map(told).join(", ")
            );
        }
        format!("deze uitkomst is er niet; is dit bedoeld: {}", fits.join(", "))
    })
}

/// An outcome with more wrong letters than this share of it is not taken for another, in percent.
const DISTANCE_PERCENT_MAX: usize = 34;

/// Whether an outcome may be meant: one of its names begins so, or has few wrong letters.
fn fits(given: &str, outcome: Outcome) -> bool {
    let names = [outcome.name().to_owned(), outcome.name_nl().replace(' ', "-")];
    !given.is_empty()
        && names.iter().any(|name| {
            let near = strsim::osa_distance(name, given) * 100;
            name.starts_with(given) || near <= given.chars().count() * DISTANCE_PERCENT_MAX
        })
}

pub(super) fn capacity(text: &str) -> Result<Capacity, String> {
    let wrong = "schrijf coordinator:PARTIJ, secretary:GREMIUM, administrator of auditor";
    match text.split_once(':') {
        Some(("coordinator", party)) => Ok(Capacity::Coordinator { party: name(party)? }),
        Some(("secretary", body)) => Ok(Capacity::Secretary { body: name(body)? }),
        None if text == "administrator" => Ok(Capacity::Administrator),
        None if text == "auditor" => Ok(Capacity::Auditor),
        Some(_) | None => Err(wrong.into()),
    }
}

pub(super) fn grant(text: &str) -> Result<Grant, String> {
    match text.split_once(':') {
        Some(("member", body)) => Ok(Grant::Member { body: name(body)? }),
        Some(_) | None => capacity(text).map(Grant::from).map_err(|_| {
            "schrijf coordinator:PARTIJ, secretary:GREMIUM, member:GREMIUM, auditor of administrator".into()
        }),
    }
}

pub(super) fn actor(text: &str) -> Result<ActorId, String> {
    text.parse().map_err(|_| {
        "een persoon heeft hier een naam die niets zegt, zoals u-7f3a: letters, cijfers, - _ . en :, ten hoogste 64".into()
    })
}

fn name<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| {
        format!("‘{text}’ is geen korte naam: kleine letters, cijfers, - en ., zoals gemeente-heiloo")
    })
}

#[cfg(test)]
mod tests;
