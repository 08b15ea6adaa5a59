//! What stands behind the flags about arrangements: `tlv,individual,from=2026-08-01` and `doelrealisatie=80%`.

use domain::{arrangement::Basis, framework::Conclusion};

use super::date;

/// One line of what pays for an arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paid {
    /// From what.
    pub(crate) code: String,
    /// For a group, or by pupil.
    pub(crate) basis: Basis,
    /// The first day.
    pub(crate) from: String,
    /// The last.
    pub(crate) until: Option<String>,
    /// How much, in euro cents.
    pub(crate) cents: Option<u64>,
    /// Who bears it.
    pub(crate) party: Option<String>,
}

/// What an indicator should come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Aim {
    /// Which.
    pub(crate) indicator: String,
    /// What is aimed for.
    pub(crate) value: Aimed,
}

/// What an indicator came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Measured {
    /// Which.
    pub(crate) indicator: String,
    /// What was counted.
    pub(crate) value: Measurement,
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measurement {
    /// So many pupils.
    Pupils(u32),
    /// So many of a group.
    Share { part: u32, whole: u32 },
    /// A score in tenths, and how many gave one.
    Score { tenths: u32, by: u32 },
}

/// What is aimed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aimed {
    /// So many pupils.
    Pupils(u32),
    /// A share, in tenths of a percent.
    Share(u32),
    /// A score out of ten, in tenths.
    Score(u32),
}

pub(crate) fn paid(text: &str) -> Result<Paid, String> {
    const FORM: &str = "verwacht code,collective of individual,from=DATUM, en zo nodig until=DATUM, cents=CENTEN \
        en party=PARTIJ, zoals tlv,individual,from=2026-08-01,cents=12500000";
    let mut parts = text.split(',').map(str::trim);
    let (Some(code), Some(basis)) = (parts.next().filter(|code| !code.is_empty()), parts.next()) else {
        return Err(FORM.into());
    };
    let basis = Basis::ALL.into_iter().find(|known| known.name() == basis).ok_or(FORM)?;
    let (mut from, mut until, mut cents, mut party) = (None, None, None, None);
    for part in parts {
        match part.split_once('=').ok_or(FORM)? {
            ("from", day) => from = Some(date(day)?),
            ("until", day) => until = Some(date(day)?),
            ("cents", amount) => {
                cents = Some(amount.parse().map_err(|_| format!("geen bedrag in centen: {amount}"))?);
            }
            ("party", name) => party = Some(name.to_owned()),
            _ => return Err(FORM.into()),
        }
    }
    let from = from.ok_or(FORM)?;
    Ok(Paid { code: code.to_owned(), basis, from, until, cents, party })
}

pub(crate) fn aim(text: &str) -> Result<Aim, String> {
    let (indicator, value) = text.split_once('=').ok_or(
        "verwacht indicator=waarde: een aantal leerlingen (24), een aandeel (80%) of een cijfer (7,5/10)",
    )?;
    Ok(Aim { indicator: indicator.trim().to_owned(), value: aimed(value.trim())? })
}

/// A number of pupils, a share with `%`, or a score with `/10`.
pub(crate) fn aimed(text: &str) -> Result<Aimed, String> {
    let wrong = || format!("geen aantal leerlingen (24), aandeel (80%) of cijfer (7,5/10): ‘{text}’");
    if let Some(share) = text.strip_suffix('%') {
        return tenths(share).map(Aimed::Share).ok_or_else(wrong);
    }
    if let Some(score) = text.strip_suffix("/10") {
        return tenths(score).map(Aimed::Score).ok_or_else(wrong);
    }
    text.parse().map(Aimed::Pupils).map_err(|_| wrong())
}

pub(crate) fn result(text: &str) -> Result<Measured, String> {
    let wrong = || {
        "verwacht indicator=meting: een aantal leerlingen (24), een deel van een groep (18 van 24) of een cijfer met hoeveel \
         het gaven (7,5/10 van 19)"
            .to_owned()
    };
    let (indicator, value) = text.split_once('=').ok_or_else(wrong)?;
    let value = measurement(value.trim()).ok_or_else(wrong)?;
    Ok(Measured { indicator: indicator.trim().to_owned(), value })
}

/// A number of pupils; a part `van` (`of`) a group; or a score with `/10` `van` how many gave one.
fn measurement(text: &str) -> Option<Measurement> {
    let Some((what, of)) = text.split_once("van").or_else(|| text.split_once("of")) else {
        return text.parse().ok().map(Measurement::Pupils);
    };
    let (what, of) = (what.trim(), of.trim().parse().ok()?);
    match what.strip_suffix("/10") {
        Some(score) => Some(Measurement::Score { tenths: tenths(score)?, by: of }),
        None => Some(Measurement::Share { part: what.parse().ok()?, whole: of }),
    }
}

pub(crate) fn conclusion(text: &str) -> Result<Conclusion, String> {
    let known = Conclusion::ALL.into_iter().find(|known| known.name() == text);
    known.ok_or_else(|| format!("kies uit {}", Conclusion::ALL.map(Conclusion::name).join(", ")))
}

/// A number with at most one decimal, in tenths.
fn tenths(text: &str) -> Option<u32> {
    let (whole, tenth) = text.trim().split_once([',', '.']).unwrap_or((text.trim(), "0"));
    let is_digit = tenth.len() == 1 && tenth.bytes().all(|byte| byte.is_ascii_digit());
    let tenth: u32 = tenth.parse().ok().filter(|_| is_digit)?;
    whole.parse::<u32>().ok()?.checked_mul(10)?.checked_add(tenth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_people_write_them() {
        let table = [
            ("24", Some(Aimed::Pupils(24))),
            ("80%", Some(Aimed::Share(800))),
            ("82,5%", Some(Aimed::Share(825))),
            ("7,5/10", Some(Aimed::Score(75))),
            ("7.5/10", Some(Aimed::Score(75))),
            ("8/10", Some(Aimed::Score(80))),
            ("7,25/10", None),
            ("veel", None),
            ("-3", None),
            ("%", None),
        ];
        for (text, expected) in table {
            assert_eq!(aimed(text).ok(), expected, "{text}");
        }
        let table = [
            ("bereik=24", Some(Measurement::Pupils(24))),
            ("bereik = 18 van 24", Some(Measurement::Share { part: 18, whole: 24 })),
            ("bereik=18 of 24", Some(Measurement::Share { part: 18, whole: 24 })),
            ("bereik=7,5/10 van 19", Some(Measurement::Score { tenths: 75, by: 19 })),
            ("bereik=7,5/10", None),
            ("bereik=80%", None),
            ("bereik=18 van", None),
            ("24", None),
        ];
        for (text, expected) in table {
            assert_eq!(result(text).ok().map(|measured| measured.value), expected, "{text}");
        }
        assert_eq!(conclusion("close"), Ok(Conclusion::Close));
        assert!(conclusion("stoppen").is_err());
        let line = paid("tlv,individual,from=2026-08-01,until=2028-07-31,cents=500,party=ppo-nk").unwrap();
        assert_eq!(
            (line.basis, line.cents, line.party.as_deref()),
            (Basis::Individual, Some(500), Some("ppo-nk"))
        );
        for wrong in ["", "tlv", "tlv,samen,from=2026-08-01", "tlv,collective", "tlv,collective,from=ooit"] {
            assert!(paid(wrong).is_err(), "{wrong}");
        }
    }
}
