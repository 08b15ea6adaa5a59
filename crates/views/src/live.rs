//! A view in use: what is in memory of it, and its store.

use domain::ids::CommandId;
use jiff::Timestamp;
use record::{LogId, Position};

use crate::{
    checkpoint::{Checkpoint, Counts},
    chronicle::Chronicle,
    index::{Dossiers, Frameworks, Moments, Register, Visits},
    names::Names,
    store::{Error, Store, Writer},
};

#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) store: Store,
    pub(crate) names: Names,
    pub(crate) frameworks: Frameworks,
    pub(crate) dossiers: Dossiers,
    pub(crate) visits: Visits,
    pub(crate) moments: Moments,
    pub(crate) register: Register,
    pub(crate) chronicle: Chronicle,
    log: LogId,
    version: u32,
    position: Position,
    latest: Option<Timestamp>,
    last: Option<CommandId>,
    /// Words were erased that the store has had.
    pub(crate) is_stained: bool,
    /// The position of the last writing.
    saved: Position,
}

/// Why a directory is not the view that was looked for.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unfit {
    #[error(transparent)]
    Store(#[from] Error),
    #[error("its first building was broken off")]
    Unfinished,
    #[error("it was made from journal {0}")]
    OtherLog(LogId),
    #[error("it is of version {0}")]
    OtherVersion(u32),
    #[error("it is at position {0}, beyond the journal's end")]
    Ahead(Position),
    #[error("opening it failed: {0}")]
    Panicked(String),
}

impl Live {
    /// Reads what is needed in memory, as it was at the checkpoint.
    pub(crate) fn load(store: Store, log: LogId, version: u32, head: Position) -> Result<Self, Unfit> {
        let checkpoint = match Checkpoint::load(&store)? {
            Some(checkpoint) => checkpoint,
            None if store.is_empty()? => Checkpoint::start(log, version),
            None => return Err(Unfit::Unfinished),
        };
        if checkpoint.log != log {
            return Err(Unfit::OtherLog(checkpoint.log));
        }
        if checkpoint.version != version {
            return Err(Unfit::OtherVersion(checkpoint.version));
        }
        if checkpoint.position > head {
            return Err(Unfit::Ahead(checkpoint.position));
        }
        let names = Names::load(&store)?;
        let frameworks = Frameworks::load(&store, &checkpoint)?;
        Ok(Self {
            dossiers: Dossiers::load(&store, &checkpoint, &names, &frameworks)?,
            visits: Visits::load(&store, &checkpoint)?,
            moments: Moments::load(&store, &checkpoint)?,
            register: Register::load(&store, &checkpoint)?,
            chronicle: Chronicle::load(&store, &checkpoint)?,
            names,
            frameworks,
            store,
            log,
            version,
            position: checkpoint.position,
            latest: checkpoint.latest,
            last: checkpoint.last,
            is_stained: checkpoint.is_stained,
            saved: checkpoint.position,
        })
    }

    /// The last position that is applied.
    pub(crate) fn position(&self) -> Position {
        self.position
    }

    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            log: self.log,
            position: self.position,
            version: self.version,
            latest: self.latest,
            last: self.last,
            is_stained: self.is_stained,
            counts: Counts {
                dossiers: self.dossiers.len(),
                visits: self.visits.total(),
                register: self.register.len(),
                chronicle: self.chronicle.len(),
                frameworks: self.frameworks.len(),
            },
        }
    }

    /// A record has been applied in every part.
    pub(crate) fn applied(&mut self, position: Position, now: Timestamp, command: CommandId) {
        self.position = position;
        self.latest = Some(self.latest.map_or(now, |latest| latest.max(now)));
        self.last = Some(command);
    }

    /// About how much waits to be written, in bytes.
    pub(crate) fn dirty_bytes(&self) -> usize {
        self.dossiers.dirty_bytes()
            + self.visits.dirty_bytes()
            + self.moments.dirty_bytes()
            + self.register.dirty_bytes()
            + self.chronicle.dirty_bytes()
            + self.frameworks.dirty_bytes()
    }

    /// Whether the store lags behind.
    pub(crate) fn is_dirty(&self) -> bool {
        self.saved < self.position
    }

    /// Writes everything that changed. The checkpoint is in the last batch; a crash before that leaves the store
    /// ahead of its checkpoint, and loading puts it back.
    pub(crate) fn write(&self) -> Result<(), Error> {
        if self.is_stained {
            self.stain()?;
        }
        let mut writer = Writer::new(&self.store);
        self.names.write(&mut writer)?;
        self.frameworks.write(&mut writer)?;
        self.dossiers.write(&self.store, &mut writer)?;
        self.visits.write(&mut writer)?;
        self.moments.write(&mut writer)?;
        self.register.write(&mut writer)?;
        self.chronicle.write(&mut writer)?;
        self.checkpoint().write(&mut writer)?;
        writer.finish()
    }

    /// Says in the store that it has had words which were erased, before any row is written without them.
    fn stain(&self) -> Result<(), Error> {
        // A store that never came to a checkpoint is begun anew after a crash.
        let Some(kept) = Checkpoint::load(&self.store)?.filter(|kept| !kept.is_stained) else {
            return Ok(());
        };
        let mut writer = Writer::new(&self.store);
        Checkpoint { is_stained: true, ..kept }.write(&mut writer)?;
        writer.finish()
    }

    /// Everything is in the store now.
    pub(crate) fn written(&mut self) {
        self.names.written();
        self.frameworks.written();
        self.dossiers.written();
        self.visits.written();
        self.moments.written();
        self.register.written();
        self.chronicle.written();
        self.saved = self.position;
    }
}
