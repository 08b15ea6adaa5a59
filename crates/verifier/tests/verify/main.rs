//! Bundles as auditors get them.
//!
//! - [`ground`]: regions whose records the rules gave, bundles of them, and ways to change those
//! - [`made`]: how bundles are made; [`whole`]: those that nobody changed; [`keeping`]:
//!   of which words were erased, and the end was confirmed
//! - [`mutations`]: every kind of thing changed once; [`flips`]: bytes changed by chance
//! - [`command`]: the program itself

#[cfg(test)]
mod command;
#[cfg(test)]
mod flips;
#[cfg(test)]
#[path = "../ground/mod.rs"]
mod ground;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod made;
#[cfg(test)]
mod mutations;
#[cfg(test)]
mod whole;
