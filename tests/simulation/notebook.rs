//! What the world outside the journal knows: every order that was sent, and what was answered.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::ids::CommandId;
use intake::{Error, Order, Receipt};
use journal::append;
use record::{HistoryId, Position};

use crate::ask::Ask;

/// Every order, in the order of sending.
#[derive(Default)]
pub(crate) struct Notebook {
    pub(crate) sent: Vec<Sent>,
    /// Which order has these texts. No two have the same.
    by_texts: BTreeMap<Bytes, usize>,
    by_command: BTreeMap<CommandId, Vec<usize>>,
}

/// One order.
pub(crate) struct Sent {
    pub(crate) order: Order,
    /// Two orders with the same content to the same history ask the same.
    pub(crate) content: u64,
    /// Which intake it was sent to: every start makes another one.
    pub(crate) intake: usize,
    pub(crate) begun: Moment,
    /// `None` while it is on its way.
    pub(crate) answered: Option<Answered>,
    /// The step at which it was answered.
    pub(crate) ended_step: usize,
}

/// A place in the simulation's time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The journal's head.
    pub(crate) head: Position,
    /// The head of so long ago that every intake has read what frameworks there were then.
    pub(crate) known_for_long: Position,
    /// Every erasure up to here was carried out.
    pub(crate) erased: Position,
    /// The world's clock.
    pub(crate) clock: usize,
    /// The step of the simulation.
    pub(crate) step: usize,
}

/// What became of an order, as its client knows it.
pub(crate) enum Answered {
    /// It was carried out.
    Done(Box<Receipt>),
    /// A rule said no.
    Refused(Error),
    /// It failed, and nothing was stored.
    Failed(Error),
    /// Nobody knows: a repeat will tell.
    Unclear(String),
}

impl Notebook {
    /// Writes down that an order is sent; gives its number.
    pub(crate) fn send(&mut self, ask: &Ask, order: Order, intake: usize, begun: Moment) -> usize {
        let number = self.sent.len();
        let before = self.by_texts.insert(order.texts.clone(), number);
        assert!(before.is_none(), "every order has texts of its own");
        self.by_command.entry(order.id).or_default().push(number);
        let content = ask.content;
        self.sent.push(Sent { order, content, intake, begun, answered: None, ended_step: 0 });
        number
    }

    /// The order that a record came to be by.
    pub(crate) fn by_texts(&self, texts: &Bytes) -> Option<&Sent> {
        self.by_texts.get(texts).map(|number| &self.sent[*number])
    }

    /// Every order with this command id.
    pub(crate) fn of(&self, command: CommandId) -> impl Iterator<Item = &Sent> {
        self.by_command.get(&command).into_iter().flatten().map(|number| &self.sent[*number])
    }

    /// The last position that an intake had acknowledged in a history before a step.
    pub(crate) fn acknowledged_by(&self, intake: usize, history: &HistoryId, step: usize) -> Position {
        let to = |sent: &&Sent| sent.intake == intake && sent.order.history == *history;
        let before = self.sent.iter().filter(to).filter(|sent| sent.ended_step < step);
        let position = |sent: &Sent| match &sent.answered {
            Some(Answered::Done(receipt)) => Some(receipt.position),
            Some(Answered::Refused(_) | Answered::Failed(_) | Answered::Unclear(_)) | None => None,
        };
        before.filter_map(position).max().unwrap_or_default()
    }

    /// Whether something of this command may still be on its way to the journal, although nobody waits for it.
    pub(crate) fn is_unclear(&self, command: CommandId) -> bool {
        self.of(command).any(|sent| matches!(sent.answered, None | Some(Answered::Unclear(_))))
    }

    /// Whether nobody was ever told what became of a command that may be stored.
    pub(crate) fn is_in_doubt(&self, command: CommandId) -> bool {
        let told = |sent: &Sent| matches!(sent.answered, Some(Answered::Done(_) | Answered::Refused(_)));
        self.is_unclear(command) && !self.of(command).last().is_some_and(told)
    }

    /// The client's view of an answer.
    pub(crate) fn answered(answer: Result<Receipt, Error>) -> Answered {
        let error = match answer {
            Ok(receipt) => return Answered::Done(Box::new(receipt)),
            Err(error) => error,
        };
        if error.refusal().is_some() {
            return Answered::Refused(error);
        }
        match &error {
            Error::Append(append::Error::Unclear | append::Error::Poisoned { .. }) => {
                Answered::Unclear(crate::explained(&error))
            }
            Error::Append(
                append::Error::Overloaded
                | append::Error::Full
                | append::Error::Conflict { .. }
                | append::Error::CutOff { .. },
            )
            | Error::Read(_) => Answered::Failed(error),
            // Nothing that a client of these simulations asks can lead to any of the others.
            Error::Append(_)
            | Error::Undecodable { .. }
            | Error::TextsLost { .. }
            | Error::FrameworkLost { .. }
            | Error::Dossier(_)
            | Error::Adoption(_)
            | Error::Arrangement(_)
            | Error::Meeting(_)
            | Error::Mandate(_)
            | Error::Preparation(_)
            | Error::Keeping(_)
            | Error::FrameworkUnknown { .. }
            | Error::Stale { .. }
            | Error::CommandIdReused { .. }
            | Error::TooLarge(_) => panic!("an answer that cannot be: {}", crate::explained(&error)),
        }
    }
}

impl Sent {
    /// Whether both ask the same of the same history.
    pub(crate) fn asks_as(&self, other: &Self) -> bool {
        (self.content, &self.order.history) == (other.content, &other.order.history)
    }
}

impl Answered {
    /// For the trace.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Done(receipt) => {
                let again = if receipt.repeated { " (again)" } else { "" };
                format!("done at {}, revision {}{again}", receipt.position, receipt.revision)
            }
            Self::Refused(error) => format!("refused: {}", error.refusal().unwrap_or_default()),
            Self::Failed(error) => format!("failed: {}", crate::explained(error)),
            Self::Unclear(told) => format!("unclear: {told}"),
        }
    }
}
