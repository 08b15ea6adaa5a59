//! Any event of a preparation.

use domain::{
    count::{Count, Counted},
    preparation::{
        Event, ItemRef, Note,
        event::{
            ActionAgreed, CountGiven, ListTaken, PartnerNoted, PreparationBegun, QuestionAnswered,
            StepCarriedOut, SupportRecorded,
        },
    },
};
use proptest::{collection::vec, option, prelude::*};

use super::{action, date, framework, id, sealed};

pub(super) fn event() -> impl Strategy<Value = Event> {
    let begun = (framework(), vec(id(), 0..4))
        .prop_map(|(framework, lists)| Event::PreparationBegun(PreparationBegun { framework, lists }));
    let taken = id().prop_map(|list| Event::ListTaken(ListTaken { list }));
    let action =
        (date(), action::agreed()).prop_map(|(on, agreed)| Event::ActionAgreed(ActionAgreed { on, agreed }));
    let closed = action::closed().prop_map(Event::ActionClosed);
    prop_oneof![begun, taken, note().prop_map(Event::Noted), action, closed]
}

fn at() -> impl Strategy<Value = ItemRef> {
    (id(), id()).prop_map(|(list, item)| ItemRef { list, item })
}

fn counted() -> impl Strategy<Value = Counted> {
    let count = prop_oneof![any::<u32>().prop_map(Count::Told), sealed().prop_map(Count::Few)];
    (count, date(), sealed()).prop_map(|(count, on, source)| Counted { count, on, source })
}

fn note() -> impl Strategy<Value = Note> {
    let step = (at(), date(), sealed(), sealed())
        .prop_map(|(at, on, holder, result)| Note::Step(StepCarriedOut { at, on, holder, result }));
    let answer = (at(), sealed(), option::of(sealed()), option::of(sealed())).prop_map(
        |(at, answer, agreement, with)| Note::Answer(QuestionAnswered { at, answer, agreement, with }),
    );
    let count = (at(), counted()).prop_map(|(at, counted)| Note::Count(CountGiven { at, counted }));
    let partner = (at(), option::of(date()), option::of(sealed()))
        .prop_map(|(at, spoken_on, words)| Note::Partner(PartnerNoted { at, spoken_on, words }));
    let support =
        (at(), date(), sealed()).prop_map(|(at, on, by)| Note::Support(SupportRecorded { at, on, by }));
    prop_oneof![step, answer, count, partner, support]
}
