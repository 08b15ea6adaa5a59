//! What is asked of the ledger.

use std::{collections::BTreeSet, time::Duration};

use domain::ids::{CommandId, DossierId};

use super::{
    Place,
    read::{dossier, place, question, specified},
};
use crate::{
    convert::{Fault, Violations},
    limits::SINCE_SIZES_MAX,
    v1,
};

/// The newest checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewestCheckpoint {
    /// At least so sure; never unspecified.
    pub grade: v1::CheckpointGrade,
}

/// That a record is in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inclusion {
    /// The record's place; never zero.
    pub record: Place,
    /// In the tree of so many records. `None`: that of the newest checkpoint.
    pub tree_size: Option<u64>,
}

/// That the ledger only grew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consistency {
    /// From the tree of so many records.
    pub from_size: u64,
    /// To the tree of so many. `None`: that of the newest checkpoint.
    pub to_size: Option<u64>,
}

/// That a record stands under a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Which record.
    pub record: Recorded,
    /// At least so sure; never unspecified.
    pub grade: v1::CheckpointGrade,
    /// How long to wait. `None`: as long as the service waits at most.
    pub wait: Option<Duration>,
}

/// How a record is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// By the command that led to it.
    Command(CommandId),
    /// By its place; never zero.
    Place(Place),
}

/// What an auditor takes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Of what.
    pub scope: Scope,
    /// Not older than this.
    pub at_least: Option<Place>,
    /// The sizes of the checkpoints that it is to continue; never zero.
    pub since: BTreeSet<u64>,
}

/// Of what a bundle is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One dossier.
    Dossier(DossierId),
    /// The whole region.
    Region,
}

impl TryFrom<v1::GetCheckpointRequest> for NewestCheckpoint {
    type Error = Violations;

    fn try_from(request: v1::GetCheckpointRequest) -> Result<Self, Violations> {
        question(|fields| Some(Self { grade: fields.value("grade", asked(request.grade), specified)? }))
    }
}

impl TryFrom<v1::ProveInclusionRequest> for Inclusion {
    type Error = Violations;

    fn try_from(request: v1::ProveInclusionRequest) -> Result<Self, Violations> {
        question(|fields| {
            let position = fields.required("position", request.position)?;
            let record = place(fields, "position", &position)?;
            if record.position == 0 {
                fields.note("position.position", Fault::NotFromOne);
            }
            Some(Self { record, tree_size: size(request.tree_size) })
        })
    }
}

impl TryFrom<v1::ProveConsistencyRequest> for Consistency {
    type Error = Violations;

    fn try_from(request: v1::ProveConsistencyRequest) -> Result<Self, Violations> {
        let to_size = size(request.to_size);
        Ok(Self { from_size: request.from_size, to_size })
    }
}

impl TryFrom<v1::GetReceiptRequest> for Receipt {
    type Error = Violations;

    fn try_from(request: v1::GetReceiptRequest) -> Result<Self, Violations> {
        use v1::get_receipt_request::Record;
        question(|fields| {
            let record = match fields.required("record", request.record) {
                None => None,
                Some(Record::CommandId(id)) => {
                    fields.uuid("command_id", &id).map(|id| Recorded::Command(CommandId(id)))
                }
                Some(Record::Position(position)) => {
                    if position.position == 0 {
                        fields.note("position.position", Fault::NotFromOne);
                    }
                    place(fields, "position", &position).map(Recorded::Place)
                }
            };
            let grade = fields.value("grade", asked(request.grade), specified);
            let wait = Some(request.wait_millis_max).filter(|millis| *millis > 0);
            let wait = wait.map(|millis| Duration::from_millis(millis.into()));
            Some(Self { record: record?, grade: grade?, wait })
        })
    }
}

impl TryFrom<v1::ExportBundleRequest> for Bundle {
    type Error = Violations;

    fn try_from(request: v1::ExportBundleRequest) -> Result<Self, Violations> {
        use v1::export_bundle_request::Scope as Asked;
        question(|fields| {
            let scope = match fields.required("scope", request.scope) {
                None => None,
                Some(Asked::DossierId(id)) => dossier(fields, &id).map(Scope::Dossier),
                Some(Asked::Region(v1::RegionScope {})) => Some(Scope::Region),
            };
            let at_least = fields.optional(request.at_least, |fields, at| place(fields, "at_least", &at));
            let sizes = request.since_sizes;
            let since = fields.list("since_sizes", sizes, SINCE_SIZES_MAX, |fields, at, size| {
                if size == 0 {
                    fields.note(at, Fault::NotFromOne);
                }
                Some(size)
            });
            Some(Self { scope: scope?, at_least: at_least?, since: since?.into_iter().collect() })
        })
    }
}

/// Zero leaves the size to the service.
fn size(given: u64) -> Option<u64> {
    Some(given).filter(|size| *size > 0)
}

/// Who does not say how sure, asks what the region signed.
fn asked(grade: i32) -> i32 {
    if grade == 0 { v1::CheckpointGrade::Integrated.into() } else { grade }
}
