//! One file of the fault disk: its bytes as they read now, and as they would come back after a crash.

use crate::dice::Dice;

/// What a device writes whole or tears.
const SECTOR_BYTES: usize = 512;

#[derive(Default)]
pub(super) struct Content {
    /// What a reader gets.
    pub(super) now: Vec<u8>,
    /// What comes back for certain.
    durable: Vec<u8>,
    /// What may come back, oldest first.
    unsynced: Vec<Change>,
}

pub(super) enum Change {
    Write { offset: usize, bytes: Vec<u8> },
    Truncate { len: usize },
}

impl Content {
    pub(super) fn apply(&mut self, change: Change) {
        change.apply(&mut self.now);
        self.unsynced.push(change);
    }

    /// A sync that failed has lost what it should have kept: it can still be read, but no later sync brings it
    /// to the device.
    pub(super) fn sync(&mut self, succeeded: bool) {
        for change in self.unsynced.drain(..).filter(|_| succeeded) {
            change.apply(&mut self.durable);
        }
    }

    pub(super) fn crash(&mut self, dice: &mut Dice) {
        let whole = dice.up_to(self.unsynced.len());
        for (nth, change) in self.unsynced.drain(..).enumerate() {
            if nth < whole {
                change.apply(&mut self.durable);
            } else if nth == whole {
                change.tear(&mut self.durable, dice);
            }
        }
        self.now.clone_from(&self.durable);
    }

    /// Changes the file behind everybody's back. What was not synced counts as synced.
    pub(super) fn tamper(&mut self, change: impl FnOnce(&mut Vec<u8>)) {
        change(&mut self.now);
        self.durable.clone_from(&self.now);
        self.unsynced.clear();
    }
}

impl Change {
    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => {
                let end = offset + bytes.len();
                if to.len() < end {
                    to.resize(end, 0);
                }
                to[*offset..end].copy_from_slice(bytes);
            }
            Self::Truncate { len } => to.resize(*len, 0),
        }
    }

    fn tear(self, to: &mut Vec<u8>, dice: &mut Dice) {
        let Self::Write { offset, mut bytes } = self else {
            return;
        };
        let kept = dice.up_to(bytes.len());
        match dice.up_to(3) {
            0 => {
                // The sector in which the write broke off holds anything, except where it rewrites what stood there.
                let sector_end = ((offset + kept) / SECTOR_BYTES + 1) * SECTOR_BYTES;
                bytes.truncate(sector_end - offset);
                for (nth, byte) in bytes.iter_mut().enumerate().skip(kept) {
                    if to.get(offset + nth) != Some(byte) {
                        *byte = dice.throw().to_le_bytes()[0];
                    }
                }
            }
            // The length reached the device and the new bytes did not.
            1 => {
                let old = to.get(offset + kept..).unwrap_or_default();
                let old = old.iter().copied().chain(std::iter::repeat(0));
                bytes[kept..].iter_mut().zip(old).for_each(|(byte, old)| *byte = old);
            }
            _ => bytes.truncate(kept),
        }
        Self::Write { offset, bytes }.apply(to);
    }
}
