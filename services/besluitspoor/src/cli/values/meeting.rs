//! What stands behind flags about meetings: meetings, items, how they are treated, and who was there.

use domain::{ids::ActorId, meeting::ItemKind};
use jiff::civil::Date;
use uuid::Uuid;

/// A meeting as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MeetingName {
    /// Its id.
    Id(Uuid),
    /// The body and the day, when that is one meeting.
    Day {
        /// The body.
        body: String,
        /// The day, as YYYY-MM-DD.
        on: String,
    },
}

/// An item of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemName {
    /// The meeting.
    pub(crate) meeting: MeetingName,
    /// The item's number.
    pub(crate) item: u32,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ActionName {
    /// By its number, in capitals.
    Number(String),
    /// By the meeting that agreed it and its number there.
    Of(ItemName),
}

/// An item, and how it is treated if that is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KindOf {
    /// The item's number.
    pub(crate) item: u32,
    /// How.
    pub(crate) kind: Option<ItemKind>,
}

/// Somebody who was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Someone {
    /// Who.
    pub(crate) actor: ActorId,
    /// For which party.
    pub(crate) party: Option<String>,
}

pub(crate) fn meeting(text: &str) -> Result<MeetingName, String> {
    let text = text.trim();
    if let Ok(id) = Uuid::parse_str(text) {
        return Ok(MeetingName::Id(id));
    }
    let named = text.split_once('/').filter(|(body, _)| !body.is_empty());
    let (body, on) = named.ok_or(
        "noem een vergadering bij gremium en datum, zoals pora/2026-07-01, of bij haar id (een UUID)",
    )?;
    let on = on.parse::<Date>().map_err(|_| format!("‘{on}’ is geen datum, zoals 2026-07-01"))?;
    Ok(MeetingName::Day { body: body.to_owned(), on: on.to_string() })
}

pub(crate) fn item(text: &str) -> Result<ItemName, String> {
    let wrong = "noem een punt bij zijn vergadering en nummer, zoals pora/2026-06-03:4";
    let (named, number) = text.rsplit_once(':').ok_or(wrong)?;
    let item = number.parse().ok().filter(|number| *number > 0).ok_or(wrong)?;
    Ok(ItemName { meeting: meeting(named)?, item })
}

pub(crate) fn action(text: &str) -> Result<ActionName, String> {
    if let Ok(of) = item(text) {
        return Ok(ActionName::Of(of));
    }
    let number = text.trim().to_uppercase();
    let mut parts = number.rsplitn(4, '-');
    let counts = |part: Option<&str>| part.is_some_and(|part| part.parse::<u32>().is_ok());
    let is_number = counts(parts.next()) && counts(parts.next()) && parts.next() == Some("A");
    if is_number && parts.next().is_some_and(|body| !body.is_empty()) {
        return Ok(ActionName::Number(number));
    }
    Err("noem een actie bij haar nummer, zoals PORA-A-2026-03, of bij vergadering en nummer, zoals pora/2026-07-01:3".into())
}

pub(crate) fn kind(text: &str) -> Result<ItemKind, String> {
    match text.trim().to_lowercase().replace([' ', '_'], "-").as_str() {
        "kennisname" | "ter-kennisname" | "information" => Ok(ItemKind::Information),
        "hamerstuk" | "formality" => Ok(ItemKind::Formality),
        "bespreekstuk" | "discussion" => Ok(ItemKind::Discussion),
        _ => Err(format!("‘{text}’ is geen soort; kies kennisname, hamerstuk of bespreekstuk")),
    }
}

pub(crate) fn place(text: &str) -> Result<KindOf, String> {
    let (number, of) = match text.split_once('=') {
        Some((number, of)) => (number, Some(kind(of)?)),
        None => (text, None),
    };
    let item = number.trim().parse().ok().filter(|number| *number > 0);
    let item = item.ok_or("schrijf het nummer van een punt, zo nodig met zijn soort, zoals 1=hamerstuk")?;
    Ok(KindOf { item, kind: of })
}

pub(crate) fn treated(text: &str) -> Result<KindOf, String> {
    let of = place(text)?;
    match of.kind {
        Some(_) => Ok(of),
        None => Err("schrijf hoe het punt is behandeld, zoals 3=bespreekstuk".into()),
    }
}

pub(crate) fn someone(text: &str) -> Result<Someone, String> {
    // Names of actors may have colons, those of parties have none.
    let (actor, party) = match text.rsplit_once(':') {
        Some((actor, party)) if !party.is_empty() => (actor, Some(party.to_owned())),
        Some(_) | None => (text, None),
    };
    Ok(Someone { actor: super::actor(actor)?, party })
}

pub(crate) fn member(text: &str) -> Result<Someone, String> {
    let someone = someone(text)?;
    match someone.party {
        Some(_) => Ok(someone),
        None => Err("schrijf voor welke partij, zoals u-2:gemeente-alkmaar".into()),
    }
}

pub(crate) fn replacement(text: &str) -> Result<(ActorId, ActorId), String> {
    let (actor, replaced) = text.split_once('=').ok_or("schrijf wie wie verving, zoals u-2=u-3")?;
    Ok((super::actor(actor)?, super::actor(replaced)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_is_named_by_its_body_and_day_or_its_id() {
        let day = MeetingName::Day { body: "pora".into(), on: "2026-07-01".into() };
        assert_eq!(meeting("pora/2026-07-01"), Ok(day.clone()));
        assert_eq!(item("pora/2026-07-01:4"), Ok(ItemName { meeting: day, item: 4 }));
        let id = "0198c5a2-7d1e-7c3a-9f00-1a2b3c4d5e6f";
        assert_eq!(meeting(id), Ok(MeetingName::Id(id.parse().unwrap())));
        for wrong in ["pora", "/2026-07-01", "pora/1 juli", "pora/2026-07-32"] {
            assert!(meeting(wrong).is_err(), "{wrong}");
        }
        assert!(item("pora/2026-07-01").is_err() && item("pora/2026-07-01:0").is_err());
        assert_eq!(action("pora-a-2026-03"), Ok(ActionName::Number("PORA-A-2026-03".into())));
        assert!(matches!(action("pora/2026-07-01:3"), Ok(ActionName::Of(ItemName { item: 3, .. }))));
        for wrong in ["3", "PORA-2026-03", "-A-2026-03", "PORA-A-2026"] {
            assert!(action(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn items_and_people_are_named_shortly() {
        assert_eq!(place("3"), Ok(KindOf { item: 3, kind: None }));
        assert_eq!(treated("3=Hamerstuk"), Ok(KindOf { item: 3, kind: Some(ItemKind::Formality) }));
        assert!(place("0").is_err() && place("3=snel").is_err() && treated("3").is_err());
        let chair = someone("u-1").unwrap();
        assert_eq!((chair.actor.as_str(), chair.party), ("u-1", None));
        assert_eq!(member("u-2:gemeente-heiloo").unwrap().party.as_deref(), Some("gemeente-heiloo"));
        assert!(member("u-2").is_err() && replacement("u-2").is_err());
        assert!(replacement("u-2=u-3").is_ok());
    }
}
