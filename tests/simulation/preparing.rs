//! What the coordinator of a dossier might note while they prepare it: mostly what the lists ask, sometimes what the rules forbid.

use domain::{
    action::{Agree, Closed, Closing, Doer},
    count::{Count, Counted},
    dossier::Dossier,
    framework::{
        Framework,
        checklist::{Item, ItemKind},
    },
    ids::ActionNumber,
    preparation::{
        Command, ItemRef, Note, State,
        command::{AgreeAction, Begin},
        event::{CountGiven, ListTaken, PartnerNoted, QuestionAnswered, StepCarriedOut, SupportRecorded},
    },
};
use jiff::{ToSpan as _, civil::Date};
use record::Sealer;
use tests::chance::Chance;

/// What is needed to think of it.
pub(crate) struct Preparer<'a> {
    pub(crate) framework: &'a Framework,
    pub(crate) today: Date,
    pub(crate) chance: &'a mut Chance,
    pub(crate) sealer: &'a mut Sealer<'static>,
}

impl Preparer<'_> {
    /// Something for the preparation of a dossier: its beginning, while there is none.
    pub(crate) fn act(&mut self, state: &State) -> Command {
        let begun = matches!(state, State::Begun(_));
        if begun != self.chance.percent(3) {
            return if self.chance.percent(25) { self.listed(state) } else { self.note() };
        }
        let lists = &self.framework.checklists;
        match self.chance.below(3) {
            0 => Command::Begin(Begin { lists: Vec::new() }),
            1 => Command::Begin(Begin { lists: vec![self.chance.one_of(lists).id.clone()] }),
            _ if begun => Command::TakeList(ListTaken { list: self.chance.one_of(lists).id.clone() }),
            _ => Command::Begin(Begin { lists: lists.iter().map(|list| list.id.clone()).collect() }),
        }
    }

    /// Something to do, or what came of it; now and then of what nobody agreed.
    fn listed(&mut self, state: &State) -> Command {
        let known = state.preparation().map(|preparation| preparation.actions.len()).unwrap_or_default();
        let days = i64::try_from(self.chance.below(4)).unwrap_or(0);
        let on = self.today.saturating_sub(days.days());
        if known > 0 && self.chance.percent(50) {
            let action = ActionNumber(u32::try_from(1 + self.chance.below(known + 1)).unwrap_or(u32::MAX));
            let how = if self.chance.percent(70) {
                Closing::Done { evidence: self.sealer.seal("evidence", "een brief") }
            } else {
                Closing::Dropped { reason: self.sealer.seal("reason", "Het hoeft niet meer.") }
            };
            return Command::CloseAction(Closed { action, on, how });
        }
        let what = self.sealer.seal("action", "Bellen met de school.");
        let doer = Doer::Outside(self.sealer.seal("doer", "de zorgaanbieder"));
        let due = on.saturating_add((5 - days).days());
        Command::AgreeAction(AgreeAction { on, action: Agree { what, doer, due, about: None } })
    }

    fn note(&mut self) -> Command {
        let list = self.chance.one_of(&self.framework.checklists);
        let item: &Item = self.chance.one_of(&list.items);
        let at = ItemRef { list: list.id.clone(), item: item.id.clone() };
        // Somebody who takes the one for the other.
        let kind = if self.chance.percent(4) { *self.chance.one_of(&ItemKind::ALL) } else { item.kind };
        let on = self.today.saturating_add(i64::from(self.chance.percent(4)).days());
        Command::Note(match kind {
            ItemKind::Step => {
                let (holder, result) =
                    (self.sealer.seal("holder", "school"), self.sealer.seal("result", "plan"));
                Note::Step(StepCarriedOut { at, on, holder, result })
            }
            ItemKind::Question => {
                let answer = self.sealer.seal("answer", "Ja.");
                let agreement = self.chance.percent(50).then(|| self.sealer.seal("agreement", "Wij bellen."));
                Note::Answer(QuestionAnswered { at, answer, agreement, with: None })
            }
            ItemKind::Count => {
                let number = u32::try_from(self.chance.below(30)).unwrap_or_default();
                let (sealer, threshold) = (&mut *self.sealer, self.framework.small_number_threshold);
                let count = Count::of(number, threshold, |name, words| sealer.seal(name, words));
                let source = self.sealer.seal("source", "telling");
                Note::Count(CountGiven { at, counted: Counted { count, on, source } })
            }
            ItemKind::Partner => {
                let spoken_on = self.chance.percent(60).then_some(on);
                Note::Partner(PartnerNoted { at, spoken_on, words: None })
            }
            ItemKind::Support => {
                Note::Support(SupportRecorded { at, on, by: self.sealer.seal("by", "bestuur") })
            }
        })
    }
}

/// Of which dossiers something is prepared: those that there are, mostly before they went anywhere.
pub(crate) fn is_likely(dossier: &Dossier, chance: &mut Chance) -> bool {
    dossier.submitted.is_empty() || chance.percent(30)
}
