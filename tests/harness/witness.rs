//! A witness as <https://c2sp.org/tlog-witness> has it, in threads of the test.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard},
    thread,
};

use tlog::{Hash, SignedCheckpoint, VerifierKey, consistency, cosignature, hash};

/// When it cosigns, in seconds since 1970.
const TIME: u64 = 1_767_225_600;

/// A witness of one log. Its threads end with the test.
pub struct Witness {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

struct State {
    key: cosignature::SigningKey,
    log: VerifierKey,
    /// The newest checkpoint that it saw.
    seen: Option<SignedCheckpoint>,
}

impl Witness {
    /// A witness of the log with this key, on loopback.
    ///
    /// # Panics
    /// If the machine gives no port.
    pub fn of(log: &VerifierKey) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        let key = cosignature::SigningKey::new("witness.example/w", &[11; 32]).expect("a key");
        let state = Arc::new(Mutex::new(State { key, log: log.clone(), seen: None }));
        let told = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&told);
                thread::spawn(move || speak(&stream, &state));
            }
        });
        Self { address, state }
    }

    /// A policy that asks for its word.
    ///
    /// # Panics
    /// If a thread of it panicked.
    pub fn policy(&self) -> String {
        let state = self.state();
        format!("log {}\nwitness w {} http://{}\nquorum w\n", state.log, state.key.verifier(), self.address)
    }

    /// The newest checkpoint that it saw.
    ///
    /// # Panics
    /// If a thread of it panicked.
    pub fn seen(&self) -> Option<SignedCheckpoint> {
        self.state().seen.clone()
    }

    /// Has it see another checkpoint, as if somebody had shown it that.
    ///
    /// # Panics
    /// If a thread of it panicked.
    pub fn show(&self, note: SignedCheckpoint) {
        self.state().seen = Some(note);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panicked")
    }
}

/// Answers what comes over one connection, until it is closed.
fn speak(stream: &TcpStream, state: &Mutex<State>) {
    let mut lines = BufReader::new(stream);
    while let Some((head, body)) = request(&mut lines) {
        let (status, kind, answer) = state.lock().expect("nobody panicked").answer(&head, &body);
        let length = answer.len();
        let answer =
            format!("HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n{answer}");
        if { stream }.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

/// The first line of a request, and its body.
fn request(lines: &mut BufReader<&TcpStream>) -> Option<(String, String)> {
    let mut line = || {
        let mut line = String::new();
        let read = lines.read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim_end().to_owned())
    };
    let (first, mut length) = (line()?, 0);
    loop {
        let header = line()?.to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(told) = header.strip_prefix("content-length:") {
            length = told.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body).ok()?;
    Some((first, String::from_utf8(body).ok()?))
}

impl State {
    fn answer(&mut self, head: &str, body: &str) -> (&'static str, &'static str, String) {
        const TEXT: &str = "text/plain";
        if head.starts_with("GET ") {
            return match &self.seen {
                Some(seen) => ("200 OK", TEXT, seen.to_string()),
                None => ("404 Not Found", TEXT, String::new()),
            };
        }
        match self.add(body) {
            Some(Ok(line)) => ("200 OK", TEXT, line),
            Some(Err(Refused::Saw(size))) => ("409 Conflict", "text/x.tlog.size", format!("{size}\n")),
            Some(Err(Refused::Inconsistent)) => ("422 Unprocessable Entity", TEXT, "other history".into()),
            None => ("400 Bad Request", TEXT, String::new()),
        }
    }

    /// The line for a checkpoint that continues the one that was seen. None if it makes no sense.
    fn add(&mut self, body: &str) -> Option<Result<String, Refused>> {
        let (head, note) = body.split_once("\n\n")?;
        let mut lines = head.split('\n');
        let old: u64 = lines.next()?.strip_prefix("old ")?.parse().ok()?;
        let proof: Vec<Hash> = lines.map(hash::parse).collect::<Option<_>>()?;
        let mut note = SignedCheckpoint::parse(note.as_bytes()).ok()?;
        let new = note.verify(&self.log).ok()?.clone();
        let seen = self.seen.as_ref().map_or((0, hash::EMPTY_ROOT), |seen| {
            let seen = seen.checkpoint();
            (seen.size(), seen.root())
        });
        if old != seen.0 {
            return Some(Err(Refused::Saw(seen.0)));
        }
        if consistency::verify(&proof, old, seen.1, new.size(), new.root()).is_err() {
            return Some(Err(Refused::Inconsistent));
        }
        let line = self.key.sign(new.text().as_bytes(), TIME).ok()?;
        let told = String::from_utf8(line.to_bytes()).ok()?;
        note.add(line);
        self.seen = Some(note);
        Some(Ok(told))
    }
}

enum Refused {
    Saw(u64),
    Inconsistent,
}
