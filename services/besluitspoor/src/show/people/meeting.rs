//! Meetings: lists, and one with its agenda and who was there.

use domain::meeting::{Form, ItemKind, Part};
use wire::Language;

use crate::show::{
    Page, Say as _, Shown,
    json::{
        meeting::{Attendee, Item, ListSummary, Meeting, MeetingAnswer, MeetingSummary, Meetings, OnMeeting},
        shared::Named,
        visit::Known,
    },
    table::{Table, facts, paragraph},
    words,
};

impl Shown for Meetings {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let mut table = Table::new(&match language {
            Language::Dutch => [
                "Datum",
                "Gremium",
                "Fase",
                "Punten",
                "Stukken uiterlijk",
                "Verzenden",
                "Besluitenlijst",
                "Open acties",
            ],
            Language::English => {
                ["Date", "Body", "Phase", "Items", "Papers due", "Dispatch", "Decision list", "Open actions"]
            }
        });
        for meeting in &self.meetings {
            let written = match meeting.form.0 {
                Some(Form::Written) => language.say(" (schriftelijk)", " (in writing)"),
                Some(Form::Session) | None => "",
            };
            table.row([
                meeting.on.clone(),
                format!("{}{written}", meeting.body.name),
                phase(meeting.phase, language).to_owned(),
                meeting.items.to_string(),
                meeting.papers_due_on.clone(),
                meeting.dispatch_on.clone(),
                meeting.decision_list.as_ref().map_or_else(|| "–".to_owned(), |list| listed(list, language)),
                actions(meeting),
            ]);
        }
        let mut text = if table.is_empty() {
            paragraph(language.say("Geen vergaderingen.", "No meetings."), "", page)
        } else {
            table.text(page)
        };
        if self.more {
            let more =
                language.say("Er zijn er meer; vraag ze met --limit.", "There are more; ask with --limit.");
            text.push_str(&paragraph(more, "", page));
        }
        text.push('\n');
        text.push_str(&words::reflects(&self.reflects, page));
        text
    }
}

impl Shown for MeetingAnswer {
    fn people(&self, page: &Page) -> String {
        let language = page.language;
        let meeting = &self.meeting;
        let mut text = head(meeting, page);
        text.push('\n');
        if meeting.agenda.is_empty() {
            text.push_str(&paragraph(language.say("De agenda is leeg.", "The agenda is empty."), "", page));
        } else {
            text.push_str(&page.heading(language.say("Agenda", "Agenda")));
            text.push('\n');
            text.push_str(&agenda(&meeting.agenda, page));
            text.push_str(&notes(&meeting.agenda, page));
        }
        text.push('\n');
        text.push_str(&words::reflects(&self.reflects, page));
        text
    }
}

fn head(meeting: &Meeting, page: &Page) -> String {
    let language = page.language;
    let MeetingSummary { meeting_id, body, on, papers_due_on, dispatch_on, .. } = &meeting.summary;
    let list = meeting.summary.decision_list.as_ref().map(|list| listed(list, language));
    let agreed = if meeting.summary.actions == 0 { String::new() } else { actions(&meeting.summary) };
    page.heading(&format!("{}, {on}", body.name))
        + "\n"
        + &facts(
            &[
                (language.say("Vergadering", "Meeting"), meeting_id.clone()),
                (language.say("Vorm", "Form"), form(meeting.summary.form, language).to_owned()),
                (language.say("Fase", "Phase"), phase(meeting.summary.phase, language).to_owned()),
                (language.say("Waarom toen", "Why then"), words::said(meeting.reason.as_ref())),
                (language.say("Geannuleerd", "Cancelled"), words::said(meeting.cancel_reason.as_ref())),
                (language.say("Stukken uiterlijk", "Papers due"), papers_due_on.clone()),
                (language.say("Verzenden", "Dispatch"), dispatch_on.clone()),
                (language.say("Verzonden", "Sent"), sent(meeting)),
                (language.say("Aanwezig", "Present"), people(&meeting.present, language)),
                (language.say("Afwezig", "Absent"), words::names(&meeting.absent_parties)),
                (language.say("Besluitenlijst", "Decision list"), list.unwrap_or_default()),
                (language.say("Open acties", "Open actions"), agreed),
                (language.say("Revisie", "Revision"), meeting.summary.revision.to_string()),
            ],
            page,
        )
}

/// How many of the actions that it agreed are open.
fn actions(meeting: &MeetingSummary) -> String {
    match meeting.actions {
        0 => "–".to_owned(),
        agreed => format!("{} / {agreed}", meeting.open_actions),
    }
}

fn sent(meeting: &Meeting) -> String {
    match &meeting.papers_digest {
        Some(digest) => format!("{}, sha256 {digest}", words::moment(meeting.sent_time)),
        None => String::new(),
    }
}

fn agenda(items: &[Item], page: &Page) -> String {
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Punt", "Onderwerp", "Soort", "Stukken", "Wat ermee is gedaan"],
        Language::English => ["Item", "Subject", "Kind", "Papers", "What was done"],
    });
    for item in items {
        let papers = item.papers.iter();
        table.row([
            item.item.to_string(),
            subject(item),
            treated_as(item, language),
            words::documents(papers.map(|paper| (paper.document.format.as_str(), paper.document.version))),
            done(item, language),
        ]);
    }
    table.text(page)
}

/// What is special about items: late, carried over, sent afterwards.
fn notes(items: &[Item], page: &Page) -> String {
    let language = page.language;
    let mut text = String::new();
    let mut note = |item: &Item, told: String| {
        text.push_str(&paragraph(
            &format!("{} {}: {told}", language.say("Punt", "Item"), item.item),
            "",
            page,
        ));
    };
    for item in items {
        if let Some(from) = &item.carried_from {
            let goes_on = language.say("vervolg van punt", "goes on from item");
            let of = language.say("van", "of");
            note(item, format!("{goes_on} {} {of} {}.", from.item, words::date(from.on.as_ref())));
        }
        if let Some(late) = &item.late {
            let let_in = language.say("toegelaten door", "let in by");
            note(item, format!("{let_in} {}: {}", late.authorised_by, late.reason));
        }
        if let Some(digest) = &item.addendum_digest {
            let added = language.say("nagezonden", "sent afterwards");
            note(item, format!("{added}, sha256 {digest}."));
        }
    }
    text
}

/// What an item is about.
fn subject(item: &Item) -> String {
    match (&item.dossier, &item.topic) {
        (Some(dossier), _) => format!("{} {}", dossier.reference, dossier.title),
        (None, Some(topic)) => topic.to_string(),
        (None, None) => "–".to_owned(),
    }
}

fn treated_as(item: &Item, language: Language) -> String {
    if item.kind == item.planned_kind {
        return kind(item.kind, language).to_owned();
    }
    let planned = language.say("was", "was");
    format!("{} ({planned} {})", kind(item.kind, language), kind(item.planned_kind, language))
}

fn done(item: &Item, language: Language) -> String {
    match (&item.treated, item.standing) {
        (Some(treated), _) => words::outcome(treated.outcome, language).to_owned(),
        (None, "not-reached") => language.say("niet toegekomen", "not reached").to_owned(),
        (None, "cancelled") => language.say("vervallen", "lapsed").to_owned(),
        (None, _) => "–".to_owned(),
    }
}

/// The meetings that have visits of a dossier on their agenda.
pub(super) fn of_dossier(meetings: &[OnMeeting], page: &Page) -> String {
    if meetings.is_empty() {
        return String::new();
    }
    let language = page.language;
    let mut table = Table::new(&match language {
        Language::Dutch => ["Behandeling", "Vergadering", "Punt", "Stand", "Besluitenlijst"],
        Language::English => ["Visit", "Meeting", "Item", "Standing", "Decision list"],
    });
    for on in meetings {
        table.row([
            words::visit(&on.visit),
            on.on.clone(),
            on.item.to_string(),
            standing(on.standing, language).to_owned(),
            on.decision_list.clone().unwrap_or_else(|| "–".to_owned()),
        ]);
    }
    table.text(page)
}

/// Who was there, one on a line.
pub(super) fn people(present: &[Attendee], language: Language) -> String {
    let someone = |someone: &Attendee| {
        let party = someone.party.as_ref().map(|party: &Named| format!(", {}", party.name));
        let replaced = someone.replaces_actor_id.as_ref();
        let replaces =
            replaced.map(|replaced| format!(", {} {replaced}", language.say("in plaats van", "instead of")));
        format!(
            "{} ({}{}{})",
            someone.actor_id,
            part(someone.part, language),
            party.unwrap_or_default(),
            replaces.unwrap_or_default()
        )
    };
    present.iter().map(someone).collect::<Vec<_>>().join("\n")
}

/// How a body comes together.
pub(super) fn form(form: Known<Form>, language: Language) -> &'static str {
    match form.0 {
        Some(Form::Session) => language.say("vergadering", "session"),
        Some(Form::Written) => language.say("schriftelijke ronde", "in writing"),
        None => language.say("onbekend voor deze versie", "unknown to this version"),
    }
}

/// How an item is treated.
pub(super) fn kind(kind: Known<ItemKind>, language: Language) -> &'static str {
    match kind.0 {
        Some(ItemKind::Information) => language.say("ter kennisname", "for information"),
        Some(ItemKind::Formality) => language.say("hamerstuk", "formality"),
        Some(ItemKind::Discussion) => language.say("bespreekstuk", "for discussion"),
        None => language.say("onbekend voor deze versie", "unknown to this version"),
    }
}

fn part(part: Known<Part>, language: Language) -> &'static str {
    match part.0 {
        Some(Part::Chair) => language.say("voorzitter", "chair"),
        Some(Part::Member) => language.say("lid", "member"),
        Some(Part::Secretary) => language.say("secretaris", "secretary"),
        Some(Part::Guest) => language.say("gast", "guest"),
        None => language.say("onbekend voor deze versie", "unknown to this version"),
    }
}

fn phase(phase: &str, language: Language) -> &'static str {
    match phase {
        "concept" => language.say("agenda in concept", "agenda being made"),
        "agenda-fixed" => language.say("agenda vastgesteld", "agenda fixed"),
        "sent" => language.say("verzonden", "sent"),
        "held" => language.say("gehouden", "held"),
        "cancelled" => language.say("geannuleerd", "cancelled"),
        _ => language.say("onbekend voor deze versie", "unknown to this version"),
    }
}

/// How a meeting stands for a dossier.
fn standing(standing: &str, language: Language) -> &'static str {
    match standing {
        "ahead" => language.say("gepland", "planned"),
        "held" | "cancelled" => phase(standing, language),
        _ => language.say("onbekend voor deze versie", "unknown to this version"),
    }
}

fn listed(list: &ListSummary, language: Language) -> String {
    match list.fixed_at_meeting_id {
        Some(_) => format!("{} ({})", list.number, language.say("vastgesteld", "fixed")),
        None => format!("{} ({} {})", list.number, language.say("concept", "draft"), list.draft),
    }
}
