//! Anything that can happen to a meeting.

use domain::{
    framework::Outcome,
    ids::{DossierId, ItemNumber, MeetingId, Revision},
    meeting::{
        Event, Form, ItemKind, ItemRef, Part, Subject,
        event::{
            ActionClosed, AddendumSent, AgendaFixed, DecisionListDrafted, DecisionListFixed, ItemRemoved,
            MeetingCancelled, MeetingHeld, MeetingPlanned, PapersSent,
        },
        parts::{Added, AgendaItem, ItemPapers, Late, Line, LineOutcome, Paper, Present},
    },
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use record::REVISION_MAX;
use uuid::Uuid;

use super::{action, actor, date, digest, document, framework, id, sealed, visit};

fn item() -> impl Strategy<Value = ItemNumber> {
    any::<u32>().prop_map(ItemNumber)
}

fn meeting() -> impl Strategy<Value = MeetingId> {
    any::<u128>().prop_map(|id| MeetingId(Uuid::from_u128(id)))
}

fn revision() -> impl Strategy<Value = Revision> {
    (1..=REVISION_MAX).prop_map(Revision)
}

fn subject() -> impl Strategy<Value = Subject> {
    let dossier = any::<u128>().prop_map(|id| DossierId(Uuid::from_u128(id)));
    prop_oneof![
        (dossier, visit()).prop_map(|(dossier, visit)| Subject::Visit { dossier, visit }),
        sealed().prop_map(|title| Subject::Topic { title }),
    ]
}

fn added() -> impl Strategy<Value = Added> {
    let late = (actor(), sealed()).prop_map(|(authorised_by, reason)| Late { authorised_by, reason });
    let from = (meeting(), item()).prop_map(|(meeting, item)| ItemRef { meeting, item });
    (item(), subject(), select(&ItemKind::ALL), option::of(late), option::of(from)).prop_map(
        |(item, subject, kind, late, carried_from)| Added { item, subject, kind, late, carried_from },
    )
}

fn agenda() -> impl Strategy<Value = Vec<AgendaItem>> {
    vec((item(), select(&ItemKind::ALL)).prop_map(|(item, kind)| AgendaItem { item, kind }), 0..5)
}

fn papers() -> impl Strategy<Value = ItemPapers> {
    let paper = (document(), digest()).prop_map(|(document, digest)| Paper { document, digest });
    (item(), option::of(revision()), vec(paper, 0..3)).prop_map(|(item, seen, papers)| ItemPapers {
        item,
        seen,
        papers,
    })
}

fn held() -> impl Strategy<Value = MeetingHeld> {
    let present = (actor(), select(&Part::ALL), option::of(id()), option::of(actor()))
        .prop_map(|(actor, part, party, replaces)| Present { actor, part, party, replaces });
    (vec(present, 0..4), vec(id(), 0..4), agenda()).prop_map(|(present, absent, treated_as)| MeetingHeld {
        present,
        absent,
        treated_as,
    })
}

fn drafted() -> impl Strategy<Value = DecisionListDrafted> {
    let outcome =
        (revision(), select(&Outcome::ALL)).prop_map(|(revision, outcome)| LineOutcome { revision, outcome });
    let line = (item(), option::of(outcome), option::of(sealed())).prop_map(|(item, outcome, remark)| Line {
        item,
        outcome,
        remark,
    });
    (any::<u32>(), vec(line, 0..4)).prop_map(|(draft, lines)| DecisionListDrafted { draft, lines })
}

fn planned() -> impl Strategy<Value = MeetingPlanned> {
    let days = (date(), date(), date());
    (framework(), id(), select(&Form::ALL), days, option::of(sealed())).prop_map(
        |(framework, body, form, (on, papers_due, dispatch), reason)| MeetingPlanned {
            framework,
            body,
            form,
            on,
            papers_due,
            dispatch,
            reason,
        },
    )
}

fn closed() -> impl Strategy<Value = ActionClosed> {
    (action::closed(), option::of(meeting()))
        .prop_map(|(closed, reported_at)| ActionClosed { closed, reported_at })
}

pub(super) fn event() -> impl Strategy<Value = Event> {
    let removed = (item(), sealed()).prop_map(|(item, reason)| ItemRemoved { item, reason });
    let sent = (vec(papers(), 0..4), digest()).prop_map(|(items, digest)| PapersSent { items, digest });
    let addendum = (added(), papers(), digest()).prop_map(|(added, papers, digest)| AddendumSent {
        added,
        papers,
        digest,
    });
    let fixed = (any::<u32>(), meeting()).prop_map(|(draft, at)| DecisionListFixed { draft, at });
    prop_oneof![
        planned().prop_map(Event::MeetingPlanned),
        added().prop_map(Event::ItemScheduled),
        removed.prop_map(Event::ItemRemoved),
        agenda().prop_map(|items| Event::AgendaFixed(AgendaFixed { items })),
        sent.prop_map(Event::PapersSent),
        addendum.prop_map(Event::AddendumSent),
        held().prop_map(Event::MeetingHeld),
        drafted().prop_map(Event::DecisionListDrafted),
        fixed.prop_map(Event::DecisionListFixed),
        sealed().prop_map(|reason| Event::MeetingCancelled(MeetingCancelled { reason })),
        action::agreed().prop_map(Event::ActionAgreed),
        closed().prop_map(Event::ActionClosed),
    ]
}
