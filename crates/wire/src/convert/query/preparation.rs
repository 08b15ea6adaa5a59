//! Reads the question after a preparation.

use super::{
    OnePreparation,
    read::{dossier, question, when},
};
use crate::{convert::violation::Violations, v1};

impl TryFrom<v1::GetPreparationRequest> for OnePreparation {
    type Error = Violations;

    fn try_from(request: v1::GetPreparationRequest) -> Result<Self, Violations> {
        question(|fields| {
            let dossier = dossier(fields, &request.dossier_id);
            let when = when(fields, request.at);
            Some(Self { dossier: dossier?, when: when? })
        })
    }
}
