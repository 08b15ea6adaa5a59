//! In which language a caller reads messages, and how it writes dates, numbers and lists.

use jiff::civil::Date;
use tonic::metadata::MetadataMap;

use crate::limits::ITEMS_NAMED_MAX;

/// A language that messages for people are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Dutch: what is spoken unless another language is asked for.
    #[default]
    Dutch,
    /// English.
    English,
}

const MONTHS_NL: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Dutch, Self::English];

    /// The language that a call asks for in its `accept-language` metadata (RFC 9110): of Dutch and English
    /// the one with the highest weight, the first named where they are equal. Dutch when it names neither.
    pub fn of(metadata: &MetadataMap) -> Self {
        metadata
            .get("accept-language")
            .and_then(|value| value.to_str().ok())
            .map(Self::preferred)
            .unwrap_or_default()
    }

    /// The tag of the language, as `accept-language` and `LocalizedMessage` write it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// A date in words, e.g. `14 maart 2026`.
    pub fn date(self, date: Date) -> String {
        let months = match self {
            Self::Dutch => MONTHS_NL,
            Self::English => MONTHS_EN,
        };
        let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
        format!("{} {} {}", date.day(), months[month.min(11)], date.year())
    }

    /// A number with its thousands set apart, e.g. `1.114`.
    pub fn number(self, number: u64) -> String {
        let point = match self {
            Self::Dutch => '.',
            Self::English => ',',
        };
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(point);
            }
            text.push(digit);
        }
        text
    }

    /// A count of things, e.g. the length of a list.
    pub fn count(self, count: usize) -> String {
        self.number(u64::try_from(count).unwrap_or(u64::MAX))
    }

    /// A list in a sentence, e.g. `a, b en c`. A long one names the first [`ITEMS_NAMED_MAX`] and how many
    /// more there are.
    pub fn list(self, items: &[String]) -> String {
        let (and, more) = match self {
            Self::Dutch => (" en ", "andere"),
            Self::English => (" and ", "others"),
        };
        match items {
            [] => String::from("–"),
            [one] => one.clone(),
            [head @ .., last] if items.len() <= ITEMS_NAMED_MAX => format!("{}{and}{last}", head.join(", ")),
            _ => {
                let (named, rest) = items.split_at(ITEMS_NAMED_MAX);
                format!("{}{and}{} {more}", named.join(", "), self.count(rest.len()))
            }
        }
    }

    fn preferred(header: &str) -> Self {
        let mut best: Option<(Self, u16)> = None;
        for range in header.split(',') {
            let (tag, weight) = weighted(range);
            let primary = tag.split('-').next().unwrap_or_default();
            let language =
                Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()));
            if let Some(language) = language
                && weight > best.map_or(0, |(_, highest)| highest)
            {
                best = Some((language, weight));
            }
        }
        best.map_or_else(Self::default, |(language, _)| language)
    }
}

/// A language range and its weight in thousandths; a weight that cannot be read counts as zero.
fn weighted(range: &str) -> (&str, u16) {
    let mut parts = range.split(';').map(str::trim);
    let tag = parts.next().unwrap_or_default();
    let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1_000, |text| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let thousandths = format!("{whole}{fraction:0<3}");
        if fraction.len() > 3 || whole.len() != 1 { 0 } else { thousandths.parse().unwrap_or(0).min(1_000) }
    });
    (tag, weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_weight_is_spoken_and_dutch_otherwise() {
        let cases = [
            ("", Language::Dutch),
            ("en", Language::English),
            ("EN-gb", Language::English),
            ("nl, en;q=0.8", Language::Dutch),
            ("nl;q=0.5, en;q=0.8", Language::English),
            ("en;q=0.8, nl;q=0.8", Language::English),
            ("de, fr", Language::Dutch),
            ("de, en;q=0.1", Language::English),
            ("en;q=0", Language::Dutch),
            ("en;q=abc, nl;q=0.1", Language::Dutch),
            ("english", Language::Dutch),
        ];
        for (header, expected) in cases {
            let mut metadata = MetadataMap::new();
            metadata.insert("accept-language", header.parse().expect("ascii"));
            assert_eq!(Language::of(&metadata), expected, "{header}");
        }
        assert_eq!(Language::of(&MetadataMap::new()), Language::Dutch);
    }

    #[test]
    fn dates_numbers_and_lists_read_naturally() {
        let date = jiff::civil::date(2026, 3, 14);
        assert_eq!(Language::Dutch.date(date), "14 maart 2026");
        assert_eq!(Language::English.date(date), "14 March 2026");
        for (number, nl, en) in [(0, "0", "0"), (999, "999", "999"), (1_114, "1.114", "1,114")] {
            assert_eq!(Language::Dutch.number(number), nl);
            assert_eq!(Language::English.number(number), en);
        }
        assert_eq!(Language::Dutch.number(1_234_567), "1.234.567");
        let items: Vec<_> = (1..=20).map(|n| n.to_string()).collect();
        assert_eq!(Language::Dutch.list(&items[..3]), "1, 2 en 3");
        assert_eq!(Language::English.list(&items[..1]), "1");
        assert!(Language::Dutch.list(&items).ends_with("12 en 8 andere"));
    }
}
