//! What an event of a preparation says, field by field.

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

use super::{Form, joined};

impl Form {
    pub(super) fn preparation(&mut self, event: &Event) {
        match event {
            Event::PreparationBegun(PreparationBegun { framework, lists }) => {
                self.framework(framework);
                self.put("lists", joined(lists));
            }
            Event::ListTaken(ListTaken { list }) => self.put("list", list),
            Event::Noted(note) => self.note(note),
            Event::ActionAgreed(ActionAgreed { on, agreed }) => {
                self.put("on", on);
                self.agreed(agreed);
            }
            Event::ActionClosed(closed) => self.closed(closed),
        }
    }

    fn note(&mut self, note: &Note) {
        let ItemRef { list, item } = note.at();
        self.put("list", list);
        self.put("item", item);
        match note {
            Note::Step(StepCarriedOut { at: _, on, holder, result }) => {
                self.put("on", on);
                self.seal("holder", *holder);
                self.seal("result", *result);
            }
            Note::Answer(QuestionAnswered { at: _, answer, agreement, with }) => {
                self.seal("answer", *answer);
                self.seal_some("agreement", *agreement);
                self.seal_some("with", *with);
            }
            Note::Count(CountGiven { at: _, counted }) => {
                let Counted { count, on, source } = counted;
                match count {
                    Count::Told(number) => self.put("counted.count.told", number),
                    Count::Few(sealed) => self.seal("counted.count.few", *sealed),
                }
                self.put("counted.on", on);
                self.seal("counted.source", *source);
            }
            Note::Partner(PartnerNoted { at: _, spoken_on, words }) => {
                self.put_some("spoken_on", *spoken_on);
                self.seal_some("words", *words);
            }
            Note::Support(SupportRecorded { at: _, on, by }) => {
                self.put("on", on);
                self.seal("by", *by);
            }
        }
    }
}
