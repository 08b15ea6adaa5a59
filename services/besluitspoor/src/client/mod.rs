//! The way to the services, with who is asking and in which language.
//!
//! - [`token`]: the token that the caller shows
//! - [`address`]: where the services are, and whether a token may go there
//! - [`way`]: one line, or one of several; [`places`]: which of them has what is asked for
//! - [`cause`]: why nobody answers there
//! - [`refused`]: what a failed call means

mod address;
mod cause;
mod places;
mod refused;
mod token;
mod way;

use std::{fs, path::Path, sync::Arc, time::Duration};

use tonic::{
    Request, Status,
    metadata::{Ascii, MetadataValue},
    service::{Interceptor, interceptor::InterceptedService},
    transport::{Certificate, ClientTlsConfig, Endpoint},
};
use wire::{
    Language,
    v1::{
        agenda_service_client::AgendaServiceClient, audit_service_client::AuditServiceClient,
        decision_service_client::DecisionServiceClient, dossier_service_client::DossierServiceClient,
        escalation_service_client::EscalationServiceClient, forecast_service_client::ForecastServiceClient,
        framework_service_client::FrameworkServiceClient, keeping_service_client::KeepingServiceClient,
        mandate_service_client::MandateServiceClient, meeting_service_client::MeetingServiceClient,
        preparation_service_client::PreparationServiceClient, proposal_service_client::ProposalServiceClient,
        register_service_client::RegisterServiceClient,
    },
};

pub(crate) use self::refused::failure;
use self::{address::Address, places::Places, way::Way};
use crate::{
    cli::globals::Globals,
    exit::Exit,
    failure::Failure,
    show::{Say as _, system},
};

/// How long the line may take to come about, in seconds.
const CONNECT_SECONDS_MAX: u64 = 5;
/// How long one call may take, in seconds; streams have no end.
const CALL_SECONDS_MAX: u64 = 30;
/// How often the line of a quiet stream is tried, in seconds.
const KEEP_ALIVE_SECONDS: u64 = 30;
/// The most bytes of one answer.
const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;
/// The most bytes of a file with certificates.
const CERTIFICATES_BYTES_MAX: u64 = 1024 * 1024;

/// A channel that says who is asking.
type Asking = InterceptedService<Way, Caller>;

/// The way to the services.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    asking: Asking,
}

/// Who is asking, and in which language.
#[derive(Clone)]
pub(crate) struct Caller {
    authorization: MetadataValue<Ascii>,
    language: MetadataValue<Ascii>,
}

impl std::fmt::Debug for Caller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Caller(not shown)")
    }
}

impl Interceptor for Caller {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        request.metadata_mut().insert("authorization", self.authorization.clone());
        request.metadata_mut().insert("accept-language", self.language.clone());
        Ok(request)
    }
}

impl Client {
    /// Finds the way to the services. A single address is connected to at once; several are when something is asked of
    /// them.
    ///
    /// # Errors
    /// No token, an address that a token may not go to, or nobody there.
    pub(crate) async fn connect(globals: &Globals) -> Result<Self, Failure> {
        let language = Language::from(globals.lang);
        let addresses = address::listed(&globals.server, globals.allow_plaintext, language)?;
        let token = token::read(globals.token_file.as_deref(), language)?;
        let mut authorization: MetadataValue<Ascii> = format!("Bearer {}", token.reveal())
            .parse()
            .map_err(|_| Failure::new(Exit::Internal, "the token is no metadata"))?;
        authorization.set_sensitive(true);
        let caller = Caller { authorization, language: MetadataValue::from_static(language.tag()) };
        let ca = authority(&addresses, globals.ca.as_deref(), language)?;
        let way = if let [address] = &addresses[..] {
            let endpoint = endpoint(address, ca.as_ref(), language)?;
            let channel = endpoint.connect().await.map_err(|error| unreachable(address, &error, language))?;
            Way::One(channel)
        } else {
            let places = addresses
                .iter()
                .map(|address| Ok((address.url.clone(), endpoint(address, ca.as_ref(), language)?)));
            Way::Several(Arc::new(Places::new(places.collect::<Result<_, Failure>>()?, language)))
        };
        Ok(Self { asking: InterceptedService::new(way, caller) })
    }

    /// What coordinators do.
    pub(crate) fn proposals(&self) -> ProposalServiceClient<Asking> {
        ProposalServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// What coordinators do to prepare a proposal.
    pub(crate) fn preparations(&self) -> PreparationServiceClient<Asking> {
        PreparationServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// What secretaries do.
    pub(crate) fn decisions(&self) -> DecisionServiceClient<Asking> {
        DecisionServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// What is done on the ladder.
    pub(crate) fn escalations(&self) -> EscalationServiceClient<Asking> {
        EscalationServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// What secretaries do with meetings.
    pub(crate) fn meetings(&self) -> MeetingServiceClient<Asking> {
        MeetingServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// What administrators do with frameworks, and reading them.
    pub(crate) fn frameworks(&self) -> FrameworkServiceClient<Asking> {
        FrameworkServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// What administrators do with the keeping of a history.
    pub(crate) fn keeping(&self) -> KeepingServiceClient<Asking> {
        KeepingServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// What administrators do with the register.
    pub(crate) fn register(&self) -> RegisterServiceClient<Asking> {
        RegisterServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// What administrators do with mandates.
    pub(crate) fn mandates(&self) -> MandateServiceClient<Asking> {
        MandateServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// Agendas.
    pub(crate) fn agendas(&self) -> AgendaServiceClient<Asking> {
        AgendaServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// Dossiers and the register.
    pub(crate) fn dossiers(&self) -> DossierServiceClient<Asking> {
        DossierServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// Forecasts.
    pub(crate) fn forecasts(&self) -> ForecastServiceClient<Asking> {
        ForecastServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// What auditors read.
    pub(crate) fn audits(&self) -> AuditServiceClient<Asking> {
        AuditServiceClient::new(self.asking.clone()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }
}

/// Marks a call that has its answer within a time, and so is no stream.
#[derive(Debug, Clone, Copy)]
struct Timed;

/// A request that waits for its answer no longer than a call may take.
pub(crate) fn timed<T>(message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.set_timeout(Duration::from_secs(CALL_SECONDS_MAX));
    request.extensions_mut().insert(Timed);
    request
}

/// The certificates that the services prove themselves by, if a file with them was named. Of several addresses some may
/// have TLS and others not.
fn authority(
    addresses: &[Address],
    ca: Option<&Path>,
    language: Language,
) -> Result<Option<Certificate>, Failure> {
    let Some(file) = ca else { return Ok(None) };
    if addresses.iter().any(|address| address.tls) {
        return certificates(file, language).map(Some);
    }
    Err(Failure::input(language.say(
        "--ca hoort bij een dienst met TLS; deze begint met http://.",
        "--ca belongs to a service with TLS; this one begins with http://.",
    )))
}

fn endpoint(address: &Address, ca: Option<&Certificate>, language: Language) -> Result<Endpoint, Failure> {
    let wrong = |error: &dyn std::error::Error| {
        let told = language.say("Dit is geen adres van een dienst", "This is no address of a service");
        Failure::input(format!("{told}: {} ({error}).", address.url))
    };
    let endpoint = Endpoint::from_shared(address.url.clone())
        .and_then(|endpoint| endpoint.user_agent(concat!("besluitspoor/", env!("CARGO_PKG_VERSION"))))
        .map_err(|error| wrong(&error))?
        .connect_timeout(Duration::from_secs(CONNECT_SECONDS_MAX))
        .http2_keep_alive_interval(Duration::from_secs(KEEP_ALIVE_SECONDS))
        .tcp_nodelay(true);
    if !address.tls {
        return Ok(endpoint);
    }
    let tls = match ca {
        Some(certificate) => ClientTlsConfig::new().ca_certificate(certificate.clone()),
        None => ClientTlsConfig::new().with_native_roots(),
    };
    endpoint.tls_config(tls).map_err(|error| wrong(&error))
}

fn certificates(file: &Path, language: Language) -> Result<Certificate, Failure> {
    let told = language.say("De certificaten kunnen niet worden gelezen", "The certificates cannot be read");
    let unread = |why: &dyn std::fmt::Display| Failure::input(format!("{told}: {}: {why}.", file.display()));
    let bytes = fs::metadata(file).map_err(|error| unread(&system::why(&error, language)))?.len();
    if bytes > CERTIFICATES_BYTES_MAX {
        return Err(unread(&language.say("het bestand is te groot", "the file is too large")));
    }
    fs::read(file).map(Certificate::from_pem).map_err(|error| unread(&system::why(&error, language)))
}

/// Nobody answers at the address: nothing was asked, so nothing was done.
fn unreachable(address: &Address, error: &tonic::transport::Error, language: Language) -> Failure {
    let told = language.say("De dienst is niet bereikbaar op", "The service cannot be reached at");
    let nothing =
        language.say("Er is niets gevraagd en niets veranderd.", "Nothing was asked and nothing changed.");
    let help = if address.tls {
        language.say(
            "Ga na of de dienst draait en of --server klopt. Gaat het om haar certificaat, geef dan met --ca het bestand waarmee zij zich bewijst.",
            "See whether the service runs and whether --server is right. If it is about its certificate, give with --ca the file that it proves itself by.",
        )
    } else {
        language.say(
            "Ga na of de dienst draait (besluitspoor serve) en of --server klopt.",
            "See whether the service runs (besluitspoor serve) and whether --server is right.",
        )
    };
    let (cause, plain) = (cause::told(error, language), cause::is_plaintext(error));
    let help = if plain { language.say("Gebruik http://.", "Use http://.") } else { help };
    Failure::new(Exit::Unclear, format!("{told} {} ({cause}). {nothing}", address.url)).help(help)
}
