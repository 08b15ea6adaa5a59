//! Ports that nobody uses.

use std::{
    hash::{BuildHasher as _, RandomState},
    net::{Ipv4Addr, TcpListener},
};

/// Below the ports that systems give to clients: a server that restarts finds its port free again.
const FIRST: u16 = 12_000;
const COUNT: u16 = 18_000;

/// A port of loopback on which nobody listens now. Another process may take it before it is used; who starts a
/// server therefore tries again.
///
/// # Panics
/// If every port is taken.
pub(super) fn free() -> u16 {
    let start = RandomState::new().hash_one(0_u8);
    (0..COUNT)
        .map(|step| {
            FIRST + u16::try_from(start.wrapping_add(u64::from(step)) % u64::from(COUNT)).expect("small")
        })
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .expect("a free port")
}
