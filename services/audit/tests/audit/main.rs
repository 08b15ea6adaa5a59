//! What an auditor may count on: what is told of records, dossiers as they were, and that nothing which differs
//! from the rules goes unnoticed.
//!
//! - [`archive`]: journals whose records the rules gave; [`damaged`]: one of which a place cannot be read;
//!   [`quiet`]: of which nothing is heard
//! - [`story`]: what is told of every kind of record
//! - [`explained`]: why each record of a history says what it says
//! - [`compared`]: what differs between two moments
//! - [`replay`]: a dossier at every place and moment of its history
//! - [`verify`]: what the rules gave agrees; [`tampered`]: what they did not is found
//! - [`mandates`]: nor what was done under a mandate that did not cover it
//! - [`proving`]: what the ledger proves of them, and what is taken along
//! - [`witnessed`]: whose word counts for a checkpoint
//! - [`asking`]: who may ask what; [`streams`]: what they are given, and how fast

#[cfg(test)]
mod archive;
#[cfg(test)]
mod asking;
#[cfg(test)]
mod commitments;
#[cfg(test)]
mod compared;
#[cfg(test)]
mod damaged;
#[cfg(test)]
mod explained;
#[cfg(test)]
mod mandates;
#[cfg(test)]
mod meetings;
#[cfg(test)]
mod proving;
#[cfg(test)]
mod quiet;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod story;
#[cfg(test)]
mod streams;
#[cfg(test)]
mod tampered;
#[cfg(test)]
mod verify;
#[cfg(test)]
mod witnessed;
