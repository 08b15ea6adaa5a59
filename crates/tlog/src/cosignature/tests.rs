//! Cosignatures beside those of others, and each fault.

use metamorphic_log::note;
use proptest::prelude::*;

use super::*;

/// The example of the specification: its checkpoint, and the line of its witness.
const TEXT: &[u8] = b"example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
const LINE: &str = "\u{2014} witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==";

fn witness() -> SigningKey {
    SigningKey::new("witness.example/w1", &[7; 32]).expect("a key")
}

#[test]
fn what_is_signed_begins_with_when() {
    let signed = message(TEXT, 1_679_315_147);
    let asked = "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n\
                 CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    assert_eq!(String::from_utf8(signed).expect("text"), asked);
    // The time of the example's line is that of the example's message.
    let line = Signature::from_bytes(LINE.as_bytes()).expect("a line");
    assert_eq!(line.signature()[..8], 1_679_315_147_u64.to_be_bytes());
    assert_eq!(line.signature().len() + 4, 76);
}

#[test]
fn a_key_is_read_as_it_is_written() {
    let key = witness().verifier().clone();
    assert_eq!(key.to_string().parse(), Ok(key));
}

#[test]
fn a_key_that_does_not_cosign_is_told_apart() {
    let parse = |text: &str| text.parse::<VerifierKey>().expect_err(text);
    let log = key::SigningKey::new("log.example", &[1; 32]).expect("a key").verifier().to_string();
    assert_eq!(parse(&log), key::Error::Kind { kind: 1, wanted: 4 });
    assert!(matches!(parse(&witness().verifier().to_string().replace("w1", "w2")), key::Error::Id { .. }));
    assert_eq!(parse(&witness().verifier().to_string()[1..].replace('+', "")), key::Error::Form);
    assert!(matches!(SigningKey::new("a b", &[1; 32]), Err(key::Error::Name { .. })));
    assert!(!format!("{:?}", witness()).contains('7'), "{:?}", witness());
}

#[test]
fn each_fault_of_a_signature_is_named() {
    let (key, good) = (witness().verifier().clone(), witness().sign(TEXT, 5).expect("signed"));
    assert_eq!(key.signed_at(TEXT, &good), Ok(5));
    let with = |bytes: Vec<u8>| Signature::new(key.name().to_owned(), key.id(), bytes).expect("a line");
    let bytes = good.signature().to_vec();
    let other_time = [&6_u64.to_be_bytes()[..], &bytes[8..]].concat();
    let no_time = [&u64::MAX.to_be_bytes()[..], &bytes[8..]].concat();
    // As a log signs: without a time.
    let short = bytes[8..].to_vec();
    let foreign = SigningKey::new(key.name(), &[8; 32]).expect("a key");
    let cases = [
        (with(other_time), Error::False),
        (with(no_time), Error::Time),
        (with(short), Error::Length { found: 64 }),
        (with([&bytes[..], &[0]].concat()), Error::Length { found: 73 }),
        (with(vec![1]), Error::Length { found: 1 }),
        (foreign.sign(TEXT, 5).expect("signed"), Error::Foreign),
        (Signature::new("other".to_owned(), key.id(), bytes.clone()).expect("a line"), Error::Foreign),
    ];
    for (signature, fault) in cases {
        assert_eq!(key.signed_at(TEXT, &signature), Err(fault), "{signature:?}");
    }
    assert_eq!(key.signed_at(b"another text\n", &good), Err(Error::False));
    assert_eq!(witness().sign(TEXT, TIME_MAX + 1), Err(Error::Time));
}

proptest! {
    /// An implementation by others takes our cosignatures, and we take its, and they are the same bytes.
    #[test]
    fn others_sign_and_verify_alike(
        seed: [u8; 32],
        time in 0..=TIME_MAX,
        name in "[a-z]{1,12}(/[a-z0-9-]{1,12})?",
        size: u64,
        flipped in 0_usize..72,
    ) {
        let ours = SigningKey::new(&name, &seed).expect("a key");
        let text = format!("log.example/{size}\n{size}\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
        let made = ours.sign(text.as_bytes(), time).expect("signed");
        let theirs = note::sign_cosignature_ed25519(&text, &name, &seed, time).expect("signed");
        prop_assert_eq!(String::from_utf8(made.to_bytes()).expect("text"), format!("{}\n", theirs.marshal_line()));
        let read = Signature::from_bytes(theirs.marshal_line().as_bytes()).expect("a line");
        prop_assert_eq!(ours.verifier().signed_at(text.as_bytes(), &read), Ok(time));

        let key = note::VerifierKey::new_cosignature_ed25519(&name, ours.verifier().public_bytes()).expect("a key");
        prop_assert_eq!(key.encode(), ours.verifier().to_string());
        let whole = |signature: &Signature| {
            let lines = String::from_utf8(signature.to_bytes()).expect("text");
            note::SignedNote::parse(&format!("{text}\n{lines}")).expect("a note")
        };
        prop_assert_eq!(whole(&made).verify(std::slice::from_ref(&key)).expect("verified").len(), 1);

        let mut bytes = made.signature().to_vec();
        bytes[flipped] ^= 1;
        let broken = Signature::new(name, ours.verifier().id(), bytes).expect("a line");
        prop_assert!(ours.verifier().signed_at(text.as_bytes(), &broken).is_err());
        prop_assert!(whole(&broken).verify(&[key]).is_err());
    }
}
