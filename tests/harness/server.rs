//! The real binary as a process: `besluitspoor serve` on loopback, with a data directory of its own.
//!
//! Nothing here sleeps for a fixed time: a start is waited for by its ready line, an end by the process itself,
//! both within a limit.

use std::{
    env, fs,
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// The most seconds that a start may take; a slow machine with other tests beside it needs some.
pub const START_SECONDS_MAX: u64 = 60;
/// The most seconds that an orderly end may take.
pub const STOP_SECONDS_MAX: u64 = 30;
/// How often a process is asked whether it has ended.
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// How much of the log is shown when a test fails.
const LOG_LINES_SHOWN: usize = 40;
/// Names another binary than the one that was built beside the tests.
const BINARY_VARIABLE: &str = "BESLUITSPOOR_BIN";

/// Where one installation lives: its data, its token file and its log. Gone with the value.
pub struct Home {
    folder: TempDir,
    /// What the process is started through, e.g. a shell that prepares its disk first. It gets the program and
    /// its arguments as its own last arguments.
    through: Vec<String>,
    /// What `serve` is told besides where it lives.
    arguments: Vec<String>,
}

/// A server that runs. Dropping it kills it.
pub struct Server {
    /// `None` once it has left it.
    home: Option<Home>,
    process: Child,
    grpc: SocketAddr,
    metrics: SocketAddr,
}

/// A server that did not come up, and what it said.
#[derive(Debug)]
pub struct NotStarted {
    /// How the process ended.
    pub status: ExitStatus,
    /// Everything that it wrote to its log.
    pub log: String,
}

impl Home {
    /// A new home with this token file.
    ///
    /// # Panics
    /// If the machine gives no room for it.
    pub fn new(token_file: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("besluitspoor-").tempdir().expect("a directory");
        let home = Self { folder, through: Vec::new(), arguments: Vec::new() };
        fs::write(home.tokens(), token_file).expect("the token file");
        home
    }

    /// The same, but the process is started through another one.
    #[must_use]
    pub fn through(mut self, command: impl IntoIterator<Item = String>) -> Self {
        self.through = command.into_iter().collect();
        self
    }

    /// The same, but `serve` is told this too.
    #[must_use]
    pub fn told(mut self, arguments: impl IntoIterator<Item = String>) -> Self {
        self.arguments = arguments.into_iter().collect();
        self
    }

    /// A second home with the same data directory and token file.
    ///
    /// # Panics
    /// If the machine gives no room for it.
    #[must_use]
    pub fn again(&self) -> Self {
        let token_file = fs::read_to_string(self.tokens()).expect("the token file");
        let second = Self::new(&token_file);
        symlink(self.data(), second.data()).expect("a link to the data");
        second
    }

    /// The data directory.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The list of erasures, which is kept beside the data directory.
    pub fn erasures(&self) -> PathBuf {
        self.folder.path().join("data-erasures.jsonl")
    }

    /// The directory of the journal.
    pub fn journal(&self) -> PathBuf {
        self.data().join("journal")
    }

    /// The directory of the views.
    pub fn views(&self) -> PathBuf {
        self.data().join("views")
    }

    /// The directory of the ledger.
    pub fn ledger(&self) -> PathBuf {
        self.data().join("ledger")
    }

    /// Begins a ledger, and gives the key that others check it with.
    ///
    /// # Panics
    /// If there is no binary, or one was begun before.
    pub fn begin_ledger(&self) -> String {
        let line = ["ledger", "init", "--origin", "besluitspoor.example/alkmaar", "--json", "--data"];
        let made =
            Command::new(binary()).args(line).arg(self.data()).output().expect("the binary can be run");
        assert!(made.status.success(), "{made:?}");
        let made: serde_json::Value = serde_json::from_slice(&made.stdout).expect("JSON");
        made["verifier_key"].as_str().expect("a key").to_owned()
    }

    /// Begins a ledger that compares what others sign with this key.
    ///
    /// # Panics
    /// If there is no binary, or the machine gives no room.
    pub fn observe_ledger(&self, key: &str) {
        let line = ["ledger", "init", "--observe", key, "--data"];
        let made =
            Command::new(binary()).args(line).arg(self.data()).output().expect("the binary can be run");
        assert!(made.status.success(), "{made:?}");
    }

    /// The segments of the journal, oldest first.
    pub fn segments(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.journal()).expect("the journal's directory").flatten();
        let paths = entries.map(|entry| entry.path());
        let mut segments: Vec<_> =
            paths.filter(|path| path.extension().is_some_and(|it| it == "log")).collect();
        segments.sort();
        segments
    }

    /// Everything that was logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    /// Starts a server here.
    ///
    /// # Errors
    /// [`NotStarted`] if the process ends before it serves.
    ///
    /// # Panics
    /// If there is no binary, or it neither serves nor ends within [`START_SECONDS_MAX`].
    pub fn start(self) -> Result<Server, (Self, NotStarted)> {
        let mut process = self.command().spawn().expect("the binary can be run");
        let lines = BufReader::new(process.stdout.take().expect("a pipe")).lines();
        let (tell, told) = mpsc::channel();
        thread::spawn(move || {
            // Read to the end, so that the process never waits for its reader.
            for line in lines.map_while(Result::ok) {
                drop(tell.send(line));
            }
        });
        match told.recv_timeout(Duration::from_secs(START_SECONDS_MAX)) {
            Ok(line) => {
                let (grpc, metrics) =
                    addresses(&line).unwrap_or_else(|| panic!("no ready line: {line}\n{}", self.log()));
                Ok(Server { home: Some(self), process, grpc, metrics })
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                let status = process.wait().expect("it ended");
                let log = self.log();
                Err((self, NotStarted { status, log }))
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                drop(process.kill());
                drop(process.wait());
                panic!("it serves not within {START_SECONDS_MAX} s:\n{}", self.log());
            }
        }
    }

    /// Starts a server here that does not come up, and gives what it said.
    ///
    /// # Panics
    /// If there is no binary, or it ends well.
    pub fn refused(&self) -> NotStarted {
        let status = self.command().stdout(Stdio::null()).status().expect("the binary can be run");
        assert!(!status.success(), "it served:\n{}", self.log());
        NotStarted { status, log: self.log() }
    }

    /// Starts a server here and kills it after this time, wherever it is then.
    ///
    /// # Panics
    /// If there is no binary.
    pub fn start_and_kill(&self, after: Duration) {
        let mut process = self.command().spawn().expect("the binary can be run");
        thread::sleep(after);
        process.kill().expect("the process is ours");
        process.wait().expect("it ended");
    }

    fn tokens(&self) -> PathBuf {
        self.folder.path().join("tokens.toml")
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("log.txt")
    }

    fn command(&self) -> Command {
        let binary = binary();
        let mut command = match self.through.split_first() {
            None => Command::new(binary),
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(binary);
                command
            }
        };
        let log = fs::OpenOptions::new().create(true).append(true).open(self.log_file()).expect("a log");
        // What the developer's shell says about settings is not for this server.
        for (name, _) in env::vars().filter(|(name, _)| name.starts_with("BESLUITSPOOR_")) {
            command.env_remove(name);
        }
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"])
            .arg("--data")
            .arg(self.data())
            .arg("--tokens")
            .arg(self.tokens())
            .args(&self.arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log);
        command
    }
}

impl Server {
    /// Where the services listen.
    pub fn grpc(&self) -> SocketAddr {
        self.grpc
    }

    /// Where the metrics listen.
    pub fn metrics(&self) -> SocketAddr {
        self.metrics
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Where it lives.
    pub fn home(&self) -> &Home {
        self.home.as_ref().expect("a server that runs has a home")
    }

    /// Ends it as a loss of power would (SIGKILL), and leaves its home.
    pub fn kill(self) -> Home {
        self.end(|process| process.kill().expect("the process is ours")).0
    }

    /// Asks it to end (SIGTERM), and leaves its home and how it ended.
    ///
    /// # Panics
    /// If it has not ended within [`STOP_SECONDS_MAX`].
    pub fn stop(self) -> (Home, ExitStatus) {
        self.end(|process| terminate(process.id()))
    }

    fn end(mut self, how: impl FnOnce(&mut Child)) -> (Home, ExitStatus) {
        how(&mut self.process);
        let (begun, within) = (Instant::now(), Duration::from_secs(STOP_SECONDS_MAX));
        let status = loop {
            if let Some(status) = self.process.try_wait().expect("the process is ours") {
                break status;
            }
            assert!(begun.elapsed() < within, "it has not ended within {within:?}:\n{}", self.home().log());
            thread::sleep(LOOK_EVERY);
        };
        (self.home.take().expect("a server that runs has a home"), status)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if thread::panicking() {
            let log = self.log();
            let lines: Vec<_> = log.lines().collect();
            let shown = &lines[lines.len().saturating_sub(LOG_LINES_SHOWN)..];
            if !shown.is_empty() {
                let told = shown.join("\n");
                // Written as a panic's message is, so that a test runner keeps it with the failure.
                #[expect(
                    clippy::print_stderr,
                    reason = "the log of a failed test is for who reads its output"
                )]
                {
                    eprintln!("--- the log of the server ends with\n{told}\n---");
                }
            }
        }
    }
}

/// Asks a process to end.
///
/// # Panics
/// If there is no shell.
fn terminate(pid: u32) {
    // The shell's own `kill`: no package needs to be installed for it.
    let status = Command::new("sh").args(["-c", &format!("kill -TERM {pid}")]).status();
    assert!(status.expect("a shell").success(), "process {pid} is gone");
}

/// The addresses of the ready line.
fn addresses(line: &str) -> Option<(SocketAddr, SocketAddr)> {
    let rest = line.strip_prefix("listening grpc=")?;
    let (grpc, metrics) = rest.split_once(" metrics=")?;
    Some((grpc.parse().ok()?, metrics.parse().ok()?))
}

/// The binary that was built beside the tests, or the one that the environment names.
pub fn binary() -> PathBuf {
    if let Some(named) = env::var_os(BINARY_VARIABLE) {
        return PathBuf::from(named);
    }
    let test = env::current_exe().expect("a test program is a file");
    let beside = test.ancestors().skip(1).map(|folder| folder.join("besluitspoor"));
    let found = beside.take(3).find(|path| path.is_file());
    found.unwrap_or_else(|| {
        let beside: &Path = test.parent().unwrap_or(&test);
        panic!(
            "no binary near {}: run `cargo build -p besluitspoor`, or set {BINARY_VARIABLE}",
            beside.display()
        )
    })
}
