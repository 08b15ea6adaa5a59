//! The services at several addresses: each call goes to the first that serves what it asks for, and past one that cannot be
//! reached or does not serve to the next that does.
//!
//! - [`place`]: one address, and whether a service is there
//! - [`answer`]: what an answer says of what was asked
//! - [`nowhere`]: no address has what was asked for
//!
//! Only with more than one address: a single one is asked as it is.

mod answer;
mod nowhere;
mod place;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use http::{Request, Response, request};
use http_body_util::{BodyExt as _, Full};
use tonic::{
    body::Body,
    codegen::StdError,
    transport::{Channel, Endpoint},
};
use wire::Language;

use self::{
    answer::{Answer, Said},
    nowhere::Passed,
    place::{Looked, Place},
};

/// The most addresses that are named at once.
pub(crate) const ADDRESSES_MAX: usize = 16;

/// The services at several addresses.
#[derive(Debug)]
pub(crate) struct Places {
    places: Vec<Place>,
    language: Language,
    /// Where each gRPC service answered last, for the rest of the run.
    found: Mutex<BTreeMap<String, usize>>,
}

impl Places {
    /// The services at these addresses. Nobody is asked yet.
    pub(super) fn new(addresses: Vec<(String, Endpoint)>, language: Language) -> Self {
        let places = addresses.into_iter().map(|(url, endpoint)| Place::new(url, endpoint)).collect();
        Self { places, language, found: Mutex::default() }
    }

    /// The answer to a request: of the first address that serves what it asks for and says what became of it.
    ///
    /// When the outcome is not clear, because the line broke after the request was sent, the same request goes to another
    /// address, at most once to each. That is safe: a reading changes nothing, and a command carries its id, by which
    /// whoever gets it second finds what the first has done and answers with that.
    ///
    /// # Errors
    /// Nobody said what became of it: what the first said whose outcome is not clear.
    pub(super) async fn ask(&self, request: Request<Body>) -> Result<Response<Body>, StdError> {
        let (head, body) = request.into_parts();
        // Every request is one message; only answers may be streams.
        let body = body.collect().await?.to_bytes();
        let service =
            head.uri.path().trim_start_matches('/').split('/').next().unwrap_or_default().to_owned();
        let (mut kept, mut unclear, mut tried) = (None, false, BTreeSet::new());
        loop {
            let (index, channel) = match self.next(&service, &tried).await {
                Ok(next) => next,
                Err(passed) => {
                    let nowhere = || Ok(nowhere::told(&service, &passed, self.language).into_http());
                    return kept.map_or_else(nowhere, |answer: Answer| answer.response);
                }
            };
            tried.insert(index);
            let answer = Answer::of(channel, again(&head, &body)).await;
            match answer.said() {
                Said::Outcome => {
                    self.found().insert(service, index);
                    return answer.response;
                }
                // It says nothing of what another may have done with the same command.
                Said::Aside if !unclear => return answer.response,
                Said::Unclear if !unclear => {
                    unclear = true;
                    kept = Some(answer);
                }
                Said::Aside | Said::NotHere | Said::Unclear => kept = kept.or(Some(answer)),
            }
            self.found().remove(&service);
        }
    }

    /// Where to ask next: where the service was found before, else the first that says that it serves, else one that has the
    /// service and may answer all the same.
    async fn next(&self, service: &str, tried: &BTreeSet<usize>) -> Result<(usize, Channel), Vec<Passed>> {
        let known = self.found().get(service).copied().filter(|index| !tried.contains(index));
        if let Some(index) = known
            && let Ok(channel) = self.places[index].channel(self.language).await
        {
            return Ok((index, channel));
        }
        let (mut otherwise, mut passed) = (None, Vec::new());
        for (index, place) in self.places.iter().enumerate().filter(|(index, _)| !tried.contains(index)) {
            let (url, language) = (place.url.clone(), self.language);
            match place.look(service, language).await {
                Looked::Serves(channel) => return Ok((index, channel)),
                Looked::Hesitates(channel) => otherwise = otherwise.or(Some((index, channel))),
                Looked::Lacks => passed.push(Passed { url, unreached: None }),
                Looked::Unreached(why) => passed.push(Passed { url, unreached: Some(why) }),
            }
        }
        otherwise.ok_or(passed)
    }

    fn found(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same request once more.
fn again(head: &request::Parts, body: &Bytes) -> Request<Body> {
    Request::from_parts(head.clone(), Body::new(Full::new(body.clone())))
}

#[cfg(test)]
mod tests;
