//! One record of every type about a preparation.

use domain::{
    Event,
    action::{Agreed, Closed, Closing, Doer, Who},
    count::{Count, Counted},
    ids::{ActionNumber, DossierId, Revision},
    preparation::{
        self, ItemRef, Note,
        event::{
            ActionAgreed, CountGiven, ListTaken, PartnerNoted, PreparationBegun, QuestionAnswered,
            StepCarriedOut, SupportRecorded,
        },
    },
};
use jiff::civil::date;
use record::{HistoryId, Record};

use super::{coordinator, framework, id, sealed, uuid};

pub(super) fn acts() -> Vec<(&'static str, Record)> {
    let at = |list: &str, item: &str| ItemRef { list: id(list), item: id(item) };
    let begun =
        PreparationBegun { framework: framework(), lists: vec![id("stappenplan-zio"), id("gespreksmap")] };
    let step = StepCarriedOut {
        at: at("stappenplan-zio", "3"),
        on: date(2026, 2, 10),
        holder: sealed(0xb0),
        result: sealed(0xb1),
    };
    let answer = QuestionAnswered {
        at: at("gespreksmap", "2.4"),
        answer: sealed(0xb2),
        agreement: Some(sealed(0xb3)),
        with: Some(sealed(0xb4)),
    };
    let bare_answer = QuestionAnswered { agreement: None, with: None, ..answer.clone() };
    let counted = Counted { count: Count::Told(23), on: date(2025, 10, 1), source: sealed(0xb5) };
    let count = CountGiven { at: at("gespreksmap", "a"), counted };
    let few = CountGiven { counted: Counted { count: Count::Few(sealed(0xb6)), ..counted }, ..count.clone() };
    let partner = PartnerNoted {
        at: at("gespreksmap", "andere"),
        spoken_on: Some(date(2026, 2, 12)),
        words: Some(sealed(0xb7)),
    };
    let not_yet = PartnerNoted { spoken_on: None, words: None, ..partner.clone() };
    let support =
        SupportRecorded { at: at("stappenplan-zio", "bestuurlijk"), on: date(2026, 2, 20), by: sealed(0xb8) };
    let (agreed, closed) = action();
    let record = |revision, event| Record {
        history: HistoryId::Preparation(DossierId(uuid(0xd0))),
        event: Event::Preparation(event),
        ..of_coordinator(revision)
    };
    let note = |revision, note| record(revision, preparation::Event::Noted(note));
    vec![
        ("voorbereiding-begonnen.v1", record(1, preparation::Event::PreparationBegun(begun))),
        (
            "lijst-toegevoegd.v1",
            record(2, preparation::Event::ListTaken(ListTaken { list: id("gespreksmap-emb") })),
        ),
        ("stap-uitgevoerd.v1", note(3, Note::Step(step))),
        ("vraag-beantwoord.v1", note(4, Note::Answer(answer))),
        ("vraag-beantwoord.v1.bare", note(4, Note::Answer(bare_answer))),
        ("aantal-opgegeven.v1", note(5, Note::Count(count))),
        ("aantal-opgegeven.v1.few", note(5, Note::Count(few))),
        ("partner-vermeld.v1", note(6, Note::Partner(partner))),
        ("partner-vermeld.v1.bare", note(6, Note::Partner(not_yet))),
        ("draagvlak-vastgelegd.v1", note(7, Note::Support(support))),
        ("voorbereidingsactie-afgesproken.v1", record(8, preparation::Event::ActionAgreed(agreed))),
        ("voorbereidingsactie-afgesloten.v1", record(9, preparation::Event::ActionClosed(closed))),
    ]
}

/// Something to do, and what came of it.
fn action() -> (ActionAgreed, Closed) {
    let doer = Doer::Known { who: Who::Party(id("gemeente-heiloo")), words: Some(sealed(0xba)) };
    let (number, due) = (ActionNumber(1), date(2026, 3, 15));
    let agreed = Agreed { number, what: sealed(0xb9), doer, due, about: None };
    let how = Closing::Done { evidence: sealed(0xbb) };
    let closed = Closed { action: number, on: date(2026, 3, 10), how };
    (ActionAgreed { on: date(2026, 2, 12), agreed }, closed)
}

/// A record by the coordinator, of which the event is still to come.
fn of_coordinator(revision: u64) -> Record {
    let reason = domain::dossier::event::DossierHandedOver {
        from: id("u-1f3a"),
        to: id("u-2b77"),
        party: id("ppo-nk"),
        reason: None,
    };
    let record = coordinator(revision, domain::dossier::Event::DossierHandedOver(reason));
    Record { revision: Revision(revision), ..record }
}
