//! What can be wrong with the settings. All of it is told at once, each with its place.

use std::{fmt, io, net::SocketAddr};

use access::bind;
use journal::jetstream::names::REGION_CHARS_MAX;
use wire::Language;

use super::{ledger, nats, setting::Setting, tokens};
use crate::{serve::tls, show::system};

/// The most faults that the message lists; it counts the others.
pub const FAULTS_LISTED_MAX: usize = 50;
/// The most bytes of a config file.
pub const FILE_BYTES_MAX: usize = 65_536;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("de instellingen hebben {} {}:{}", .0.len(), if .0.len() == 1 { "fout" } else { "fouten" }, Listed(.0))]
pub struct Faults(pub Vec<Fault>);

/// One fault of the settings.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct Fault {
    /// Where it was given: a flag, a variable, a line of the config file.
    pub place: String,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong at one place of the settings.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// The config file is not TOML; in the words of the TOML reader.
    #[error("{0}")]
    Form(String),
    /// A file cannot be read.
    #[error("het bestand kan niet worden gelezen: {}", system::why(.0, Language::Dutch))]
    Unreadable(io::Error),
    /// The config file is larger than any needs to be.
    #[error(
        "het configuratiebestand heeft {bytes} bytes, en er worden er ten hoogste {FILE_BYTES_MAX} gelezen"
    )]
    FileTooLarge {
        /// How large it is.
        bytes: usize,
    },
    /// There is no such setting.
    #[error("er is geen instelling ‘{given}’; er zijn {}", keys())]
    Unknown {
        /// What was given.
        given: String,
    },
    /// The value in the config file is of another kind.
    #[error("bij ‘{}’ hoort {expected}", setting.key())]
    Kind {
        /// The setting.
        setting: Setting,
        /// What it takes.
        expected: &'static str,
    },
    /// It is no address.
    #[error("‘{given}’ is geen adres: schrijf een IP-adres en een poort, zoals 127.0.0.1:4750 of [::1]:4750")]
    Address {
        /// What was given.
        given: String,
    },
    /// Two ports are the same.
    #[error(
        "op {addr} kunnen er niet twee luisteren: geef de diensten, de metingen en het bewijsregister elk een eigen adres"
    )]
    SameAddress {
        /// The address.
        addr: SocketAddr,
    },
    /// Others could read along.
    #[error(
        "{} is van andere machines bereikbaar, en zonder TLS zouden tokens leesbaar over het netwerk gaan: geef een \
         certificaat en zijn sleutel, luister op 127.0.0.1 of [::1], of sta het toe met --{flag} als iets anders de \
         weg versleutelt",
        .0.addr,
        flag = Setting::InsecureListen.key()
    )]
    Open(bind::Refused),
    /// There is no such service.
    #[error("er is geen dienst ‘{given}’: noem intake, agenda en audit, met komma’s ertussen")]
    Service {
        /// What was given.
        given: String,
    },
    /// No service is left.
    #[error("noem ten minste een van intake, agenda en audit")]
    NoService,
    /// It cannot name an installation.
    #[error(
        "‘{given}’ is geen URN: schrijf er een in zichtbare ASCII, zoals urn:nld:oin:<OIN>:systeem:besluitspoor met \
         het OIN van de organisatie van de regio"
    )]
    Source {
        /// What was given.
        given: String,
    },
    /// There is no such time zone.
    #[error("de tijdzone ‘{given}’ is niet bekend: gebruik een IANA-naam zoals Europe/Amsterdam")]
    TimeZone {
        /// What was given.
        given: String,
    },
    /// There is no token file, and without one nobody could ask anything.
    #[error("noem het tokenbestand met --{}; anders zou niemand iets kunnen vragen", Setting::Tokens.key())]
    TokensMissing,
    /// The token file cannot be used.
    #[error("{}", .0.in_dutch())]
    Tokens(tokens::Error),
    /// There is a certificate or a key, and not both.
    #[error("TLS heeft beide nodig: voeg ‘{}’ toe", missing.key())]
    TlsHalf {
        /// What is missing.
        missing: Setting,
    },
    /// The certificate or the key cannot be used.
    #[error("{0}")]
    Tls(tls::Error),
    /// It is neither yes nor no.
    #[error("‘{given}’ is geen true en geen false")]
    Flag {
        /// What was given.
        given: String,
    },
    /// It says nothing about what to log.
    #[error(
        "‘{given}’ kan het logboek niet filteren: schrijf een niveau, zoals info, en zo nodig andere per onderdeel, \
         zoals info,door=debug"
    )]
    Log {
        /// What was given.
        given: String,
    },
    /// It names no witnesses as it should.
    #[error("de getuigen kunnen er niet uit worden gelezen (c2sp.org/tlog-policy): {why}")]
    Policy {
        /// What is wrong with it, in the words of its reader.
        why: String,
    },
    /// Witnesses cannot be asked so often.
    #[error(
        "‘{given}’ is geen aantal seconden van {} tot en met {}",
        ledger::WITNESS_SECONDS_MIN,
        ledger::WITNESS_SECONDS_MAX
    )]
    WitnessSeconds {
        /// What was given.
        given: String,
    },
    /// There is no such form.
    #[error("er is geen logvorm ‘{given}’: gebruik text of json")]
    LogFormat {
        /// What was given.
        given: String,
    },
    /// Something is said of a journal on NATS, and not where that is.
    #[error(
        "dit geldt alleen voor een journaal op NATS: noem met ‘{}’ ook de servers, of haal het weg",
        Setting::Nats.key()
    )]
    NatsMissing,
    /// No server is left.
    #[error("noem ten minste één adres, zoals tls://nats-1:4222; van monitoring zoals http://nats-1:8222")]
    NatsNone,
    /// There are more addresses than anyone needs.
    #[error("er zijn {many} adressen genoemd, en het kunnen er ten hoogste {} zijn", nats::ADDRESSES_MAX)]
    NatsMany {
        /// How many.
        many: usize,
    },
    /// It is no address of a NATS server.
    #[error("‘{given}’ is geen adres van een NATS-server: schrijf nats://host:4222 of tls://host:4222")]
    NatsAddress {
        /// What was given.
        given: String,
    },
    /// Somebody may read along.
    #[error(
        "een naam of wachtwoord hoort niet in een adres, waar anderen het zien: gebruik ‘{}’ of ‘{}’",
        Setting::NatsNkey.key(),
        Setting::NatsCreds.key()
    )]
    NatsPassword,
    /// It is not said which streams.
    #[error("noem ook de regio, zoals zij op de NATS-servers heet: {} = alkmaar", Setting::NatsRegion.key())]
    NatsRegionMissing,
    /// It cannot name a region.
    #[error(
        "‘{given}’ kan geen regio zijn: gebruik ten hoogste {REGION_CHARS_MAX} kleine letters, cijfers en \
         streepjes, zoals alkmaar"
    )]
    NatsRegion {
        /// What was given.
        given: String,
    },
    /// There are two ways to be let in.
    #[error("er kan maar een bestand toegang geven: kies tussen ‘{}’ en ‘{}’", Setting::NatsCreds.key(), Setting::NatsNkey.key())]
    NatsTwice,
    /// The file gives no access.
    #[error(
        "het bestand geeft geen toegang: er horen een JWT en een sleutel (SU…) in, zoals nsc ze schrijft"
    )]
    NatsCreds,
    /// The file gives no access.
    #[error("het bestand geeft geen toegang: er hoort één nkey van een gebruiker in (SU…), en niets anders")]
    NatsNkey,
    /// No subjects can be under it.
    #[error(
        "‘{given}’ kan geen begin van een onderwerp zijn: gebruik ten hoogste {} letters, cijfers, streepjes en \
         punten daartussen, zoals _INBOX_intake",
        nats::PREFIX_CHARS_MAX
    )]
    NatsPrefix {
        /// What was given.
        given: String,
    },
    /// Records cannot be on so many servers.
    #[error("een record kan niet op ‘{given}’ servers staan: kies 3 of 5, of 1 om te proberen")]
    NatsReplicas {
        /// What was given.
        given: String,
    },
    /// It cannot be waited so long.
    #[error("‘{given}’ is geen aantal seconden van 1 tot en met {}", nats::WAIT_SECONDS_MAX)]
    NatsWait {
        /// What was given.
        given: String,
    },
    /// It is no address of monitoring.
    #[error("‘{given}’ is geen adres van monitoring: schrijf http://host:8222")]
    NatsMonitor {
        /// What was given.
        given: String,
    },
}

struct Listed<'a>(&'a [Fault]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = self.0.len().min(FAULTS_LISTED_MAX);
        self.0.iter().take(listed).try_for_each(|fault| write!(f, "\n  {fault}"))?;
        match self.0.len() - listed {
            0 => Ok(()),
            more => write!(f, "\n  en nog {more}"),
        }
    }
}

fn keys() -> String {
    Setting::ALL.map(Setting::key).join(", ")
}
