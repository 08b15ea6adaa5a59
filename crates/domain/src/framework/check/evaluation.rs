//! The ways by which evaluations are concluded: that the bodies are there.

use super::{FaultKind, Found, Place};
use crate::framework::{ConclusionRoute, Framework};

pub(super) fn check(framework: &Framework, found: &mut Found) {
    for (conclusion, route) in &framework.evaluation {
        match route {
            ConclusionRoute::Body(body) if framework.body(body).is_none() => {
                found.at(Place::Evaluation(*conclusion), FaultKind::BodyUnknown { body: body.clone() });
            }
            ConclusionRoute::Body(_) | ConclusionRoute::Dossier => {}
        }
    }
}
