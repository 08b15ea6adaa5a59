//! What is asked of the arrangements that dossiers decided.

use super::{
    OneArrangement, Similar,
    read::{dossier, page, question, when},
};
use crate::{
    convert::{fields::TextRule, violation::Violations},
    limits::{FUNCTIONS_MAX, PARTNERS_MAX, TARGET_GROUP_CHARS_MAX, TITLE_CHARS_MAX},
    v1,
};

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

impl TryFrom<v1::FindSimilarRequest> for Similar {
    type Error = Violations;

    fn try_from(request: v1::FindSimilarRequest) -> Result<Self, Violations> {
        question(|fields| {
            let id = fields.optional(request.dossier_id, |fields, id| dossier(fields, &id));
            let name = fields.optional(request.name, |fields, text| {
                fields.text("name", text, TextRule::line(TITLE_CHARS_MAX))
            });
            let target_group = fields.optional(request.target_group, |fields, text| {
                fields.text("target_group", text, TextRule::lines(TARGET_GROUP_CHARS_MAX))
            });
            let partners =
                fields.list("partners", request.partners, PARTNERS_MAX, |fields, path, partner| {
                    fields.text(path, partner, TextRule::line(TITLE_CHARS_MAX))
                });
            let functions =
                fields.list("function_ids", request.function_ids, FUNCTIONS_MAX, |fields, path, id| {
                    fields.name(path, &id)
                });
            let page = page(fields, request.page_size, String::new());
            let when = when(fields, request.at);
            Some(Self {
                dossier: id?,
                name: name?,
                target_group: target_group?,
                partners: partners?,
                functions: functions?,
                limit: page?.size,
                when: when?,
            })
        })
    }
}
