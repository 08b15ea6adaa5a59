//! What stands behind the flags about arrangements: `tlv,individual,from=2026-08-01` and `doelrealisatie=80%`.

use domain::arrangement::Basis;

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

/// What is aimed for, or measured.
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
