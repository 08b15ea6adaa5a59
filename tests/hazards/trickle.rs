//! A steady trickle of appends over many histories, with someone who reads and someone who follows; and what must be true of
//! it afterwards, whatever happened to the servers.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};

use domain::ids::CommandId;
use journal::{
    Journal, Stored,
    append::Error,
    contract::dossier,
    follow,
    jetstream::{JetStreamJournal, Options},
    read,
};
use record::Position;
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep},
};

use crate::ground::{everything, open, record, until};

const WRITERS: u128 = 6;
/// Between two appends of one writer.
const PAUSE: Duration = Duration::from_millis(15);
/// Histories and commands of one writer have numbers below this.
const NUMBERS: u128 = 1_000_000;

/// What the journal said of the commands of a writer.
#[derive(Default)]
pub(crate) struct Said {
    acknowledged: HashMap<CommandId, Position>,
    unclear: HashSet<CommandId>,
    /// Of these it said that nothing was stored.
    refused: HashSet<CommandId>,
    longest: Duration,
}

/// Writers, a reader and a follower at work.
pub(crate) struct Trickle {
    journal: Arc<JetStreamJournal>,
    ends: Arc<AtomicBool>,
    acknowledged: Arc<AtomicU64>,
    writers: Vec<JoinHandle<Said>>,
    reader: JoinHandle<u64>,
    follower: JoinHandle<Vec<Stored>>,
}

impl Trickle {
    pub(crate) async fn begin(options: &Options) -> Self {
        let journal = Arc::new(open(options).await);
        let (ends, acknowledged) = (Arc::<AtomicBool>::default(), Arc::<AtomicU64>::default());
        let write = |number| {
            tokio::spawn(write(Arc::clone(&journal), Arc::clone(&ends), Arc::clone(&acknowledged), number))
        };
        let writers = (1..=WRITERS).map(write).collect();
        let reader = tokio::spawn(read(Arc::clone(&journal), Arc::clone(&ends)));
        let follower = tokio::spawn(follow(Arc::clone(&journal), Arc::clone(&ends)));
        let trickle = Self { journal, ends, acknowledged, writers, reader, follower };
        trickle.goes_on("at first").await;
        trickle
    }

    /// Waits until a good deal more is acknowledged.
    pub(crate) async fn goes_on(&self, when: &str) {
        let before = self.acknowledged.load(SeqCst);
        let more = async || self.acknowledged.load(SeqCst) >= before + 100;
        println!("{when}: goes on after {:?}", until("appends are acknowledged", more).await);
    }

    pub(crate) fn journal(&self) -> &JetStreamJournal {
        &self.journal
    }

    /// Ends it, and asserts what must be true.
    pub(crate) async fn end(self, options: &Options) {
        self.ends.store(true, SeqCst);
        let mut all = Said::default();
        for writer in self.writers {
            let said = writer.await.expect("a writer ends");
            all.acknowledged.extend(said.acknowledged);
            all.unclear.extend(said.unclear);
            all.refused.extend(said.refused);
            all.longest = all.longest.max(said.longest);
        }
        let reads = self.reader.await.expect("the reader ends");
        // What is unclear may still come in.
        sleep(Duration::from_secs(1)).await;
        let stored = everything(options).await;
        println!(
            "{} stored, {} acknowledged, {} unclear, {} refused, {reads} reads; the longest append took {:?}",
            stored.len(),
            all.acknowledged.len(),
            all.unclear.len(),
            all.refused.len(),
            all.longest
        );
        let mut found = HashMap::new();
        for (record, expected) in stored.iter().zip(1..) {
            assert_eq!(record.position, Position(expected), "no gap");
            assert_eq!(found.insert(record.entry.command, record.position), None, "a command is stored once");
        }
        for (command, position) in &all.acknowledged {
            assert_eq!(found.get(command), Some(position), "what was acknowledged stands where it was said");
        }
        for command in found.keys().filter(|command| !all.acknowledged.contains_key(command)) {
            assert!(!all.refused.contains(command), "nothing was stored, it was said");
            assert!(all.unclear.contains(command), "nothing is there that nobody asked for");
        }
        let followed = self.follower.await.expect("the follower ends");
        assert!(followed.iter().eq(stored.iter().take(followed.len())), "the follower saw the same");
        assert!(!followed.is_empty());
    }
}

/// Appends one after another. After an append of which nothing is known the writer begins another history.
async fn write(
    journal: Arc<JetStreamJournal>,
    ends: Arc<AtomicBool>,
    acknowledged: Arc<AtomicU64>,
    number: u128,
) -> Said {
    let mut said = Said::default();
    let (mut history, mut revision, mut command) = (number * NUMBERS, 1, number * NUMBERS);
    while !ends.load(SeqCst) {
        command += 1;
        let entry = record(history, revision, command);
        let (id, begun) = (entry.command, Instant::now());
        let answer = journal.append(entry).await;
        said.longest = said.longest.max(begun.elapsed());
        match answer {
            Ok(position) => {
                said.acknowledged.insert(id, position);
                acknowledged.fetch_add(1, SeqCst);
                revision += 1;
            }
            Err(Error::Unclear) => {
                said.unclear.insert(id);
                (history, revision) = (history + 1, 1);
            }
            Err(Error::CutOff { .. }) => {
                said.refused.insert(id);
            }
            Err(error) => panic!("nobody else writes to {history}, yet at revision {revision}: {error}"),
        }
        sleep(PAUSE).await;
    }
    said
}

/// Reads what a writer began with again and again. What was read once is never gone; a server that answers nothing is an
/// error that may be tried again.
async fn read(journal: Arc<JetStreamJournal>, ends: Arc<AtomicBool>) -> u64 {
    let (mut reads, mut seen) = (0, vec![0; 1 + WRITERS as usize]);
    while !ends.load(SeqCst) {
        for writer in 1..=WRITERS {
            match journal.read(&dossier(writer * NUMBERS)).await {
                Ok(records) => {
                    let before = &mut seen[writer as usize];
                    assert!(records.len() >= *before, "writer {writer}: {} after {before}", records.len());
                    *before = records.len();
                    reads += 1;
                }
                Err(read::Error::Unavailable { .. }) => {}
                Err(error @ read::Error::Damaged { .. }) => panic!("{}", crate::ground::told(&error)),
            }
            let head = journal.head();
            match journal.at(head).await {
                Ok(found) => assert_eq!(found.map(|it| it.position), (head.0 > 0).then_some(head)),
                Err(read::Error::Unavailable { .. }) => {}
                Err(error @ read::Error::Damaged { .. }) => panic!("{}", crate::ground::told(&error)),
            }
        }
        sleep(PAUSE).await;
    }
    reads
}

/// Follows from the start.
async fn follow(journal: Arc<JetStreamJournal>, ends: Arc<AtomicBool>) -> Vec<Stored> {
    let (mut follower, mut followed) = (journal.follow(Position::START), Vec::new());
    while !ends.load(SeqCst) {
        match tokio::time::timeout(Duration::from_secs(1), follower.next()).await {
            Err(_) => {}
            Ok(Ok(records)) => followed.extend(records),
            Ok(Err(follow::Error::Read(read::Error::Unavailable { .. }))) => sleep(PAUSE).await,
            Ok(Err(error)) => panic!("{}", crate::ground::told(&error)),
        }
    }
    followed
}
