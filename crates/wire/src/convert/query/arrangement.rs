//! What is asked of the arrangements that dossiers decided.

use super::{
    OneArrangement,
    read::{dossier, question, when},
};
use crate::{convert::violation::Violations, v1};

impl TryFrom<v1::GetArrangementRequest> for OneArrangement {
    type Error = Violations;

    fn try_from(request: v1::GetArrangementRequest) -> Result<Self, Violations> {
        question(|fields| {
            let dossier = dossier(fields, &request.dossier_id);
            let when = when(fields, request.at);
            Some(Self { dossier: dossier?, when: when? })
        })
    }
}
