//! What a log says of itself: its origin, how many leaves it has, and the root over them (c2sp.org/tlog-checkpoint).

use crate::{Hash, LEAVES_MAX, hash, key};

/// The state of a log at one size. Its text has three lines, and no line of an extension.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
}

/// Why a text is no checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The origin cannot be one.
    #[error("the first line of the checkpoint is no origin")]
    Origin(#[from] key::Error),
    /// It has fewer or more than three lines, or does not end with one.
    #[error("a checkpoint has three lines: origin, size and root")]
    Lines,
    /// The size is not a number as checkpoints write it.
    #[error("{size:?} is no size of a log: digits without leading zeros, at most {LEAVES_MAX}")]
    Size {
        /// What stands there.
        size: String,
    },
    /// The root is no hash.
    #[error("the third line of the checkpoint is not the base64 of 32 bytes")]
    Root,
}

impl Checkpoint {
    /// The state of the log of this origin, which is also the name of its key.
    ///
    /// # Errors
    /// [`Error::Origin`] and [`Error::Size`].
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Self, Error> {
        key::check_name(origin)?;
        if size > LEAVES_MAX {
            return Err(Error::Size { size: size.to_string() });
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }

    /// Reads the text of a checkpoint, without signatures.
    ///
    /// # Errors
    /// [`Error`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let lines: Vec<_> = text.strip_suffix('\n').ok_or(Error::Lines)?.split('\n').collect();
        let [origin, size, root] = lines[..] else {
            return Err(Error::Lines);
        };
        let no_size = || Error::Size { size: size.to_owned() };
        let number: u64 = size.parse().map_err(|_| no_size())?;
        if number.to_string() != size {
            return Err(no_size());
        }
        Self::new(origin, number, hash::parse(root).ok_or(Error::Root)?)
    }

    /// The text that is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, self.root)
    }

    /// Which log this is.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The leaves of the tree.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over them.
    pub fn root(&self) -> Hash {
        self.root
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "besluitspoor.example/alkmaar";

    #[test]
    fn a_checkpoint_is_written_as_specified() {
        let root = hash::leaf_hash(b"");
        let checkpoint = Checkpoint::new(ORIGIN, 70_000, root).expect("a checkpoint");
        let text = format!("{ORIGIN}\n70000\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n");
        assert_eq!(checkpoint.text(), text);
        assert_eq!(Checkpoint::parse(&text), Ok(checkpoint));
        let theirs = metamorphic_log::checkpoint::Checkpoint::parse(&text).expect("a checkpoint");
        assert_eq!((theirs.origin(), theirs.size(), theirs.marshal()), (ORIGIN, 70_000, text));
    }

    #[test]
    fn an_empty_log_has_a_checkpoint() {
        let text = format!("{ORIGIN}\n0\n{}\n", hash::EMPTY_ROOT);
        assert_eq!(Checkpoint::parse(&text).expect("a checkpoint").size(), 0);
    }

    #[test]
    fn any_other_way_of_writing_is_refused() {
        let good = Checkpoint::new(ORIGIN, 7, hash::EMPTY_ROOT).expect("a checkpoint").text();
        let root = hash::EMPTY_ROOT.to_string();
        for size in
            ["", "07", "+7", "-7", " 7", "7 ", "0x7", "7.0", "18446744073709551616", "4611686018427387905"]
        {
            let refused = Checkpoint::parse(&good.replace("\n7\n", &format!("\n{size}\n")));
            assert_eq!(refused, Err(Error::Size { size: size.to_owned() }));
        }
        for bad in [
            "",
            "\n",
            &good[..good.len() - 1],
            &format!("{good}\n"),
            &format!("{good}an extension\n"),
            &format!("{ORIGIN}\n7\n"),
        ] {
            assert_eq!(Checkpoint::parse(bad), Err(Error::Lines), "{bad:?}");
        }
        for bad in [&root[..43], "", "AAAA", &root.to_lowercase()] {
            assert_eq!(Checkpoint::parse(&good.replace(&root, bad)), Err(Error::Root), "{bad:?}");
        }
        for origin in ["", "a b", "a+b", "a\tb", "a\rb"] {
            let refused = Checkpoint::parse(&good.replace(ORIGIN, origin));
            assert!(matches!(refused, Err(Error::Origin(_))), "{origin:?}");
        }
    }
}
