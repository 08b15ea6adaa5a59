//! Reads which actions are asked.

use domain::ids::{BodyId, DossierId, MeetingId};

use super::{
    Page, When,
    read::{dossier, page, question, when},
};
use crate::{
    convert::{fields::TextRule, violation::Violations},
    limits::REFERENCE_CHARS_MAX,
    v1::{self, list_actions_request::Of},
};

/// Actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actions {
    /// Of what.
    pub of: ActionsOf,
    /// Only those that are open.
    pub open_only: bool,
    /// From when.
    pub when: When,
    /// Which part.
    pub page: Page,
}

/// Of what actions are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionsOf {
    /// Of every body.
    Everyone,
    /// On the list of a meeting.
    Meeting(MeetingId),
    /// Of a body.
    Body(BodyId),
    /// About a dossier.
    Dossier(DossierId),
    /// The one with this number for people, in capitals.
    Number(String),
}

impl TryFrom<v1::ListActionsRequest> for Actions {
    type Error = Violations;

    fn try_from(request: v1::ListActionsRequest) -> Result<Self, Violations> {
        question(|fields| {
            let of = match request.of {
                None => Some(ActionsOf::Everyone),
                Some(Of::MeetingId(id)) => {
                    fields.uuid("meeting_id", &id).map(|id| ActionsOf::Meeting(MeetingId(id)))
                }
                Some(Of::BodyId(id)) => fields.name("body_id", &id).map(ActionsOf::Body),
                Some(Of::DossierId(id)) => dossier(fields, &id).map(ActionsOf::Dossier),
                Some(Of::Number(text)) => {
                    let text = fields.text("number", text, TextRule::line(REFERENCE_CHARS_MAX));
                    text.map(|text| ActionsOf::Number(text.trim().to_uppercase()))
                }
            };
            let when = when(fields, request.at);
            let page = page(fields, request.page_size, request.page_token);
            Some(Self { of: of?, open_only: request.open_only, when: when?, page: page? })
        })
    }
}
