//! The framework file that stands beside the record of its adoption: the rules, as they were adopted.

use domain::{
    framework::{Framework, FrameworkRef, adoption::FrameworkAdopted},
    sealed::Digest,
};
use kader::Finding;
use record::{file_digest, seal, seal::Disclosures};

/// Why the file beside a record of adoption is not the framework that was adopted.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// What stands beside the record cannot be read.
    #[error("the texts beside the record of adoption cannot be read")]
    Texts(#[source] seal::Error),
    /// No text beside the record has the digest that the record holds: the file was changed or taken away.
    #[error("the framework file is not beside the record of adoption: it was changed or taken away")]
    Missing,
    /// The file is the one that was sealed, but the record names another file's digest.
    #[error("the framework file has digest {found}, not the adopted one")]
    OtherDigest {
        /// The digest of the file.
        found: Digest,
    },
    /// This software cannot read the file as a framework.
    #[error("the framework file cannot be read: line {}: {}", .first.line, .first.en)]
    Unreadable {
        /// The first thing that is wrong with it.
        first: Box<Finding>,
    },
    /// The file is of another framework or version than the record names.
    #[error("the framework file is of '{}' version {}, not the adopted one", .found.id, .found.version)]
    OtherFramework {
        /// What the file is of.
        found: FrameworkRef,
    },
}

/// Reads the framework from the texts that stand beside the record of its adoption.
///
/// # Errors
/// [`Fault`], unless the file is exactly the one that was adopted.
pub fn read(adopted: &FrameworkAdopted, texts: &[u8]) -> Result<Framework, Fault> {
    let texts = Disclosures::parse(texts).map_err(Fault::Texts)?;
    let file = texts.open(&adopted.file).ok_or(Fault::Missing)?;
    read_file(adopted, file.as_bytes())
}

/// Reads the framework from a file.
///
/// # Errors
/// [`Fault`], unless the file is exactly the one that was adopted.
pub fn read_file(adopted: &FrameworkAdopted, file: &[u8]) -> Result<Framework, Fault> {
    let found = file_digest(file);
    if found != adopted.framework.digest {
        return Err(Fault::OtherDigest { found });
    }
    let framework = kader::read(file).map_err(|mut findings| {
        // Never without a finding; should it be, the file as a whole is what is wrong.
        let whole = || Finding { line: 1, rule: "SYNTAX", nl: String::new(), en: String::new() };
        let first = if findings.is_empty() { whole() } else { findings.swap_remove(0) };
        Fault::Unreadable { first: Box::new(first) }
    })?;
    if framework.reference == adopted.framework {
        Ok(framework)
    } else {
        Err(Fault::OtherFramework { found: framework.reference })
    }
}
