//! The facts of an obstacle by name, as they stand in the metadata of an `ErrorInfo`: short names and numbers.
//! A list is joined with commas.

use access::{Denied, Grant, Needed};
use domain::context::Capacity;
use wire::refusal::facts::{Facts, capacity};

use super::Obstacle;

/// The facts of an obstacle.
pub(super) fn of(obstacle: &Obstacle) -> Facts {
    match obstacle {
        Obstacle::TokenMissing
        | Obstacle::TokenMalformed(_)
        | Obstacle::TokenUnknown
        | Obstacle::MethodUnknown
        | Obstacle::NoDoor => Vec::new(),
        Obstacle::TokenExpired { on } => vec![("expired_on", on.to_string())],
        Obstacle::Denied(why) => denied(why),
        Obstacle::TooLarge { bytes_max } => vec![("bytes_max", bytes_max.to_string())],
        Obstacle::Unreadable { why } => vec![("why", why.clone())],
        Obstacle::TooSlow { seconds } => vec![("seconds", seconds.to_string())],
    }
}

fn denied(denied: &Denied) -> Facts {
    match denied {
        Denied::NotGranted { needs, held } => {
            vec![("needs", joined(needs, needed)), ("held", joined(held, grant))]
        }
        Denied::NotHeld { wanted, held } => {
            vec![("asked", capacity(wanted)), ("held", joined(held, capacity))]
        }
        Denied::NotFor { wanted, needs } => {
            vec![("asked", capacity(wanted)), ("needs", joined(needs, needed))]
        }
        Denied::Unclear { fitting } => vec![("fitting", joined(fitting, capacity))],
    }
}

/// A role, e.g. `member:pora`.
fn grant(grant: &Grant) -> String {
    match grant {
        Grant::Coordinator { party } => capacity(&Capacity::Coordinator { party: party.clone() }),
        Grant::Secretary { body } => capacity(&Capacity::Secretary { body: body.clone() }),
        Grant::Member { body } => format!("member:{body}"),
        Grant::Auditor => "auditor".into(),
        Grant::Administrator => capacity(&Capacity::Administrator),
    }
}

/// What would be enough, e.g. `secretary:pora`.
fn needed(needed: &Needed) -> String {
    match needed {
        Needed::Token => "token".into(),
        Needed::Grant => "any".into(),
        Needed::Coordinator => "coordinator".into(),
        Needed::OwnCoordinator(actor) => format!("coordinator={actor}"),
        Needed::Secretary => "secretary".into(),
        Needed::SecretaryOf(body) => format!("secretary:{body}"),
        Needed::Auditor => "auditor".into(),
        Needed::Administrator => "administrator".into(),
    }
}

fn joined<T>(items: &[T], name: impl Fn(&T) -> String) -> String {
    items.iter().map(name).collect::<Vec<_>>().join(",")
}
