//! How a call comes in: under which request id, within which limits, who asks, and in which language.
//!
//! A call passes the [`Turnstile`] first, which names, limits, times and counts it, and then the [`Door`] of
//! its service, which learns from the token who asks. The service finds an [`Asker`] in its request, and asks
//! that what they may do. Nothing here knows a dossier, a journal or a view, and no words or tokens are logged.
//!
//! In reading order:
//!
//! - [`door`]: the interceptor before every service but health
//! - [`asker`]: who is asking, and in which capacity they may act
//! - [`turnstile`]: what every call passes; `passing`, `answer` and `call`: one call on its way
//! - [`limits`]: how many calls, how long; `places`: how they are kept
//! - [`methods`]: which calls there are
//! - [`metrics`]: what is counted
//! - [`request_id`]: how a call is named
//! - [`obstacle`]: why a call does not come in, in two languages; [`incident`]: when it failed inside

pub mod asker;
pub mod door;
pub mod incident;
pub mod limits;
pub mod methods;
pub mod metrics;
pub mod obstacle;
pub mod request_id;
pub mod turnstile;

mod answer;
mod call;
mod passing;
mod places;
mod plain;

pub use self::{
    asker::Asker, door::Door, limits::Limits, methods::Methods, metrics::Metrics, obstacle::Obstacle,
    request_id::RequestId, turnstile::Turnstile,
};
