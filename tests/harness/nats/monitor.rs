//! What a server says over HTTP about itself.

use std::{
    io::{Read as _, Write as _},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

use serde_json::Value;

/// A frozen server answers nothing; nobody waits longer for one.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// The answer under this path, with its query; none while the server is down, frozen or says something else than JSON.
pub(super) fn ask(port: u16, path: &str) -> Option<Value> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, ANSWER_WITHIN).ok()?;
    stream.set_read_timeout(Some(ANSWER_WITHIN)).ok()?;
    // HTTP/1.0, so that the answer ends with the connection and has no chunks.
    write!(stream, "GET {path} HTTP/1.0\r\n\r\n").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()
}
