//! Reads whom is asked about.

use super::{
    WaitingList,
    read::{page, question, specified, when},
};
use crate::{convert::violation::Violations, v1};

impl TryFrom<v1::ListWaitingRequest> for WaitingList {
    type Error = Violations;

    fn try_from(request: v1::ListWaitingRequest) -> Result<Self, Violations> {
        question(|fields| {
            let body = fields.optional(request.body_id, |fields, id| fields.name("body_id", &id));
            let party = fields.optional(request.party_id, |fields, id| fields.name("party_id", &id));
            let order = match request.order {
                0 => Some(v1::WaitingOrder::Longest),
                given => fields.value("order", given, specified),
            };
            let when = when(fields, request.at);
            let page = page(fields, request.page_size, request.page_token);
            Some(Self {
                body: body?,
                party: party?,
                outside: request.outside,
                overdue: request.overdue,
                order: order?,
                when: when?,
                page: page?,
            })
        })
    }
}
