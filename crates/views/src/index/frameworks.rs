//! The adopted framework versions, in the order of adoption. All in memory: a region adopts one in a year.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{count, place};
use crate::{
    checkpoint::Checkpoint,
    fact::Day,
    store::{self, Error, Key, Store, Writer},
};

/// One adopted version.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Adopted {
    pub(crate) position: u64,
    pub(crate) framework: u32,
    pub(crate) supersedes: Option<Arc<str>>,
    pub(crate) effective_from: Day,
    pub(crate) prefix: Arc<str>,
    /// The file, unless it was erased.
    pub(crate) file: Option<Arc<str>>,
}

#[derive(Debug, Default)]
pub(crate) struct Frameworks {
    adopted: Vec<Adopted>,
    /// How many of them are in the store.
    saved: usize,
}

impl Frameworks {
    pub(crate) fn load(store: &Store, checkpoint: &Checkpoint) -> Result<Self, Error> {
        let mut adopted: Vec<Adopted> = Vec::new();
        for kept in store.scan(Key::FRAMEWORK) {
            let (key, value) = kept?;
            if key != Key::Framework(count(adopted.len())) {
                return Err(Error::damaged("an adopted framework is missing"));
            }
            adopted.push(store::decoded(&value)?);
        }
        let counted = place(checkpoint.counts.frameworks);
        if adopted.len() < counted {
            return Err(Error::damaged("there are fewer frameworks than at the checkpoint"));
        }
        adopted.truncate(counted);
        Ok(Self { saved: counted, adopted })
    }

    pub(crate) fn all(&self) -> &[Adopted] {
        &self.adopted
    }

    pub(crate) fn len(&self) -> u32 {
        count(self.adopted.len())
    }

    pub(crate) fn push(&mut self, adopted: Adopted) {
        self.adopted.push(adopted);
    }

    /// What stands before the year in the reference numbers of a framework's dossiers.
    pub(crate) fn prefix(&self, framework: u32) -> Option<&Arc<str>> {
        let adopted = self.adopted.iter().rev().find(|adopted| adopted.framework == framework);
        adopted.map(|adopted| &adopted.prefix)
    }

    pub(crate) fn dirty_bytes(&self) -> usize {
        let files = self.adopted[self.saved..]
            .iter()
            .map(|adopted| adopted.file.as_ref().map_or(0, |file| file.len()));
        files.sum()
    }

    pub(crate) fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        for (number, adopted) in self.adopted.iter().enumerate().skip(self.saved) {
            writer.put(&Key::Framework(count(number)), &store::encoded(adopted))?;
        }
        Ok(())
    }

    pub(crate) fn written(&mut self) {
        self.saved = self.adopted.len();
    }
}
