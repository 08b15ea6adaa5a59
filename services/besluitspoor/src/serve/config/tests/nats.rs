//! Settings of a journal on NATS.

use std::path::Path;

use journal::jetstream::{Credentials, open::OPEN_WAIT};

use super::*;
use crate::serve::nats::Flags;

const NATS: [&str; 6] = ["--tokens", "t.toml", "--nats", "nats://n1:4222", "--nats-region", "alkmaar"];

fn with_nats<'a>(flags: &[&'a str]) -> Vec<&'a str> {
    [&NATS, flags].concat()
}

#[test]
fn without_addresses_the_journal_is_here_and_with_them_it_has_its_defaults() {
    assert_eq!(gather(&TOKENS, &[], None).unwrap().nats, None);
    let nats = gather(&NATS, &[], None).unwrap().nats.unwrap();
    assert_eq!((nats.replicas, nats.wait, nats.monitors.len()), (3, OPEN_WAIT, 0));
    assert_eq!((nats.names.region(), &*nats.addresses), ("alkmaar", &["nats://n1:4222".to_owned()][..]));
    let options = nats.options(true);
    assert!(options.indexed && options.servers.check().is_ok());
}

#[test]
fn an_nkey_can_be_given_in_every_place_and_in_the_file_it_is_beside_it() {
    let file = "tokens = \"t.toml\"\nnats = [\"n1\"]\nnats-region = \"alkmaar\"\nnats-nkey = \"/k.nk\"";
    let key = |flags: &[&str], environment: &[(&str, &str)], file| {
        gather(flags, environment, file).unwrap().nats.unwrap().credentials
    };
    let expected = Some(Credentials::Nkey("/k.nk".into()));
    assert_eq!(key(&with_nats(&["--nats-nkey", "/k.nk"]), &[], None), expected);
    assert_eq!(key(&NATS, &[("BESLUITSPOOR_NATS_NKEY", "/k.nk")], None), expected);
    assert_eq!(key(&[], &[], Some(file)), expected);
    let Some(Credentials::Nkey(path)) = key(&[], &[], Some(&file.replace("/k.nk", "k.nk"))) else { panic!() };
    assert!(path.is_absolute() && path.ends_with("k.nk"), "{path:?}");
}

#[test]
fn each_value_that_cannot_be_used_says_why() {
    let many = vec!["n"; 33].join(",");
    let long = "a".repeat(65);
    let table = [
        ("--nats", "https://n1:4222", "is geen adres van een NATS-server"),
        ("--nats", "nats://", "is geen adres van een NATS-server"),
        ("--nats", "nats://:4222", "is geen adres van een NATS-server"),
        ("--nats", "n1,ws://n2", "‘ws://n2’ is geen adres"),
        ("--nats", "nats://me:geheim@n1", "hoort niet in een adres"),
        ("--nats", " , ", "ten minste één adres"),
        ("--nats", &many, "33 adressen"),
        ("--nats-region", "Alkmaar", "‘Alkmaar’ kan geen regio zijn"),
        ("--nats-region", "a.b", "kan geen regio zijn"),
        ("--nats-inbox", "_INBOX.>", "kan geen begin van een onderwerp zijn"),
        ("--nats-inbox", "_INBOX.", "kan geen begin van een onderwerp zijn"),
        ("--nats-api", "$JS.*.API", "kan geen begin van een onderwerp zijn"),
        ("--nats-inbox", "a b", "kan geen begin van een onderwerp zijn"),
        ("--nats-inbox", &long, "ten hoogste 64"),
        ("--nats-replicas", "2", "kies 3 of 5, of 1"),
        ("--nats-replicas", "drie", "kies 3 of 5, of 1"),
        ("--nats-wait-seconds", "0", "van 1 tot en met 3600"),
        ("--nats-wait-seconds", "3601", "van 1 tot en met 3600"),
        ("--nats-monitor", "https://n1:8222", "is geen adres van monitoring"),
        ("--nats-monitor", "http://n1:8222,n2:8222", "‘n2:8222’ is geen adres van monitoring"),
        ("--nats-cert", "c.pem", "voeg ‘nats-key’ toe"),
        ("--nats-key", "k.pem", "voeg ‘nats-cert’ toe"),
    ];
    for (flag, value, part) in table {
        let mut flags = with_nats(&[]);
        match flags.iter().position(|given| *given == flag) {
            Some(at) => flags[at + 1] = value,
            None => flags.extend([flag, value]),
        }
        let told = faults(&flags, &[], None);
        assert!(told.len() == 1 && told[0].starts_with(flag) && told[0].contains(part), "{told:?}");
        assert!(!told[0].contains("geheim"), "{told:?}");
    }
}

#[test]
fn what_goes_together_or_not_is_told_with_its_place() {
    let told = faults(&[&TOKENS[..], &["--nats", "n1"]].concat(), &[], None);
    assert_eq!(
        told,
        ["nats-region: noem ook de regio, zoals zij op de NATS-servers heet: nats-region = alkmaar"]
    );
    let told = faults(&with_nats(&["--nats-creds", "c"]), &[("BESLUITSPOOR_NATS_NKEY", "k")], None);
    assert!(told.len() == 1 && told[0].starts_with("BESLUITSPOOR_NATS_NKEY: er kan maar een"), "{told:?}");
    // Without addresses nothing else of NATS means anything, and each is told where it stands.
    let file = "tokens = \"t.toml\"\nnats-region = \"alkmaar\"\nnats-replicas = 3";
    let told = faults(&["--nats-inbox", "_INBOX_x"], &[("BESLUITSPOOR_NATS_CREDS", "c")], Some(file));
    let places =
        ["DIR/serve.toml regel 2", "BESLUITSPOOR_NATS_CREDS", "--nats-inbox", "DIR/serve.toml regel 3"];
    assert_eq!(told.len(), places.len(), "{told:#?}");
    for (told, place) in told.iter().zip(places) {
        assert!(told.starts_with(place) && told.contains("noem met ‘nats’ ook de servers"), "{told}");
    }
    let file = "tokens = \"t.toml\"\nnats = \"n1\"\nnats-replicas = \"3\"\nnats-monitor = [7]\nnats-ca = 1";
    let told = faults(&[], &[], Some(file));
    for (told, kind) in
        told.iter().zip(["een lijst van adressen", "een getal", "een lijst van adressen", "een pad"])
    {
        assert!(told.contains(kind), "{told}");
    }
}

#[test]
fn a_command_about_the_journal_takes_what_is_of_nats_and_leaves_the_rest() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("serve.toml");
    // Neither a token file nor an address that could be listened on is needed here.
    fs::write(&path, "listen = \"overal\"\nnats = [\"n1\"]\nnats-region = \"alkmaar\"\nnats-replicas = 5")
        .unwrap();
    let flags = Flags { nats_replicas: Some("1".into()), ..Flags::default() };
    let nats = Nats::gather(&flags, Some(&path), &|_| None).unwrap();
    assert_eq!((nats.replicas, nats.names.region()), (1, "alkmaar"));
    let told = Nats::gather(&Flags::default(), None, &|_| None).unwrap_err().to_string();
    assert!(told.contains("nats: noem ten minste één adres"), "{told}");
    let flags = Flags { nats_region: Some("alkmaar".into()), ..Flags::default() };
    let told = Nats::gather(&flags, None, &|_| None).unwrap_err().to_string();
    assert!(told.contains("1 fout:") && told.contains("nats: noem ten minste één adres"), "{told}");
    let flags = Flags { nats: Some("n1".into()), nats_nkey: Some("/nowhere/k.nk".into()), ..flags };
    let told = Nats::gather(&flags, None, &|_| None).unwrap_err().to_string();
    assert!(told.contains("/nowhere/k.nk: het bestand kan niet worden gelezen"), "{told}");
}

#[test]
fn the_files_that_give_access_are_looked_at() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    let seed = format!("SU{}", "A2".repeat(28));
    let pair = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let creds =
        format!("-----BEGIN NATS USER JWT-----\ney.x.y\n------END\n-----BEGIN USER NKEY SEED-----\n{seed}\n");
    let hash = Token::from_random(&[1; 32]).hash();
    let tokens = format!("[[caller]]\nactor = \"u\"\ntoken_sha256 = \"{hash}\"\ngrants = []");
    for (name, text) in [
        ("tokens.toml", &*tokens),
        ("good.creds", &creds),
        ("good.nk", &format!("{seed}\n")),
        ("public.nk", &seed.replacen("SU", "UA", 1)),
        ("cert.pem", &pair.cert.pem()),
        ("key.pem", &pair.signing_key.serialize_pem()),
    ] {
        fs::write(at(name), text).unwrap();
    }
    let file = |path: &Path| Some(Credentials::File(path.to_owned()));
    let nkey = |path: &Path| Some(Credentials::Nkey(path.to_owned()));
    // what gives access, who signed, our certificate, what is told
    let table: [(Option<Credentials>, &str, &str, &[&str]); 7] = [
        (file(&at("good.creds")), "cert.pem", "cert.pem", &[]),
        (nkey(&at("good.nk")), "cert.pem", "cert.pem", &[]),
        (None, "cert.pem", "cert.pem", &[]),
        (
            file(&at("good.nk")),
            "cert.pem",
            "cert.pem",
            &["good.nk: het bestand geeft geen toegang: er horen een JWT"],
        ),
        (
            nkey(&at("good.creds")),
            "cert.pem",
            "cert.pem",
            &["good.creds: het bestand geeft geen toegang: er hoort één nkey"],
        ),
        (
            nkey(&at("public.nk")),
            "key.pem",
            "cert.pem",
            &["public.nk", "key.pem: het bestand geeft geen certificaat"],
        ),
        (
            file(&at("none")),
            "cert.pem",
            "key.pem",
            &["none: het bestand kan niet", "key.pem: het bestand geeft geen"],
        ),
    ];
    for (credentials, authority, certificate, parts) in table {
        let mut config = gather(&NATS, &[], None).unwrap();
        config.tokens = at("tokens.toml");
        let nats = config.nats.as_mut().unwrap();
        nats.credentials = credentials;
        nats.authority = Some(at(authority));
        nats.certificate = Some(TlsFiles { certificate: at(certificate), key: at("key.pem") });
        let told = config.read_files().map_or_else(|faults| faults.to_string(), |_| String::new());
        assert_eq!(told.is_empty(), parts.is_empty(), "{told}");
        for part in parts {
            assert!(told.contains(part), "{part} in {told}");
        }
        assert!(!told.contains(&seed), "{told}");
    }
}
