//! Everyone at work on two intakes, several on each dossier. A command that was not answered is sent again with the
//! same id, to the other intake, until somebody answers.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};

use tests::{chance::Chance, nodes::Node, people::Person};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep, timeout},
};
use tonic::{Code, Status};
use tonic_types::StatusExt as _;
use wire::v1::Receipt;

use super::{
    board::Board,
    operation::{End, Operation, Order, asked},
    reference::Answer,
};
use crate::commands::{Command, Desks, PARTY, Place, send};

/// How many write at the same time.
const WRITERS: usize = 24;
/// How many of them in one dossier. An odd number, so that every dossier has writers at both intakes.
const WRITERS_PER_DOSSIER: usize = 3;
/// The longest that somebody thinks before writing, in milliseconds.
const THINKING_MS_MAX: usize = 120;
/// How long an intake may take for an answer: longer than it takes itself to give an append up.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);
/// How long to wait before a command is sent again.
const AGAIN_AFTER: Duration = Duration::from_millis(100);
/// How often in a hundred somebody hangs up in the middle of a call, to ask the other intake at once.
const IMPATIENT_PERCENT: usize = 4;
/// The longest that they wait before that, in milliseconds.
const IMPATIENT_MS_MAX: usize = 20;
/// How often in a hundred somebody whose command was not answered leaves it at that.
const GIVES_UP_PERCENT: usize = 15;
/// How long those at work when everyone stops may still try.
const LAST_WORDS: Duration = Duration::from_secs(20);
/// How long a command that nobody waits for may take, when nothing is the matter.
const SETTLED_AFTER: Duration = Duration::from_secs(1);
/// How long it may take after a fault until both intakes acknowledge again.
const WORKS_AGAIN_WITHIN: Duration = Duration::from_secs(30);
/// How many acknowledgements make it sure.
const ACKNOWLEDGED_AGAIN: u64 = 20;

/// Everyone at work.
pub(super) struct Load {
    shared: Arc<Shared>,
    writers: JoinSet<Vec<Operation>>,
}

struct Shared {
    intakes: [Arc<Node>; 2],
    boards: Vec<Mutex<Board>>,
    order: Order,
    is_over: AtomicBool,
    /// How many commands each intake has acknowledged.
    acknowledged: [AtomicU64; 2],
    /// How many calls were not answered.
    unanswered: AtomicU64,
}

impl Load {
    /// Everyone begins. The same seed draws the same intentions.
    pub(super) fn begin(intakes: [Arc<Node>; 2], seed: u64) -> Self {
        let boards = (0..WRITERS / WRITERS_PER_DOSSIER).map(|_| Mutex::new(Board::new())).collect();
        let shared = Arc::new(Shared {
            intakes,
            boards,
            order: Order::default(),
            is_over: AtomicBool::new(false),
            acknowledged: Default::default(),
            unanswered: AtomicU64::new(0),
        });
        let mut writers = JoinSet::new();
        for number in 0..WRITERS {
            let chance = Chance::from_seed(seed ^ ((number as u64) << 32));
            writers.spawn(Arc::clone(&shared).write(number, chance));
        }
        Self { shared, writers }
    }

    /// Waits until both intakes acknowledge commands, from now on.
    ///
    /// # Panics
    /// If that takes too long.
    pub(super) async fn works_again(&self) {
        let now = || self.shared.acknowledged.each_ref().map(|count| count.load(SeqCst));
        let (before, begun) = (now(), Instant::now());
        while !now().iter().zip(before).all(|(now, before)| *now >= before + ACKNOWLEDGED_AGAIN) {
            assert!(begun.elapsed() < WORKS_AGAIN_WITHIN, "acknowledged {:?}, and before {before:?}", now());
            sleep(AGAIN_AFTER).await;
        }
        println!("works again after {:?}", begun.elapsed());
    }

    /// Everyone stops, and tells what they saw; and how many calls were not answered.
    pub(super) async fn end(self) -> (Vec<Operation>, u64) {
        self.shared.is_over.store(true, SeqCst);
        let operations = self.writers.join_all().await.into_iter().flatten().collect();
        // Whoever hung up last left an intake at work on it.
        sleep(SETTLED_AFTER).await;
        (operations, self.shared.unanswered.load(SeqCst))
    }
}

impl Shared {
    async fn write(self: Arc<Self>, number: usize, mut chance: Chance) -> Vec<Operation> {
        let (home, board) = (number % 2, &self.boards[number / WRITERS_PER_DOSSIER]);
        let mut operations = Vec::new();
        while !self.is_over.load(SeqCst) {
            sleep(Duration::from_millis(chance.below(THINKING_MS_MAX) as u64)).await;
            let desks = self.desks(home, &Person::Coordinator(PARTY.into()));
            let planned = board.lock().unwrap_or_else(PoisonError::into_inner).plan(&desks, &mut chance);
            let Some((dossier, command, by)) = planned else { continue };
            let mut operation = Operation {
                dossier,
                asked: asked(&command, &by),
                command,
                by,
                begin: self.order.next(),
                end: None,
            };
            self.carry_out(&mut operation, home, &mut chance).await;
            board.lock().unwrap_or_else(PoisonError::into_inner).learn(&operation);
            operations.push(operation);
        }
        operations
    }

    /// Sends a command until it is answered, or its sender has had enough.
    async fn carry_out(&self, operation: &mut Operation, home: usize, chance: &mut Chance) {
        let (mut at, mut is_broken_off, mut over) = (home, false, None);
        loop {
            let is_impatient = chance.percent(IMPATIENT_PERCENT);
            let patience = if is_impatient { impatience(chance) } else { ANSWER_WITHIN };
            match timeout(patience, self.send(operation, at)).await {
                // The intake that was asked before may still be at it, and decide on what comes after this.
                Ok(Some(End { answer: Answer::Refused { .. }, .. })) if is_broken_off => return,
                Ok(Some(end)) => {
                    if let Some(receipt) = &end.receipt {
                        operation.dossier = dossier_of(receipt);
                    }
                    operation.end = Some(end);
                    return;
                }
                Ok(None) => sleep(AGAIN_AFTER).await,
                Err(_) => is_broken_off = true,
            }
            self.unanswered.fetch_add(1, SeqCst);
            if self.is_over.load(SeqCst) && over.get_or_insert_with(Instant::now).elapsed() > LAST_WORDS
                || chance.percent(GIVES_UP_PERCENT)
            {
                return;
            }
            at = 1 - at;
        }
    }

    /// Sends a command to an intake. None: it did not answer.
    async fn send(&self, operation: &Operation, at: usize) -> Option<End> {
        let (answer, receipt, place) = match send(&operation.command, &self.desks(at, &operation.by)).await {
            Ok((receipt, place)) => {
                self.acknowledged[at].fetch_add(1, SeqCst);
                let ends = matches!(place, Some(Place::Nowhere));
                (Answer::Recorded { revision: receipt.revision, ends }, Some(receipt), place)
            }
            Err(status) if is_refusal(&status) => (refused(&status), None, None),
            Err(_) => return None,
        };
        Some(End { at: self.order.next(), answer, receipt, place })
    }

    fn desks(&self, at: usize, by: &Person) -> Desks {
        Desks::of(by.clone(), |person| self.intakes[at].user(person))
    }
}

fn impatience(chance: &mut Chance) -> Duration {
    Duration::from_millis(chance.below(IMPATIENT_MS_MAX) as u64)
}

/// Sends a command that was acknowledged once more.
pub(super) async fn repeat(intake: &Node, by: &Person, command: &Command) -> Result<Receipt, Status> {
    let desks = Desks::of(by.clone(), |person| intake.user(person));
    Ok(send(command, &desks).await?.0)
}

fn dossier_of(receipt: &Receipt) -> String {
    receipt.history_id.strip_prefix("dossier.").expect("the history of a dossier").to_owned()
}

/// Whether a rule said no, or somebody else was first: nothing was carried out, and nothing will be.
///
/// # Panics
/// If it is something that must not happen at all.
fn is_refusal(status: &Status) -> bool {
    let details = status.get_error_details();
    let Some(info) = details.error_info() else { return false };
    let refusals = [Code::FailedPrecondition, Code::PermissionDenied, Code::Aborted];
    let is_refusal = refusals.contains(&status.code());
    let may_pass = status.code() == Code::Unavailable && info.reason != "JOURNAL_POISONED";
    assert!(is_refusal || may_pass, "this must not happen: {status:?}");
    is_refusal
}

fn refused(status: &Status) -> Answer {
    let details = status.get_error_details();
    let info = details.error_info().expect("a refusal says why");
    let found = info.metadata.get("found").and_then(|found| found.parse().ok());
    Answer::Refused { reason: info.reason.clone(), found }
}
