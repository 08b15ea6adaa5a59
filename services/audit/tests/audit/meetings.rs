//! Every kind of record of a meeting, told in two languages.

use domain::{
    Event,
    action::{Agreed, Closed, Closing, Doer, Who},
    dossier::event::{DocumentRef, VisitRef},
    framework::Outcome,
    ids::{ActionNumber, ItemNumber, MeetingId, Revision},
    meeting::{
        self, Form, ItemKind, ItemRef, Part, Subject,
        event::{
            ActionClosed, AddendumSent, AgendaFixed, DecisionListDrafted, DecisionListFixed, ItemRemoved,
            MeetingCancelled, MeetingHeld, MeetingPlanned, PapersSent,
        },
        parts::{Added, AgendaItem, ItemPapers, Late, Line, LineOutcome, Paper, Present},
    },
    sealed::{Digest, Sealed},
};
use jiff::civil::date;
use uuid::Uuid;
use wire::{Language, Names};

use crate::archive::{dossier, id};

const SEALED: Sealed = Sealed(Digest([7; 32]));
const OTHER: MeetingId = MeetingId(Uuid::from_u128(0x77));

fn papers(item: u32) -> ItemPapers {
    let document = DocumentRef { format: id("voorstel"), version: 1 };
    let papers = vec![Paper { document, digest: Digest([1; 32]) }];
    ItemPapers { item: ItemNumber(item), seen: Some(Revision(3)), papers }
}

fn visiting(item: u32) -> Added {
    let visit = VisitRef { step: id("voorstel-pora"), number: 1 };
    Added {
        item: ItemNumber(item),
        subject: Subject::Visit { dossier: dossier(1), visit },
        kind: ItemKind::Formality,
        late: None,
        carried_from: None,
    }
}

fn until_sent(framework: &domain::framework::Framework) -> Vec<meeting::Event> {
    use meeting::Event as M;
    let planned = MeetingPlanned {
        framework: framework.reference.clone(),
        body: id("pora"),
        form: Form::Session,
        on: date(2026, 7, 1),
        papers_due: date(2026, 6, 15),
        dispatch: date(2026, 6, 19),
        reason: None,
    };
    let written = MeetingPlanned { form: Form::Written, reason: Some(SEALED), ..planned.clone() };
    let topic =
        Added { subject: Subject::Topic { title: SEALED }, kind: ItemKind::Information, ..visiting(2) };
    let late = Added {
        kind: ItemKind::Discussion,
        late: Some(Late { authorised_by: id("u-regio"), reason: SEALED }),
        carried_from: Some(ItemRef { meeting: OTHER, item: ItemNumber(4) }),
        ..visiting(3)
    };
    let place = |item, kind| AgendaItem { item: ItemNumber(item), kind };
    let items = vec![place(2, ItemKind::Information), place(1, ItemKind::Discussion)];
    let none = ItemPapers { item: ItemNumber(2), seen: None, papers: Vec::new() };
    vec![
        M::MeetingPlanned(planned),
        M::MeetingPlanned(written),
        M::ItemScheduled(visiting(1)),
        M::ItemScheduled(topic),
        M::ItemScheduled(late.clone()),
        M::ItemRemoved(ItemRemoved { item: ItemNumber(3), reason: SEALED }),
        M::AgendaFixed(AgendaFixed { items }),
        M::PapersSent(PapersSent { items: vec![none, papers(1)], digest: Digest([0xab; 32]) }),
        M::AddendumSent(AddendumSent { added: late, papers: papers(3), digest: Digest([0xab; 32]) }),
    ]
}

fn actions() -> Vec<meeting::Event> {
    use meeting::Event as M;
    let agreed =
        |doer, about| Agreed { number: ActionNumber(2), what: SEALED, doer, due: date(2026, 8, 15), about };
    let known = |who, words| Doer::Known { who, words };
    let closed = |how, reported_at| {
        let closed = Closed { action: ActionNumber(2), on: date(2026, 8, 20), how };
        M::ActionClosed(ActionClosed { closed, reported_at })
    };
    vec![
        M::ActionAgreed(agreed(known(Who::Party(id("gemeente-heiloo")), Some(SEALED)), Some(dossier(1)))),
        M::ActionAgreed(agreed(known(Who::Body(id("rbo")), None), None)),
        M::ActionAgreed(agreed(known(Who::Actor(id("u-1")), None), None)),
        M::ActionAgreed(agreed(Doer::Outside(SEALED), None)),
        closed(Closing::Done { evidence: SEALED }, Some(OTHER)),
        closed(Closing::Dropped { reason: SEALED }, None),
    ]
}

fn afterwards() -> Vec<meeting::Event> {
    use meeting::Event as M;
    let member = Present {
        actor: id("u-1"),
        part: Part::Member,
        party: Some(id("gemeente-heiloo")),
        replaces: Some(id("u-2")),
    };
    let changed = vec![AgendaItem { item: ItemNumber(1), kind: ItemKind::Discussion }];
    let held = MeetingHeld {
        present: vec![member],
        absent: vec![id("gemeente-bergen"), id("gemeente-uitgeest")],
        treated_as: changed,
    };
    let quiet = MeetingHeld { absent: Vec::new(), treated_as: Vec::new(), ..held.clone() };
    let outcome = LineOutcome { revision: Revision(5), outcome: Outcome::Positive };
    let lines = vec![
        Line { item: ItemNumber(2), outcome: None, remark: Some(SEALED) },
        Line { item: ItemNumber(1), outcome: Some(outcome), remark: None },
    ];
    vec![
        M::MeetingHeld(held),
        M::MeetingHeld(quiet),
        M::DecisionListDrafted(DecisionListDrafted { draft: 2, lines }),
        M::DecisionListFixed(DecisionListFixed { draft: 2, at: OTHER }),
        M::MeetingCancelled(MeetingCancelled { reason: SEALED }),
    ]
    .into_iter()
    .chain(actions())
    .collect()
}

/// The table is `meetings.txt`: one line of Dutch and one of English for each event, then an empty line.
#[test]
fn every_kind_of_record_of_a_meeting_is_told_in_one_sentence() {
    let framework = kader::read(kader::shipped::regio_alkmaar()).expect("a sound framework");
    let events = [until_sent(&framework), afterwards()].concat();
    let told = |event: meeting::Event| {
        let event = Event::Meeting(event);
        let [nl, en] = [Language::Dutch, Language::English]
            .map(|language| audit::story::told(&event, Names::of(&framework), language));
        format!("{nl}\n{en}\n")
    };
    let told = events.into_iter().map(told).collect::<Vec<_>>().join("\n");
    assert_eq!(told, include_str!("meetings.txt"), "if this is meant, it is the new table:\n{told}");
}
