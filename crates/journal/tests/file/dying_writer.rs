//! A broken invariant kills the writer: nobody waits for it, and reading goes on.

use std::{
    io,
    path::Path,
    sync::{
        Arc, Barrier,
        atomic::{AtomicBool, Ordering},
    },
};

use journal::{
    FileJournal, Health, Journal, append,
    disk::{Disk, DiskFile, FaultDisk, Lock},
    file::Options,
};
use record::Position;

use crate::support::{all, directory, numbered};

/// A disk whose next write panics when it is armed, after the test has been told that the writer is at work.
#[derive(Clone)]
struct Deadly {
    disk: FaultDisk,
    armed: Arc<AtomicBool>,
    at_work: Arc<Barrier>,
    go_on: Arc<Barrier>,
}

struct DeadlyFile {
    file: Arc<dyn DiskFile>,
    deadly: Deadly,
}

impl Deadly {
    fn file(&self, file: Arc<dyn DiskFile>) -> Arc<dyn DiskFile> {
        Arc::new(DeadlyFile { file, deadly: self.clone() })
    }
}

impl Disk for Deadly {
    fn create_directory(&self, directory: &Path) -> io::Result<()> {
        self.disk.create_directory(directory)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Lock>>> {
        self.disk.lock(path)
    }

    fn list(&self, directory: &Path) -> io::Result<Vec<String>> {
        self.disk.list(directory)
    }

    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        self.disk.create(path).map(|file| self.file(file))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        self.disk.open(path).map(|file| self.file(file))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }

    fn remove_directory(&self, directory: &Path) -> io::Result<()> {
        self.disk.remove_directory(directory)
    }

    fn sync_directory(&self, directory: &Path) -> io::Result<()> {
        self.disk.sync_directory(directory)
    }
}

impl DiskFile for DeadlyFile {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        self.file.read_at(buffer, offset)
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        if self.deadly.armed.load(Ordering::SeqCst) {
            self.deadly.at_work.wait();
            self.deadly.go_on.wait();
            panic!("the writer dies, as planned");
        }
        self.file.write_at(bytes, offset)
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        self.file.truncate(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()
    }
}

#[tokio::test]
async fn when_the_writer_dies_everyone_is_told_and_reading_goes_on() {
    let barrier = || Arc::new(Barrier::new(2));
    let disk = FaultDisk::new();
    let deadly = Deadly { disk, armed: Arc::default(), at_work: barrier(), go_on: barrier() };
    let journal = FileJournal::open(directory(), Arc::new(deadly.clone()), Options::default()).unwrap();
    for number in 1..=3 {
        journal.append(numbered(number)).await.unwrap();
    }
    deadly.armed.store(true, Ordering::SeqCst);
    let mut answers = vec![journal.append(numbered(4))];
    deadly.at_work.wait();
    answers.extend((5..=9).map(|number| journal.append(numbered(number))));
    assert_eq!(all(&journal).await.len(), 3, "what is being written is not shown");
    deadly.go_on.wait();
    for answer in answers {
        assert!(matches!(answer.await, Err(append::Error::Poisoned { .. })));
    }
    assert!(matches!(journal.append(numbered(4)).await, Err(append::Error::Poisoned { .. })));
    assert!(matches!(journal.health(), Health::Poisoned { .. }));
    assert_eq!(all(&journal).await.len(), 3);
    assert_eq!(journal.find(numbered(4).command).await.unwrap(), None);
    drop(journal);
    deadly.armed.store(false, Ordering::SeqCst);
    let journal = FileJournal::open(directory(), Arc::new(deadly), Options::default()).unwrap();
    assert_eq!(journal.append(numbered(4)).await, Ok(Position(4)));
}
