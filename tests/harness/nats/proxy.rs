//! A connection to a server that fails on demand.
//!
//! A client learns from a server where the others of its cluster are, and would go past the proxy: give it
//! `ConnectOptions::ignore_discovered_servers`.

use std::{
    io::{ErrorKind, Read as _, Write as _},
    net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// How often it is looked whether somebody connects.
const ACCEPT_EVERY: Duration = Duration::from_millis(5);
/// How often it is looked whether what is held may pass.
const HELD_LOOK: Duration = Duration::from_millis(5);
/// The most bytes that are passed on at once.
const CHUNK_BYTES: usize = 64 * 1024;

/// A TCP proxy in front of one server. Dropping it ends its connections.
pub struct Proxy {
    scheme: &'static str,
    listen: SocketAddr,
    state: Arc<State>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    has_ended: AtomicBool,
    is_cut: AtomicBool,
    swallows: AtomicBool,
    holds: AtomicBool,
    delay_millis: AtomicU64,
    /// Both ends of every connection.
    open: Mutex<Vec<TcpStream>>,
}

impl Proxy {
    /// A proxy in front of the server with this url, e.g. [`Server::url`](super::Server::url).
    ///
    /// # Panics
    /// If the url has no address of loopback, or the machine gives no port.
    pub fn new(url: &str) -> Self {
        let (scheme, address) = url.split_once("://").expect("a url");
        let mut proxy = Self::before(address.parse().expect("an address of loopback"));
        proxy.scheme = if scheme == "tls" { "tls" } else { "nats" };
        proxy
    }

    /// A proxy in front of what listens here.
    pub(super) fn before(to: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, super::ports::free())).expect("a port");
        let listen = listener.local_addr().expect("it was bound");
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let accepting = Some(thread::spawn(move || shared.accept(listener, to)));
        Self { scheme: "nats", listen, state, accepting }
    }

    /// Where clients connect in place of the server.
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.listen)
    }

    /// The same as an address.
    pub(super) fn listens(&self) -> SocketAddr {
        self.listen
    }

    /// From now on nothing passes either way, and neither end is told; or everything does again, also what was held.
    pub fn hold(&self, holds: bool) {
        self.state.holds.store(holds, SeqCst);
    }

    /// Ends all connections and refuses new ones.
    pub fn cut(&self) {
        self.state.is_cut.store(true, SeqCst);
        self.state.end_all();
    }

    /// Lets clients in again.
    pub fn mend(&self) {
        self.state.is_cut.store(false, SeqCst);
    }

    /// From now on, nothing that the server says arrives, while everything that clients say does. After that, connections
    /// are of no use: taking it back ends them, so that clients connect anew.
    pub fn swallow_answers(&self, swallows: bool) {
        let swallowed = self.state.swallows.swap(swallows, SeqCst);
        if swallowed && !swallows {
            self.state.end_all();
        }
    }

    /// What clients say arrives this much later, in milliseconds; pieces wait one after another.
    ///
    /// # Panics
    /// If it is longer than the age of the earth.
    pub fn delay(&self, delay: Duration) {
        let millis = u64::try_from(delay.as_millis()).expect("a short time");
        self.state.delay_millis.store(millis, SeqCst);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.state.has_ended.store(true, SeqCst);
        if let Some(accepting) = self.accepting.take() {
            drop(accepting.join());
        }
        self.state.end_all();
    }
}

impl State {
    fn accept(self: Arc<Self>, listener: TcpListener, to: SocketAddr) {
        let listen = listener.local_addr().expect("it was bound");
        let mut listener = Some(listener);
        while !self.has_ended.load(SeqCst) {
            if self.is_cut.load(SeqCst) {
                // Without a listener the system refuses.
                listener = None;
            } else if listener.is_none() {
                listener = TcpListener::bind(listen).ok();
            }
            match listener.as_ref().map(accept_one) {
                Some(Some(client)) => self.connect(client, to),
                Some(None) | None => thread::sleep(ACCEPT_EVERY),
            }
        }
    }

    fn connect(self: &Arc<Self>, client: TcpStream, to: SocketAddr) {
        // A server that is down: the client sees its connection end.
        let Ok(server) = TcpStream::connect(to) else { return };
        drop(server.set_nodelay(true));
        let [client_again, server_again] = [&client, &server].map(|it| it.try_clone().expect("a handle"));
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        // Under the lock, so that no connection slips in beside a cut.
        if self.is_cut.load(SeqCst) {
            return;
        }
        open.extend([&client, &server].map(|it| it.try_clone().expect("a handle")));
        drop(open);
        let (there, back) = (Arc::clone(self), Arc::clone(self));
        thread::spawn(move || there.pass(client, server, Direction::There));
        thread::spawn(move || back.pass(server_again, client_again, Direction::Back));
    }

    /// Passes bytes on until one end closes; then both are closed.
    fn pass(&self, mut from: TcpStream, mut to: TcpStream, direction: Direction) {
        let mut chunk = vec![0; CHUNK_BYTES];
        while let Ok(count @ 1..) = from.read(&mut chunk) {
            match direction {
                Direction::There => thread::sleep(Duration::from_millis(self.delay_millis.load(SeqCst))),
                Direction::Back if self.swallows.load(SeqCst) => continue,
                Direction::Back => (),
            }
            self.wait_while_held();
            if to.write_all(&chunk[..count]).is_err() {
                break;
            }
        }
        drop(from.shutdown(Shutdown::Both));
        drop(to.shutdown(Shutdown::Both));
    }

    fn wait_while_held(&self) {
        while self.holds.load(SeqCst) && !self.has_ended.load(SeqCst) {
            thread::sleep(HELD_LOOK);
        }
    }

    fn end_all(&self) {
        for stream in self.open.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            drop(stream.shutdown(Shutdown::Both));
        }
    }
}

/// Which way bytes go.
#[derive(Clone, Copy)]
enum Direction {
    /// From the client to the server.
    There,
    /// From the server to the client.
    Back,
}

/// Who connects now, if anybody does.
fn accept_one(listener: &TcpListener) -> Option<TcpStream> {
    drop(listener.set_nonblocking(true));
    match listener.accept() {
        Ok((client, _)) => {
            client.set_nonblocking(false).expect("a connection can wait");
            drop(client.set_nodelay(true));
            Some(client)
        }
        Err(error) if error.kind() == ErrorKind::WouldBlock => None,
        Err(_) => None,
    }
}
