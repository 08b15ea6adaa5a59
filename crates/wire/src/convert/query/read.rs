//! Reads each request into the question that it asks.

use domain::ids::{ArrangementId, DossierId, MandateId, MeetingId, Revision};

use super::{
    AdoptedFramework, Agenda, Comparison, Document, DossierName, Dossiers, Draw, FrameworkFile,
    FrameworkSource, Frameworks, History, HistoryRecords, JournalRecords, Mandates, Meetings, OneDossier,
    OneMeeting, Page, Place, RegisterEntries, Replay, Verification, Watch, When,
};
use crate::{
    convert::{
        administration::framework_file,
        enums,
        fields::{Fields, TextRule},
        violation::{Fault, Violations, given},
    },
    limits::{
        PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, PAGE_TOKEN_CHARS_MAX, PHASES_MAX, REFERENCE_CHARS_MAX,
        SEARCH_CHARS_MAX,
    },
    v1,
};

impl TryFrom<v1::GetAgendaRequest> for Agenda {
    type Error = Violations;

    fn try_from(request: v1::GetAgendaRequest) -> Result<Self, Violations> {
        question(|fields| {
            let body = fields.name("body_id", &request.body_id);
            let when = when(fields, request.at);
            let page = page(fields, request.page_size, request.page_token);
            Some(Self { body: body?, when: when?, page: page? })
        })
    }
}

impl TryFrom<v1::WatchAgendaRequest> for Watch {
    type Error = Violations;

    fn try_from(request: v1::WatchAgendaRequest) -> Result<Self, Violations> {
        question(|fields| Some(Self { body: fields.name("body_id", &request.body_id)? }))
    }
}

impl TryFrom<v1::ListMeetingsRequest> for Meetings {
    type Error = Violations;

    fn try_from(request: v1::ListMeetingsRequest) -> Result<Self, Violations> {
        question(|fields| {
            let body = fields.optional(request.body_id, |fields, id| fields.name("body_id", &id));
            let from = fields.optional(request.from_on, |fields, day| fields.date("from_on", &day));
            let until = fields.optional(request.until_on, |fields, day| fields.date("until_on", &day));
            let when = when(fields, request.at);
            let page = page(fields, request.page_size, request.page_token);
            Some(Self { body: body?, from: from?, until: until?, when: when?, page: page? })
        })
    }
}

impl TryFrom<v1::ListMandatesRequest> for Mandates {
    type Error = Violations;

    fn try_from(request: v1::ListMandatesRequest) -> Result<Self, Violations> {
        question(|fields| {
            let party = fields.optional(request.party_id, |fields, id| fields.name("party_id", &id));
            let holder =
                fields.optional(request.holder_actor_id, |fields, id| fields.actor("holder_actor_id", &id));
            let on = fields.optional(request.holds_on, |fields, day| fields.date("holds_on", &day));
            let when = when(fields, request.at);
            let page = page(fields, request.page_size, request.page_token);
            Some(Self { party: party?, holder: holder?, on: on?, when: when?, page: page? })
        })
    }
}

impl TryFrom<v1::GetMeetingRequest> for OneMeeting {
    type Error = Violations;

    fn try_from(request: v1::GetMeetingRequest) -> Result<Self, Violations> {
        question(|fields| {
            let meeting = fields.uuid("meeting_id", &request.meeting_id).map(MeetingId);
            let when = when(fields, request.at);
            Some(Self { meeting: meeting?, when: when? })
        })
    }
}

impl TryFrom<v1::GetDossierRequest> for OneDossier {
    type Error = Violations;

    fn try_from(request: v1::GetDossierRequest) -> Result<Self, Violations> {
        use v1::get_dossier_request::Dossier as Given;
        question(|fields| {
            let dossier = fields.required("dossier", request.dossier).and_then(|named| match named {
                Given::DossierId(id) => dossier(fields, &id).map(DossierName::Id),
                Given::Reference(text) => reference(fields, text),
            });
            let when = when(fields, request.at);
            Some(Self { dossier: dossier?, when: when? })
        })
    }
}

impl TryFrom<v1::ListDossiersRequest> for Dossiers {
    type Error = Violations;

    fn try_from(request: v1::ListDossiersRequest) -> Result<Self, Violations> {
        question(|fields| {
            let phases = fields.list("phases", request.phases, PHASES_MAX, |fields, path, given| {
                fields.value(path, given, specified::<v1::PhaseKind>)
            });
            let waits_for = fields
                .optional(request.waits_for_body_id, |fields, id| fields.name("waits_for_body_id", &id));
            let party = fields.optional(request.party_id, |fields, id| fields.name("party_id", &id));
            let framework =
                fields.optional(request.framework_id, |fields, id| fields.name("framework_id", &id));
            let title_contains = fields
                .optional(request.title_contains, |fields, text| search(fields, "title_contains", text));
            let order = match request.order {
                0 => Some(v1::DossierOrder::ChangedNewest),
                given => fields.value("order", given, specified),
            };
            let when = when(fields, request.at);
            let page = page(fields, request.page_size, request.page_token);
            Some(Self {
                phases: phases?,
                waits_for: waits_for?,
                party: party?,
                mine: request.mine,
                framework: framework?,
                title_contains: title_contains?,
                order: order?,
                when: when?,
                page: page?,
            })
        })
    }
}

impl TryFrom<v1::ListRegisterRequest> for RegisterEntries {
    type Error = Violations;

    fn try_from(request: v1::ListRegisterRequest) -> Result<Self, Violations> {
        question(|fields| {
            let party = fields.optional(request.party_id, |fields, id| fields.name("party_id", &id));
            let level = match request.level {
                0 => Some(None),
                given => fields.value("level", given, enums::level_from).map(Some),
            };
            let function = fields.optional(request.function_id, |fields, id| fields.name("function_id", &id));
            let contains = fields.optional(request.contains, |fields, text| search(fields, "contains", text));
            let when = when(fields, request.at);
            let page = page(fields, request.page_size, request.page_token);
            Some(Self {
                party: party?,
                level: level?,
                function: function?,
                contains: contains?,
                evaluation_overdue: request.evaluation_overdue,
                when: when?,
                page: page?,
            })
        })
    }
}

impl TryFrom<v1::GetDocumentRequest> for Document {
    type Error = Violations;

    fn try_from(request: v1::GetDocumentRequest) -> Result<Self, Violations> {
        question(|fields| {
            let dossier = dossier(fields, &request.dossier_id);
            let document = fields.document("document", request.document);
            let when = when(fields, request.at);
            Some(Self { dossier: dossier?, document: document?, when: when? })
        })
    }
}

impl TryFrom<v1::GetFrameworkRequest> for AdoptedFramework {
    type Error = Violations;

    fn try_from(request: v1::GetFrameworkRequest) -> Result<Self, Violations> {
        question(|fields| {
            let framework = fields.name("framework_id", &request.framework_id);
            let version =
                fields.optional(request.version, |fields, version| fields.name("version", &version));
            let when = when(fields, request.at);
            Some(Self { framework: framework?, version: version?, when: when? })
        })
    }
}

impl TryFrom<v1::ListFrameworksRequest> for Frameworks {
    type Error = Violations;

    fn try_from(request: v1::ListFrameworksRequest) -> Result<Self, Violations> {
        question(|fields| {
            let framework =
                fields.optional(request.framework_id, |fields, id| fields.name("framework_id", &id));
            let when = when(fields, request.at);
            let page = page(fields, request.page_size, request.page_token);
            Some(Self { framework: framework?, when: when?, page: page? })
        })
    }
}

impl TryFrom<v1::CheckFrameworkRequest> for FrameworkFile {
    type Error = Violations;

    fn try_from(request: v1::CheckFrameworkRequest) -> Result<Self, Violations> {
        question(|fields| Some(Self { file: framework_file(fields, "file", request.file)? }))
    }
}

impl TryFrom<v1::DrawFrameworkRequest> for Draw {
    type Error = Violations;

    fn try_from(request: v1::DrawFrameworkRequest) -> Result<Self, Violations> {
        use v1::draw_framework_request::Source as Given;
        question(|fields| {
            let source = fields.required("source", request.source).and_then(|source| match source {
                Given::Adopted(adopted) => {
                    let framework = fields.name("adopted.framework_id", &adopted.framework_id);
                    let version = fields.optional(adopted.version, |fields, version| {
                        fields.name("adopted.version", &version)
                    });
                    Some(FrameworkSource::Adopted(framework?, version?))
                }
                Given::File(file) => framework_file(fields, "file", file).map(FrameworkSource::File),
            });
            let drawing = match request.drawing {
                0 => Some(v1::Drawing::Mermaid),
                given => fields.value("drawing", given, specified),
            };
            Some(Self { source: source?, drawing: drawing? })
        })
    }
}

impl TryFrom<v1::ReadHistoryRequest> for HistoryRecords {
    type Error = Violations;

    fn try_from(request: v1::ReadHistoryRequest) -> Result<Self, Violations> {
        question(|fields| {
            let history = history(fields, &request.history_id);
            let from = Revision(request.from_revision.max(1));
            let when = when(fields, request.at);
            let (with_texts, explain) = (request.with_texts, request.explain);
            Some(Self { history: history?, from, with_texts, explain, when: when? })
        })
    }
}

impl TryFrom<v1::ReadJournalRequest> for JournalRecords {
    type Error = Violations;

    fn try_from(request: v1::ReadJournalRequest) -> Result<Self, Violations> {
        question(|fields| {
            let from = fields.optional(request.from, |fields, from| place(fields, "from", &from))?;
            let records_max = Some(request.records_max).filter(|max| *max > 0);
            Some(Self { from, records_max, with_texts: request.with_texts })
        })
    }
}

impl TryFrom<v1::ReplayRequest> for Replay {
    type Error = Violations;

    fn try_from(request: v1::ReplayRequest) -> Result<Self, Violations> {
        question(|fields| {
            let dossier = dossier(fields, &request.dossier_id);
            let when = when(fields, request.at);
            Some(Self { dossier: dossier?, when: when? })
        })
    }
}

impl TryFrom<v1::VerifyDecisionsRequest> for Verification {
    type Error = Violations;

    fn try_from(request: v1::VerifyDecisionsRequest) -> Result<Self, Violations> {
        question(|fields| {
            Some(Self { history: fields.optional(request.history_id, |f, id| history(f, &id))? })
        })
    }
}

impl TryFrom<v1::CompareAsOfRequest> for Comparison {
    type Error = Violations;

    fn try_from(request: v1::CompareAsOfRequest) -> Result<Self, Violations> {
        question(|fields| {
            let from = fields.required("from", request.from.and_then(|from| from.at));
            let from = from.and_then(|at| moment(fields, "from", at));
            if matches!(from, Some(When::AtLeast(_))) {
                fields.note("from", Fault::NotThen);
            }
            let until = match request.until.and_then(|until| until.at) {
                None => Some(When::Newest),
                Some(at) => moment(fields, "until", at),
            };
            let body = fields.optional(request.body_id, |fields, id| fields.name("body_id", &id));
            Some(Self { from: from?, until: until?, body: body? })
        })
    }
}

/// Reads a question whole. Nothing in it is kept, so it gives no warnings.
pub(super) fn question<T>(read: impl FnOnce(&mut Fields) -> Option<T>) -> Result<T, Violations> {
    let mut fields = Fields::default();
    let asked = read(&mut fields);
    fields.finish(|| asked).map(|(asked, _)| asked)
}

pub(super) fn when(fields: &mut Fields, at: Option<v1::ReadAt>) -> Option<When> {
    match at.and_then(|at| at.at) {
        None => Some(When::Newest),
        Some(at) => moment(fields, "at", at),
    }
}

fn moment(fields: &mut Fields, field: &str, at: v1::read_at::At) -> Option<When> {
    use v1::read_at::At;
    match at {
        At::AtLeast(position) => place(fields, &format!("{field}.at_least"), &position).map(When::AtLeast),
        At::AsOfPosition(position) => {
            place(fields, &format!("{field}.as_of_position"), &position).map(When::AsOfPosition)
        }
        At::AsOfMoment(moment) => {
            fields.moment(&format!("{field}.as_of_moment"), &moment).map(When::AsOfMoment)
        }
    }
}

pub(super) fn place(fields: &mut Fields, field: &str, position: &v1::Position) -> Option<Place> {
    let log = fields.uuid(&format!("{field}.log_id"), &position.log_id)?;
    Some(Place { log, position: position.position })
}

pub(super) fn page(fields: &mut Fields, size: u32, token: String) -> Option<Page> {
    if size > PAGE_SIZE_MAX {
        fields.note("page_size", Fault::TooMuch { given: size, max: PAGE_SIZE_MAX });
    }
    if token.len() > PAGE_TOKEN_CHARS_MAX || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        fields.note("page_token", Fault::NotPageToken);
    }
    let size = if size == 0 { PAGE_SIZE_DEFAULT } else { size };
    Some(Page { size, token: Some(token).filter(|token| !token.is_empty()) })
}

/// A dossier by its number for people.
pub(super) fn reference(fields: &mut Fields, text: String) -> Option<DossierName> {
    let text = fields.text("reference", text, TextRule::line(REFERENCE_CHARS_MAX))?;
    Some(DossierName::Reference(text.trim().to_uppercase()))
}

pub(super) fn dossier(fields: &mut Fields, id: &str) -> Option<DossierId> {
    fields.uuid("dossier_id", id).map(DossierId)
}

fn search(fields: &mut Fields, field: &str, text: String) -> Option<String> {
    fields.text(field, text, TextRule::line(SEARCH_CHARS_MAX))
}

fn history(fields: &mut Fields, text: &str) -> Option<History> {
    let named = text.split_once('.').and_then(|(kind, id)| match kind {
        "dossier" => id.parse().ok().map(|id: DossierId| History::Dossier(id)),
        "arrangement" => id.parse().ok().map(|id: ArrangementId| History::Arrangement(id)),
        "mandate" => id.parse().ok().map(|id: MandateId| History::Mandate(id)),
        "preparation" => id.parse().ok().map(|id: DossierId| History::Preparation(id)),
        "meeting" => id.parse().ok().map(|id: MeetingId| History::Meeting(id)),
        "framework" if !id.contains('.') => id.parse().ok().map(History::Framework),
        _ => None,
    });
    if named.is_none() {
        fields.note("history_id", Fault::NotHistory { given: given(text) });
    }
    named
}

/// A history with a keeping of its own: not that of a framework.
pub(in crate::convert) fn kept_history(fields: &mut Fields, text: &str) -> Option<History> {
    match history(fields, text)? {
        History::Framework(_) => {
            fields.note("history_id", Fault::OfFramework { given: given(text) });
            None
        }
        kept @ (History::Dossier(_)
        | History::Arrangement(_)
        | History::Meeting(_)
        | History::Mandate(_)
        | History::Preparation(_)) => Some(kept),
    }
}

/// A value of a message's closed set, but the unspecified one.
pub(super) fn specified<T: TryFrom<i32>>(given: i32) -> Option<T> {
    if given == 0 { None } else { T::try_from(given).ok() }
}
