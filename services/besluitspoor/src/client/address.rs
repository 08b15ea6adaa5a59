//! Where the services are, and whether a token may go there.

use std::net::IpAddr;

use tonic::transport::Uri;
use wire::Language;

use super::places::ADDRESSES_MAX;
use crate::{failure::Failure, show::Say as _};

/// Where the services are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// The address.
    pub(super) url: String,
    /// Whether the way there is encrypted.
    pub(super) tls: bool,
}

/// The addresses in this text, with commas between them, each as [`checked`]. At least one.
pub(super) fn listed(
    given: &str,
    allow_plaintext: bool,
    language: Language,
) -> Result<Vec<Address>, Failure> {
    let mut urls: Vec<&str> = Vec::new();
    for url in given.split(',').map(str::trim).filter(|url| !url.is_empty()) {
        if !urls.contains(&url) {
            urls.push(url);
        }
    }
    if urls.is_empty() {
        urls.push(given);
    }
    if urls.len() > ADDRESSES_MAX {
        return Err(Failure::input(match language {
            Language::Dutch => {
                format!("--server noemt {} adressen, en er mogen er {ADDRESSES_MAX} zijn.", urls.len())
            }
            Language::English => {
                format!("--server names {} addresses, and there may be {ADDRESSES_MAX}.", urls.len())
            }
        }));
    }
    urls.into_iter().map(|url| checked(url, allow_plaintext, language)).collect()
}

/// Checks an address: a token crosses a network in the clear only if that is said in so many words.
fn checked(url: &str, allow_plaintext: bool, language: Language) -> Result<Address, Failure> {
    let uri: Option<Uri> = url.parse().ok();
    let parts = uri.as_ref().and_then(|uri| Some((uri.scheme_str()?, uri.host()?)));
    let bare = uri.as_ref().is_some_and(|uri| matches!(uri.path(), "" | "/") && uri.query().is_none());
    let (scheme, host) = parts.filter(|_| bare && !url.contains('@')).ok_or_else(|| {
        let told = language.say("Dit is geen adres van een dienst", "This is no address of a service");
        let form =
            language.say("Schrijf het als http://127.0.0.1:4750.", "Write it as http://127.0.0.1:4750.");
        Failure::input(format!("{told}: {url}.")).help(form)
    })?;
    let tls = match scheme {
        "https" => true,
        "http" => false,
        _ => {
            let told = language.say(
                "Een adres begint met http:// of https://",
                "An address begins with http:// or https://",
            );
            return Err(Failure::input(format!("{told}: {url}.")));
        }
    };
    if !tls && !allow_plaintext && !is_loopback(host) {
        let told = language.say(
            "Zonder TLS zou uw token leesbaar over het netwerk gaan naar",
            "Without TLS your token would cross the network in the clear to",
        );
        let help = language.say(
            "Gebruik https://, of geef --allow-plaintext als iets anders de weg versleutelt.",
            "Use https://, or give --allow-plaintext if something else encrypts the way.",
        );
        return Err(Failure::input(format!("{told} {host}.")).rule("PLAINTEXT_REFUSED").help(help));
    }
    Ok(Address { url: url.to_owned(), tls })
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_goes_beyond_this_machine_only_encrypted_or_by_explicit_flag() {
        let table = [
            ("http://127.0.0.1:4750", true, false),
            ("http://localhost:4750/", true, false),
            ("http://[::1]:4750", true, false),
            ("http://[::ffff:127.0.0.1]:4750", true, false),
            ("https://besluitspoor.example", true, true),
            ("http://besluitspoor.example:4750", false, false),
            ("http://localhost.example:4750", false, false),
            ("http://10.0.0.5:4750", false, false),
            ("http://0.0.0.0:4750", false, false),
        ];
        for (url, goes, tls) in table {
            let checked = |allow| checked(url, allow, Language::Dutch);
            assert_eq!(checked(false).is_ok(), goes, "{url}");
            assert_eq!(checked(true).unwrap().tls, tls, "{url}");
        }
    }

    #[test]
    fn several_addresses_stand_with_commas_between_them_and_each_is_checked() {
        let listed = |given: &str| {
            listed(given, false, Language::Dutch)
                .map(|all| all.into_iter().map(|one| one.url).collect::<Vec<_>>())
        };
        let two = "http://127.0.0.1:1, https://b.example,,http://127.0.0.1:1";
        assert_eq!(listed(two).unwrap(), ["http://127.0.0.1:1", "https://b.example"]);
        assert_eq!(listed("http://127.0.0.1:1").unwrap(), ["http://127.0.0.1:1"]);
        let refused = listed("http://127.0.0.1:1,http://b.example").unwrap_err();
        assert!(refused.message.contains("b.example"), "{refused:?}");
        for wrong in ["", ",", "http://127.0.0.1:1 http://127.0.0.1:2"] {
            assert!(listed(wrong).is_err(), "{wrong}");
        }
        let many: Vec<_> = (1..=ADDRESSES_MAX + 1).map(|port| format!("http://127.0.0.1:{port}")).collect();
        assert!(listed(&many.join(",")).unwrap_err().message.contains("17"));
        assert_eq!(listed(&many[1..].join(",")).unwrap().len(), ADDRESSES_MAX);
    }

    #[test]
    fn what_is_no_address_is_told() {
        for url in [
            "",
            "127.0.0.1:4750",
            "ftp://127.0.0.1",
            "http://",
            "http://a b",
            "http://127.0.0.1:4750/pad",
            "http://u:p@127.0.0.1",
        ] {
            assert!(checked(url, true, Language::Dutch).is_err(), "{url}");
        }
    }
}
