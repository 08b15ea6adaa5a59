//! What the ledger proves is checked here with nothing but what an auditor has: the key, the answers, and the formats.

use std::{collections::BTreeSet, fs, path::Path, time::Duration};

use audit::Desk;
use eraser::Eraser;
use ledger::{Ledger, Options, Place, Runner, key};
use tlog::{
    Hash, SignedCheckpoint, Tile, TlogProof, VerifierKey, consistency, entries, hash::leaf_hash, inclusion,
    tile::Kind,
};
use tonic::{Code, Status};
use tonic_types::StatusExt as _;
use verifier::{
    bundle::{self, Writer},
    check,
    report::{Check, EXIT_GOOD, EXIT_NOTICE},
};
use wire::v1::{
    ExportBundleRequest, GetCheckpointRequest, GetReceiptRequest, Position, ProveConsistencyRequest,
    ProveInclusionRequest, ReadHistoryRequest, ReadJournalRequest, RegionScope,
    audit_service_server::AuditService as _, export_bundle_request::Scope, export_bundle_response::Piece,
    get_receipt_request::Record,
};

use crate::{
    archive::{Archive, FEW, LOG, dossier},
    asking::{AUDITOR, COORDINATOR, NOBODY, all, by, desk, limits},
};

/// A desk with a ledger over an archive.
pub(crate) struct Proving {
    pub(crate) desk: Desk,
    pub(crate) archive: Archive,
    key: VerifierKey,
    directory: tempfile::TempDir,
    ledger: Ledger,
    pub(crate) runner: Runner,
}

pub(crate) async fn proving() -> Proving {
    proving_of(Archive::full().await).await
}

async fn proving_of(archive: Archive) -> Proving {
    let directory = tempfile::tempdir().unwrap();
    let place = Place::new(directory.path().join("ledger"));
    let key = key::init(&place, "besluitspoor.example/alkmaar").unwrap();
    let options = Options::alone(place.clone(), key::load(&place).unwrap());
    let ledger = Ledger::open(options, archive.journal.clone()).await.unwrap();
    let runner = ledger.spawn().unwrap();
    let last = archive.stored().await.last().unwrap().position;
    ledger.wait_covered(last, Duration::from_secs(60)).await.unwrap();
    let desk = desk(archive.journal.clone(), limits()).proving_by(ledger.clone());
    Proving { desk, archive, key, directory, ledger, runner }
}

pub(crate) fn at(position: u64) -> Option<Position> {
    Some(Position { log_id: LOG.to_string(), position })
}

fn hash(bytes: &[u8]) -> Hash {
    Hash(bytes.try_into().unwrap())
}

fn hashes(list: &[Vec<u8>]) -> Vec<Hash> {
    list.iter().map(|bytes| hash(bytes)).collect()
}

pub(crate) fn reason(status: &Status) -> String {
    status.get_error_details().error_info().unwrap().reason.clone()
}

impl Proving {
    /// The bundle that the service sends, written as the command line writes it.
    async fn bundle(&self, scope: Scope, name: &str, since_sizes: Vec<u64>) -> std::path::PathBuf {
        let request = ExportBundleRequest { scope: Some(scope), since_sizes, at_least: None };
        let answers = self.desk.export_bundle(by(AUDITOR, request)).await.unwrap().into_inner();
        let (messages, end) = all(answers).await;
        assert!(end.is_none(), "{end:?}");
        let folder = self.directory.path().join(name);
        let mut writer = Writer::create(&folder).unwrap();
        let mut place: Option<bundle::Place> = None;
        for message in messages {
            match message.piece.unwrap() {
                Piece::Path(path) => place = Some(path.parse().unwrap()),
                Piece::Data(bytes) => writer.write(place.as_ref().unwrap(), &bytes).unwrap(),
            }
        }
        writer.finish(jiff::civil::date(2026, 12, 31)).unwrap()
    }

    fn checked(&self, folder: &Path) -> verifier::Report {
        self.checked_since(folder, Vec::new())
    }

    fn checked_since(&self, folder: &Path, since: Vec<verifier::Earlier>) -> verifier::Report {
        let key = self.key.clone();
        check(folder, &check::Options { key, policy: None, since, confirmed_by: None }).unwrap()
    }

    /// What an auditor would have kept when the log had so many records, if its root was this.
    fn kept(&self, size: u64, root: Hash) -> verifier::Earlier {
        let key = key::load(&Place::new(self.directory.path().join("ledger"))).unwrap();
        let checkpoint = SignedCheckpoint::sign(&key, size, root).unwrap();
        verifier::Earlier { name: size.to_string(), checkpoint }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_record_is_proved_in_the_tree_of_every_size_that_has_it() {
    let proving = proving().await;
    let stored = proving.archive.stored().await;
    let newest = proving.desk.get_checkpoint(by(AUDITOR, GetCheckpointRequest::default())).await.unwrap();
    let newest = newest.into_inner();
    assert_eq!(newest.verifier_key, proving.key.to_string());
    let checkpoint = newest.checkpoint.unwrap();
    let note = SignedCheckpoint::parse(checkpoint.note.as_bytes()).unwrap();
    let signed = note.verify(&proving.key).unwrap();
    assert_eq!((signed.size(), signed.root()), (stored.len() as u64, hash(&checkpoint.root)));
    for size in 1..=stored.len() as u64 {
        for record in stored.iter().take(usize::try_from(size).unwrap()) {
            let request = ProveInclusionRequest { position: at(record.position.0), tree_size: size };
            let proof = proving.desk.prove_inclusion(by(NOBODY, request.clone())).await;
            assert_eq!(proof.unwrap_err().code(), Code::PermissionDenied);
            let proof = proving.desk.prove_inclusion(by(COORDINATOR, request)).await.unwrap().into_inner();
            let leaf = leaf_hash(&record.entry.record);
            assert_eq!(hash(&proof.leaf_hash), leaf);
            let root = hash(&proof.root);
            inclusion::verify(&hashes(&proof.hashes), proof.leaf_index, size, root, leaf).unwrap();
            assert_eq!(proof.proof.is_empty(), size != signed.size());
        }
        let request = ProveConsistencyRequest { from_size: size, to_size: 0 };
        let proof = proving.desk.prove_consistency(by(COORDINATOR, request)).await.unwrap().into_inner();
        let (from, to) = (hash(&proof.from_root), hash(&proof.to_root));
        consistency::verify(&hashes(&proof.hashes), size, from, signed.size(), to).unwrap();
        assert_eq!(to, signed.root());
    }
    proving.runner.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_did_something_gets_a_receipt_that_proves_it_without_the_service() {
    let proving = proving().await;
    let stored = proving.archive.stored().await;
    let own =
        stored.iter().find(|stored| stored.entry.history == record::HistoryId::Dossier(dossier(1))).unwrap();
    let record = Some(Record::CommandId(own.entry.command.to_string()));
    let request = GetReceiptRequest { record, ..GetReceiptRequest::default() };
    let receipt = proving.desk.get_receipt(by(COORDINATOR, request)).await.unwrap().into_inner();
    assert_eq!(receipt.bytes, own.entry.record);
    let proof = TlogProof::parse(&receipt.proof).unwrap();
    assert_eq!(proof.index + 1, own.position.0);
    proof.verify(leaf_hash(&receipt.bytes), &proving.key).unwrap();
    let stranger = GetReceiptRequest {
        record: Some(Record::CommandId(uuid::Uuid::from_u128(9).to_string())),
        ..Default::default()
    };
    let status = proving.desk.get_receipt(by(NOBODY, stranger)).await.unwrap_err();
    assert_eq!(status.code(), Code::PermissionDenied, "not even that there is none");
    // A record of which nobody heard, one that is not there yet, and a grade that nobody gives.
    let refused = [
        (Record::CommandId(uuid::Uuid::from_u128(9).to_string()), 1, "COMMAND_UNKNOWN"),
        (Record::Position(at(10_000).unwrap()), 1, "POSITION_AHEAD"),
        (Record::Position(at(1).unwrap()), 2, "WITNESSES_ABSENT"),
    ];
    for (record, grade, expected) in refused {
        let request = GetReceiptRequest { record: Some(record), grade, wait_millis_max: 1 };
        let status = proving.desk.get_receipt(by(AUDITOR, request)).await.unwrap_err();
        assert_eq!(reason(&status), expected);
    }
    proving.runner.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_proved_is_named() {
    let proving = proving().await;
    let size = proving.archive.stored().await.len() as u64;
    let asked = [(at(1), size + 1, "TREE_SIZE_AHEAD"), (at(size), size - 1, "NOT_IN_TREE")];
    for (position, tree_size, expected) in asked {
        let request = ProveInclusionRequest { position, tree_size };
        let status = proving.desk.prove_inclusion(by(AUDITOR, request)).await.unwrap_err();
        assert_eq!(reason(&status), expected);
    }
    let request = ProveConsistencyRequest { from_size: size, to_size: 1 };
    let status = proving.desk.prove_consistency(by(AUDITOR, request)).await.unwrap_err();
    assert_eq!(reason(&status), "TREE_SIZE_AHEAD");
    let without = desk(proving.archive.journal.clone(), limits());
    let status = without.get_checkpoint(by(AUDITOR, GetCheckpointRequest::default())).await.unwrap_err();
    assert_eq!((status.code(), reason(&status)), (Code::FailedPrecondition, "LEDGER_ABSENT".to_owned()));
    proving.runner.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_is_taken_along_and_everything_about_it_holds() {
    let proving = proving().await;
    let folder = proving.bundle(Scope::Region(RegionScope {}), "region", vec![]).await;
    let report = proving.checked(&folder);
    let found: Vec<_> = report.findings().collect();
    assert_eq!(report.exit_code(), EXIT_GOOD, "{found:?}");
    assert_eq!(report.records, proving.archive.stored().await.len() as u64);
    proving.runner.stop();
}

/// A checkpoint is of some size. When its tiles are read, the log may have put wider ones in their place.
#[tokio::test(flavor = "multi_thread")]
async fn a_region_is_taken_along_though_its_log_went_on_meanwhile() {
    let proving = proving().await;
    let mut there = u16::try_from(proving.archive.stored().await.len()).unwrap();
    let served = proving.directory.path().join("ledger/log");
    for wider in [there + 1, 256] {
        for kind in [Kind::Hashes(0), Kind::Entries] {
            let path = |width| served.join(Tile::new(kind, 0, width).unwrap().path());
            let mut bytes = fs::read(path(there)).unwrap();
            match kind {
                Kind::Hashes(_) => bytes.resize(usize::from(wider) * 32, 7),
                Kind::Entries => (there..wider).for_each(|_| entries::push(&mut bytes, b"later").unwrap()),
            }
            fs::write(path(wider), bytes).unwrap();
            fs::remove_file(path(there)).unwrap();
        }
        there = wider;
        let folder = proving.bundle(Scope::Region(RegionScope {}), &format!("region-{wider}"), vec![]).await;
        let report = proving.checked(&folder);
        let found: Vec<_> = report.findings().collect();
        assert_eq!(report.exit_code(), EXIT_GOOD, "{wider}: {found:?}");
    }
    proving.runner.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_that_nobody_confirmed_is_genuine_but_not_shown_to_be_whole() {
    let proving = proving().await;
    let folder = proving.bundle(Scope::DossierId(dossier(1).to_string()), "dossier", vec![]).await;
    let report = proving.checked(&folder);
    let checks: BTreeSet<_> = report.findings().map(|(check, _)| check).collect();
    assert_eq!((report.exit_code(), checks), (EXIT_NOTICE, BTreeSet::from([Check::Completeness])));
    proving.runner.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_takes_the_mandates_along_that_it_names() {
    let mut archive = Archive::new().await;
    archive.mandates(None, None).await;
    archive.opens(dossier(1)).await;
    archive.submits(dossier(1), "voorstel").await;
    archive.stands_under(1).await;
    let proving = proving_of(archive).await;
    let folder = proving.bundle(Scope::DossierId(dossier(1).to_string()), "dossier", vec![]).await;
    // The mandate was granted right after the framework was adopted.
    let granted = folder.join(bundle::Place::Record(record::Position(2)).to_string());
    assert!(fs::read_to_string(&granted).unwrap().contains("mandaat-verleend"));
    let checks =
        |report: &verifier::Report| report.findings().map(|(check, _)| check).collect::<BTreeSet<_>>();
    assert_eq!(checks(&proving.checked(&folder)), BTreeSet::from([Check::Completeness]));
    // Without it, what was done under it is not covered.
    fs::remove_file(granted).unwrap();
    assert!(checks(&proving.checked(&folder)).contains(&Check::Replay));
    proving.runner.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_proves_that_its_log_continues_every_checkpoint_that_was_kept() {
    let proving = proving().await;
    let size = proving.archive.stored().await.len() as u64;
    let scope = Scope::DossierId(dossier(1).to_string());
    // As many as may be asked.
    let sizes: Vec<u64> = (1..16).chain([size]).collect();
    let folder = proving.bundle(scope.clone(), "dossier", sizes.clone()).await;
    let tree = proving.ledger.proofs().unwrap();
    let honest = sizes.iter().map(|size| proving.kept(*size, tree.root_at(*size).unwrap())).collect();
    let report = proving.checked_since(&folder, honest);
    let checks: BTreeSet<_> = report.findings().map(|(check, _)| check).collect();
    assert_eq!(checks, BTreeSet::from([Check::Completeness]), "nobody confirmed it");
    // The same key over another history.
    for size in sizes {
        let report = proving.checked_since(&folder, vec![proving.kept(size, leaf_hash(b"other"))]);
        let found: Vec<_> = report.findings().map(|(_, finding)| finding.rule.name()).collect();
        assert!(found.contains(&"FORKED"), "{size}: {found:?}");
    }
    let beyond = ExportBundleRequest { scope: Some(scope), since_sizes: vec![3, size + 1], at_least: None };
    let status = proving.desk.export_bundle(by(AUDITOR, beyond)).await.map(drop).unwrap_err();
    assert_eq!((status.code(), reason(&status)), (Code::OutOfRange, "TREE_SIZE_AHEAD".to_owned()));
    proving.runner.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_may_read_it_takes_it_along() {
    let proving = proving().await;
    let region = ExportBundleRequest { scope: Some(Scope::Region(RegionScope {})), ..Default::default() };
    let status = proving.desk.export_bundle(by(COORDINATOR, region)).await.map(drop).unwrap_err();
    assert_eq!(status.code(), Code::PermissionDenied);
    let unknown = Scope::DossierId(uuid::Uuid::from_u128(9).to_string());
    let request = ExportBundleRequest { scope: Some(unknown), ..Default::default() };
    let status = proving.desk.export_bundle(by(AUDITOR, request)).await.map(drop).unwrap_err();
    assert_eq!(reason(&status), "DOSSIER_UNKNOWN");
    proving.runner.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_with_words_is_given_before_what_is_to_be_gone_is_gone() {
    let proving = proving().await;
    let eraser = Eraser::new(proving.archive.journal.clone());
    let desk = proving.desk.clone().erased_by(eraser.clone());
    let history = |with_texts| ReadHistoryRequest {
        history_id: format!("dossier.{}", dossier(1)),
        with_texts,
        ..ReadHistoryRequest::default()
    };
    let journal = |with_texts| ReadJournalRequest { from: at(1), records_max: 0, with_texts };
    let bundle = |scope| ExportBundleRequest { scope: Some(scope), ..Default::default() };
    let (whole, one) =
        (bundle(Scope::Region(RegionScope {})), bundle(Scope::DossierId(dossier(1).to_string())));
    for refused in [
        desk.read_history(by(AUDITOR, history(true))).await.map(drop),
        desk.read_journal(by(AUDITOR, journal(true))).await.map(drop),
        desk.export_bundle(by(AUDITOR, whole.clone())).await.map(drop),
        desk.export_bundle(by(AUDITOR, one.clone())).await.map(drop),
    ] {
        assert_eq!(reason(&refused.unwrap_err()), "ERASING");
    }
    let given = async |with_texts: bool| {
        let records = desk.read_history(by(AUDITOR, history(with_texts))).await.unwrap();
        assert!(all(records.into_inner()).await.1.is_none());
        let records = desk.read_journal(by(AUDITOR, journal(with_texts))).await.unwrap();
        assert!(all(records.into_inner()).await.1.is_none());
    };
    // Records have no words.
    given(false).await;
    let running = eraser.clone();
    tokio::spawn(async move { running.run().await });
    eraser.current().await.unwrap();
    given(true).await;
    for request in [whole, one] {
        let pieces = desk.export_bundle(by(AUDITOR, request)).await.unwrap();
        assert!(all(pieces.into_inner()).await.1.is_none());
    }
    proving.runner.stop();
}

/// What a region and a history give along leaves out the disclosure of a small number, as if it were erased; all the rest
/// stands, and the verifier has nothing to say of it.
#[tokio::test]
async fn a_small_number_of_pupils_is_taken_along_nowhere() {
    let mut archive = Archive::full().await;
    archive.begins(dossier(1)).await;
    archive.evaluates(dossier(1)).await;
    let stored = archive.stored().await;
    let [.., begun, evaluated] = &stored[..] else { panic!() };
    let (mut small, mut others) = (Vec::new(), Vec::new());
    for kept in [begun, evaluated] {
        let beside: Vec<String> = serde_json::from_slice(&kept.entry.texts).unwrap();
        let words = record::Disclosures::parse(&kept.entry.texts).unwrap();
        for ((_, name, words), disclosure) in words.iter().zip(beside) {
            let is_small = (name, words) == ("few", &FEW.to_string());
            if is_small { small.push(disclosure) } else { others.push(disclosure) }
        }
    }
    assert_eq!(small.len(), 2, "one that was planned, and one that was measured");
    let proving = proving_of(archive).await;

    let bundle = proving.bundle(Scope::Region(RegionScope {}), "klein", Vec::new()).await;
    let listed = fs::read_to_string(bundle.join(bundle::Place::Disclosures.to_string())).unwrap();
    assert!(small.iter().all(|disclosure| !listed.contains(disclosure.as_str())), "{listed}");
    assert!(others.iter().all(|other| listed.contains(other.as_str())));
    let code = proving.checked(&bundle).exit_code();
    assert!([EXIT_GOOD, EXIT_NOTICE].contains(&code), "{code}");

    let history = begun.entry.history.to_string();
    let request =
        ReadHistoryRequest { history_id: history, with_texts: true, ..ReadHistoryRequest::default() };
    let answers = proving.desk.read_history(by(AUDITOR, request)).await.unwrap().into_inner();
    let (messages, _) = all(answers).await;
    let texts = messages.into_iter().flat_map(|message| message.record.unwrap().texts);
    let few: Vec<_> = texts.filter(|text| text.name == "few").collect();
    assert_eq!(few.len(), small.len());
    assert!(few.iter().all(|few| few.disclosure.is_empty() && few.text.as_ref().unwrap().erased), "{few:?}");
}
