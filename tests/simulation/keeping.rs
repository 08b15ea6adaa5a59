//! What somebody might ask about the keeping of a history: mostly what the rules allow, sometimes what they forbid.

use domain::{
    Event,
    context::Capacity,
    ids::Revision,
    keeping::{
        self, Command, Ground, RecordTexts,
        command::{ConfirmErasure, DeclineErasure, LiftHold, PlaceHold, RequestErasure},
        event::TextsErased,
        state::Request,
    },
    sealed::{Digest, Sealed},
    words,
};
use record::{HistoryId, Sealer};
use tests::chance::Chance;

use crate::{
    ask::By,
    replica::{History, Replica},
};

/// The two who do it, and sometimes the same one twice by mistake.
const ADMINISTRATORS: [&str; 2] = ["a-1", "a-2"];
/// The most records that one request names words of.
const RECORDS_MAX: usize = 3;

/// What is needed to think of it.
pub(crate) struct Keeper<'a> {
    pub(crate) replica: &'a Replica,
    pub(crate) chance: &'a mut Chance,
    pub(crate) sealer: &'a mut Sealer<'static>,
}

impl Keeper<'_> {
    /// Something about the keeping of a history that there is.
    pub(crate) fn act(&mut self, history: &HistoryId) -> (Command, By) {
        let replica = self.replica;
        let known = &replica.histories[history];
        let keeping = known.keepings.last().expect("there is a keeping of revision 0");
        let (command, by) = match self.chance.below(100) {
            0..=5 => (Command::ConfirmHistory, None),
            6..=17 => (Command::PlaceHold(PlaceHold { reason: self.reason("Rechtszaak.") }), None),
            18..=19 => (Command::ConfirmErasure(ConfirmErasure { request: self.any(known) }), None),
            20..=21 => (self.lift(known), None),
            // Under a hold mostly nothing else is tried before it is lifted.
            22..=45 if !keeping.holds().is_empty() => {
                let (hold, reason) = (keeping.holds()[0], self.reason("Afgelopen."));
                (Command::LiftHold(LiftHold { hold, reason }), None)
            }
            _ => match keeping.request() {
                Some(request) if self.chance.percent(90) => self.judge(request),
                Some(_) | None => (self.request(known), None),
            },
        };
        (command, by.unwrap_or_else(|| self.somebody()))
    }

    /// Agrees to a request as the other one, or does not.
    fn judge(&mut self, request: &Request) -> (Command, Option<By>) {
        if self.chance.percent(20) {
            let reason = self.reason("Het moet blijven.");
            return (Command::DeclineErasure(DeclineErasure { request: request.revision, reason }), None);
        }
        let is_other = |name: &&&str| request.by.to_string() != **name;
        let other = ADMINISTRATORS.iter().find(is_other).filter(|_| self.chance.percent(85));
        let confirm = Command::ConfirmErasure(ConfirmErasure { request: request.revision });
        (confirm, other.map(|name| by(name, Capacity::Administrator)))
    }

    /// Asks for words of some records to be gone; sometimes for words that are not there, or were erased before.
    fn request(&mut self, history: &History) -> Command {
        let mut texts = match erased(self.replica, history) {
            Some(erased) if self.chance.percent(30) => erased.texts.clone(),
            Some(_) | None => Vec::new(),
        };
        if texts.is_empty() {
            for _ in 0..=self.chance.below(RECORDS_MAX) {
                let revision = self.any(history);
                texts.push(RecordTexts { revision, texts: self.words(history, revision) });
            }
        }
        let ground = *self.chance.one_of(&Ground::ALL);
        let reason = self.chance.percent(50).then(|| self.reason("Op verzoek."));
        Command::RequestErasure(RequestErasure { ground, texts, reason })
    }

    fn words(&mut self, history: &History, revision: Revision) -> Vec<Sealed> {
        let position = revision.0.checked_sub(1).and_then(|place| usize::try_from(place).ok());
        let position = position.and_then(|place| history.positions.get(place));
        let record = position.and_then(|position| self.replica.at(*position));
        let words = record.map(|(_, record)| words::of(&record.event)).unwrap_or_default();
        let mut named: Vec<_> = words.into_iter().map(|(_, sealed)| sealed).collect();
        named.retain(|_| self.chance.percent(70));
        if self.chance.percent(3) {
            named.push(Sealed(Digest(self.chance.bytes())));
        }
        named
    }

    fn lift(&mut self, history: &History) -> Command {
        let hold = self.any(history);
        Command::LiftHold(LiftHold { hold, reason: self.reason("Vergissing.") })
    }

    /// A revision of a history; sometimes the one before the first or after the last.
    fn any(&mut self, history: &History) -> Revision {
        let last = usize::try_from(history.revision().0).unwrap_or(0);
        let revision =
            if self.chance.percent(4) { self.chance.below(last + 2) } else { 1 + self.chance.below(last) };
        Revision(revision as u64)
    }

    fn reason(&mut self, words: &str) -> Sealed {
        self.sealer.seal("reason", words)
    }

    fn somebody(&mut self) -> By {
        if self.chance.percent(5) {
            return by("au-1", Capacity::Auditor);
        }
        let name: &&str = self.chance.one_of(&ADMINISTRATORS);
        by(name, Capacity::Administrator)
    }
}

/// The last erasure in a history.
fn erased<'r>(replica: &'r Replica, history: &History) -> Option<&'r TextsErased> {
    history.positions.iter().rev().find_map(|position| match &replica.at(*position)?.1.event {
        Event::Keeping(keeping::Event::TextsErased(erased)) => Some(erased),
        Event::Keeping(_)
        | Event::Dossier(_)
        | Event::FrameworkAdopted(_)
        | Event::Arrangement(_)
        | Event::Meeting(_)
        | Event::Mandate(_)
        | Event::Preparation(_) => None,
    })
}

fn by(name: &str, capacity: Capacity) -> By {
    By { actor: name.parse().expect("an actor"), capacity }
}
