//! On which addresses a service may listen: tokens and words do not cross a network in the clear unnoticed.

use std::net::SocketAddr;

/// A service was told to listen where others could read along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "{addr} can be reached from other machines, and without TLS tokens would cross the network in the clear: \
     configure a certificate and its key, listen on 127.0.0.1 or [::1], or allow it with the explicit flag \
     if something else already encrypts the way"
)]
pub struct Refused {
    /// Where it was told to listen.
    pub addr: SocketAddr,
}

/// Says whether a service may listen on `addr`: beyond loopback only with TLS or the explicit flag.
///
/// An address that means "every interface" (`0.0.0.0`, `[::]`) is beyond loopback.
///
/// # Errors
/// [`Refused`] if neither TLS nor the flag is there for an address that other machines can reach.
pub fn listen_allowed(addr: SocketAddr, tls_configured: bool, insecure_flag: bool) -> Result<(), Refused> {
    let loopback = addr.ip().to_canonical().is_loopback();
    if loopback || tls_configured || insecure_flag { Ok(()) } else { Err(Refused { addr }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_loopback_needs_tls_or_the_flag() {
        // address, may listen without TLS and without the flag
        let table = [
            ("127.0.0.1:7300", true),
            ("127.8.9.10:7300", true),
            ("[::1]:7300", true),
            ("[::ffff:127.0.0.1]:7300", true),
            ("0.0.0.0:7300", false),
            ("[::]:7300", false),
            ("[::ffff:0.0.0.0]:7300", false),
            ("10.0.0.5:7300", false),
            ("192.168.1.2:7300", false),
            ("[fe80::1]:7300", false),
            ("[2001:db8::1]:7300", false),
        ];
        for (addr, plain) in table {
            let addr: SocketAddr = addr.parse().unwrap();
            assert_eq!(listen_allowed(addr, false, false).is_ok(), plain, "{addr}");
            assert_eq!(listen_allowed(addr, true, false), Ok(()), "{addr} with TLS");
            assert_eq!(listen_allowed(addr, false, true), Ok(()), "{addr} with the flag");
        }
    }

    #[test]
    fn the_refusal_says_what_would_help() {
        let refused = listen_allowed("0.0.0.0:7300".parse().unwrap(), false, false).unwrap_err().to_string();
        for word in ["0.0.0.0:7300", "certificate", "127.0.0.1", "flag"] {
            assert!(refused.contains(word), "{refused}");
        }
    }
}
