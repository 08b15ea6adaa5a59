//! The framework versions that were adopted.

use std::sync::Arc;

use domain::{framework::FrameworkRef, ids::FrameworkVersion};
use jiff::civil::Date;
use record::Position;

use super::Error;
use crate::{live::Live, store};

/// Every adopted version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The position it reflects.
    pub position: Position,
    /// The versions, in the order of adoption.
    pub adopted: Vec<Adopted>,
}

/// An adopted version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The record that says so.
    pub position: Position,
    /// Which framework.
    pub framework: FrameworkRef,
    /// The version that it replaces.
    pub supersedes: Option<FrameworkVersion>,
    /// The first date on which dossiers open on it.
    pub effective_from: Date,
    /// What stands before the year in the reference numbers of its dossiers.
    pub reference_prefix: Arc<str>,
    /// The file. `None`: it was erased.
    pub file: Option<Arc<str>>,
}

impl Live {
    pub(crate) fn frameworks(&self) -> Result<Answer, Error> {
        let mut adopted = Vec::new();
        for version in self.frameworks.all() {
            let supersedes = version.supersedes.as_ref().map(|version| version.parse());
            let damaged = |_| store::Error::damaged("an adopted framework replaces one without a name");
            adopted.push(Adopted {
                position: Position(version.position),
                framework: self.names.frameworks.name(version.framework)?.clone(),
                supersedes: supersedes.transpose().map_err(damaged)?,
                effective_from: version.effective_from.date()?,
                reference_prefix: version.prefix.clone(),
                file: version.file.clone(),
            });
        }
        Ok(Answer { position: self.position(), adopted })
    }
}
