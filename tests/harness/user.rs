//! One user: the clients of every service with their token and language, and the last position that anyone at the
//! site has written, so that whoever reads sees it.

use std::sync::{Arc, Mutex, PoisonError};

use domain::framework::Framework;
use tonic::{
    Request, Status,
    metadata::{Ascii, MetadataValue},
    service::{Interceptor, interceptor::InterceptedService},
    transport::Channel,
};
use wire::v1::{
    self, agenda_service_client::AgendaServiceClient, audit_service_client::AuditServiceClient,
    decision_service_client::DecisionServiceClient, dossier_service_client::DossierServiceClient,
    escalation_service_client::EscalationServiceClient, forecast_service_client::ForecastServiceClient,
    framework_service_client::FrameworkServiceClient, keeping_service_client::KeepingServiceClient,
    mandate_service_client::MandateServiceClient, meeting_service_client::MeetingServiceClient,
    preparation_service_client::PreparationServiceClient, proposal_service_client::ProposalServiceClient,
    register_service_client::RegisterServiceClient,
};

use crate::people::Person;

/// The most bytes of an answer: a record with many words in two forms.
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;

/// How a user's calls go out.
pub type Asking = InterceptedService<Channel, Credentials>;

/// What everyone at a site shares.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) frameworks: Vec<Framework>,
    pub(crate) seen: Mutex<Option<v1::Position>>,
}

/// What goes with every call of a user.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    authorization: Option<MetadataValue<Ascii>>,
    language: Option<MetadataValue<Ascii>>,
}

/// One user of the services.
#[derive(Debug, Clone)]
pub struct User {
    /// Who it is.
    pub person: Person,
    channel: Channel,
    credentials: Credentials,
    pub(crate) desk: Arc<Desk>,
}

impl Interceptor for Credentials {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        let metadata = request.metadata_mut();
        if let Some(authorization) = &self.authorization {
            metadata.insert("authorization", authorization.clone());
        }
        if let Some(language) = &self.language {
            metadata.insert("accept-language", language.clone());
        }
        Ok(request)
    }
}

impl User {
    pub(crate) fn new(channel: Channel, desk: Arc<Desk>, person: Person, token: &str) -> Self {
        Self { person, channel, credentials: Credentials::default(), desk }
            .showing(&format!("Bearer {token}"))
    }

    /// The same user, but with this in the `authorization` metadata.
    ///
    /// # Panics
    /// If it is no metadata.
    #[must_use]
    pub fn showing(mut self, authorization: &str) -> Self {
        self.credentials.authorization = Some(authorization.parse().expect("metadata"));
        self
    }

    /// The same user, but without a token.
    #[must_use]
    pub fn without_token(mut self) -> Self {
        self.credentials.authorization = None;
        self
    }

    /// The same user, but reading English.
    #[must_use]
    pub fn in_english(mut self) -> Self {
        self.credentials.language = Some(MetadataValue::from_static("en"));
        self
    }

    /// How their calls go out, for calls that no user would make.
    pub fn asking(&self) -> Asking {
        InterceptedService::new(self.channel.clone(), self.credentials.clone())
    }

    /// What coordinators do.
    pub fn proposals(&self) -> ProposalServiceClient<Asking> {
        ProposalServiceClient::new(self.asking())
    }

    /// What secretaries do.
    pub fn decisions(&self) -> DecisionServiceClient<Asking> {
        DecisionServiceClient::new(self.asking())
    }

    /// What is done on the ladder.
    pub fn escalations(&self) -> EscalationServiceClient<Asking> {
        EscalationServiceClient::new(self.asking())
    }

    /// What secretaries do with meetings.
    pub fn meetings(&self) -> MeetingServiceClient<Asking> {
        MeetingServiceClient::new(self.asking())
    }

    /// What administrators do with frameworks, and reading them.
    pub fn frameworks(&self) -> FrameworkServiceClient<Asking> {
        FrameworkServiceClient::new(self.asking())
    }

    /// What administrators do with the register.
    pub fn registers(&self) -> RegisterServiceClient<Asking> {
        RegisterServiceClient::new(self.asking())
    }

    /// What coordinators do to prepare a proposal.
    pub fn preparations(&self) -> PreparationServiceClient<Asking> {
        PreparationServiceClient::new(self.asking())
    }

    /// What administrators do with mandates.
    pub fn mandates(&self) -> MandateServiceClient<Asking> {
        MandateServiceClient::new(self.asking())
    }

    /// What administrators do with the keeping of a history.
    pub fn keeping(&self) -> KeepingServiceClient<Asking> {
        KeepingServiceClient::new(self.asking())
    }

    /// Agendas.
    pub fn agendas(&self) -> AgendaServiceClient<Asking> {
        AgendaServiceClient::new(self.asking())
    }

    /// Dossiers, documents and the register.
    pub fn dossiers(&self) -> DossierServiceClient<Asking> {
        DossierServiceClient::new(self.asking())
    }

    /// Forecasts.
    pub fn forecasts(&self) -> ForecastServiceClient<Asking> {
        ForecastServiceClient::new(self.asking())
    }

    /// What auditors read.
    pub fn audits(&self) -> AuditServiceClient<Asking> {
        AuditServiceClient::new(self.asking()).max_decoding_message_size(ANSWER_BYTES_MAX)
    }

    /// A receipt that anyone at the site got: who reads from now on sees at least this.
    ///
    /// # Panics
    /// If the answer has no receipt.
    pub(crate) fn note(&self, receipt: Option<&v1::Receipt>) {
        self.saw(receipt.and_then(|receipt| receipt.position.clone()).expect("a receipt has a position"));
    }

    /// A position that there is.
    pub fn saw(&self, position: v1::Position) {
        let mut seen = self.desk.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.as_ref().is_none_or(|seen| seen.position < position.position) {
            *seen = Some(position);
        }
    }

    /// Everyone has seen this position and nothing after it: an older journal was put back.
    pub fn saw_no_more_than(&self, position: u64) {
        let mut seen = self.desk.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(seen) = seen.as_mut() {
            seen.position = seen.position.min(position);
        }
    }

    /// The last position that anyone at the site has written.
    ///
    /// # Panics
    /// If nobody has written yet.
    pub fn seen(&self) -> v1::Position {
        let seen = self.desk.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.clone().expect("something was written")
    }
}
