//! What is asked of who is bound.

use domain::ids::{DossierId, PartyId};

use super::{
    Page, When,
    read::{dossier, page, question, when},
};
use crate::{convert::violation::Violations, v1};

/// Who is bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Only by this arrangement.
    pub dossier: Option<DossierId>,
    /// Only of this party.
    pub party: Option<PartyId>,
    /// From when.
    pub when: When,
    /// Which part.
    pub page: Page,
}

impl TryFrom<v1::ListBoundRequest> for Bound {
    type Error = Violations;

    fn try_from(request: v1::ListBoundRequest) -> Result<Self, Violations> {
        question(|fields| {
            let dossier = fields.optional(request.dossier_id, |fields, id| dossier(fields, &id));
            let party = fields.optional(request.party_id, |fields, id| fields.name("party_id", &id));
            let when = when(fields, request.at);
            let page = page(fields, request.page_size, request.page_token);
            Some(Self { dossier: dossier?, party: party?, when: when?, page: page? })
        })
    }
}
