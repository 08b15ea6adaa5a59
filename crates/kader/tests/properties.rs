//! No file, however broken, makes reading or drawing fail in any other way than by saying what is wrong.

use kader::shipped;
use proptest::prelude::*;

const SMALL: &str = include_str!("files/klein.toml");

const HEADERS: [&str; 6] = ["", "[[round]]", "[[round.step]]", "[[body]]", "[[end]]", "[lists]"];
const KEYS: [&str; 6] = ["id", "on", "next", "seats", "closed", "name"];

/// A change to the text of a file.
#[derive(Debug, Clone)]
enum Change {
    Byte(usize, u8),
    Cut(usize, usize),
    Repeat(usize, usize),
    SwapLines(usize, usize),
    /// Puts one word of the file in the place of another.
    SwapWords(usize, usize),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let place = || 0_usize..20_000;
    let change = prop_oneof![
        (place(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        (place(), 0_usize..60).prop_map(|(at, length)| Change::Cut(at, length)),
        (place(), 0_usize..60).prop_map(|(at, length)| Change::Repeat(at, length)),
        (place(), place()).prop_map(|(a, b)| Change::SwapLines(a, b)),
        (place(), place()).prop_map(|(a, b)| Change::SwapWords(a, b)),
    ];
    proptest::collection::vec(change, 0..5)
}

fn apply(mut file: Vec<u8>, change: &Change) -> Vec<u8> {
    let within = |at: usize| at % file.len().max(1);
    let pieces = |separator: u8, a: usize, b: usize| {
        let mut pieces: Vec<&[u8]> = file.split(|byte| *byte == separator).collect();
        let (a, b) = (a % pieces.len(), b % pieces.len());
        pieces.swap(a, b);
        pieces.join(&separator)
    };
    match *change {
        Change::Byte(at, byte) => {
            let at = within(at);
            if let Some(place) = file.get_mut(at) {
                *place = byte;
            }
            file
        }
        Change::Cut(at, length) => {
            let start = within(at);
            let end = (start + length).min(file.len());
            file.drain(start..end);
            file
        }
        Change::Repeat(at, length) => {
            let start = within(at);
            let piece = file[start..(start + length).min(file.len())].to_vec();
            file.splice(start..start, piece);
            file
        }
        Change::SwapLines(a, b) => pieces(b'\n', a, b),
        Change::SwapWords(a, b) => pieces(b'"', a, b),
    }
}

fn read_and_draw(file: &[u8]) {
    match kader::read(file) {
        Ok(framework) => {
            assert!(roxmltree::Document::parse(&kader::draw::svg(&framework)).is_ok());
            assert!(kader::draw::mermaid(&framework).ends_with('\n'));
        }
        Err(findings) => {
            let lines = file.split(|byte| *byte == b'\n').count();
            assert!(!findings.is_empty());
            for finding in findings {
                assert!((1..=lines).contains(&finding.line), "{finding}");
                assert!(kader::words::rules().any(|rule| rule == finding.rule), "{finding}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_small_file_is_read_or_told_why_not(changes in changes()) {
        read_and_draw(&changes.iter().fold(SMALL.as_bytes().to_vec(), apply));
    }

    #[test]
    fn any_bytes_are_told_why_not(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(kader::read(&bytes).is_err());
    }

    #[test]
    fn any_text_in_the_shape_of_toml_is_told_why_not(
        lines in proptest::collection::vec((0_usize..6, 0_usize..6, "[\\[{\"'a-z0-9:.}\\]-]{0,12}"), 0..12),
    ) {
        let line = |(header, key, value)| format!("{}\n{} = {value}\n", HEADERS[header], KEYS[key]);
        read_and_draw(lines.into_iter().map(line).collect::<String>().as_bytes());
    }
}

proptest! {
    // Reading the whole framework takes long where the program is not optimised.
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_shipped_file_is_read_or_told_why_not(changes in changes()) {
        read_and_draw(&changes.iter().fold(shipped::regio_alkmaar().to_vec(), apply));
    }
}

#[test]
fn a_file_made_to_be_slow_is_not() {
    let full = |text: &str| text.repeat(kader::FRAMEWORK_BYTES_MAX / text.len());
    for text in ["[", "a.", "a=[", "a={b=", "\"", "[[round]]\n", "[[round.step]]\n", "x=1\n", "# \n", "\\"] {
        read_and_draw(full(text).as_bytes());
    }
    let steps = "[[round.step]]\nid=\"a\"\nbody=\"raad\"\nrole=\"informed\"\nnext=\"a\"\n";
    let head = SMALL.split("[[end]]").next().unwrap();
    let mut file = head.to_owned();
    file.push_str(&steps.repeat((kader::FRAMEWORK_BYTES_MAX - head.len()) / steps.len()));
    read_and_draw(file.as_bytes());
}
