//! The contract, on every journal of this crate.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use journal::{
    BoxFuture, FileJournal, Journal, MemoryJournal,
    contract::Factory,
    disk::{Disk, FaultDisk, RealDisk},
    file::{Options, Writing},
};
use record::LogId;
use uuid::Uuid;

mod memory {
    use super::*;

    journal::contract_tests!(Memory);
}

mod file_on_the_fault_disk {
    use super::*;

    journal::contract_tests!(OnFaultDisk { options: Options::default() });
}

mod file_with_small_segments {
    use super::*;

    journal::contract_tests!(OnFaultDisk { options: Options { segment_bytes: 1_000, ..Options::default() } });
}

mod file_writing_in_the_call {
    use super::*;

    journal::contract_tests!(OnFaultDisk {
        options: Options { writing: Writing::InCall, ..Options::default() }
    });
}

mod file_on_the_real_disk {
    use super::*;

    journal::contract_tests!(OnRealDisk::new());
}

struct Memory;

impl Factory for Memory {
    fn empty(&self) -> BoxFuture<'_, Arc<dyn Journal>> {
        let journal: Arc<dyn Journal> = Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(1))));
        Box::pin(async move { journal })
    }
}

struct OnFaultDisk {
    options: Options,
}

impl Factory for OnFaultDisk {
    fn empty(&self) -> BoxFuture<'_, Arc<dyn Journal>> {
        let directory = PathBuf::from("/journal");
        Box::pin(async move { open(directory, Arc::new(FaultDisk::new()), self.options.clone()) })
    }
}

/// Directories under the target directory, which go when the test has passed.
struct OnRealDisk {
    directory: PathBuf,
    made: AtomicUsize,
}

impl OnRealDisk {
    fn new() -> Self {
        let name = format!("contract-{}", Uuid::new_v4());
        Self { directory: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name), made: AtomicUsize::new(0) }
    }
}

impl Factory for OnRealDisk {
    fn empty(&self) -> BoxFuture<'_, Arc<dyn Journal>> {
        let directory = self.directory.join(self.made.fetch_add(1, Ordering::Relaxed).to_string());
        Box::pin(async move { open(directory, Arc::new(RealDisk), Options::default()) })
    }
}

impl Drop for OnRealDisk {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.directory).expect("the directory was made by this test");
    }
}

fn open(directory: PathBuf, disk: Arc<dyn Disk>, options: Options) -> Arc<dyn Journal> {
    Arc::new(FileJournal::open(&directory, disk, options).expect("an empty journal opens"))
}
