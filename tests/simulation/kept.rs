//! How much was asked and done about the keeping of histories.

use domain::{
    Event,
    keeping::{self, Refusal},
};
use intake::Error;

use crate::replica::Replica;

/// Of how many lives there must be one, at least, in which each thing happened that this is all for.
const ONE_LIFE_OF: usize = 20;

/// Counts over one life, or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kept {
    /// Erasures that an eraser was seen to have passed before the end.
    pub(crate) erased_in_life: usize,
    requests: usize,
    declined: usize,
    erasures: usize,
    words_gone: usize,
    holds: usize,
    lifted: usize,
    confirmed: usize,
    under_hold: usize,
    /// Refused to whoever had asked for it.
    alone: usize,
    /// Asked again when it was gone.
    nothing_left: usize,
}

impl Kept {
    pub(crate) fn count_refused(&mut self, error: &Error) {
        let Error::Keeping(refusal) = error else { return };
        match refusal {
            Refusal::UnderHold { .. } => self.under_hold += 1,
            Refusal::SecondPersonNeeded { .. } => self.alone += 1,
            Refusal::AlreadyErased => self.nothing_left += 1,
            Refusal::NotPermitted { .. }
            | Refusal::HistoryUnknown
            | Refusal::AlreadyRequested { .. }
            | Refusal::RequestNotOpen { .. }
            | Refusal::TextsRequired
            | Refusal::RecordUnknown { .. }
            | Refusal::TextUnknown { .. }
            | Refusal::TooMany { .. }
            | Refusal::HoldUnknown { .. } => {}
        }
    }

    pub(crate) fn count_records(&mut self, replica: &Replica) {
        self.words_gone = replica.gone.count();
        for (_, record) in &replica.records {
            let Event::Keeping(event) = &record.event else { continue };
            *match event {
                keeping::Event::ErasureRequested(_) => &mut self.requests,
                keeping::Event::ErasureDeclined(_) => &mut self.declined,
                keeping::Event::TextsErased(_) => &mut self.erasures,
                keeping::Event::HoldPlaced(_) => &mut self.holds,
                keeping::Event::HoldLifted(_) => &mut self.lifted,
                keeping::Event::HistoryConfirmed(_) => &mut self.confirmed,
            } += 1;
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        let counts = [
            (&mut self.erased_in_life, other.erased_in_life),
            (&mut self.requests, other.requests),
            (&mut self.declined, other.declined),
            (&mut self.erasures, other.erasures),
            (&mut self.words_gone, other.words_gone),
            (&mut self.holds, other.holds),
            (&mut self.lifted, other.lifted),
            (&mut self.confirmed, other.confirmed),
            (&mut self.under_hold, other.under_hold),
            (&mut self.alone, other.alone),
            (&mut self.nothing_left, other.nothing_left),
        ];
        counts.into_iter().for_each(|(sum, more)| *sum += more);
    }

    /// Of what there was too little in so many lives.
    pub(crate) fn missing(&self, lives: usize) -> impl Iterator<Item = &'static str> {
        let often = [
            ("erasures", self.erasures),
            ("erasures in life", self.erased_in_life),
            ("words that are gone", self.words_gone),
            ("holds", self.holds),
            ("erasures refused under a hold", self.under_hold),
        ];
        let once = [
            ("requests declined", self.declined),
            ("holds lifted", self.lifted),
            ("histories confirmed", self.confirmed),
            ("erasures refused to who asked for them", self.alone),
            ("requests for what is gone", self.nothing_left),
        ];
        let seldom = often.into_iter().filter(move |(_, count)| count * ONE_LIFE_OF < lives);
        seldom.chain(once.into_iter().filter(|(_, count)| *count == 0)).map(|(name, _)| name)
    }
}
