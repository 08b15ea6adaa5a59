//! Loss of power at any moment, over many seeds: what was acknowledged or shown is there, in one piece, and nothing
//! is there that nobody appended.

use std::collections::BTreeMap;

use domain::ids::CommandId;
use journal::{
    Entry, FileJournal, Journal, Stored, append,
    contract::{dossier, entry},
    disk::{Fault, FaultDisk},
    file::{Options, Writing},
};
use record::Position;

use crate::support::{all, explained, open_with};

const DOSSIERS: u64 = 5;
const LIVES: u64 = 5;

/// What the outside knows of a journal: what it sent, and what it was told.
#[derive(Default)]
struct Outside {
    sent: BTreeMap<CommandId, Entry>,
    told: BTreeMap<Position, Entry>,
    commands: u64,
}

impl Outside {
    /// Appends until the disk fails, in bursts of entries that do not wait for each other.
    async fn live(&mut self, journal: &FileJournal, throws: &mut Throws) {
        for _ in 0..12 {
            let mut tails = BTreeMap::new();
            let mut answers = Vec::new();
            for _ in 0..throws.up_to(8) {
                let entry = self.next_entry(journal, &mut tails, throws).await;
                answers.push((entry.clone(), journal.append(entry)));
            }
            for (entry, answer) in answers {
                match answer.await {
                    Ok(position) => self.remember(position, entry),
                    Err(append::Error::Repeated { position }) => self.remember(position, entry),
                    Err(_) => {}
                }
            }
            if throws.up_to(2) == 0 && journal.head() > Position::START {
                let after = Position(throws.up_to(journal.head().0 - 1));
                self.see(&journal.follow(after).next().await.unwrap_or_default());
            }
        }
    }

    async fn next_entry(
        &mut self,
        journal: &FileJournal,
        tails: &mut BTreeMap<u64, u64>,
        throws: &mut Throws,
    ) -> Entry {
        if throws.up_to(9) == 0 && !self.sent.is_empty() {
            let nth = usize::try_from(throws.up_to(self.sent.len() as u64 - 1)).unwrap();
            return self.sent.values().nth(nth).unwrap().clone();
        }
        let number = throws.up_to(DOSSIERS - 1);
        let tail = match tails.get(&number) {
            Some(tail) => *tail,
            // The power may be off.
            None => journal.read(&dossier(number.into())).await.unwrap_or_default().len() as u64,
        };
        tails.insert(number, tail + 1);
        self.commands += 1;
        let words = "woorden ".repeat(usize::try_from(throws.up_to(60)).unwrap());
        let texts = format!("[\"{words}\"]").into();
        let entry = Entry { texts, ..entry(&dossier(number.into()), tail + 1, self.commands.into()) };
        self.sent.insert(entry.command, entry.clone());
        entry
    }

    fn see(&mut self, records: &[Stored]) {
        for record in records {
            self.remember(record.position, record.entry.clone());
        }
    }

    fn remember(&mut self, position: Position, entry: Entry) {
        let known = self.told.entry(position).or_insert_with(|| entry.clone());
        assert_eq!(known, &entry, "a position never changes its record");
    }

    /// After power has come back and the journal is open.
    fn invariant_all_told_is_stored(&self, stored: &[Stored]) {
        for (position, entry) in &self.told {
            let found = stored.get(usize::try_from(position.0).unwrap() - 1);
            assert_eq!(found.map(|record| &record.entry), Some(entry), "position {position}");
        }
    }

    fn invariant_all_stored_was_sent(&self, stored: &[Stored]) {
        for Stored { position, entry } in stored {
            assert_eq!(self.sent.get(&entry.command), Some(entry), "position {position}");
        }
    }
}

/// The splitmix64 generator, so that a seed tells the whole story.
struct Throws(u64);

impl Throws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn up_to(&mut self, most: u64) -> u64 {
        self.next() % (most + 1)
    }
}

/// Some lives of a journal, each ended by a loss of power, and what is stored in the end.
async fn lives(seed: u64, writing: Writing) -> Vec<Stored> {
    let disk = FaultDisk::new();
    let mut throws = Throws(seed);
    let mut outside = Outside::default();
    for life in 0..LIVES {
        let options = Options { segment_bytes: 2_000, writing, ..Options::default() };
        if throws.up_to(1) == 0 {
            let faults = [
                Fault::SyncIo,
                Fault::SyncDirectoryIo,
                Fault::CreateFull,
                Fault::WriteFull { written: 70 },
                Fault::WriteIo { written: 170 },
            ];
            let fault = faults[usize::try_from(throws.up_to(4)).unwrap()];
            disk.fail(throws.up_to(15) + 1, fault);
        }
        disk.power_off_at(throws.up_to(60) + 1);
        // The power may go off while the journal is being opened, too.
        if let Ok(journal) = open_with(&disk, options.clone()) {
            outside.live(&journal, &mut throws).await;
        }
        if throws.up_to(3) > 0 || life + 1 == LIVES {
            disk.crash(throws.next());
        } else {
            // Only the process died. Power goes on, and with it what the device was never asked to keep.
            disk.mend();
        }
        let journal =
            open_with(&disk, options).unwrap_or_else(|error| panic!("seed {seed}: {}", explained(&error)));
        let stored = all(&journal).await;
        outside.invariant_all_told_is_stored(&stored);
        outside.invariant_all_stored_was_sent(&stored);
        outside.see(&stored);
    }
    all(&open_with(&disk, Options::default()).unwrap()).await
}

#[tokio::test]
async fn what_was_acknowledged_or_shown_survives_every_loss_of_power() {
    for seed in 0..400 {
        lives(seed, Writing::OnThread).await;
    }
}

#[tokio::test]
async fn writing_in_the_call_survives_every_loss_of_power() {
    for seed in 10_000..10_400 {
        lives(seed, Writing::InCall).await;
    }
}

#[tokio::test]
async fn the_same_seed_tells_the_same_story() {
    let mut stored = 0;
    for seed in 0..20 {
        let once = lives(seed, Writing::InCall).await;
        assert_eq!(once, lives(seed, Writing::InCall).await, "seed {seed}");
        stored += once.len();
    }
    assert!(stored > 200, "the stories are about something: {stored}");
}
