//! Texts in lines that fit: broken between words, and in a word only when nothing else helps.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr};

/// A text in lines that are not wider than this. A word that is wider itself is broken after a hyphen between letters,
/// and where there is none anywhere.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    if text.width() <= width {
        return vec![text.to_owned()];
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let parts = if word.width() > width { pieces(word) } else { vec![word] };
        for (at, part) in parts.into_iter().enumerate() {
            let gap = if at == 0 && !line.is_empty() { " " } else { "" };
            if line.width() + gap.len() + part.width() > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            } else {
                line.push_str(gap);
            }
            for character in part.chars() {
                if line.width() + character.width().unwrap_or_default() > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(character);
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// How wide a column must be at least so that nothing in this text is broken that should stay whole.
pub(super) fn least(text: &str) -> usize {
    text.split_whitespace().flat_map(pieces).map(UnicodeWidthStr::width).max().unwrap_or_default()
}

/// Whether lines of this text may end between its words: not those of a date with its time or its mark.
pub(super) fn is_free(text: &str) -> bool {
    let wordy = |word: &&str| word.chars().any(char::is_alphabetic);
    text.split_whitespace().filter(wordy).count() > 1
}

/// A text, and spaces up to this width.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The parts of a word that may go on a next line: those of `onderwijs-zorggroep`, and not those of a date or a number.
fn pieces(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut begun = 0;
    for (at, _) in word.match_indices('-') {
        let before = word[..at].chars().next_back().is_some_and(char::is_lowercase);
        let after = word[at + 1..].chars().next().is_some_and(char::is_alphabetic);
        if before && after {
            pieces.push(&word[begun..=at]);
            begun = at + 1;
        }
    }
    pieces.push(&word[begun..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_or_a_number_stays_whole_and_a_compound_goes_on_after_its_hyphen() {
        assert_eq!(pieces("onderwijs-zorggroep"), ["onderwijs-", "zorggroep"]);
        for whole in ["2026-02-06", "OZA-2026-0014", "RBO-overleg", "–", "-x", "x-"] {
            assert_eq!(pieces(whole), [whole]);
        }
        assert_eq!(least("de onderwijs-zorggroep van 2026-02-06"), 10);
        assert_eq!(
            wrapped("een onderwijs-zorggroep op 2026-02-06", 12),
            ["een", "onderwijs-", "zorggroep op", "2026-02-06"]
        );
    }

    #[test]
    fn what_fits_nowhere_is_broken_anywhere() {
        assert_eq!(wrapped("2026-02-06", 4), ["2026", "-02-", "06"]);
    }

    #[test]
    fn a_date_with_its_time_is_no_free_text() {
        assert!(is_free("neemt kennis"));
        for whole in ["2026-03-05 13:02", "2026-11-10 !", "voorstel 2", "Beleidsoverleg"] {
            assert!(!is_free(whole), "{whole}");
        }
    }
}
