//! Sealed words: made as RFC 9901 makes them, opened only by the disclosure that was sealed, gone when erased.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::sealed::{Digest, Sealed};
use proptest::prelude::*;
use record::{
    Disclosures, Sealer,
    seal::{Error, SALT_BYTES},
};

/// Salts that count up, so that no two are the same.
fn counting() -> impl FnMut() -> [u8; SALT_BYTES] {
    let mut count = 0u64;
    move || {
        count += 1;
        let mut salt = [0; SALT_BYTES];
        salt[..8].copy_from_slice(&count.to_le_bytes());
        salt
    }
}

fn written(sealed: Sealed) -> String {
    URL_SAFE_NO_PAD.encode(sealed.0.0)
}

/// Name, words, disclosure, digest; the salt is bytes 0 to 31. The last two columns were computed without our code,
/// in Python 3:
///
/// ```python
/// b = lambda x: base64.urlsafe_b64encode(x).rstrip(b"=").decode()
/// array = [b(bytes(range(32))), name, words]
/// disclosure = b(json.dumps(array, ensure_ascii=False, separators=(",", ":")).encode())
/// digest = b(hashlib.sha256(disclosure.encode()).digest())
/// ```
const VECTORS: [(&str, &str, &str, &str); 3] = [
    (
        "motivation",
        "Geen draagvlak bij één school: \"later\" → 2027",
        "WyJBQUVDQXdRRkJnY0lDUW9MREEwT0R4QVJFaE1VRlJZWEdCa2FHeHdkSGg4IiwibW90aXZhdGlvbiIsIkdlZW4gZHJhYWd2bGFrIGJpaiDDqcOpbiBzY2hvb2w6IFwibGF0ZXJcIiDihpIgMjAyNyJd",
        "6Vpnfaphi-_31ugvpY35rBJPj1I3mOMsr_jGCYZmZ3Y",
    ),
    (
        "title",
        "",
        "WyJBQUVDQXdRRkJnY0lDUW9MREEwT0R4QVJFaE1VRlJZWEdCa2FHeHdkSGg4IiwidGl0bGUiLCIiXQ",
        "zV24CrM0QE8DRvkSjNWMDwIPKPvW0XOVgbTH5pPjTDA",
    ),
    (
        "section.planning",
        "a\u{0}b\u{1f}\n\t\\\u{7f}\u{2028}",
        "WyJBQUVDQXdRRkJnY0lDUW9MREEwT0R4QVJFaE1VRlJZWEdCa2FHeHdkSGg4Iiwic2VjdGlvbi5wbGFubmluZyIsImFcdTAwMDBiXHUwMDFmXG5cdFxcf-KAqCJd",
        "kpw8YMexuJi7vO6JtV1XTp6aFfz5hNkit8EIhDz4LeA",
    ),
];

#[test]
fn words_are_sealed_as_another_program_seals_them() {
    for (name, words, disclosure, digest) in VECTORS {
        let mut salt = [0; SALT_BYTES];
        (0..).zip(&mut salt).for_each(|(value, byte)| *byte = value);
        let mut sealer = Sealer::new(|| salt);
        let sealed = sealer.seal(name, words);
        let texts = sealer.into_texts();
        assert_eq!(texts, format!("[\"{disclosure}\"]").into_bytes(), "{name}");
        assert_eq!(written(sealed), digest, "{name}");
        assert_eq!(Disclosures::parse(&texts).expect("well-formed").open(&sealed), Some(words), "{name}");
    }
}

#[test]
fn nothing_sealed_is_an_empty_list() {
    let texts = Sealer::new(counting()).into_texts();
    assert_eq!(texts, b"[]");
    let none = Disclosures::parse(&texts).expect("well-formed");
    assert_eq!(none.iter().count(), 0);
    assert_eq!(none.open(&Sealed(Digest([0; 32]))), None);
}

#[test]
fn a_long_text_is_opened_as_it_was() {
    let words = "é".repeat(512 * 1024);
    let mut sealer = Sealer::new(counting());
    let sealed = sealer.seal("file", &words);
    let kept = Disclosures::parse(&sealer.into_texts()).expect("well-formed");
    assert_eq!(kept.open(&sealed), Some(words.as_str()));
}

#[test]
fn the_same_words_have_another_digest_in_another_record() {
    let mut sealer = Sealer::new(counting());
    assert_ne!(sealer.seal("motivation", "ja"), sealer.seal("motivation", "ja"));
}

#[test]
fn a_changed_disclosure_opens_nothing() {
    let mut sealer = Sealer::new(counting());
    let sealed = sealer.seal("motivation", "positief");
    let texts = sealer.into_texts();
    for at in 0..texts.len() {
        for bit in 0..8 {
            let mut changed = texts.clone();
            changed[at] ^= 1 << bit;
            if let Ok(kept) = Disclosures::parse(&changed) {
                assert_eq!(kept.open(&sealed), None, "bit {bit} of byte {at}");
            }
        }
    }
}

#[test]
fn erased_words_cannot_be_opened_and_the_others_can() {
    let mut sealer = Sealer::new(counting());
    let [title, motivation] = [sealer.seal("title", "De Stip"), sealer.seal("motivation", "draagvlak")];
    let texts = String::from_utf8(sealer.into_texts()).expect("ASCII");
    let (_, second) = texts.split_once(',').expect("two disclosures");
    let kept = Disclosures::parse(format!("[{second}").as_bytes()).expect("well-formed");
    assert_eq!(kept.open(&title), None);
    assert_eq!(kept.open(&motivation), Some("draagvlak"));
}

#[test]
fn what_no_sealer_wrote_is_refused() {
    let disclosure = |json: &str| format!("[\"{}\"]", URL_SAFE_NO_PAD.encode(json));
    let salt = "A".repeat(43);
    assert!(Disclosures::parse(disclosure(&format!("[\"{salt}\",\"a\",\"b\"]")).as_bytes()).is_ok());
    for texts in ["", "{}", "[1]", "[\"", "[] []", "null"] {
        assert_eq!(Disclosures::parse(texts.as_bytes()), Err(Error::NotAList), "{texts}");
    }
    for json in [
        "",
        "[]",
        "[\"short\",\"a\",\"b\"]",
        &format!("[\"{salt}\",\"a\"]"),
        &format!("[\"{salt}\",\"a\",\"b\",\"c\"]"),
        &format!("[\"{salt}\",\"a\",1]"),
        &format!("[\"{salt}\",\"a\",\"b\"]x"),
    ] {
        let parsed = Disclosures::parse(disclosure(json).as_bytes());
        assert_eq!(parsed, Err(Error::NotADisclosure { index: 0 }), "{json}");
    }
    assert_eq!(Disclosures::parse(b"[\"W10=\"]"), Err(Error::NotADisclosure { index: 0 }), "no padding");
}

proptest! {
    #[test]
    fn any_words_are_opened_as_they_were(words in prop::collection::vec((".{0,20}", any::<String>()), 0..8)) {
        let mut sealer = Sealer::new(counting());
        let sealed: Vec<Sealed> = words.iter().map(|(name, words)| sealer.seal(name, words)).collect();
        let kept = Disclosures::parse(&sealer.into_texts()).expect("well-formed");
        for (sealed, (_, words)) in sealed.iter().zip(&words) {
            prop_assert_eq!(kept.open(sealed), Some(words.as_str()));
        }
        let listed: Vec<_> = kept.iter().map(|(_, name, words)| (name.to_owned(), words.to_owned())).collect();
        prop_assert_eq!(listed, words);
    }

    #[test]
    fn any_bytes_are_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        let _ = Disclosures::parse(&bytes);
    }
}
