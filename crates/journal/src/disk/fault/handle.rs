//! An open file and a held lock of the fault disk. Both end with the era of power in which they were made.

use std::{io, path::PathBuf, sync::MutexGuard};

use super::{
    Fault, FaultDisk,
    content::Change,
    world::{Operation, World},
};
use crate::disk::{DiskFile, Lock};

pub(super) struct Handle {
    pub(super) disk: FaultDisk,
    pub(super) id: usize,
    pub(super) era: u64,
}

pub(super) struct HeldLock {
    pub(super) disk: FaultDisk,
    pub(super) path: PathBuf,
    pub(super) era: u64,
}

impl Handle {
    fn world(&self) -> io::Result<MutexGuard<'_, World>> {
        let world = self.disk.world();
        world.powered()?;
        if world.era == self.era {
            Ok(world)
        } else {
            Err(io::Error::other("the file was open before a crash"))
        }
    }
}

impl DiskFile for Handle {
    fn len(&self) -> io::Result<u64> {
        Ok(self.world()?.files[self.id].now.len() as u64)
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let mut world = self.world()?;
        world.begin(Operation::Read)?.map_or(Ok(()), Fault::answer)?;
        let start = usize::try_from(offset).map_err(io::Error::other)?;
        let bytes = &world.files[self.id].now;
        let found = start.checked_add(buffer.len()).and_then(|end| bytes.get(start..end));
        buffer.copy_from_slice(found.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let mut world = self.world()?;
        let fault = world.begin(Operation::Write)?;
        let offset = usize::try_from(offset).map_err(io::Error::other)?;
        let room = world.room_for(self.id, offset, bytes.len());
        let written = fault.map_or(room, |fault| room.min(fault.written()));
        if written > 0 {
            world.files[self.id].apply(Change::Write { offset, bytes: bytes[..written].to_vec() });
        }
        match fault {
            Some(fault) => fault.answer(),
            None if room < bytes.len() => Err(io::ErrorKind::StorageFull.into()),
            None => Ok(()),
        }
    }

    fn truncate(&self, len: u64) -> io::Result<()> {
        let mut world = self.world()?;
        world.begin(Operation::Truncate)?.map_or(Ok(()), Fault::answer)?;
        let len = usize::try_from(len).map_err(io::Error::other)?;
        world.files[self.id].apply(Change::Truncate { len });
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut world = self.world()?;
        let fault = world.begin(Operation::Sync)?;
        world.files[self.id].sync(fault.is_none());
        fault.map_or(Ok(()), Fault::answer)
    }
}

impl Lock for HeldLock {}

impl Drop for HeldLock {
    fn drop(&mut self) {
        let mut world = self.disk.world();
        if world.era == self.era {
            world.locks.remove(&self.path);
        }
    }
}
