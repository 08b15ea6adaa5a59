//! Why a journal on NATS does not open, in Dutch, with what would help.

use door::incident::causes;
use journal::jetstream::{connect, layout::Difference, open};

use crate::{exit::Exit, serve::config::Nats};

/// Why a journal on NATS does not open.
#[derive(Debug, thiserror::Error)]
#[error("{told}")]
pub struct Refused {
    told: String,
    exit: Exit,
}

impl Refused {
    /// Tells why.
    pub(super) fn of(nats: &Nats, why: open::Error) -> Self {
        let (exit, told) = match why {
            open::Error::Connect(why) => not_connected(nats, why),
            open::Error::Missing { stream } => (Exit::Input, missing(nats, &stream)),
            open::Error::Different(differences) => (Exit::Input, different(&differences)),
            open::Error::Mutilated(why) => (
                Exit::Internal,
                format!(
                    "uit het journaal op NATS zijn records gewist ({why}): zet de stream terug uit een kopie"
                ),
            ),
            open::Error::Denied(why) => (
                Exit::Denied,
                format!(
                    "dit account mist een recht op NATS ({why}): vergelijk de rechten met services/nats/alkmaar.conf"
                ),
            ),
            open::Error::Leaderless { stream, waited, why } => (
                Exit::Unclear,
                format!(
                    "de stream {stream} op NATS gaf binnen {} seconden geen bruikbaar antwoord ({why}): kijk of de \
                     meeste servers draaien en elkaar zien, en of dit account de stream mag lezen",
                    waited.as_secs()
                ),
            ),
            open::Error::TextsLost { records, texts } => (
                Exit::Internal,
                format!(
                    "in de stream {records} staan records, en de stream {texts} met hun teksten is weg: zet die terug uit een kopie"
                ),
            ),
            open::Error::Payload { found } => (
                Exit::Input,
                format!(
                    "de NATS-servers nemen berichten tot {found} bytes aan, en teksten vragen er {}: zet max_payload: \
                     4MB in hun configuratie en laat ze die opnieuw lezen",
                    open::PAYLOAD_BYTES_MIN
                ),
            ),
            open::Error::NotMade { what, why } => (
                Exit::Input,
                format!(
                    "op NATS kan {what} niet worden gemaakt ({why}): kijk of dit account dat mag, en of er genoeg servers zijn voor nats-replicas = {}",
                    nats.replicas
                ),
            ),
            open::Error::Index(why) => (
                Exit::Internal,
                format!("de records op NATS kunnen niet worden doorgelezen: {}", causes(&why)),
            ),
        };
        Self { told, exit }
    }

    /// What the process ends with.
    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }
}

fn not_connected(nats: &Nats, why: connect::Error) -> (Exit, String) {
    match why {
        connect::Error::Address(address) => {
            (Exit::Input, format!("‘{address}’ is geen adres van een NATS-server"))
        }
        connect::Error::NoAddress => (Exit::Input, "er is geen NATS-server genoemd".to_owned()),
        connect::Error::Credentials { path, source } => (
            Exit::Input,
            format!("met {} kan geen toegang tot NATS worden gevraagd ({source})", path.display()),
        ),
        connect::Error::Refused { addresses, source } => {
            let who = match &nats.credentials {
                Some(_) => "neem het bestand van een account van deze regio, dat niet is verlopen",
                None => "noem met nats-creds of nats-nkey een bestand dat toegang geeft",
            };
            (Exit::Denied, format!("de NATS-servers ({addresses}) laten ons niet toe ({source}): {who}"))
        }
        connect::Error::Tls { addresses, source } => (
            Exit::Input,
            format!(
                "met de NATS-servers ({addresses}) kan geen versleutelde verbinding worden gemaakt ({}): kijk \
                 nats-ca, nats-cert en nats-key na, en de namen in het certificaat van de servers",
                source
            ),
        ),
        connect::Error::Unreachable { addresses, waited, source } => {
            // A certificate that is refused looks like servers that are not there.
            let secure = nats.authority.is_some()
                || nats.addresses.iter().any(|address| address.starts_with("tls://"));
            let certificates = if secure { ", kijk nats-ca en de namen in hun certificaat na" } else { "" };
            let told = format!(
                "geen NATS-server ({addresses}) antwoordde binnen {} seconden ({source}): kijk of de servers \
                 draaien{certificates}, of wacht langer met nats-wait-seconds",
                waited.as_secs()
            );
            (Exit::Unclear, told)
        }
    }
}

fn missing(nats: &Nats, stream: &str) -> String {
    let (addresses, region) = (nats.addresses.join(","), nats.names.region());
    let replicas = if nats.replicas == super::super::config::nats::REPLICAS {
        String::new()
    } else {
        format!(" --nats-replicas {}", nats.replicas)
    };
    format!(
        "op NATS is geen stream {stream}. Is de regio ‘{region}’ goed, en het account? Maak de stream anders met een \
         account dat dat mag:\n  besluitspoor journal init --nats {addresses} --nats-region {region}{replicas}"
    )
}

fn different(differences: &[Difference]) -> String {
    let lines: String = differences.iter().map(|difference| format!("\n  {}", line(difference))).collect();
    let count = if differences.iter().any(|difference| difference.setting == "num_replicas") {
        "\n  Het aantal servers van elk record stelt u in met nats-replicas."
    } else {
        ""
    };
    format!(
        "de streams op NATS zijn niet zoals het journaal ze nodig heeft; er is niets veranderd:{lines}{count}"
    )
}

fn line(difference: &Difference) -> String {
    let Difference { stream, setting, found, needed } = difference;
    format!("stream {stream}: {setting} is {}, en moet {} zijn", in_dutch(found), in_dutch(needed))
}

/// The few words among the values.
fn in_dutch(value: &str) -> String {
    match value {
        "unlimited" => "onbeperkt".to_owned(),
        "set" => "aan".to_owned(),
        "unset" => "uit".to_owned(),
        other => other.replace("at least", "ten minste"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use journal::jetstream::Names;

    use super::*;

    fn nats(replicas: usize) -> Nats {
        let addresses = vec!["nats://nats-1:4222".into(), "nats://nats-2:4222".into()];
        Nats { replicas, ..Nats::new(addresses, Names::of("alkmaar").unwrap()) }
    }

    #[test]
    fn each_reason_says_what_helps_and_ends_in_its_own_way() {
        let difference = |setting, found: &str, needed: &str| Difference {
            stream: "besluitspoor-alkmaar".into(),
            setting,
            found: found.into(),
            needed: needed.into(),
        };
        let init =
            "besluitspoor journal init --nats nats://nats-1:4222,nats://nats-2:4222 --nats-region alkmaar";
        let waited = Duration::from_secs(30);
        let stream = || "besluitspoor-alkmaar".to_owned();
        let table: [(open::Error, Exit, &[&str]); 9] = [
            (open::Error::Missing { stream: stream() }, Exit::Input, &[init, "--nats-replicas 1"]),
            (
                open::Error::Different(vec![
                    difference("num_replicas", "1", "3"),
                    difference("max_age", "60s", "unlimited"),
                    difference("duplicate_window", "60s", "at least 120s"),
                ]),
                Exit::Input,
                &[
                    "\n  stream besluitspoor-alkmaar: num_replicas is 1, en moet 3 zijn\n",
                    "\n  stream besluitspoor-alkmaar: max_age is 60s, en moet onbeperkt zijn\n",
                    "en moet ten minste 120s zijn\n",
                    "nats-replicas",
                ],
            ),
            (open::Error::Denied("STREAM.INFO".into()), Exit::Denied, &["STREAM.INFO", "alkmaar.conf"]),
            (open::Error::Mutilated("5 of 6".into()), Exit::Internal, &["5 of 6", "uit een kopie"]),
            (
                open::Error::Leaderless { stream: stream(), waited, why: "no leader".into() },
                Exit::Unclear,
                &["binnen 30 seconden", "no leader"],
            ),
            (open::Error::Payload { found: 1_048_576 }, Exit::Input, &["1048576", "max_payload: 4MB"]),
            (
                open::Error::NotMade { what: "stream x".into(), why: "no peers".into() },
                Exit::Input,
                &["stream x", "no peers", "nats-replicas = 1"],
            ),
            (connect::Error::NoAddress.into(), Exit::Input, &["geen NATS-server"]),
            (
                connect::Error::Credentials { path: "/k".into(), source: std::io::Error::other("leeg") }
                    .into(),
                Exit::Input,
                &["/k", "leeg"],
            ),
        ];
        for (why, exit, parts) in table {
            let refused = Refused::of(&nats(1), why);
            assert_eq!(refused.exit(), exit, "{refused}");
            for part in parts {
                assert!(refused.to_string().contains(part), "{part} in {refused}");
            }
        }
        let usual = Refused::of(&nats(3), open::Error::Missing { stream: stream() });
        assert!(usual.to_string().ends_with(init), "{usual}");
    }
}
