//! How wide a text may become, and breaking it over lines. Nobody knows the reader's font, so widths are
//! estimated on the wide side.

/// The width of a text in pixels, at most, for a font of `size` pixels.
pub(super) fn width(text: &str, size: i32, bold: bool) -> i32 {
    let thousandths: i32 = text.chars().map(|each| width_of(each) + if bold { 70 } else { 0 }).sum();
    thousandths * size / 1_000 + 1
}

/// Breaks a text over at most `lines_max` lines of at most `width_max` pixels. What does not fit ends in an
/// ellipsis.
pub(super) fn wrap(text: &str, size: i32, bold: bool, width_max: i32, lines_max: usize) -> Vec<String> {
    let fits = |line: &str| width(line, size, bold) <= width_max;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|line| fits(line)) {
            Some(longer) => drop(lines.pop().map(|_| lines.push(longer))),
            None if fits(word) => lines.push(word.to_owned()),
            None => lines.extend(pieces(word, fits)),
        }
    }
    if lines.len() > lines_max {
        lines.truncate(lines_max);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && !fits(&format!("{last}…")) {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// A word that is too long for a line, cut where it must be.
fn pieces(word: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for each in word.chars() {
        let longer = pieces.last().map(|piece| format!("{piece}{each}")).unwrap_or_default();
        if fits(&longer) || longer.chars().count() == 1 {
            pieces.pop();
            pieces.push(longer);
        } else {
            pieces.push(each.to_string());
        }
    }
    pieces
}

/// The width of a letter in thousandths of the font's size.
fn width_of(each: char) -> i32 {
    match each {
        ' ' | ',' | '.' | ':' | ';' | '\'' | '|' | 'i' | 'j' | 'l' | 'I' => 340,
        '-' | '(' | ')' | 't' | 'f' | 'r' | '/' => 420,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 1_000,
        _ if each.is_ascii_uppercase() => 760,
        _ if each.is_ascii() => 640,
        _ if each.is_alphabetic() && u32::from(each) < 0x250 => 760,
        _ => 1_100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_asked() {
        for text in [
            "Regisseuroverleg",
            "een twee drie vier vijf zes",
            &"w".repeat(200),
            "",
            "日本語のとても長い名前",
        ] {
            for width_max in [40, 100, 200] {
                let lines = wrap(text, 12, false, width_max, 3);
                assert!(lines.len() <= 3);
                assert!(lines.iter().all(|line| width(line, 12, false) <= width_max), "{lines:?}");
            }
        }
    }

    #[test]
    fn what_fits_is_not_cut() {
        assert_eq!(wrap("elk advies", 11, false, 200, 2), ["elk advies"]);
        assert_eq!(wrap("een twee drie", 12, false, 60, 5), ["een twee", "drie"]);
        assert_eq!(wrap("een twee drie", 12, false, 60, 1), ["een tw…"]);
    }
}
