//! What stands behind the flags about stances: `gemeente-heiloo=objects`.

use domain::{
    decision::{Office, Stance},
    mandate::Act,
};

use super::{Text, date, uuid, words};

/// Where some parties stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StanceOf {
    /// Which parties.
    pub(crate) parties: Vec<String>,
    /// Where.
    pub(crate) stance: Stance,
}

/// Something about a party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named<T> {
    /// Which party.
    pub(crate) party: String,
    /// What about it.
    pub(crate) value: T,
}

/// Who sat for a party in the place of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seated {
    /// Who sat.
    pub(crate) seated: String,
    /// For whom.
    pub(crate) replaces: String,
    /// As what.
    pub(crate) office: Office,
    /// When the chair was told.
    pub(crate) reported_on: String,
}

pub(crate) fn stances(text: &str) -> Result<StanceOf, String> {
    let (parties, name) = halves(text)?;
    let parties: Vec<_> = parties.split(',').map(|party| party.trim().to_owned()).collect();
    if parties.iter().any(String::is_empty) {
        return Err(
            "voor de = staan partijen met een komma ertussen, zoals gemeente-heiloo,swv-vo-nk=agrees".into(),
        );
    }
    Ok(StanceOf { parties, stance: stance(name)? })
}

pub(crate) fn named_words(text: &str) -> Result<Named<Text>, String> {
    let (party, rest) = halves(text)?;
    Ok(Named { party: party.to_owned(), value: words(rest)? })
}

pub(crate) fn replaced(text: &str) -> Result<Named<Seated>, String> {
    let (party, rest) = halves(text)?;
    let parts: Vec<_> = rest.split(':').collect();
    let [seated, replaces, office, day] = parts[..] else {
        return Err(
            "schrijf wie er zat, voor wie, als wat en de dag, zoals u-2:u-1:official:2026-03-10".into()
        );
    };
    let value = Seated {
        seated: seated.to_owned(),
        replaces: replaces.to_owned(),
        office: self::office(office)?,
        reported_on: date(day)?,
    };
    Ok(Named { party: party.to_owned(), value })
}

/// A stance by its name, without its last letter, or in Dutch.
pub(crate) fn stance(text: &str) -> Result<Stance, String> {
    let given = text.trim().to_lowercase().replace([' ', '_'], "-");
    let is_meant = |stance: &Stance| {
        let short = stance.name().strip_suffix('s').is_some_and(|short| short == given);
        short || stance.name() == given || stance.name_nl().replace(' ', "-") == given
    };
    Stance::ALL.into_iter().find(is_meant).ok_or_else(|| {
        let told = |stance: Stance| format!("{} ({})", stance.name(), stance.name_nl());
        format!("dit standpunt is er niet, wel: {}", Stance::ALL.map(told).join(", "))
    })
}

/// An office by its name, or in Dutch.
pub(crate) fn office(text: &str) -> Result<Office, String> {
    by_name(Office::ALL.map(|office| (office, office.name(), office.name_nl())), text, "dat")
}

/// A party and the mandate under which somebody spoke for it.
pub(crate) fn mandated(text: &str) -> Result<Named<String>, String> {
    let (party, id) = halves(text)?;
    Ok(Named { party: party.to_owned(), value: uuid(id)?.to_string() })
}

/// What may be done under a mandate, by its name or in Dutch.
pub(crate) fn mandate_act(text: &str) -> Result<Act, String> {
    by_name(Act::ALL.map(|act| (act, act.name(), act.name_nl())), text, "die handeling")
}

/// The one that is called so, of those that there are with their two names; else what is not there, and what is.
fn by_name<T: Copy, const N: usize>(all: [(T, &str, &str); N], text: &str, what: &str) -> Result<T, String> {
    let found = all.iter().find(|(_, name, name_nl)| [*name, *name_nl].contains(&text));
    found.map(|(one, _, _)| *one).ok_or_else(|| {
        let told = all.map(|(_, name, name_nl)| format!("{name} ({name_nl})"));
        format!("{what} is er niet, wel: {}", told.join(", "))
    })
}

fn halves(text: &str) -> Result<(&str, &str), String> {
    let wrong = || "schrijf de partij, een = en dan de rest, zoals gemeente-heiloo=…".to_owned();
    text.split_once('=').filter(|(party, _)| !party.trim().is_empty()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stance_is_short_to_type() {
        let read = |text| stances(text).map(|of| (of.parties.join("+"), of.stance));
        assert_eq!(read("gemeente-heiloo=agree"), Ok(("gemeente-heiloo".into(), Stance::Agrees)));
        assert_eq!(read("a,b=stemt in onder voorwaarden"), Ok(("a+b".into(), Stance::AgreesWithConditions)));
        assert_eq!(read("a=heeft-bezwaar"), Ok(("a".into(), Stance::Objects)));
        for wrong in ["", "a", "=agrees", "a,,b=agrees", "a=ja"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        for stance in Stance::ALL {
            assert_eq!(self::stance(stance.name()), Ok(stance));
            assert_eq!(self::stance(stance.name_nl()), Ok(stance));
        }
    }

    #[test]
    fn a_replacement_says_who_sat_for_whom_as_what_and_since_when_that_was_known() {
        let read = replaced("gemeente-heiloo=u-2:u-1:ambtenaar:2026-03-10").unwrap();
        assert_eq!((read.party.as_str(), read.value.office), ("gemeente-heiloo", Office::Official));
        assert_eq!(read.value.reported_on, "2026-03-10");
        for wrong in ["a=u-2", "a=u-2:u-1:klerk:2026-03-10", "a=u-2:u-1:official:gisteren", "u-2:u-1"] {
            assert!(replaced(wrong).is_err(), "{wrong}");
        }
    }
}
