//! Settings: which of several counts, and everything that can be wrong with them.

mod nats;

use std::{collections::HashMap, fs};

use access::Token;
use clap::{Args as _, Command, FromArgMatches as _};

use super::*;

/// Settings from all three places. A file is written into a directory of its own, of which `DIR` stands for the
/// name in what comes back.
fn gather(flags: &[&str], environment: &[(&str, &str)], file: Option<&str>) -> Result<Config, String> {
    let directory = tempfile::tempdir().unwrap();
    let mut flags = flags.to_vec();
    let path = directory.path().join("serve.toml");
    if let Some(text) = file {
        fs::write(&path, text).unwrap();
        flags.extend(["--config", path.to_str().unwrap()]);
    }
    let command = Args::augment_args(Command::new("serve").no_binary_name(true));
    let args = Args::from_arg_matches(&command.try_get_matches_from(&flags).unwrap()).unwrap();
    let environment: HashMap<_, _> = environment.iter().copied().collect();
    let environment = |name: &str| environment.get(name).map(|value| (*value).to_owned());
    Config::gather(&args, &environment)
        .map_err(|faults| faults.to_string().replace(directory.path().to_str().unwrap(), "DIR"))
}

fn faults(flags: &[&str], environment: &[(&str, &str)], file: Option<&str>) -> Vec<String> {
    let told = gather(flags, environment, file).unwrap_err();
    told.lines().skip(1).map(|line| line.trim().to_owned()).collect()
}

const TOKENS: [&str; 2] = ["--tokens", "t.toml"];

fn with_tokens<'a>(flags: &[&'a str]) -> Vec<&'a str> {
    [&TOKENS, flags].concat()
}

#[test]
fn a_flag_comes_before_a_variable_and_a_variable_before_the_file() {
    let file = "listen = \"127.0.0.1:3\"\ntokens = \"t.toml\"";
    let variable = ("BESLUITSPOOR_LISTEN", "127.0.0.1:2");
    // flag, variable, file, which port counts
    let table = [
        (Some("127.0.0.1:1"), Some(variable), Some(file), 1),
        (Some("127.0.0.1:1"), None, Some(file), 1),
        (None, Some(variable), Some(file), 2),
        (None, Some(("BESLUITSPOOR_LISTEN", "")), Some(file), 3),
        (None, None, Some(file), 3),
        (None, None, None, LISTEN.port()),
    ];
    for (flag, variable, file, port) in table {
        let flags: Vec<_> = flag.iter().flat_map(|flag| ["--listen", flag]).collect();
        let config = gather(&with_tokens(&flags), variable.as_slice(), file).unwrap();
        assert_eq!(config.listen.port(), port, "{flag:?} {variable:?}");
    }
}

/// Each setting but one: its key, its text, and as it stands in the file.
fn table() -> [(&'static str, &'static str, &'static str); 27] {
    [
        ("data", "/d", "\"/d\""),
        ("erasures", "/erasures", "\"/erasures\""),
        ("listen", "127.0.0.1:7", "\"127.0.0.1:7\""),
        ("metrics", "127.0.0.1:8", "\"127.0.0.1:8\""),
        ("services", "agenda, audit", "[\"audit\", \"agenda\"]"),
        ("source", "urn:nld:oin:1:systeem:x", "\"urn:nld:oin:1:systeem:x\""),
        ("time-zone", "America/Curacao", "\"America/Curacao\""),
        ("tokens", "/t", "\"/t\""),
        ("tls-cert", "/c", "\"/c\""),
        ("tls-key", "/k", "\"/k\""),
        ("insecure-listen", "true", "true"),
        ("log", "warn,door=debug", "\"warn,door=debug\""),
        ("log-format", "json", "\"json\""),
        ("ledger-listen", "127.0.0.1:9", "\"127.0.0.1:9\""),
        ("ledger-policy", "/policy", "\"/policy\""),
        ("ledger-witness-seconds", "45", "45"),
        ("nats", "tls://n1:4222, n2", "[\"tls://n1:4222\", \"n2\"]"),
        ("nats-region", "noord-1", "\"noord-1\""),
        ("nats-creds", "/creds", "\"/creds\""),
        ("nats-ca", "/ca", "\"/ca\""),
        ("nats-cert", "/nc", "\"/nc\""),
        ("nats-key", "/nk", "\"/nk\""),
        ("nats-inbox", "_INBOX_x", "\"_INBOX_x\""),
        ("nats-api", "$JS.alkmaar.API", "\"$JS.alkmaar.API\""),
        ("nats-replicas", "5", "5"),
        ("nats-wait-seconds", "77", "77"),
        ("nats-monitor", "http://n1:8222,http://n2", "[\"http://n1:8222\", \"http://n2\"]"),
    ]
}

#[test]
fn every_setting_can_be_given_in_every_place() {
    let table = table();
    // The nkey goes together with no creds, and has a test of its own.
    let mut settings = Setting::ALL.to_vec();
    settings.retain(|setting| *setting != Setting::NatsNkey);
    assert_eq!(table.map(|(key, ..)| key), *settings.iter().map(|setting| setting.key()).collect::<Vec<_>>());
    let flags: Vec<String> = table
        .iter()
        .flat_map(|(key, text, _)| {
            let flag = format!("--{key}");
            if *key == "insecure-listen" { vec![flag] } else { vec![flag, (*text).to_owned()] }
        })
        .collect();
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    let names: Vec<_> = settings.iter().map(|setting| setting.variable()).collect();
    let variables: Vec<_> = names.iter().map(String::as_str).zip(table.map(|(_, text, _)| text)).collect();
    let file: String = table.iter().map(|(key, _, written)| format!("{key} = {written}\n")).collect();
    let one = format!("{:?}", gather(&flags, &[], None).unwrap());
    assert_eq!(format!("{:?}", gather(&[], &variables, None).unwrap()), one);
    assert_eq!(format!("{:?}", gather(&[], &[], Some(&file)).unwrap()), one);
    for part in [
        "\"/d\"",
        "\"/erasures\"",
        "127.0.0.1:7",
        "{Agenda, Audit}",
        "Curacao",
        "\"/t\"",
        "\"/c\"",
        "\"/k\"",
        "Json",
        "door=debug",
        "127.0.0.1:9",
        "\"/policy\"",
        "witness_interval: 45s",
        "[\"tls://n1:4222\", \"n2\"]",
        "\"noord-1\"",
        "File(/creds)",
        "\"/ca\"",
        "\"/nc\"",
        "\"/nk\"",
        "\"_INBOX_x\"",
        "\"$JS.alkmaar.API\"",
        "replicas: 5",
        "wait: 77s",
        "port: 8222",
        "\"n2\"",
    ] {
        assert!(one.contains(part), "{part} in {one}");
    }
}

#[test]
fn the_config_file_can_be_named_by_a_variable_and_its_paths_are_beside_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("serve.toml");
    fs::write(&path, "tokens = \"tokens.toml\"\ndata = \"/var/lib/x\"").unwrap();
    let environment = |name: &str| (name == "BESLUITSPOOR_CONFIG").then(|| path.to_str().unwrap().to_owned());
    let config = Config::gather(&Args::default(), &environment).unwrap();
    assert_eq!(config.tokens, directory.path().join("tokens.toml"));
    assert_eq!(config.data, PathBuf::from("/var/lib/x"));
}

#[test]
fn every_fault_is_told_at_once_with_its_place() {
    let file = "listen = 7\nlisten-on = \"x\"\nservices = [\"intake\", 3]\n\ninsecure-listen = \"yes\"\nlog-format = \"xml\"";
    let told = faults(
        &["--metrics", "localhost:4751", "--tls-key", "k.pem", "--log", "door=loud"],
        &[("BESLUITSPOOR_TIME_ZONE", "Europe/Alkmaar"), ("BESLUITSPOOR_SOURCE", "besluitspoor")],
        Some(file),
    );
    let expected = [
        "DIR/serve.toml regel 1: bij ‘listen’ hoort een tekst, tussen aanhalingstekens",
        "DIR/serve.toml regel 2: er is geen instelling ‘listen-on’; er zijn data, erasures, listen, metrics,",
        "DIR/serve.toml regel 3: bij ‘services’ hoort een lijst van namen",
        "DIR/serve.toml regel 5: bij ‘insecure-listen’ hoort true of false",
        "--metrics: ‘localhost:4751’ is geen adres: schrijf een IP-adres en een poort",
        "BESLUITSPOOR_SOURCE: ‘besluitspoor’ is geen URN",
        "BESLUITSPOOR_TIME_ZONE: de tijdzone ‘Europe/Alkmaar’ is niet bekend",
        "tokens: noem het tokenbestand met --tokens",
        "--tls-key: TLS heeft beide nodig: voeg ‘tls-cert’ toe",
        "--log: ‘door=loud’ kan het logboek niet filteren",
        "DIR/serve.toml regel 6: er is geen logvorm ‘xml’: gebruik text of json",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}\nis not\n{expected}");
    }
}

#[test]
fn each_value_that_cannot_be_used_says_why() {
    let table = [
        ("--listen", "127.0.0.1", "is geen adres"),
        ("--listen", ":4750", "is geen adres"),
        ("--services", "intake,agend", "er is geen dienst ‘agend’"),
        ("--services", " , ", "noem ten minste een"),
        ("--source", "urn:", "is geen URN"),
        ("--source", "urn:nld:a b", "is geen URN"),
        ("--source", "urn:nld:\"x\"", "is geen URN"),
        ("--time-zone", "CEST!", "is niet bekend"),
        ("--log", "", "kan het logboek niet filteren"),
        ("--log-format", "JSON", "gebruik text of json"),
        ("--metrics", "127.0.0.1:4750", "kunnen er niet twee"),
        ("--ledger-listen", "127.0.0.1:4751", "kunnen er niet twee"),
        ("--ledger-listen", "4760", "is geen adres"),
        ("--ledger-witness-seconds", "5", "van 10 tot en met 60"),
        ("--tls-cert", "c.pem", "voeg ‘tls-key’ toe"),
    ];
    for (flag, value, part) in table {
        let told = faults(&with_tokens(&[flag, value]), &[], None);
        assert!(told.len() == 1 && told[0].starts_with(flag) && told[0].contains(part), "{told:?}");
    }
    let told = faults(&TOKENS, &[("BESLUITSPOOR_INSECURE_LISTEN", "maybe")], None);
    assert_eq!(told, ["BESLUITSPOOR_INSECURE_LISTEN: ‘maybe’ is geen true en geen false"]);
}

#[test]
fn both_addresses_go_beyond_loopback_only_with_tls_or_the_flag() {
    let tls: &[&str] = &["--tls-cert", "c.pem", "--tls-key", "k.pem"];
    let flag: &[&str] = &["--insecure-listen"];
    for address in ["--listen", "--metrics"] {
        for open in ["0.0.0.0:1", "[::]:1", "192.168.1.2:1"] {
            let told = faults(&with_tokens(&[address, open]), &[], None);
            assert!(told.len() == 1 && told[0].starts_with(address) && told[0].contains("TLS"), "{told:?}");
            for allowed in [tls, flag] {
                let flags = [with_tokens(&[address, open]), allowed.to_vec()].concat();
                assert!(gather(&flags, &[], None).is_ok(), "{flags:?}");
            }
        }
        assert!(gather(&with_tokens(&[address, "[::1]:1"]), &[], None).is_ok());
    }
}

#[test]
fn a_config_file_that_cannot_be_read_is_a_fault() {
    let told = faults(&with_tokens(&["--config", "/nowhere/serve.toml"]), &[], None);
    assert!(told[0].starts_with("/nowhere/serve.toml: het bestand kan niet worden gelezen"), "{told:?}");
    let told = faults(&TOKENS, &[], Some("data = \nlisten = \"127.0.0.1:1\"\nlisten = \"127.0.0.1:2\""));
    assert!(told[0].starts_with("DIR/serve.toml regel 1: "), "{told:?}");
    let huge = "#".repeat(fault::FILE_BYTES_MAX + 1);
    let told = faults(&TOKENS, &[], Some(&huge));
    assert!(told[0].contains("ten hoogste 65536"), "{told:?}");
}

#[test]
fn the_files_that_settings_name_are_looked_at_together() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    let pair = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let other = rcgen::KeyPair::generate().unwrap();
    let hash = Token::from_random(&[1; 32]).hash();
    fs::write(at("good.toml"), format!("[[caller]]\nactor = \"u\"\ntoken_sha256 = \"{hash}\"\ngrants = []"))
        .unwrap();
    fs::write(at("bad.toml"), "[[caller]]\nactor = \"u u\"\ntoken_sha256 = \"x\"\ngrants = []").unwrap();
    fs::write(at("cert.pem"), pair.cert.pem()).unwrap();
    fs::write(at("key.pem"), pair.signing_key.serialize_pem()).unwrap();
    fs::write(at("other.pem"), other.serialize_pem()).unwrap();
    // tokens, certificate, key, what is told
    let table: [(&str, &str, &str, &[&str]); 7] = [
        ("good.toml", "cert.pem", "key.pem", &[]),
        ("none.toml", "cert.pem", "key.pem", &["none.toml: het tokenbestand kan niet worden gelezen"]),
        ("bad.toml", "cert.pem", "key.pem", &["line 2", "line 3"]),
        ("good.toml", "key.pem", "key.pem", &["key.pem: het bestand geeft geen certificaat"]),
        ("good.toml", "cert.pem", "cert.pem", &["cert.pem: het bestand geeft geen sleutel"]),
        ("good.toml", "cert.pem", "other.pem", &["cert.pem: het certificaat kan niet met deze sleutel"]),
        ("none.toml", "none.pem", "key.pem", &["none.toml", "none.pem: het bestand geeft geen certificaat"]),
    ];
    for (tokens, certificate, key, parts) in table {
        let mut config = Config::new(PathBuf::new(), at(tokens)).unwrap();
        config.tls = Some(TlsFiles { certificate: at(certificate), key: at(key) });
        let told = config.read_files().map_or_else(|faults| faults.to_string(), |_| String::new());
        assert_eq!(told.is_empty(), parts.is_empty(), "{told}");
        for part in parts {
            assert!(told.contains(part), "{part} in {told}");
        }
    }
}
