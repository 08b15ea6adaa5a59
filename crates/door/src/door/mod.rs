//! The door before every service but health: nobody comes in without a token that says who they are.

use std::sync::{Arc, PoisonError, RwLock};

use access::{Caller, Register, Token};
use http::{HeaderMap, header::AUTHORIZATION};
use jiff::civil::Date;
use tonic::{Request, Status, service::Interceptor};

use crate::{
    asker::Asker,
    call::Arrived,
    obstacle::{Malformed, Obstacle},
};

const SCHEME: &str = "Bearer";

/// Lets in who shows a token that the register knows. Cheap to clone; clones share the register.
#[derive(Clone)]
pub struct Door {
    /// Read by every call for the time of one look-up, and written when the token file is read again.
    register: Arc<RwLock<Register>>,
    today: Arc<dyn Fn() -> Date + Send + Sync>,
}

impl Door {
    /// A door with this register. `today` gives the date in the region, by which tokens expire.
    pub fn new(register: Register, today: impl Fn() -> Date + Send + Sync + 'static) -> Self {
        Self { register: Arc::new(RwLock::new(register)), today: Arc::new(today) }
    }

    /// Puts another register in place of the one in use. Calls that are in are not put out.
    pub fn replace(&self, register: Register) {
        *self.register.write().unwrap_or_else(PoisonError::into_inner) = register;
    }

    /// Says who shows the token in these headers.
    ///
    /// # Errors
    /// [`Obstacle::TokenMissing`], [`Obstacle::TokenMalformed`], [`Obstacle::TokenUnknown`] or
    /// [`Obstacle::TokenExpired`].
    pub fn identify(&self, headers: &HeaderMap) -> Result<Caller, Obstacle> {
        let token = shown(headers)?;
        let register = self.register.read().unwrap_or_else(PoisonError::into_inner);
        Ok(register.identify(&token, (self.today)())?.clone())
    }
}

impl Interceptor for Door {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        let Arrived { request_id, language } = Arrived::take(&mut request);
        let caller = self.identify(request.metadata().as_ref());
        let caller = caller.map_err(|obstacle| obstacle.status(language))?;
        // The token ends here: what no service has, no service can log.
        request.metadata_mut().remove(AUTHORIZATION.as_str());
        tracing::Span::current().record("actor", tracing::field::display(&caller.actor));
        request.extensions_mut().insert(Asker { caller, language, request_id });
        Ok(request)
    }
}

/// The token that these headers show.
fn shown(headers: &HeaderMap) -> Result<Token, Obstacle> {
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let value = all.next().ok_or(Obstacle::TokenMissing)?;
    if all.next().is_some() {
        return Err(Obstacle::TokenMalformed(Malformed::Repeated));
    }
    let scheme_and_token = value.to_str().ok().and_then(|value| value.split_once(' '));
    let (_, token) = scheme_and_token
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case(SCHEME))
        .ok_or(Obstacle::TokenMalformed(Malformed::Scheme))?;
    token.trim().parse().map_err(|invalid| Obstacle::TokenMalformed(Malformed::Token(invalid)))
}

#[cfg(test)]
mod tests;
