//! Where a witness is: the prefix under which it is asked.

use http::Uri;

/// The prefix of a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) has_tls: bool,
    /// A name or an address, without brackets.
    pub(super) host: String,
    pub(super) port: u16,
    /// What the header `Host` says.
    pub(super) authority: String,
    /// Without a slash at its end.
    prefix: String,
}

impl Address {
    /// Reads `http://` or `https://`, a host and a path. None if it is anything else or more: an address with a password in
    /// it would be told in messages.
    pub(super) fn parse(url: &str) -> Option<Self> {
        let uri: Uri = url.parse().ok()?;
        let has_tls = match uri.scheme_str()? {
            "http" => false,
            "https" => true,
            _ => return None,
        };
        let authority = uri.authority()?;
        if authority.as_str().contains('@') || uri.query().is_some() || authority.host().is_empty() {
            return None;
        }
        // What follows the host and is no port would be left out without a word.
        let port = match authority.as_str().strip_prefix(authority.host())? {
            "" => {
                if has_tls {
                    443
                } else {
                    80
                }
            }
            port => port.strip_prefix(':')?.parse().ok()?,
        };
        Some(Self {
            has_tls,
            host: authority.host().trim_start_matches('[').trim_end_matches(']').to_owned(),
            port,
            authority: authority.as_str().to_owned(),
            prefix: uri.path().trim_end_matches('/').to_owned(),
        })
    }

    /// What stands under the prefix.
    pub(super) fn path(&self, below: &str) -> String {
        format!("{}/{below}", self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_prefix() {
        let address = Address::parse("https://witness.example/w1/").expect("an address");
        assert_eq!(address.path("add-checkpoint"), "/w1/add-checkpoint");
        assert_eq!((address.has_tls, address.port, address.host.as_str()), (true, 443, "witness.example"));
        let address = Address::parse("http://[::1]:8080").expect("an address");
        assert_eq!(address.path("add-checkpoint"), "/add-checkpoint");
        assert_eq!((address.has_tls, address.port, address.host.as_str()), (false, 8080, "::1"));
        assert_eq!(address.authority, "[::1]:8080");
    }

    #[test]
    fn anything_else_is_none() {
        for bad in [
            "",
            "witness.example",
            "/w1",
            "ftp://witness.example",
            "http://",
            "http://user:secret@witness.example/",
            "http://witness.example/?a=b",
            "http://witness.example:port/",
            "http://a b/",
        ] {
            assert_eq!(Address::parse(bad), None, "{bad}");
        }
    }
}
