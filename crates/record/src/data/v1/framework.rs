//! A framework that was adopted, and how one is named.

use domain::{
    framework,
    ids::{FrameworkId, FrameworkVersion},
    sealed::{Digest, Sealed},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::scalar::Text;

/// `kader-vastgesteld`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameworkAdopted {
    framework: FrameworkRef,
    #[serde(skip_serializing_if = "Option::is_none")]
    supersedes: Option<Text<FrameworkVersion>>,
    effective_from: Text<Date>,
    reference_prefix: String,
    file: Text<Sealed>,
}

/// Which framework exactly.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrameworkRef {
    id: Text<FrameworkId>,
    version: Text<FrameworkVersion>,
    digest: Text<Digest>,
}

impl From<&framework::adoption::FrameworkAdopted> for FrameworkAdopted {
    fn from(adopted: &framework::adoption::FrameworkAdopted) -> Self {
        let framework::adoption::FrameworkAdopted {
            framework,
            supersedes,
            effective_from,
            reference_prefix,
            file,
        } = adopted;
        Self {
            framework: framework.into(),
            supersedes: supersedes.clone().map(Text),
            effective_from: Text(*effective_from),
            reference_prefix: reference_prefix.clone(),
            file: Text(*file),
        }
    }
}

impl From<FrameworkAdopted> for framework::adoption::FrameworkAdopted {
    fn from(adopted: FrameworkAdopted) -> Self {
        Self {
            framework: adopted.framework.into(),
            supersedes: adopted.supersedes.map(|text| text.0),
            effective_from: adopted.effective_from.0,
            reference_prefix: adopted.reference_prefix,
            file: adopted.file.0,
        }
    }
}

impl From<&framework::FrameworkRef> for FrameworkRef {
    fn from(framework::FrameworkRef { id, version, digest }: &framework::FrameworkRef) -> Self {
        Self { id: Text(id.clone()), version: Text(version.clone()), digest: Text(*digest) }
    }
}

impl From<FrameworkRef> for framework::FrameworkRef {
    fn from(FrameworkRef { id, version, digest }: FrameworkRef) -> Self {
        Self { id: id.0, version: version.0, digest: digest.0 }
    }
}
