//! A meeting of the PORA, from its planning to its decision list.

use domain::{
    Event,
    action::{Agreed, Closed, Closing, Doer, Who},
    context::Capacity,
    framework::Outcome,
    ids::{ActionNumber, CommandId, DossierId, ItemNumber, MeetingId, Revision},
    meeting::{
        self, Form, ItemKind, ItemRef, Part, Subject,
        event::{
            ActionClosed, AddendumSent, AgendaFixed, DecisionListDrafted, DecisionListFixed, ItemRemoved,
            MeetingCancelled, MeetingHeld, MeetingPlanned, PapersSent,
        },
        parts::{Added, AgendaItem, ItemPapers, Late, Line, LineOutcome, Paper, Present},
    },
    sealed::Digest,
};
use jiff::civil::date;
use record::{HistoryId, Record, papers_digest};

use super::{administrator, document, framework, id, sealed, uuid, visit};

/// A record of a meeting's history, written by the secretary.
fn of_meeting(revision: u64, event: meeting::Event) -> Record {
    Record {
        id: uuid(0x300 + u128::from(revision)),
        revision: Revision(revision),
        command: CommandId(uuid(0x3c0 + u128::from(revision))),
        actor: id("u-9c41"),
        capacity: Capacity::Secretary { body: id("pora") },
        ..administrator(HistoryId::Meeting(MeetingId(uuid(0xe0))), Event::Meeting(event))
    }
}

fn on_agenda(item: u32, kind: ItemKind) -> AgendaItem {
    AgendaItem { item: ItemNumber(item), kind }
}

fn visiting(item: u32) -> Added {
    Added {
        item: ItemNumber(item),
        subject: Subject::Visit { dossier: DossierId(uuid(0xd0)), visit: visit("voorstel-pora", 2) },
        kind: ItemKind::Discussion,
        late: Some(Late { authorised_by: id("u-regio"), reason: sealed(0x91) }),
        carried_from: Some(ItemRef { meeting: MeetingId(uuid(0xdf)), item: ItemNumber(4) }),
    }
}

fn topic(item: u32) -> Added {
    let subject = Subject::Topic { title: sealed(0x92) };
    Added { item: ItemNumber(item), subject, kind: ItemKind::Information, late: None, carried_from: None }
}

fn papers(item: u32) -> ItemPapers {
    let papers = vec![Paper { document: document("voorstel", 2), digest: Digest([0x93; 32]) }];
    ItemPapers { item: ItemNumber(item), seen: Some(Revision(9)), papers }
}

fn present(actor: &str, part: Part, party: Option<&str>, replaces: Option<&str>) -> Present {
    Present { actor: id(actor), part, party: party.map(id), replaces: replaces.map(id) }
}

pub(super) fn acts() -> Vec<(&'static str, Record)> {
    let mut acts = until_sent();
    acts.extend(afterwards());
    acts
}

fn until_sent() -> Vec<(&'static str, Record)> {
    use meeting::Event as M;
    let planned = MeetingPlanned {
        framework: framework(),
        body: id("pora"),
        form: Form::Session,
        on: date(2026, 7, 1),
        papers_due: date(2026, 6, 15),
        dispatch: date(2026, 6, 19),
        reason: Some(sealed(0x90)),
    };
    let written = MeetingPlanned { form: Form::Written, reason: None, ..planned.clone() };
    let order = vec![on_agenda(2, ItemKind::Formality), on_agenda(1, ItemKind::Discussion)];
    let none = ItemPapers { item: ItemNumber(2), seen: None, papers: Vec::new() };
    let items = vec![none, papers(1)];
    let sent = PapersSent { digest: papers_digest(&items), items };
    let late = papers(3);
    let digest = papers_digest(std::slice::from_ref(&late));
    let addendum = AddendumSent { added: visiting(3), papers: late, digest };
    let removed = ItemRemoved { item: ItemNumber(2), reason: sealed(0x94) };
    vec![
        ("vergadering-gepland.v1", of_meeting(1, M::MeetingPlanned(planned))),
        ("vergadering-gepland.v1.bare", of_meeting(1, M::MeetingPlanned(written))),
        ("agendapunt-geplaatst.v1", of_meeting(2, M::ItemScheduled(visiting(1)))),
        ("agendapunt-geplaatst.v1.bare", of_meeting(3, M::ItemScheduled(topic(2)))),
        ("agendapunt-vervallen.v1", of_meeting(4, M::ItemRemoved(removed))),
        ("agenda-vastgesteld.v1", of_meeting(5, M::AgendaFixed(AgendaFixed { items: order }))),
        ("agenda-verzonden.v1", of_meeting(6, M::PapersSent(sent))),
        ("agenda-aangevuld.v1", of_meeting(7, M::AddendumSent(addendum))),
    ]
}

fn agreed() -> [Agreed; 2] {
    let doer = Doer::Known { who: Who::Party(id("gemeente-heiloo")), words: Some(sealed(0x98)) };
    let about = Some(DossierId(uuid(0xd0)));
    let agreed = Agreed { number: ActionNumber(1), what: sealed(0x97), doer, due: date(2026, 8, 15), about };
    let doer = Doer::Outside(sealed(0x99));
    let outside = Agreed { number: ActionNumber(2), doer, about: None, ..agreed.clone() };
    [agreed, outside]
}

fn afterwards() -> Vec<(&'static str, Record)> {
    use meeting::Event as M;
    let held = MeetingHeld {
        present: vec![
            present("u-voorzitter", Part::Chair, None, None),
            present("u-heiloo-2", Part::Member, Some("gemeente-heiloo"), Some("u-heiloo-1")),
        ],
        absent: vec![id("gemeente-bergen")],
        treated_as: vec![on_agenda(2, ItemKind::Discussion)],
    };
    let nobody = MeetingHeld { present: Vec::new(), absent: Vec::new(), treated_as: Vec::new() };
    let outcome = LineOutcome { revision: Revision(12), outcome: Outcome::PositiveWithConditions };
    let lines = vec![
        Line { item: ItemNumber(2), outcome: None, remark: Some(sealed(0x95)) },
        Line { item: ItemNumber(1), outcome: Some(outcome), remark: None },
    ];
    let drafted = DecisionListDrafted { draft: 1, lines };
    let fixed = DecisionListFixed { draft: 1, at: MeetingId(uuid(0xe1)) };
    let [agreed, outside] = agreed();
    let closed = Closed {
        action: ActionNumber(1),
        on: date(2026, 8, 20),
        how: Closing::Done { evidence: sealed(0x9a) },
    };
    let how = Closing::Dropped { reason: sealed(0x9b) };
    let dropped = Closed { action: ActionNumber(2), how, ..closed.clone() };
    let done = ActionClosed { closed, reported_at: Some(MeetingId(uuid(0xe1))) };
    let dropped = ActionClosed { closed: dropped, reported_at: None };
    let cancelled = MeetingCancelled { reason: sealed(0x96) };
    vec![
        ("vergadering-gehouden.v1", of_meeting(8, M::MeetingHeld(held))),
        ("vergadering-gehouden.v1.bare", of_meeting(8, M::MeetingHeld(nobody))),
        ("besluitenlijst-opgesteld.v1", of_meeting(9, M::DecisionListDrafted(drafted))),
        ("besluitenlijst-vastgesteld.v1", of_meeting(10, M::DecisionListFixed(fixed))),
        ("actie-afgesproken.v1", of_meeting(11, M::ActionAgreed(agreed))),
        ("actie-afgesproken.v1.bare", of_meeting(12, M::ActionAgreed(outside))),
        ("actie-afgesloten.v1", of_meeting(13, M::ActionClosed(done))),
        ("actie-afgesloten.v1.bare", of_meeting(14, M::ActionClosed(dropped))),
        ("vergadering-geannuleerd.v1", of_meeting(8, M::MeetingCancelled(cancelled))),
    ]
}
