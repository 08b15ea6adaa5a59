//! Looking for words in files, in every form in which they may stand there.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};

/// Words, in the forms that are looked for: as they are, in small letters, as JSON escapes them, and each of these within
/// base64 (with either alphabet), where they may begin at any of three places of a group.
#[derive(Debug, Clone)]
pub struct Traces {
    forms: BTreeSet<Vec<u8>>,
}

impl Traces {
    /// What these words leave behind.
    ///
    /// # Panics
    /// If they are too short to be told from chance.
    pub fn of(words: &str) -> Self {
        assert!(words.len() >= 12, "{words} may stand somewhere by chance");
        let plain = [words.to_owned(), words.to_lowercase()];
        let as_json = plain.iter().map(|words| json(words));
        let as_ascii = plain.iter().map(|words| ascii(&json(words)));
        let texts: BTreeSet<String> = plain.iter().cloned().chain(as_json).chain(as_ascii).collect();
        let mut forms: BTreeSet<Vec<u8>> = texts.iter().map(|text| text.clone().into_bytes()).collect();
        for text in texts {
            forms.extend((0..3).flat_map(|before| encoded(text.as_bytes(), before)));
        }
        Self { forms }
    }

    /// The files below a directory in which any of these forms stands.
    ///
    /// # Panics
    /// If a file that is there cannot be read.
    pub fn within(&self, directory: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let entries = fs::read_dir(directory).into_iter().flatten();
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                found.extend(self.within(&path));
            } else if fs::read(&path).is_ok_and(|bytes| self.stand_in(&bytes)) {
                found.push(path);
            }
        }
        found
    }

    /// Whether any of these forms stands in these bytes.
    pub fn stand_in(&self, bytes: &[u8]) -> bool {
        self.forms.iter().any(|form| holds(bytes, form))
    }
}

fn holds(bytes: &[u8], form: &[u8]) -> bool {
    let (first, rest) = form.split_first().expect("a form is not empty");
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| byte == first) {
        from += at + 1;
        if bytes[from..].starts_with(rest) {
            return true;
        }
    }
    false
}

/// As JSON writes it, without the quotes around it.
fn json(words: &str) -> String {
    let quoted = serde_json::to_string(words).expect("text can be written");
    quoted.trim_matches('"').to_owned()
}

/// With everything that is not ASCII escaped.
fn ascii(json: &str) -> String {
    let mut units = [0; 2];
    json.chars().fold(String::new(), |mut text, letter| {
        if letter.is_ascii() {
            text.push(letter);
        } else {
            let escaped = letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}"));
            text.extend(escaped);
        }
        text
    })
}

/// The part of the base64 that does not depend on what stands around, when so many bytes come before within a group of
/// three.
fn encoded(bytes: &[u8], before: usize) -> [Vec<u8>; 2] {
    let shifted: Vec<u8> = std::iter::repeat_n(0, before).chain(bytes.iter().copied()).collect();
    let whole = shifted.len() / 3 * 3;
    let first = if before == 0 { 0 } else { 4 };
    [URL_SAFE_NO_PAD.encode(&shifted[..whole]), STANDARD_NO_PAD.encode(&shifted[..whole])]
        .map(|text| text.as_bytes()[first..].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_every_form() {
        let words = "Zoë \"van\" Zanten";
        let traces = Traces::of(words);
        for before in ["", "a", "ab", "abc", "abcd"] {
            let disclosure =
                serde_json::to_string(&["zout", "titel", &format!("{before}{words} en meer")]).unwrap();
            for text in [
                disclosure.clone(),
                URL_SAFE_NO_PAD.encode(&disclosure),
                STANDARD_NO_PAD.encode(&disclosure),
                format!("{before}{} en meer", words.to_lowercase()),
                format!("{before}{words}"),
                before.to_owned() + r#"Zo\u00eb \"van\" Zanten"#,
            ] {
                assert!(traces.stand_in(text.as_bytes()), "{text}");
            }
        }
        assert!(!traces.stand_in("Zoë van Zanten en Zoë \"van\" Zante".as_bytes()));
    }
}
