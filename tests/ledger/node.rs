//! A process with a ledger: within the test, or one of its own that can be killed and frozen.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use journal::{Journal, disk::RealDisk};
use ledger::{
    Ledger, Options, Place, Role, Runner,
    board::{Board, Region, region::Part},
};
use tempfile::TempDir;
use tlog::SignedCheckpoint;

use crate::ground::{key, open, options};

/// How long a turn lasts here without another word.
pub(crate) const TERM: Duration = Duration::from_secs(2);

const URLS: &str = "BESLUITSPOOR_TEST_NODE_URLS";
const DIRECTORY: &str = "BESLUITSPOOR_TEST_NODE_DIRECTORY";

/// A ledger in this process.
pub(crate) struct Node {
    pub(crate) region: Arc<Region>,
    pub(crate) ledger: Ledger,
    pub(crate) runner: Runner,
    _directory: TempDir,
}

impl Node {
    /// A node with the journal on these servers.
    pub(crate) async fn start(urls: Vec<String>, part: Part) -> Self {
        let journal = open(options(urls.clone())).await;
        Self::over(journal, urls, part).await
    }

    /// The same, with records from another journal.
    pub(crate) async fn over(records: Arc<dyn Journal>, urls: Vec<String>, part: Part) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let (region, ledger) = opened(records, urls, part, directory.path()).await;
        let runner = ledger.spawn().expect("a thread");
        Self { region, ledger, runner, _directory: directory }
    }

    /// The records that its ledger has integrated under a checkpoint.
    pub(crate) fn size(&self) -> u64 {
        self.ledger.status().borrow().position.0
    }

    /// Ends it as a process ends that is asked to.
    pub(crate) async fn stop(self) {
        let Self { runner, .. } = self;
        tokio::task::spawn_blocking(move || runner.stop()).await.expect("it ends");
    }
}

async fn opened(
    records: Arc<dyn Journal>,
    urls: Vec<String>,
    part: Part,
    directory: &Path,
) -> (Arc<Region>, Ledger) {
    let journal = open(options(urls)).await;
    let region = Arc::new(Region::open(&journal, part).await.expect("a board"));
    // What it needs of the servers lives as long as it does.
    let role = match part {
        Part::Signs(_) => Role::Signer(key()),
        Part::Compares => Role::Observer(key().verifier()),
    };
    let board: Arc<dyn Board> = Arc::clone(&region) as _;
    let place = Place::new(directory.join("ledger"));
    // As where `ledger init` was given: whoever comes first begins the log.
    std::fs::create_dir_all(place.directory()).expect("a directory");
    std::fs::write(place.begins(), "").expect("room for a file");
    let options = Options { place, disk: Arc::new(RealDisk), role, board };
    // The journal of the board goes with it.
    std::mem::forget(journal);
    (region, Ledger::open(options, records).await.expect("a ledger"))
}

/// A ledger in a process of its own.
pub(crate) struct Process {
    child: Child,
    directory: TempDir,
}

impl Process {
    pub(crate) fn start(urls: &[String]) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let child = Command::new(env::current_exe().expect("a test"))
            .args(["--exact", "node::this_process_is_a_node", "--nocapture"])
            .env(URLS, urls.join(","))
            .env(DIRECTORY, directory.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("it starts");
        Self { child, directory }
    }

    /// The newest checkpoint in its folder.
    pub(crate) fn checkpoint(&self) -> Option<SignedCheckpoint> {
        let path: PathBuf = Place::new(self.directory.path().join("ledger")).checkpoint();
        SignedCheckpoint::parse(&std::fs::read(path).ok()?).ok()
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it ends");
    }

    pub(crate) fn freeze(&self) {
        self.signal("-STOP");
    }

    pub(crate) fn thaw(&self) {
        self.signal("-CONT");
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_none()
    }

    fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(sent.expect("kill runs").success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // One that is frozen ends, too. It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Is such a process when it was started as one, and else nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn this_process_is_a_node() {
    let (Ok(urls), Ok(directory)) = (env::var(URLS), env::var(DIRECTORY)) else { return };
    let urls: Vec<String> = urls.split(',').map(str::to_owned).collect();
    let journal = open(options(urls.clone())).await;
    let (_region, ledger) = opened(journal, urls, Part::Signs(TERM), Path::new(&directory)).await;
    let _runner = ledger.spawn().expect("a thread");
    let mut status = ledger.status();
    let stopped = status.wait_for(|status| matches!(status.state, ledger::State::Stopped { .. })).await;
    panic!("it stopped: {:?}", stopped.map(|status| status.state.clone()));
}
