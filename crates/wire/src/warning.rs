//! What deserves attention in a request, though nothing forbids it.
//!
//! Words are in plain only here: further on there are digests. A dossier holds nothing about pupils, so a
//! number that may be a citizen service number (burgerservicenummer, BSN) is pointed out, by its field and
//! never by the number.

use crate::{language::Language, v1};

/// From this share of the allowed length, in percent, a document is near its limit.
pub const NEAR_LIMIT_PERCENT: u64 = 90;

const BSN_DIGITS: usize = 9;
const BSN_WEIGHTS: [i32; BSN_DIGITS] = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/// Something that deserves attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The words hold a number that passes the eleven-test.
    BsnLikeNumber {
        /// The field with the words.
        field: String,
    },
    /// The document comes near the most words that its format allows, or is over it; then it can be filed but
    /// not submitted.
    NearLengthLimit {
        /// The words it has.
        words: u32,
        /// The words it may have.
        words_max: u32,
    },
}

impl Warning {
    /// The warning for a document of so many words, if it comes near what is allowed.
    pub fn near_limit(words: u32, words_max: u32) -> Option<Self> {
        let near = u64::from(words) * 100 >= u64::from(words_max) * NEAR_LIMIT_PERCENT;
        near.then_some(Self::NearLengthLimit { words, words_max })
    }

    /// The warning as a message.
    pub fn told(&self, language: Language) -> v1::Warning {
        let (code, field) = match self {
            Self::BsnLikeNumber { field } => (v1::WarningCode::BsnLikeNumber, field.clone()),
            Self::NearLengthLimit { .. } => (v1::WarningCode::NearLengthLimit, "sections".into()),
        };
        let message = match language {
            Language::Dutch => self.nl(),
            Language::English => self.en(),
        };
        v1::Warning { code: code.into(), field, message }
    }

    fn nl(&self) -> String {
        match self {
            Self::BsnLikeNumber { field } => format!(
                "In het veld ‘{field}’ staat een getal dat een burgerservicenummer kan zijn. Een dossier \
                 bevat niets over leerlingen: dien een versie zonder dit nummer in en vraag de beheerder de \
                 tekst te wissen."
            ),
            Self::NearLengthLimit { words, words_max } => {
                let (words, most) = (u64::from(*words), u64::from(*words_max));
                let number = |number| Language::Dutch.number(number);
                if words > most {
                    format!(
                        "Het document telt {} woorden, {} meer dan de toegestane {}. Kort het in voordat \
                        u het indient.",
                        number(words),
                        number(words - most),
                        number(most)
                    )
                } else {
                    format!("Het document telt {} van de toegestane {} woorden.", number(words), number(most))
                }
            }
        }
    }

    fn en(&self) -> String {
        match self {
            Self::BsnLikeNumber { field } => format!(
                "The field ‘{field}’ holds a number that may be a citizen service number. A dossier holds \
                 nothing about pupils: file a version without it and ask the administrator to erase the text."
            ),
            Self::NearLengthLimit { words, words_max } => {
                let (words, most) = (u64::from(*words), u64::from(*words_max));
                let number = |number| Language::English.number(number);
                if words > most {
                    format!(
                        "The document has {} words, {} more than the {} allowed. Shorten it before you \
                        submit it.",
                        number(words),
                        number(words - most),
                        number(most)
                    )
                } else {
                    format!("The document has {} of the {} words allowed.", number(words), number(most))
                }
            }
        }
    }
}

/// Whether a text holds a number that passes the eleven-test of the citizen service number: nine digits,
/// together or in groups with one and the same separator (space, no-break space, full stop or hyphen) between
/// all groups.
pub fn has_bsn_like_number(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    (0..characters.len()).any(|start| {
        let begins = start == 0 || !characters[start - 1].is_ascii_digit();
        begins && nine_digits(&characters[start..]).is_some_and(|digits| passes_eleven_test(&digits))
    })
}

/// The nine digits that a text begins with, if it does and no tenth follows directly.
fn nine_digits(text: &[char]) -> Option<[i32; BSN_DIGITS]> {
    let mut digits = [0; BSN_DIGITS];
    let mut found = 0;
    let mut separator = None;
    let mut rest = text.iter().peekable();
    while found < BSN_DIGITS {
        let character = *rest.next()?;
        if let Some(digit) = character.to_digit(10) {
            digits[found] = i32::try_from(digit).unwrap_or_default();
            found += 1;
        } else {
            let follows_digit = found > 0 && rest.peek().is_some_and(|next| next.is_ascii_digit());
            let same = *separator.get_or_insert(character) == character;
            if !(is_separator(character) && follows_digit && same) {
                return None;
            }
        }
    }
    match rest.next() {
        Some(next) if next.is_ascii_digit() => None,
        Some(_) | None => Some(digits),
    }
}

fn is_separator(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '.' | '-')
}

fn passes_eleven_test(digits: &[i32; BSN_DIGITS]) -> bool {
    let sum: i32 = digits.iter().zip(BSN_WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    sum % 11 == 0 && digits.iter().any(|digit| *digit != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_digits_that_pass_the_test_are_found() {
        for text in [
            "111222333",
            "BSN123456782.",
            "bsn: 1234.56.782, en verder",
            "123 456 782",
            "123\u{a0}456\u{a0}782",
            "1234-56-782",
            "in 2026 123456782",
            "x111222333y",
        ] {
            assert!(has_bsn_like_number(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "",
            "geen getal",
            "123456789",
            "000000000",
            "1112223330",
            "0111222333",
            "06-12345678",
            "072 548 99 10",
            "2026-03-14",
            "€ 1.250.000",
            "123 456-782",
            "123  456 782",
            "11122233",
        ] {
            assert!(!has_bsn_like_number(text), "{text}");
        }
    }

    #[test]
    fn a_warning_names_the_field_and_never_the_number() {
        let warning = Warning::BsnLikeNumber { field: "reason".into() };
        for language in Language::ALL {
            let told = warning.told(language);
            assert_eq!(told.field, "reason");
            assert!(told.message.contains("reason") && !told.message.contains(|c: char| c.is_ascii_digit()));
        }
    }

    #[test]
    fn nine_tenths_of_the_limit_is_near() {
        assert_eq!(Warning::near_limit(809, 900), None);
        assert!(Warning::near_limit(810, 900).is_some());
        let over = Warning::near_limit(1_114, 900).expect("near");
        let told = over.told(Language::Dutch).message;
        assert!(told.contains("1.114") && told.contains("214") && told.contains("900"), "{told}");
        assert!(Warning::near_limit(850, 900).expect("near").told(Language::English).message.contains("850"));
    }
}
