//! Which services run here. The one place where a service is added.
//!
//! A service stands behind the [`Door`]; only health stands before it.

use std::{convert::Infallible, sync::Arc};

use agenda::{Reading, ReadingRoom};
use door::{Door, Methods};
use eraser::Eraser;
use intake::{Intake, Surroundings, service::Desk};
use journal::Journal;
use ledger::{Ledger, witness::Watch};
use tonic::{
    body::Body,
    server::NamedService,
    service::{Routes, interceptor::InterceptedService},
};
use tonic_health::{
    pb::health_server::HealthServer,
    server::{HealthReporter, HealthService},
};
use views::Views;
use wire::{
    limits::REQUEST_BYTES_MAX,
    v1::{
        agenda_service_server::{self, AgendaServiceServer},
        audit_service_server::{self, AuditServiceServer},
        decision_service_server::{self, DecisionServiceServer},
        dossier_service_server::{self, DossierServiceServer},
        escalation_service_server::{self, EscalationServiceServer},
        forecast_service_server::{self, ForecastServiceServer},
        framework_service_server::{self, FrameworkServiceServer},
        keeping_service_server::{self, KeepingServiceServer},
        mandate_service_server::{self, MandateServiceServer},
        meeting_service_server::{self, MeetingServiceServer},
        preparation_service_server::{self, PreparationServiceServer},
        proposal_service_server::{self, ProposalServiceServer},
        register_service_server::{self, RegisterServiceServer},
    },
};

use super::{
    config::{Config, Service},
    error::Error,
};

/// What services are made of.
pub(super) struct Parts<'a> {
    pub(super) config: &'a Config,
    pub(super) journal: Arc<dyn Journal>,
    pub(super) views: Option<Views>,
    /// The ledger, if there is one here.
    pub(super) ledger: Option<Ledger>,
    /// How far its witnesses are, if any is set.
    pub(super) witnesses: Option<Watch>,
    pub(super) surroundings: Arc<dyn Surroundings>,
    pub(super) door: Door,
    pub(super) health: HealthReporter,
    /// What the intake counts.
    pub(super) counted: intake::metrics::Metrics,
    /// Sees to it that words which are to be gone are gone.
    pub(super) eraser: Eraser,
}

impl Service {
    /// The gRPC services that it consists of, as health and reflection name them.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Intake => &[
                proposal_service_server::SERVICE_NAME,
                decision_service_server::SERVICE_NAME,
                escalation_service_server::SERVICE_NAME,
                framework_service_server::SERVICE_NAME,
                register_service_server::SERVICE_NAME,
                keeping_service_server::SERVICE_NAME,
                mandate_service_server::SERVICE_NAME,
                preparation_service_server::SERVICE_NAME,
                meeting_service_server::SERVICE_NAME,
            ],
            Self::Agenda => &[
                agenda_service_server::SERVICE_NAME,
                dossier_service_server::SERVICE_NAME,
                forecast_service_server::SERVICE_NAME,
            ],
            Self::Audit => &[audit_service_server::SERVICE_NAME],
        }
    }
}

/// The services that the settings ask for, with health and reflection.
///
/// # Errors
/// [`Error::Contract`].
pub(super) fn routes(parts: Parts<'_>) -> Result<Routes, Error> {
    let health = HealthServer::new(HealthService::from_health_reporter(parts.health.clone()));
    let mut behind = BehindDoor { routes: Routes::new(health), door: parts.door.clone() };
    for service in &parts.config.services {
        behind = match service {
            Service::Intake => add_intake(behind, &parts),
            Service::Agenda => add_agenda(behind, &parts),
            Service::Audit => add_audit(behind, &parts),
        };
    }
    let described = || {
        tonic_reflection::server::Builder::configure()
            .register_encoded_file_descriptor_set(wire::FILE_DESCRIPTOR_SET)
            .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
    };
    let unreadable = |error: tonic_reflection::server::Error| Error::Contract(error.to_string());
    let reflection = described().build_v1().map_err(unreadable)?;
    // The libraries of some languages, Python's among them, know only the version before it.
    let reflection_before = described().build_v1alpha().map_err(unreadable)?;
    Ok(behind.add(reflection).add(reflection_before).routes.prepare())
}

/// The methods that can be called here.
///
/// # Errors
/// [`Error::Contract`].
pub(super) fn methods() -> Result<Methods, Error> {
    Methods::of(&[
        wire::FILE_DESCRIPTOR_SET,
        tonic_health::pb::FILE_DESCRIPTOR_SET,
        tonic_reflection::pb::v1::FILE_DESCRIPTOR_SET,
        tonic_reflection::pb::v1alpha::FILE_DESCRIPTOR_SET,
    ])
    .map_err(|error| Error::Contract(error.to_string()))
}

fn add_intake(behind: BehindDoor, parts: &Parts<'_>) -> BehindDoor {
    let (journal, surroundings) = (Arc::clone(&parts.journal), Arc::clone(&parts.surroundings));
    let intake = Arc::new(Intake::new(journal, surroundings, parts.config.source.clone()));
    let desk = Desk::new(intake, parts.counted.clone(), parts.eraser.clone());
    behind
        .add(ProposalServiceServer::new(desk.clone()).max_decoding_message_size(REQUEST_BYTES_MAX))
        .add(DecisionServiceServer::new(desk.clone()).max_decoding_message_size(REQUEST_BYTES_MAX))
        .add(EscalationServiceServer::new(desk.clone()).max_decoding_message_size(REQUEST_BYTES_MAX))
        .add(FrameworkServiceServer::new(desk.clone()).max_decoding_message_size(REQUEST_BYTES_MAX))
        .add(RegisterServiceServer::new(desk.clone()).max_decoding_message_size(REQUEST_BYTES_MAX))
        .add(MandateServiceServer::new(desk.clone()).max_decoding_message_size(REQUEST_BYTES_MAX))
        .add(PreparationServiceServer::new(desk.clone()).max_decoding_message_size(REQUEST_BYTES_MAX))
        .add(MeetingServiceServer::new(desk.clone()).max_decoding_message_size(REQUEST_BYTES_MAX))
        .add(KeepingServiceServer::new(desk).max_decoding_message_size(REQUEST_BYTES_MAX))
}

fn add_agenda(behind: BehindDoor, parts: &Parts<'_>) -> BehindDoor {
    // Views are opened whenever this service runs.
    let Some(views) = parts.views.clone() else { return behind };
    let surroundings = Arc::clone(&parts.surroundings);
    let clock = agenda::reading::Clock::new(move || surroundings.now().now, parts.config.time_zone.clone());
    let room = ReadingRoom::new(Reading::new(views, Arc::clone(&parts.journal), clock));
    behind
        .add(AgendaServiceServer::new(room.clone()).max_decoding_message_size(REQUEST_BYTES_MAX))
        .add(DossierServiceServer::new(room.clone()).max_decoding_message_size(REQUEST_BYTES_MAX))
        .add(ForecastServiceServer::new(room).max_decoding_message_size(REQUEST_BYTES_MAX))
}

fn add_audit(behind: BehindDoor, parts: &Parts<'_>) -> BehindDoor {
    let (journal, surroundings) = (Arc::clone(&parts.journal), Arc::clone(&parts.surroundings));
    let now = move || surroundings.now().now;
    let desk = audit::Desk::new(journal, Arc::new(now), audit::Limits::default());
    let desk = desk.erased_by(parts.eraser.clone());
    let desk = match &parts.ledger {
        Some(ledger) => desk.proving_by(ledger.clone()),
        None => desk,
    };
    let desk = match &parts.witnesses {
        Some(witnesses) => desk.witnessed_by(witnesses.clone()),
        None => desk,
    };
    behind.add(AuditServiceServer::new(desk).max_decoding_message_size(REQUEST_BYTES_MAX))
}

/// Services, all but health behind the door.
struct BehindDoor {
    routes: Routes,
    door: Door,
}

impl BehindDoor {
    fn add<S>(self, service: S) -> Self
    where
        S: tower_service::Service<http::Request<Body>, Response = http::Response<Body>, Error = Infallible>
            + NamedService
            + Clone
            + Send
            + Sync
            + 'static,
        S::Future: Send + 'static,
    {
        let service = InterceptedService::new(service, self.door.clone());
        Self { routes: self.routes.add_service(service), door: self.door }
    }
}
