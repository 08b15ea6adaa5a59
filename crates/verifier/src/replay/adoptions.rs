//! The frameworks that were adopted so far, each read from the file beside its record.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use domain::{
    Event, arrangement,
    context::Context,
    framework::{
        Framework, FrameworkRef,
        adoption::{self, Adopt, Adopted, FrameworkAdopted},
    },
    ids::FrameworkId,
    sealed::Digest,
};

use super::{Cause, adopted_file, redecide};

/// Adopted versions, and the rules in them.
#[derive(Debug, Default)]
pub(super) struct Adoptions {
    families: BTreeMap<FrameworkId, Adopted>,
    read: HashMap<FrameworkRef, Arc<Framework>>,
    /// Every version, the last adopted last.
    order: Vec<Arc<Framework>>,
    /// Files that are at hand, by digest.
    files: Arc<BTreeMap<Digest, Vec<u8>>>,
}

impl Adoptions {
    /// None yet, with files to read them from.
    pub(super) fn of_files(files: Arc<BTreeMap<Digest, Vec<u8>>>) -> Self {
        Self { files, ..Self::default() }
    }

    /// The rules of a version that was adopted before; else that nobody knows it.
    pub(super) fn find(&self, reference: &FrameworkRef) -> Result<&Framework, Cause> {
        let unknown = || Cause::FrameworkUnknown { reference: reference.clone() };
        self.read.get(reference).map(Arc::as_ref).ok_or_else(unknown)
    }

    /// Decides an adoption again, with the rules that stand in its own file.
    pub(super) fn adopt(
        &mut self,
        event: &FrameworkAdopted,
        texts: &[u8],
        context: &Context,
    ) -> Result<(), Cause> {
        let framework = match self.files.get(&event.framework.digest) {
            Some(file) => adopted_file::read_file(event, file),
            None => adopted_file::read(event, texts),
        };
        let framework = framework.map_err(Cause::FrameworkFile)?;
        let family = self.families.entry(event.framework.id.clone()).or_default();
        let decided = adoption::decide(&framework, family, Adopt { file: event.file }, context);
        // Also when the rules refuse it, for what follows was decided under it all the same.
        *family = adoption::evolve(std::mem::take(family), event);
        let framework = Arc::new(framework);
        self.read.insert(event.framework.clone(), Arc::clone(&framework));
        self.order.push(framework);
        redecide::same(decided, event, Event::FrameworkAdopted, Cause::AdoptionRefused)
    }

    /// Decides a registration again. Its record does not say under which framework it was decided, so it agrees
    /// when any version gives it that was adopted and in effect by then; the last adopted is asked first, and
    /// its answer is told when none does.
    ///
    /// Not only the version in force: an adoption may be recorded between a decision and its append, for the
    /// two are different histories.
    pub(super) fn register(
        &self,
        before: &arrangement::State,
        event: &arrangement::Event,
        context: &Context,
    ) -> Result<(), Cause> {
        let in_effect = |framework: &&Arc<Framework>| framework.effective_from <= context.today;
        let mut told = None;
        for framework in self.order.iter().rev().filter(in_effect) {
            match redecide::of_arrangement(framework, before, event, context) {
                Ok(()) => return Ok(()),
                Err(cause) => told = told.or(Some(cause)),
            }
        }
        Err(told.unwrap_or(Cause::NoFramework))
    }
}
