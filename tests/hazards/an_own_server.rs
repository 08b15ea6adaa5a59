//! A server with a configuration that no other test has.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;
use tests::nats::{READY_SECONDS_MAX, binary};

/// Room enough for a test.
pub(crate) const ROOM: u64 = 1 << 30;

/// It ends with this value.
pub(crate) struct OwnServer {
    process: Child,
    port: u16,
    pub(crate) folder: TempDir,
}

impl OwnServer {
    /// Starts a server with JetStream, with so many bytes for what it stores, and what is added here.
    pub(crate) fn start(store_bytes: u64, added: &str) -> Self {
        let folder = tempfile::tempdir().expect("a directory");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("it was bound").port();
        drop(listener);
        let process = spawn(&folder, port, store_bytes, added);
        Self { process, port, folder }
    }

    /// Starts it again, with its data and another room for that.
    pub(crate) fn restart(&mut self, store_bytes: u64, added: &str) {
        self.end();
        self.process = spawn(&self.folder, self.port, store_bytes, added);
    }

    fn end(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }

    pub(crate) fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }
}

impl Drop for OwnServer {
    fn drop(&mut self) {
        self.end();
    }
}

fn spawn(folder: &TempDir, port: u16, store_bytes: u64, added: &str) -> Child {
    let data = folder.path().join("data");
    let store = format!("jetstream {{ store_dir: {data:?}, max_file_store: {store_bytes} }}");
    let (file, log) = (folder.path().join("own.conf"), folder.path().join("log.txt"));
    let own = format!("listen: \"127.0.0.1:{port}\"\n{store}\n{added}\n");
    fs::write(&file, own).expect("room for a configuration");
    let mut command = Command::new(binary());
    command.arg("-c").arg(file).arg("-l").arg(&log).stdin(Stdio::null()).stderr(Stdio::null());
    let mut process = command.spawn().expect("nats-server can be run");
    let until = Instant::now() + Duration::from_secs(READY_SECONDS_MAX);
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        let ended = process.try_wait().is_ok_and(|status| status.is_some());
        let log = || fs::read_to_string(&log).unwrap_or_default();
        assert!(!ended && Instant::now() < until, "it does not come up:\n{}", log());
        std::thread::sleep(Duration::from_millis(20));
    }
    process
}
