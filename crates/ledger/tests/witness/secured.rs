//! Witnesses that prove themselves by a certificate.

use std::{fs, sync::Arc};

use ledger::witness::{Client, Config, client::Error, config::Fault, roots::Roots};
use tlog::Policy;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer},
};

use crate::{
    ground::{PATIENCE, policy, troubles},
    log::{TestLog, key},
    server::Witness,
};

/// Speaks TLS as `localhost`, and the certificate (PEM) that it proves itself by.
fn tls() -> (TlsAcceptor, String) {
    let rcgen::CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let secret = PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|config| config.with_no_client_auth().with_single_cert(vec![cert.der().clone()], secret));
    (TlsAcceptor::from(Arc::new(config.expect("a configuration"))), cert.pem())
}

#[tokio::test]
async fn a_witness_is_believed_that_proves_itself() {
    let ((acceptor, pem), (_, other)) = (tls(), tls());
    let witness = [Witness::start_with(11, &key().verifier(), Some(acceptor)).await];
    let folder = tempfile::tempdir().expect("a folder");
    for (file, written, is_believed) in [("own.pem", &pem, true), ("other.pem", &other, false)] {
        let path = folder.path().join(file);
        fs::write(&path, written).expect("written");
        let log = TestLog::new("a", 9);
        let config =
            Config { patience: PATIENCE, roots: Roots::File(path), ..Config::new(policy(1, &witness)) };
        let (mut client, watch) = Client::new(config, Arc::clone(&log) as _).expect("a client");
        client.compare().await.expect("of one history");
        assert_eq!(watch.now().witnessed_size(), if is_believed { 9 } else { 0 }, "{:?}", troubles(&watch));
        assert_eq!(troubles(&watch)[0].contains("certificate"), !is_believed, "{:?}", troubles(&watch));
    }
}

#[tokio::test]
async fn a_file_without_certificates_is_refused() {
    let (acceptor, _) = tls();
    let witness = [Witness::start_with(11, &key().verifier(), Some(acceptor)).await];
    let folder = tempfile::tempdir().expect("a folder");
    let (empty, missing) = (folder.path().join("empty.pem"), folder.path().join("missing.pem"));
    fs::write(&empty, "").expect("written");
    for path in [empty, missing] {
        let config = Config { roots: Roots::File(path), ..Config::new(policy(1, &witness)) };
        let made = Client::new(config, TestLog::new("a", 9) as _);
        assert!(matches!(made, Err(Error::Roots(_))));
    }
}

#[test]
fn what_cannot_be_asked_is_refused_with_all_its_faults() {
    let vkey = |seed: u8| {
        let name = format!("witness.example/{seed}");
        tlog::cosignature::SigningKey::new(&name, &[seed; 32]).expect("a key").verifier().to_string()
    };
    let read = |text: &str| {
        let text =
            text.replace("W1", &vkey(1)).replace("W2", &vkey(2)).replace("L1", &key().verifier().to_string());
        Policy::parse(text.as_bytes()).expect("a policy")
    };
    let faults = |text: &str| Config::new(read(text)).faults(&key().verifier());
    assert_eq!(faults("log L1\nwitness a W1 https://a.example\nquorum a\n"), []);
    assert_eq!(faults("witness a W1 https://a.example\nquorum none\n"), []);
    assert_eq!(faults("witness a W1\nquorum a\n"), [Fault::Nobody]);
    assert_eq!(faults("witness a W1 http://a.example\nwitness b W2\nquorum b\n"), [Fault::OutOfReach]);
    let (witness, url) = ("a".to_owned(), "a.example".to_owned());
    assert_eq!(faults("witness a W1 a.example\nquorum a\n"), [Fault::Address { witness, url }]);
    let other = tlog::SigningKey::new("log.example/other", &[9; 32]).expect("a key").verifier();
    let config = Config::new(read("log L1\nwitness a W1 https://a.example\nquorum a\n"));
    assert_eq!(config.faults(&other), [Fault::OtherLog { key: other.to_string() }]);
    for seconds in [0, 9, 61] {
        let interval = std::time::Duration::from_secs(seconds);
        let config = Config { interval, ..config.clone() };
        assert_eq!(config.faults(&key().verifier()), [Fault::Interval { found: interval }]);
    }
}
