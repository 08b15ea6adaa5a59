//! The flags that say where a journal on NATS is. Each can also be an environment variable or a key of the config file.

use crate::serve::config::Setting;

/// The flags of everything that reaches a journal on NATS.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Het journaal op NATS")]
pub struct Flags {
    /// Adressen van de NATS-servers, zoals tls://nats-1:4222, met komma’s ertussen; daar staat dan het journaal
    #[arg(long, value_name = "LIJST")]
    pub nats: Option<String>,
    /// De regio zoals zij op de servers heet, zoals alkmaar; hoort bij --nats
    #[arg(long, value_name = "NAAM")]
    pub nats_region: Option<String>,
    /// Bestand dat toegang geeft: een JWT met zijn sleutel (.creds)
    #[arg(long, value_name = "BESTAND")]
    pub nats_creds: Option<String>,
    /// Bestand dat toegang geeft: een nkey (SU…)
    #[arg(long, value_name = "BESTAND")]
    pub nats_nkey: Option<String>,
    /// Certificaten (PEM) waarmee de servers zich bewijzen (anders die van het systeem)
    #[arg(long, value_name = "BESTAND")]
    pub nats_ca: Option<String>,
    /// Certificaat (PEM) voor servers die er een vragen
    #[arg(long, value_name = "BESTAND")]
    pub nats_cert: Option<String>,
    /// Sleutel bij dat certificaat (PEM)
    #[arg(long, value_name = "BESTAND")]
    pub nats_key: Option<String>,
    /// Waar antwoorden aankomen als het account alleen daar mag luisteren, zoals _INBOX_intake
    #[arg(long, value_name = "BEGIN")]
    pub nats_inbox: Option<String>,
    /// Waar het account JetStream bereikt, als dat niet $JS.API is: bij lezers met een eigen account
    #[arg(long, value_name = "BEGIN")]
    pub nats_api: Option<String>,
    /// Op hoeveel servers elk record staat (anders 3; 1 om te proberen)
    #[arg(long, value_name = "AANTAL")]
    pub nats_replicas: Option<String>,
    /// Hoe lang op de servers wordt gewacht bij het begin (anders 30)
    #[arg(long, value_name = "SECONDEN")]
    pub nats_wait_seconds: Option<String>,
    /// Waar de servers over zichzelf vertellen, zoals http://nats-1:8222; zo wordt nagekeken of zij op hun schijf wachten
    #[arg(long, value_name = "LIJST")]
    pub nats_monitor: Option<String>,
}

impl Flags {
    /// What a flag says about a setting; nothing about settings that are not of NATS.
    pub(in crate::serve) fn given(&self, setting: Setting) -> Option<String> {
        let given = match setting {
            Setting::Nats => &self.nats,
            Setting::NatsRegion => &self.nats_region,
            Setting::NatsCreds => &self.nats_creds,
            Setting::NatsNkey => &self.nats_nkey,
            Setting::NatsCa => &self.nats_ca,
            Setting::NatsCert => &self.nats_cert,
            Setting::NatsKey => &self.nats_key,
            Setting::NatsInbox => &self.nats_inbox,
            Setting::NatsApi => &self.nats_api,
            Setting::NatsReplicas => &self.nats_replicas,
            Setting::NatsWaitSeconds => &self.nats_wait_seconds,
            Setting::NatsMonitor => &self.nats_monitor,
            Setting::Data
            | Setting::Listen
            | Setting::Metrics
            | Setting::Services
            | Setting::Source
            | Setting::TimeZone
            | Setting::Tokens
            | Setting::TlsCert
            | Setting::TlsKey
            | Setting::InsecureListen
            | Setting::Log
            | Setting::LogFormat
            | Setting::LedgerListen
            | Setting::Erasures
            | Setting::LedgerPolicy
            | Setting::LedgerWitnessSeconds => return None,
        };
        given.clone()
    }
}
