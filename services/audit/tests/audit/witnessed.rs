//! A checkpoint is shown as witnessed if it is by the policy that is set here, whatever lies in the folder.

use std::{fs, time::Duration};

use audit::Desk;
use ledger::{
    key,
    witness::{self, Client, config::Patience},
};
use tlog::{
    Policy, SignedCheckpoint, SigningKey, TlogProof, cosignature,
    hash::{EMPTY_ROOT, leaf_hash},
};
use wire::v1::{
    CheckpointGrade, GetCheckpointRequest, GetReceiptRequest, GetReceiptResponse,
    audit_service_server::AuditService as _, get_receipt_request::Record,
};

use crate::{
    asking::{AUDITOR, by},
    proving::{Proving, at, proving, reason},
};

/// A witness that nobody reaches: all that is known of its word lies in the folder.
fn witness(seed: u8) -> cosignature::SigningKey {
    cosignature::SigningKey::new("witness.example/w", &[seed; 32]).unwrap()
}

/// Asks the witness of the policy once, which reads what was kept before.
async fn judged(proving: &Proving) -> (Client, Desk) {
    let policy = format!("witness w {} http://127.0.0.1:1/\nquorum w\n", witness(1).verifier());
    let second = Duration::from_secs(1);
    let patience = Patience { connect: second, answer: second, attempts: 1, pause: Duration::from_millis(1) };
    let policy = Policy::parse(policy.as_bytes()).unwrap();
    let config = witness::Config { patience, ..witness::Config::new(policy) };
    let log = std::sync::Arc::new(proving.runner.ledger().clone());
    let (mut client, watch) = Client::new(config, log).unwrap();
    client.round().await.unwrap();
    (client, proving.desk.clone().witnessed_by(watch))
}

async fn receipt(desk: &Desk) -> Result<GetReceiptResponse, tonic::Status> {
    let request = GetReceiptRequest {
        record: Some(Record::Position(at(1).unwrap())),
        grade: CheckpointGrade::Witnessed.into(),
        wait_millis_max: 1,
    };
    desk.get_receipt(by(AUDITOR, request)).await.map(tonic::Response::into_inner)
}

/// What is shown as the newest witnessed checkpoint.
async fn shown(desk: &Desk) -> Option<SignedCheckpoint> {
    let request = GetCheckpointRequest { grade: CheckpointGrade::Witnessed.into() };
    let checkpoint = desk.get_checkpoint(by(AUDITOR, request)).await.unwrap().into_inner().checkpoint?;
    assert_eq!(checkpoint.grade(), CheckpointGrade::Witnessed);
    Some(SignedCheckpoint::parse(checkpoint.note.as_bytes()).unwrap())
}

/// A checkpoint with the word of a witness.
fn cosigned(mut note: SignedCheckpoint, by: &cosignature::SigningKey) -> SignedCheckpoint {
    let line = by.sign(note.checkpoint().text().as_bytes(), 1_767_225_600).unwrap();
    note.add(line);
    note
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_in_the_folder_counts_if_it_does_by_the_policy() {
    let proving = proving().await;
    let ledger = proving.runner.ledger();
    let newest = (*ledger.checkpoint().unwrap()).clone();
    let (size, root) = (newest.checkpoint().size(), newest.checkpoint().root());
    let stranger = SigningKey::new(ledger.verifier().name(), &[9; 32]).unwrap();
    let signed = |size| SignedCheckpoint::sign(&key::load(ledger.place()).unwrap(), size, root).unwrap();
    let good = cosigned(newest.clone(), &witness(1));
    let table = [
        ("cosigned by the witness of the policy", good.clone(), true),
        ("cosigned by nobody", newest.clone(), false),
        ("cosigned by another key of that name", cosigned(newest, &witness(2)), false),
        (
            "signed by another key of that name",
            cosigned(SignedCheckpoint::sign(&stranger, size, root).unwrap(), &witness(1)),
            false,
        ),
        ("beyond what is here", cosigned(signed(size + 1), &witness(1)), false),
    ];
    for (what, note, counts) in table {
        fs::write(ledger.place().witnessed(), note.to_string()).unwrap();
        let (client, desk) = judged(&proving).await;
        assert_eq!(shown(&desk).await, counts.then(|| note.clone()), "{what}");
        match receipt(&desk).await {
            Ok(receipt) => {
                assert!(counts, "{what}");
                let proof = TlogProof::parse(&receipt.proof).unwrap();
                assert_eq!(proof.checkpoint, note);
                proof.verify(leaf_hash(&receipt.bytes), ledger.verifier()).unwrap();
            }
            Err(status) => assert_eq!((reason(&status).as_str(), counts), ("NOT_COVERED", false), "{what}"),
        }
        // Nobody asks any more, because the service ends.
        drop(client);
        let ended = receipt(&desk).await.map(drop).map_err(|status| reason(&status));
        assert_eq!(ended, if counts { Ok(()) } else { Err("SERVICE_STOPPING".into()) }, "{what}");
    }
    assert_eq!(
        receipt(&proving.desk).await.map_err(|status| reason(&status)),
        Err("WITNESSES_ABSENT".into())
    );
    fs::write(ledger.place().witnessed(), good.to_string()).unwrap();
    assert_eq!(shown(&proving.desk).await, None, "without a policy nobody can tell whose word counts");
    proving.runner.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fork_that_witnesses_cosigned_is_not_shown_and_ends_the_signing() {
    let proving = proving().await;
    let ledger = proving.runner.ledger();
    let forked = SignedCheckpoint::sign(&key::load(ledger.place()).unwrap(), 2, EMPTY_ROOT).unwrap();
    fs::write(ledger.place().witnessed(), cosigned(forked, &witness(1)).to_string()).unwrap();
    let (_client, desk) = judged(&proving).await;
    assert_eq!(shown(&desk).await, None);
    let mut status = ledger.status();
    let stopped = status.wait_for(|status| matches!(status.state, ledger::State::Stopped { .. })).await;
    assert!(format!("{:?}", stopped.unwrap().state).contains("Sign nothing"));
    proving.runner.stop();
}
