//! Servers that ask an operator's signatures instead of keys that they are told: our credentials are a file as `nsc` writes
//! it.

use std::fs;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use journal::{
    Journal as _,
    jetstream::{Credentials, JetStreamJournal, Options, Servers, connect, open},
};
use nkeys::KeyPair;
use record::Position;
use serde_json::{Value, json};

use crate::{
    an_own_server::{OwnServer, ROOM},
    ground::{made, options, record, told},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_credentials_file_with_a_signed_token_opens_the_journal() {
    let (operator, account, system) =
        (KeyPair::new_operator(), KeyPair::new_account(), KeyPair::new_account());
    let user = KeyPair::new_user();
    let limits = json!({
        "subs": -1, "data": -1, "payload": -1, "imports": -1, "exports": -1, "wildcards": true, "conn": -1, "leaf": -1,
        "mem_storage": -1, "disk_storage": -1, "streams": -1, "consumer": -1
    });
    let accounts =
        [(&account, limits), (&system, json!({ "subs": -1, "data": -1, "payload": -1, "conn": -1 }))];
    let preloaded = accounts.map(|(keys, limits)| {
        let claims = json!({ "type": "account", "version": 2, "limits": limits });
        format!("{}: {}", keys.public_key(), signed(&operator, keys, claims))
    });
    let server = OwnServer::start(
        ROOM,
        &format!(
            "max_payload: 4MB\noperator: {}\nsystem_account: {}\nresolver: MEMORY\nresolver_preload: {{\n{}\n}}",
            signed(&operator, &operator, json!({ "type": "operator", "version": 2 })),
            system.public_key(),
            preloaded.join("\n"),
        ),
    );
    let rights = json!({ "type": "user", "version": 2, "subs": -1, "data": -1, "payload": -1 });
    let with = |name: &str, issuer: &KeyPair| {
        let file = server.folder.path().join(name);
        fs::write(&file, credentials(&signed(issuer, &user, rights.clone()), &user))
            .expect("room for a file");
        let options = options(vec![server.url()]);
        Options {
            servers: Servers { credentials: Some(Credentials::File(file)), ..options.servers },
            ..options
        }
    };
    let journal = made(&with("user.creds", &account)).await;
    assert_eq!(journal.append(record(1, 1, 1)).await, Ok(Position(1)));
    let error = JetStreamJournal::open(with("other.creds", &KeyPair::new_account())).await.err();
    let error = error.expect("nobody knows that account");
    assert!(matches!(error, open::Error::Connect(connect::Error::Refused { .. })), "{}", told(&error));
}

/// A token: what the issuer says of the subject.
fn signed(issuer: &KeyPair, subject: &KeyPair, nats: Value) -> String {
    let of = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let claims = json!({
        "jti": subject.public_key(), "iat": 1_700_000_000, "iss": issuer.public_key(), "sub": subject.public_key(),
        "name": "test", "nats": nats
    });
    let token = format!("{}.{}", of(json!({ "typ": "JWT", "alg": "ed25519-nkey" })), of(claims));
    let signature = issuer.sign(token.as_bytes()).expect("it has its seed");
    format!("{token}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn credentials(token: &str, user: &KeyPair) -> String {
    let seed = user.seed().expect("it was made with its seed");
    format!(
        "-----BEGIN NATS USER JWT-----\n{token}\n------END NATS USER JWT------\n\n\
         -----BEGIN USER NKEY SEED-----\n{seed}\n------END USER NKEY SEED------\n"
    )
}
