//! When a record was written down: a moment, and how far the region's clock stood from UTC.
//!
//! Written as RFC 3339 with six digits of fraction and the region's offset, e.g.
//! `2026-03-12T14:03:11.120000+01:00`. Because the offset is part of the record, the date on which it was written
//! down can be read from it without time zone data, today and in fifty years.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
    tz::Offset,
};

use crate::scalar::digits;

/// How many characters a moment is written with.
pub(crate) const LENGTH: usize = 32;

/// When something was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// The moment, in whole microseconds.
    pub now: Timestamp,
    /// How far the region's clock was ahead of UTC at that moment, in seconds; whole minutes, less than a day.
    pub offset_seconds: i32,
}

impl Recorded {
    /// A moment without what is finer than a microsecond, so that it can be written.
    pub fn new(now: Timestamp, offset_seconds: i32) -> Self {
        // Microseconds of a timestamp are always in its range.
        let now = Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now);
        Self { now, offset_seconds }
    }

    /// The date that the moment falls on in the region.
    pub fn today(&self) -> Date {
        self.local().date()
    }

    fn local(&self) -> DateTime {
        // Saturates far beyond any real offset; `to_text` refuses those.
        Offset::UTC
            .saturating_add(SignedDuration::from_secs(i64::from(self.offset_seconds)))
            .to_datetime(self.now)
    }

    /// The written form. `None`: it has none, because it is finer than a microsecond, its offset is not in
    /// whole minutes or a day or more, or its year is before 0.
    pub(crate) fn to_text(self) -> Option<[u8; LENGTH]> {
        let local = self.local();
        let year = u32::try_from(local.year()).ok()?;
        let fraction = u32::try_from(local.subsec_nanosecond()).ok()?;
        let minutes = self.offset_seconds.unsigned_abs() / 60;
        if fraction % 1_000 != 0 || self.offset_seconds % 60 != 0 || minutes >= 24 * 60 {
            return None;
        }
        let mut text = *b"0000-00-00T00:00:00.000000+00:00";
        digits::put(&mut text[0..4], year);
        digits::put(&mut text[5..7], local.month().unsigned_abs().into());
        digits::put(&mut text[8..10], local.day().unsigned_abs().into());
        digits::put(&mut text[11..13], local.hour().unsigned_abs().into());
        digits::put(&mut text[14..16], local.minute().unsigned_abs().into());
        digits::put(&mut text[17..19], local.second().unsigned_abs().into());
        digits::put(&mut text[20..26], fraction / 1_000);
        if self.offset_seconds < 0 {
            text[26] = b'-';
        }
        digits::put(&mut text[27..29], minutes / 60);
        digits::put(&mut text[30..32], minutes % 60);
        Some(text)
    }

    /// Reads the written form; any other way of writing the same moment is `None`.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let text: &[u8; LENGTH] = text.as_bytes().try_into().ok()?;
        let small = |from: usize| i8::try_from(digits::get(&text[from..from + 2])?).ok();
        let year = i16::try_from(digits::get(&text[0..4])?).ok()?;
        let nanosecond = i32::try_from(digits::get(&text[20..26])? * 1_000).ok()?;
        let date = Date::new(year, small(5)?, small(8)?).ok()?;
        let time = Time::new(small(11)?, small(14)?, small(17)?, nanosecond).ok()?;
        let ahead = (i32::from(small(27)?) * 60 + i32::from(small(30)?)) * 60;
        let offset_seconds = if text[26] == b'-' { -ahead } else { ahead };
        let offset = Offset::from_seconds(offset_seconds).ok()?;
        let now = offset.to_timestamp(date.to_datetime(time)).ok()?;
        let read = Self { now, offset_seconds };
        // Catches what the digits do not show: wrong separators, minutes above 59, an offset of -00:00.
        (read.to_text().as_ref() == Some(text)).then_some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(recorded: Recorded) -> Option<String> {
        recorded.to_text().map(|text| String::from_utf8(text.to_vec()).expect("ASCII"))
    }

    #[test]
    fn the_date_is_that_of_the_region() {
        let before_midnight_utc = "2026-03-11T23:30:00Z".parse().expect("a moment");
        let recorded = Recorded::new(before_midnight_utc, 3_600);
        assert_eq!(recorded.today(), Date::constant(2026, 3, 12));
        assert_eq!(written(recorded).as_deref(), Some("2026-03-12T00:30:00.000000+01:00"));
        assert_eq!(Recorded::new(before_midnight_utc, -3_600).today(), Date::constant(2026, 3, 11));
    }

    #[test]
    fn a_moment_has_one_written_form() {
        let text = "2026-07-01T09:03:11.120001-03:30";
        let recorded = Recorded::from_text(text).expect("a moment");
        assert_eq!(recorded.offset_seconds, -12_600);
        assert_eq!(written(recorded).as_deref(), Some(text));
        for bad in [
            "",
            "2026-07-01T09:03:11.120001Z",
            "2026-07-01T09:03:11.120+02:00",
            "2026-07-01 09:03:11.120001+02:00",
            "2026-07-01T09:03:11.120001-00:00",
            "2026-07-01T09:03:11.120001+02:60",
            "2026-07-01T09:03:11.120001+24:00",
            "2026-02-30T09:03:11.120001+02:00",
            "2026-06-30T23:59:60.000000+00:00",
            "2026-07-01T09:03:11.12000é+02:0",
        ] {
            assert_eq!(Recorded::from_text(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_cannot_be_written_exactly_is_not_written() {
        let now = Timestamp::constant(1_773_320_591, 120_000_000);
        for (now, offset_seconds) in [
            (Timestamp::constant(1_773_320_591, 1), 0),
            (now, 1_172),
            (now, 86_400),
            (now, i32::MIN),
            (Timestamp::constant(-62_200_000_000, 0), 0),
        ] {
            assert_eq!(written(Recorded { now, offset_seconds }), None, "{now} {offset_seconds}");
        }
        let fine = Recorded::new(Timestamp::constant(1_773_320_591, 120_000_999), 0);
        assert_eq!(written(fine).as_deref(), Some("2026-03-12T13:03:11.120000+00:00"));
    }
}
