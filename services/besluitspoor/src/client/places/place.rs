//! One of several addresses, and whether a service is there.

use std::time::Duration;

use tokio::sync::OnceCell;
use tonic::{
    Code, Request,
    transport::{Channel, Endpoint},
};
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};
use wire::Language;

use crate::client::{cause, refused};

/// How long an address may take to say whether a service is there, in seconds.
const LOOK_SECONDS_MAX: u64 = 5;

/// One address.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) url: String,
    endpoint: Endpoint,
    /// The line, or why there is none. Who could not be reached once is not waited for again in this run.
    channel: OnceCell<Result<Channel, String>>,
}

/// Whether a service is at an address.
#[derive(Debug)]
pub(super) enum Looked {
    /// It serves.
    Serves(Channel),
    /// It is there and says that it does not serve, or there is nobody who could say it: only asking tells.
    Hesitates(Channel),
    /// It is not there.
    Lacks,
    /// Nobody answered, and why.
    Unreached(String),
}

impl Place {
    pub(super) fn new(url: String, endpoint: Endpoint) -> Self {
        Self { url, endpoint, channel: OnceCell::new() }
    }

    /// The line to the address.
    ///
    /// # Errors
    /// Why there is none.
    pub(super) async fn channel(&self, language: Language) -> Result<Channel, String> {
        let connect = async || self.endpoint.connect().await.map_err(|error| cause::told(&error, language));
        self.channel.get_or_init(connect).await.clone()
    }

    /// Whether the service is here. Health answers without a token.
    pub(super) async fn look(&self, service: &str, language: Language) -> Looked {
        let channel = match self.channel(language).await {
            Ok(channel) => channel,
            Err(why) => return Looked::Unreached(why),
        };
        let mut request = Request::new(HealthCheckRequest { service: service.to_owned() });
        request.set_timeout(Duration::from_secs(LOOK_SECONDS_MAX));
        match HealthClient::new(channel.clone()).check(request).await {
            Ok(answer) => match answer.into_inner().status() {
                ServingStatus::Serving => Looked::Serves(channel),
                ServingStatus::NotServing | ServingStatus::Unknown => Looked::Hesitates(channel),
                ServingStatus::ServiceUnknown => Looked::Lacks,
            },
            Err(status) if status.code() == Code::NotFound => Looked::Lacks,
            Err(status) if status.code() == Code::Unimplemented => Looked::Hesitates(channel),
            Err(status) => Looked::Unreached(refused::failure(&status, language).message),
        }
    }
}
