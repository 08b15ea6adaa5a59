//! What stands behind the flag about a pledge: `4000000,from=2026-08-01,until=2027-07-31`.

use super::date;

/// What a party pledges for a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pledged {
    /// How much, in euro cents.
    pub(crate) cents: u64,
    /// The first day.
    pub(crate) from: String,
    /// The last.
    pub(crate) until: String,
}

pub(crate) fn pledged(text: &str) -> Result<Pledged, String> {
    const FORM: &str =
        "verwacht centen,from=DATUM,until=DATUM, zoals 4000000,from=2026-08-01,until=2027-07-31";
    let mut parts = text.split(',').map(str::trim);
    let cents = parts.next().and_then(|cents| cents.parse().ok()).ok_or(FORM)?;
    let (mut from, mut until) = (None, None);
    for part in parts {
        match part.split_once('=').ok_or(FORM)? {
            ("from", day) => from = Some(date(day)?),
            ("until", day) => until = Some(date(day)?),
            _ => return Err(FORM.into()),
        }
    }
    Ok(Pledged { cents, from: from.ok_or(FORM)?, until: until.ok_or(FORM)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pledge_is_read_with_its_days() {
        let read = pledged("4000000, until=2027-07-31, from=2026-08-01").unwrap();
        let expected = (4_000_000, "2026-08-01", "2027-07-31");
        assert_eq!((read.cents, read.from.as_str(), read.until.as_str()), expected);
        for wrong in [
            "",
            "veel,from=2026-08-01,until=2027-07-31",
            "5,from=2026-08-01",
            "5,from=ooit,until=nooit",
            "5,x",
        ] {
            assert!(pledged(wrong).is_err(), "{wrong}");
        }
    }
}
