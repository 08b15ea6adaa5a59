//! What a server says over HTTP about itself.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// A frozen server answers nothing; nobody waits longer for one.
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// What is answered under a path.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// The answer under this path, with its query; none while the server is down or frozen.
pub(crate) fn get(address: SocketAddr, path: &str) -> Option<Answer> {
    asked(address, path, "")
}

/// The same for whoever shows a token.
pub(crate) fn get_with(address: SocketAddr, path: &str, token: &str) -> Option<Answer> {
    asked(address, path, &format!("authorization: Bearer {token}\r\n"))
}

fn asked(address: SocketAddr, path: &str, header: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect_timeout(&address, ANSWER_WITHIN).ok()?;
    stream.set_read_timeout(Some(ANSWER_WITHIN)).ok()?;
    // HTTP/1.0, so that the answer ends with the connection and has no chunks.
    write!(stream, "GET {path} HTTP/1.0\r\n{header}\r\n").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, body: body.to_owned() })
}
