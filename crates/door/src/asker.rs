//! Who is asking: what a service finds in a request that came through the door.

use access::{Act, Caller, Read};
use domain::context::Capacity;
use tonic::{Request, Status};
use wire::Language;

use crate::{obstacle::Obstacle, request_id::RequestId};

/// Who is asking, in which language, under which request id.
#[derive(Debug, Clone)]
pub struct Asker {
    /// Who it is, and which roles they have.
    pub caller: Caller,
    /// In which language they read messages.
    pub language: Language,
    /// How their call is named.
    pub request_id: RequestId,
}

impl Asker {
    /// Who is asking this.
    ///
    /// # Errors
    /// INTERNAL if the request did not come through a [`Door`](crate::Door): a fault of how the service is put
    /// up, never of the caller.
    pub fn of<T>(request: &Request<T>) -> Result<&Self, Status> {
        let asker = request.extensions().get::<Self>();
        asker.ok_or_else(|| Obstacle::NoDoor.status(Language::of(request.metadata())))
    }

    /// The capacity in which they do something: the one that they want, or else the only one that fits.
    ///
    /// # Errors
    /// PERMISSION_DENIED with the name of the [`Denied`](access::Denied), what it takes and what they have.
    pub fn capacity_for(&self, act: &Act, wanted: Option<&Capacity>) -> Result<Capacity, Status> {
        let capacity = self.caller.capacity_for(act, wanted);
        capacity.map_err(|denied| Obstacle::Denied(denied).status(self.language))
    }

    /// Whether they may read something.
    ///
    /// # Errors
    /// PERMISSION_DENIED with the name of the [`Denied`](access::Denied), what it takes and what they have.
    pub fn may_read(&self, read: &Read) -> Result<(), Status> {
        self.caller.may_read(read).map_err(|denied| Obstacle::Denied(denied).status(self.language))
    }
}
