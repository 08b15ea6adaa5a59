//! No address has what was asked for.

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, PreconditionViolation, StatusExt as _};
use wire::Language;

use crate::{
    client::refused::{SERVICE_NOWHERE, SERVICE_UNREACHED},
    serve::Service,
    show::Say as _,
};

/// An address that was passed.
#[derive(Debug)]
pub(super) struct Passed {
    pub(super) url: String,
    /// Why nobody answers there; `None` if somebody does, and the service is not there.
    pub(super) unreached: Option<String>,
}

/// Told as a service would, so that whoever called hears of it in the same way.
pub(super) fn told(service: &str, passed: &[Passed], language: Language) -> Status {
    let ours = Service::ALL.into_iter().find(|ours| ours.names().iter().copied().any(|name| name == service));
    let wanted = ours.map_or(service, |ours| ours.name());
    let (code, rule, told) = if passed.iter().any(|passed| passed.unreached.is_some()) {
        let told = match language {
            Language::Dutch => {
                format!("Op geen van de adressen is de dienst ‘{wanted}’ bereikbaar; hier is niets gevraagd.")
            }
            Language::English => {
                format!(
                    "The service ‘{wanted}’ can be reached at none of the addresses; nothing was asked here."
                )
            }
        };
        (Code::Unavailable, SERVICE_UNREACHED, told)
    } else {
        let told = match language {
            Language::Dutch => format!(
                "Op geen van de adressen draait de dienst ‘{wanted}’; hier is niets gevraagd. Noem met --server ook een adres waar zij draait."
            ),
            Language::English => format!(
                "The service ‘{wanted}’ runs at none of the addresses; nothing was asked here. Name an address with --server where it runs."
            ),
        };
        (Code::Unimplemented, SERVICE_NOWHERE, told)
    };
    let not_here = language.say("draait hier niet", "does not run here");
    let violations = passed.iter().map(|passed| PreconditionViolation {
        r#type: String::new(),
        subject: passed.url.clone(),
        description: passed.unreached.clone().unwrap_or_else(|| format!("‘{wanted}’ {not_here}")),
    });
    let mut details = ErrorDetails::new();
    details.set_error_info(rule, "besluitspoor", []);
    details.set_localized_message(language.tag(), told);
    details.set_precondition_failure(violations.collect::<Vec<_>>());
    Status::with_error_details(code, "no address has the service", details)
}
