//! The flags of `serve`. Each can also be an environment variable or a key of the config file.

use std::path::PathBuf;

use super::{config::Setting, nats};

/// The flags of `serve`. Their help is Dutch, as that of the whole command line.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "Elke vlag behalve --check kan ook een omgevingsvariabele zijn (--time-zone: \
    BESLUITSPOOR_TIME_ZONE) en, behalve --config, een sleutel in het configuratiebestand. Een vlag gaat voor een \
    variabele, een variabele voor het bestand.")]
pub struct Args {
    /// Map van het journaal en de overzichten, of bij een journaal op NATS van de overzichten (anders data)
    #[arg(long, value_name = "MAP")]
    pub data: Option<String>,
    /// Bestand met wat er gewist is, voor als een oudere kopie wordt teruggezet; bewaar het buiten de kopieën van --data
    /// (anders naast die map, met -erasures.jsonl erachter)
    #[arg(long, value_name = "BESTAND")]
    pub erasures: Option<String>,
    /// Adres van de diensten (anders 127.0.0.1:4750); poort 0 neemt een vrije
    #[arg(long, value_name = "IP:POORT")]
    pub listen: Option<String>,
    /// Adres van /metrics en /healthz (anders 127.0.0.1:4751)
    #[arg(long, value_name = "IP:POORT")]
    pub metrics: Option<String>,
    /// Welke diensten hier draaien (anders intake,agenda,audit)
    #[arg(long, value_name = "LIJST")]
    pub services: Option<String>,
    /// Hoe vastgelegde feiten deze installatie noemen: een URN van haar organisatie
    #[arg(long, visible_alias = "region", value_name = "URN")]
    pub source: Option<String>,
    /// Tijdzone van de regio (anders Europe/Amsterdam)
    #[arg(long, value_name = "NAAM")]
    pub time_zone: Option<String>,
    /// Tokenbestand: wie wat mag; SIGHUP leest het opnieuw
    #[arg(long, value_name = "BESTAND")]
    pub tokens: Option<String>,
    /// Certificaten voor TLS (PEM), voor beide adressen
    #[arg(long, value_name = "BESTAND")]
    pub tls_cert: Option<String>,
    /// Sleutel bij het certificaat (PEM)
    #[arg(long, value_name = "BESTAND")]
    pub tls_key: Option<String>,
    /// Luistert zonder TLS ook buiten deze machine; alleen als iets anders de weg versleutelt
    #[arg(long)]
    pub insecure_listen: bool,
    /// Wat in het logboek komt: een niveau, en andere per onderdeel, zoals info,door=debug (anders info)
    #[arg(long, value_name = "FILTER")]
    pub log: Option<String>,
    /// Vorm van het logboek: text of json (anders text)
    #[arg(long, value_name = "VORM")]
    pub log_format: Option<String>,
    /// Adres waarop de map van het bewijsregister voor iedereen te lezen is (anders nergens)
    #[arg(long, value_name = "IP:POORT")]
    pub ledger_listen: Option<String>,
    /// Bestand met de getuigen van het bewijsregister en hoeveel er moeten medeondertekenen (c2sp.org/tlog-policy)
    #[arg(long, value_name = "BESTAND")]
    pub ledger_policy: Option<String>,
    /// Om de hoeveel seconden de getuigen worden gevraagd, 10 tot en met 60 (anders 30)
    #[arg(long, value_name = "SECONDEN")]
    pub ledger_witness_seconds: Option<String>,
    /// Configuratiebestand (TOML)
    #[arg(long, value_name = "BESTAND")]
    pub config: Option<PathBuf>,
    /// Kijkt de instellingen na, en de bestanden die zij noemen, en stopt
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "a text here would become the text of the command")]
    pub nats: nats::Flags,
}

impl Args {
    /// What a flag says about a setting.
    pub(super) fn given(&self, setting: Setting) -> Option<String> {
        match setting {
            Setting::Data => self.data.clone(),
            Setting::Erasures => self.erasures.clone(),
            Setting::Listen => self.listen.clone(),
            Setting::Metrics => self.metrics.clone(),
            Setting::Services => self.services.clone(),
            Setting::Source => self.source.clone(),
            Setting::TimeZone => self.time_zone.clone(),
            Setting::Tokens => self.tokens.clone(),
            Setting::TlsCert => self.tls_cert.clone(),
            Setting::TlsKey => self.tls_key.clone(),
            Setting::InsecureListen => self.insecure_listen.then(|| true.to_string()),
            Setting::Log => self.log.clone(),
            Setting::LogFormat => self.log_format.clone(),
            Setting::LedgerListen => self.ledger_listen.clone(),
            Setting::LedgerPolicy => self.ledger_policy.clone(),
            Setting::LedgerWitnessSeconds => self.ledger_witness_seconds.clone(),
            Setting::Nats
            | Setting::NatsRegion
            | Setting::NatsCreds
            | Setting::NatsNkey
            | Setting::NatsCa
            | Setting::NatsCert
            | Setting::NatsKey
            | Setting::NatsInbox
            | Setting::NatsApi
            | Setting::NatsReplicas
            | Setting::NatsWaitSeconds
            | Setting::NatsMonitor => self.nats.given(setting),
        }
    }
}
