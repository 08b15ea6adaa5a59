//! What runs over one link: how far it has heard, and what is on its way.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use domain::ids::CommandId;
use record::{HistoryId, Position};
use tokio::sync::watch;

use super::{
    faults::Plan,
    state::{State, locked},
};
use crate::{Entry, Stored, append, erase, read};

pub(super) const WHY: &str = "the link is cut off";

pub(super) type Answer = Result<Position, append::Error>;

/// What the link and its followers share.
pub(super) struct Line {
    pub(super) log: Arc<Mutex<State>>,
    pub(super) head: Arc<watch::Sender<Position>>,
    end: Mutex<End>,
}

/// This machine's end of the link. It is locked before the log, never after it.
struct End {
    /// Everything up to here has been heard of.
    known: Position,
    plan: Plan,
    cut: bool,
    silence: Duration,
    /// How many entries were sent.
    sent: u64,
    /// What has not come in yet, in the order of sending.
    under_way: Vec<Sent>,
    /// What became of what has come in, until its appender asks.
    answers: BTreeMap<u64, Answer>,
}

struct Sent {
    number: u64,
    entry: Entry,
    awaited: bool,
}

impl Line {
    pub(super) fn new(log: Arc<Mutex<State>>, head: Arc<watch::Sender<Position>>, plan: Plan) -> Self {
        let (sent, under_way, answers) = Default::default();
        let (known, silence) = (*head.borrow(), Duration::ZERO);
        let end = Mutex::new(End { known, plan, cut: false, silence, sent, under_way, answers });
        Self { log, head, end }
    }

    pub(super) fn cut_off(&self) {
        self.end().cut = true;
        self.lose();
    }

    pub(super) fn mend(&self) {
        let mut end = self.end();
        end.cut = false;
        end.silence = Duration::ZERO;
    }

    pub(super) fn is_cut(&self) -> bool {
        self.end().cut
    }

    pub(super) fn set_silence(&self, silence: Duration) {
        self.end().silence = silence;
    }

    pub(super) fn silence(&self) -> Duration {
        self.end().silence
    }

    /// Where a command stands in the log, heard of or not.
    pub(super) fn find(&self, command: CommandId) -> Option<Position> {
        locked(&self.log).commands.get(&command).copied()
    }

    /// How far the link has heard now: every look may find more.
    pub(super) fn hear(&self) -> Position {
        let mut end = self.end();
        if !end.cut {
            self.land_what_nobody_awaits(&mut end);
            let (known, head) = (end.known, *self.head.borrow());
            end.known = end.plan.heard(known, head);
        }
        end.known
    }

    /// Whether there is something to be heard that was not heard yet.
    pub(super) fn is_behind(&self) -> bool {
        let end = self.end();
        !end.cut && end.known < *self.head.borrow()
    }

    fn end(&self) -> MutexGuard<'_, End> {
        self.end.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends an entry. Gives its number and how many turns it is under way, or what became of it at once.
    pub(super) fn send(&self, entry: Entry) -> Result<(u64, u32), append::Error> {
        entry.check()?;
        let mut end = self.end();
        if end.cut {
            if !end.plan.sends_into_the_cut() {
                return Err(append::Error::CutOff { why: WHY.into() });
            }
            if !end.plan.is_lost_in_the_cut() {
                locked(&self.log).leave_on_its_way(entry);
            }
            return Err(append::Error::Unclear);
        }
        end.sent += 1;
        let (number, turns) = (end.sent, end.plan.turns());
        end.under_way.push(Sent { number, entry, awaited: true });
        if turns == 0 {
            self.arrive(&mut end, number);
        }
        Ok((number, turns))
    }

    /// An entry comes in, after those of its history that were sent before it.
    fn arrive(&self, end: &mut End, number: u64) {
        let Some(last) = end.under_way.iter().find(|sent| sent.number == number) else { return };
        let history = last.entry.history.clone();
        let with_it = |sent: &mut Sent| sent.number <= number && sent.entry.history == history;
        let arriving: Vec<_> = end.under_way.extract_if(.., with_it).collect();
        for Sent { number, entry, awaited } in arriving {
            let fate = end.plan.fate();
            let mut log = locked(&self.log);
            let answer = log.arrive(entry, fate);
            // The head is moved under the lock, so that it never goes back.
            let head = log.head();
            self.head.send_if_modified(|shown| std::mem::replace(shown, head) != head);
            drop(log);
            if let Ok(position) | Err(append::Error::Repeated { position }) = answer {
                end.known = end.known.max(position);
            }
            if awaited {
                end.answers.insert(number, answer);
            }
        }
    }

    fn land_what_nobody_awaits(&self, end: &mut End) {
        let mut landing: Vec<_> = end.under_way.iter().filter(|it| !it.awaited).map(|it| it.number).collect();
        landing.retain(|_| end.plan.lands_now());
        for number in landing {
            self.arrive(end, number);
        }
    }

    /// What is on its way is lost or comes in later, and nobody is told which.
    pub(super) fn lose(&self) {
        let mut end = self.end();
        for Sent { number, entry, awaited } in std::mem::take(&mut end.under_way) {
            if !end.plan.is_lost_in_the_cut() {
                locked(&self.log).leave_on_its_way(entry);
            }
            if awaited {
                end.answers.insert(number, Err(append::Error::Unclear));
            }
        }
    }

    /// What became of an entry, if it has come in. Nobody asks again.
    pub(super) fn answer(&self, number: u64, arrived: bool) -> Option<Answer> {
        let mut end = self.end();
        if arrived {
            self.arrive(&mut end, number);
        }
        end.answers.remove(&number)
    }

    pub(super) fn forsake(&self, number: u64) {
        let mut end = self.end();
        end.answers.remove(&number);
        if let Some(sent) = end.under_way.iter_mut().find(|sent| sent.number == number) {
            sent.awaited = false;
        }
    }

    /// The log itself, unless the link is cut off.
    pub(super) fn log(&self, place: impl FnOnce() -> String) -> Result<MutexGuard<'_, State>, read::Error> {
        if self.end().cut {
            return Err(read::Error::Unavailable { place: place(), source: WHY.into() });
        }
        Ok(locked(&self.log))
    }

    /// Words go on the log itself, as by the leader of a stream.
    pub(super) fn erase(&self, position: Position, remains: Bytes) -> Result<(), erase::Error> {
        let log = self.log(|| format!("position {position}"));
        log.map_err(|_| erase::Error::CutOff { why: WHY.into() })?.erase(position, remains)
    }

    pub(super) fn read(&self, history: &HistoryId) -> Result<Vec<Stored>, read::Error> {
        let records = self.log(|| history.to_string())?.read(history);
        if let Some(last) = records.last() {
            let mut end = self.end();
            end.known = end.known.max(last.position);
        }
        Ok(records)
    }
}
