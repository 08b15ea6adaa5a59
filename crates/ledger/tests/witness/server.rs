//! A witness as <https://c2sp.org/tlog-witness> has it, over HTTP on this machine. It can be told to answer otherwise.

use std::{
    collections::{HashMap, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
};

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tlog::{Hash, SignedCheckpoint, VerifierKey, consistency, cosignature, hash};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    task::{JoinHandle, JoinSet},
};
use tokio_rustls::TlsAcceptor;

/// The time of its first cosignature, in seconds since 1970; the next ones are a second later each.
pub(crate) const FIRST_TIME: u64 = 1_767_225_600;

/// What it does instead of what it should.
#[derive(Debug, Clone)]
pub(crate) enum Instead {
    /// Nothing, for ever.
    Silence,
    /// Closes the connection.
    HangUp,
    /// This.
    Answer(u16, &'static str, Vec<u8>),
    /// What it should, and these lines after it.
    And(Vec<u8>),
    /// Signs something else.
    SignsOther,
    /// Signs at the beginning of time.
    SignsWithoutTime,
    /// Sends nothing but its word, without an end.
    Trickle,
}

/// A witness. It ends when it is dropped.
pub(crate) struct Witness {
    pub(crate) name: String,
    pub(crate) key: cosignature::VerifierKey,
    address: SocketAddr,
    has_tls: bool,
    state: Arc<Mutex<State>>,
    serving: JoinHandle<()>,
}

struct State {
    key: cosignature::SigningKey,
    logs: Vec<VerifierKey>,
    /// By origin, the newest that it cosigned.
    seen: HashMap<String, SignedCheckpoint>,
    time: u64,
    instead: VecDeque<Instead>,
    always: Option<Instead>,
    shows_nothing: bool,
    /// The first line of each body that was sent, and the status of the answer.
    asked: Vec<(String, u16)>,
    connections: usize,
}

impl Witness {
    /// A witness of this log.
    pub(crate) async fn start(seed: u8, log: &VerifierKey) -> Self {
        Self::start_with(seed, log, None).await
    }

    /// The same, with TLS.
    pub(crate) async fn start_with(seed: u8, log: &VerifierKey, tls: Option<TlsAcceptor>) -> Self {
        let key =
            cosignature::SigningKey::new(&format!("witness.example/w{seed}"), &[seed; 32]).expect("a key");
        let verifier = key.verifier().clone();
        let state = Arc::new(Mutex::new(State {
            key,
            logs: vec![log.clone()],
            seen: HashMap::new(),
            time: FIRST_TIME,
            instead: VecDeque::new(),
            always: None,
            shows_nothing: false,
            asked: Vec::new(),
            connections: 0,
        }));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let has_tls = tls.is_some();
        let serving = tokio::spawn(serve(listener, tls, Arc::clone(&state)));
        Self { name: format!("w{seed}"), key: verifier, address, has_tls, state, serving }
    }

    /// Its submission and monitoring prefix.
    pub(crate) fn url(&self) -> String {
        let scheme = if self.has_tls { "https" } else { "http" };
        format!("{scheme}://localhost:{}/a/prefix/", self.address.port())
    }

    /// The lines of the bodies that it was sent since the last call, with what it answered.
    pub(crate) fn take_asked(&self) -> Vec<(String, u16)> {
        std::mem::take(&mut self.state().asked)
    }

    pub(crate) fn connections(&self) -> usize {
        self.state().connections
    }

    /// The size that it saw last of this log.
    pub(crate) fn seen(&self, origin: &str) -> Option<u64> {
        Some(self.state().seen.get(origin)?.checkpoint().size())
    }

    /// Has it see a checkpoint from elsewhere.
    pub(crate) fn show(&self, note: &SignedCheckpoint) {
        let mut state = self.state();
        let mut note = note.clone();
        let line = state.sign(&note.checkpoint().text());
        note.add(line);
        state.seen.insert(note.checkpoint().origin().to_owned(), note);
    }

    /// Has it forget everything.
    pub(crate) fn forget(&self) {
        self.state().seen.clear();
    }

    /// The next question is answered like this.
    pub(crate) fn next(&self, instead: Instead) {
        self.state().instead.push_back(instead);
    }

    /// All questions are answered like this, until it is told otherwise.
    pub(crate) fn always(&self, instead: Option<Instead>) {
        self.state().always = instead;
    }

    /// Readers are told of no log.
    pub(crate) fn show_nothing(&self) {
        self.state().shows_nothing = true;
    }

    /// Knows no log at all, or this one.
    pub(crate) fn know(&self, logs: Vec<VerifierKey>) {
        self.state().logs = logs;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panicked")
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(listener: TcpListener, tls: Option<TlsAcceptor>, state: Arc<Mutex<State>>) {
    // Connections end with the witness.
    let mut connections = JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await.expect("a connection");
        state.lock().expect("nobody panicked").connections += 1;
        let (state, tls) = (Arc::clone(&state), tls.clone());
        connections.spawn(async move {
            match tls {
                None => speak(stream, state).await,
                Some(tls) => {
                    if let Ok(stream) = tls.accept(stream).await {
                        speak(stream, state).await;
                    }
                }
            }
        });
    }
}

async fn speak<I: AsyncRead + AsyncWrite + Unpin + Send + 'static>(io: I, state: Arc<Mutex<State>>) {
    let answer = service_fn(|request: Request<Incoming>| {
        let state = Arc::clone(&state);
        async move {
            let (head, body) = request.into_parts();
            let body = body.collect().await.expect("a body").to_bytes();
            let instead = {
                let mut state = state.lock().expect("nobody panicked");
                state.instead.pop_front().or_else(|| state.always.clone())
            };
            match instead {
                Some(Instead::Silence) => std::future::pending().await,
                Some(Instead::HangUp) => Err("hung up"),
                Some(Instead::Trickle) => Ok(whole(StatusCode::OK, "text/plain", vec![b'x'; 1024 * 1024])),
                Some(Instead::Answer(status, kind, body)) => {
                    Ok(whole(StatusCode::from_u16(status).expect("a status"), kind, body))
                }
                instead => Ok(state.lock().expect("nobody panicked").answer(
                    &head.method,
                    head.uri.path(),
                    &body,
                    instead,
                )),
            }
        }
    });
    // Whoever asks closes it.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(io), answer).await;
}

fn whole(status: StatusCode, kind: &str, body: Vec<u8>) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(body.into()));
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, kind.parse().expect("a type"));
    answer
}

impl State {
    fn answer(
        &mut self,
        method: &Method,
        path: &str,
        body: &[u8],
        instead: Option<Instead>,
    ) -> Response<Full<Bytes>> {
        if *method == Method::GET {
            return self.shown(path);
        }
        let (status, kind, answer) = match path {
            "/a/prefix/add-checkpoint" => match self.add(body, instead) {
                Ok(lines) => (StatusCode::OK, "text/plain", lines),
                Err((StatusCode::CONFLICT, told)) => {
                    (StatusCode::CONFLICT, "text/x.tlog.size", told.into_bytes())
                }
                Err((status, told)) => (status, "text/plain", told.into_bytes()),
            },
            _ => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
        };
        let first = String::from_utf8_lossy(body).lines().next().unwrap_or_default().to_owned();
        self.asked.push((first, status.as_u16()));
        whole(status, kind, answer)
    }

    /// The retrieval for monitors.
    fn shown(&self, path: &str) -> Response<Full<Bytes>> {
        let of = |note: &&SignedCheckpoint| {
            let digest = sha2::Digest::finalize(sha2::Digest::chain_update(
                <sha2::Sha256 as sha2::Digest>::new(),
                note.checkpoint().origin(),
            ));
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            path == format!("/a/prefix/{hex}/checkpoint")
        };
        match self.seen.values().find(of).filter(|_| !self.shows_nothing) {
            Some(note) => whole(StatusCode::OK, "text/plain", note.to_string().into_bytes()),
            None => whole(StatusCode::NOT_FOUND, "text/plain", Vec::new()),
        }
    }

    fn add(&mut self, body: &[u8], instead: Option<Instead>) -> Result<Vec<u8>, (StatusCode, String)> {
        let bad = |told: &str| (StatusCode::BAD_REQUEST, told.to_owned());
        let body = std::str::from_utf8(body).map_err(|_| bad("no text"))?;
        let (head, note) = body.split_once("\n\n").ok_or_else(|| bad("no empty line"))?;
        let mut lines = head.split('\n');
        let old =
            lines.next().and_then(|line| line.strip_prefix("old ")).ok_or_else(|| bad("no old size"))?;
        let size: u64 = old.parse().map_err(|_| bad("no number"))?;
        let proof: Option<Vec<Hash>> = lines.map(hash::parse).collect();
        let proof = proof.filter(|proof| proof.len() <= 63).ok_or_else(|| bad("no proof"))?;
        if size.to_string() != old {
            return Err(bad("a number in another way"));
        }
        let mut note = SignedCheckpoint::parse(note.as_bytes()).map_err(|error| bad(&error.to_string()))?;
        let (origin, new) = (note.checkpoint().origin().to_owned(), note.checkpoint().size());
        let known: Vec<_> = self.logs.iter().filter(|log| log.name() == origin).collect();
        if known.is_empty() {
            return Err((StatusCode::NOT_FOUND, String::new()));
        }
        if !known.iter().any(|log| note.verify(log).is_ok()) {
            return Err((StatusCode::FORBIDDEN, "not of a key of this log".to_owned()));
        }
        if size > new {
            return Err(bad("the old size is larger"));
        }
        let seen = self.seen.get(&origin).map(|seen| seen.checkpoint());
        let (seen_size, seen_root) = seen.map_or((0, hash::EMPTY_ROOT), |seen| (seen.size(), seen.root()));
        if size != seen_size {
            return Err((StatusCode::CONFLICT, format!("{seen_size}\n")));
        }
        consistency::verify(&proof, size, seen_root, new, note.checkpoint().root())
            .map_err(|error| (StatusCode::UNPROCESSABLE_ENTITY, error.to_string()))?;
        let text = note.checkpoint().text();
        let line = match instead {
            Some(Instead::SignsOther) => self.sign("another text\n"),
            Some(Instead::SignsWithoutTime) => self.key.sign(text.as_bytes(), 0).expect("a line"),
            _ => self.sign(&text),
        };
        let mut answer = line.to_bytes();
        if let Some(Instead::And(more)) = instead {
            answer.extend(more);
        }
        note.add(line);
        self.seen.insert(origin, note);
        Ok(answer)
    }

    fn sign(&mut self, text: &str) -> tlog::signed::Signature {
        let line = self.key.sign(text.as_bytes(), self.time).expect("a line");
        self.time += 1;
        line
    }
}
