//! Which file of a bundle is what, and the path that it has below the bundle's folder.
//!
//! Every place has one path, and a path that is not exactly written so is no place: nothing that stands in a bundle
//! is ever taken as a path to open.

use std::{fmt, str::FromStr};

use domain::sealed::Digest;
use record::Position;
use tlog::Tile;

use super::Kind;

/// The folder of what BagIt calls the payload.
pub const PAYLOAD: &str = "data";
/// That this is a bag, and of which version.
pub const BAGIT: &str = "bagit.txt";
/// Who made the bag, and how much is in it.
pub const BAG_INFO: &str = "bag-info.txt";
/// The digest of every file of the payload.
pub const MANIFEST: &str = "manifest-sha256.txt";
/// The digests of the three files above.
pub const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// The files of a bag that are not payload.
pub const TAG_FILES: [&str; 4] = [BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST];

/// The most characters of the ending of an attachment's name.
const ENDING_LENGTH_MAX: usize = 8;

/// A file of the payload.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// What this is and how to check it, in Dutch.
    DutchPage,
    /// The same in English.
    EnglishPage,
    /// What the bundle says of itself.
    Description,
    /// Of a dossier: the signed checkpoint that every proof is against.
    Checkpoint,
    /// Of a region: the signed checkpoint of its log.
    LogCheckpoint,
    /// Of a region: a tile of its log.
    LogTile(Tile),
    /// Of a dossier: the exact bytes of one record.
    Record(Position),
    /// Of a region: all records, one a line, for who reads.
    Records,
    /// Of a dossier: that the record stands in the log.
    Proof(Position),
    /// Of a dossier: that the checkpoint belongs to the same history as one of this size.
    Consistency(u64),
    /// The words that may be shown.
    Disclosures,
    /// A framework file, by its digest.
    Framework(Digest),
    /// An attachment, by its digest, with the ending of its name. No record names any yet.
    Attachment(Digest, String),
}

/// A path that no file of a bundle has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a file of a bundle: see the layout in its README.md")]
pub struct NoPlace(pub String);

impl Place {
    /// Whether a bundle of this kind has it.
    pub fn belongs_to(&self, kind: Kind) -> bool {
        match self {
            Self::DutchPage
            | Self::EnglishPage
            | Self::Description
            | Self::Disclosures
            | Self::Framework(_)
            | Self::Attachment(..) => true,
            Self::LogCheckpoint | Self::LogTile(_) | Self::Records => kind == Kind::Region,
            Self::Checkpoint | Self::Record(_) | Self::Proof(_) | Self::Consistency(_) => {
                kind == Kind::Dossier
            }
        }
    }

    /// Whether what is written to it comes bit by bit, beside other files.
    pub fn grows(&self) -> bool {
        matches!(self, Self::Records | Self::Disclosures)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("data/")?;
        match self {
            Self::DutchPage => f.write_str("LEESMIJ.md"),
            Self::EnglishPage => f.write_str("README.md"),
            Self::Description => f.write_str("bundle.json"),
            Self::Checkpoint => f.write_str("checkpoint"),
            Self::LogCheckpoint => f.write_str("log/checkpoint"),
            Self::LogTile(tile) => write!(f, "log/{tile}"),
            Self::Record(position) => write!(f, "records/{position}.json"),
            Self::Records => f.write_str("records.jsonl"),
            Self::Proof(position) => write!(f, "proofs/{position}.tlog-proof"),
            Self::Consistency(size) => write!(f, "consistency/{size}.txt"),
            Self::Disclosures => f.write_str("disclosures.jsonl"),
            Self::Framework(digest) => write!(f, "frameworks/{digest}.toml"),
            Self::Attachment(digest, ending) => write!(f, "attachments/{digest}.{ending}"),
        }
    }
}

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(path: &str) -> Result<Self, NoPlace> {
        // Written again, so that there is one path for each place.
        let place = read(path).filter(|place| place.to_string() == path);
        place.ok_or_else(|| NoPlace(path.chars().take(200).collect()))
    }
}

fn read(path: &str) -> Option<Place> {
    let path = path.strip_prefix("data/")?;
    Some(match path {
        "LEESMIJ.md" => Place::DutchPage,
        "README.md" => Place::EnglishPage,
        "bundle.json" => Place::Description,
        "checkpoint" => Place::Checkpoint,
        "log/checkpoint" => Place::LogCheckpoint,
        "records.jsonl" => Place::Records,
        "disclosures.jsonl" => Place::Disclosures,
        _ => {
            let (folder, name) = path.split_once('/')?;
            match folder {
                "log" => Place::LogTile(name.parse().ok()?),
                "records" => Place::Record(Position(name.strip_suffix(".json")?.parse().ok()?)),
                "proofs" => Place::Proof(Position(name.strip_suffix(".tlog-proof")?.parse().ok()?)),
                "consistency" => Place::Consistency(name.strip_suffix(".txt")?.parse().ok()?),
                "frameworks" => Place::Framework(digest(name.strip_suffix(".toml")?)?),
                "attachments" => {
                    let (hex, ending) = name.split_once('.')?;
                    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
                    let fits = (1..=ENDING_LENGTH_MAX).contains(&ending.len()) && ending.bytes().all(fits);
                    Place::Attachment(digest(hex)?, fits.then(|| ending.to_owned())?)
                }
                _ => return None,
            }
        }
    })
}

/// Reads a digest in lower-case hexadecimal.
pub(crate) fn digest(hex: &str) -> Option<Digest> {
    let mut bytes = [0; 32];
    let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
    if pairs.len() != bytes.len() || !rest.is_empty() {
        return None;
    }
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = value(*high)? << 4 | value(*low)?;
    }
    Some(Digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_one_path() {
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        for path in [
            "data/LEESMIJ.md",
            "data/README.md",
            "data/bundle.json",
            "data/checkpoint",
            "data/log/checkpoint",
            "data/log/tile/0/x001/x234/067",
            "data/log/tile/entries/273.p/112",
            "data/records/17.json",
            "data/records.jsonl",
            "data/proofs/17.tlog-proof",
            "data/consistency/400.txt",
            "data/disclosures.jsonl",
            &format!("data/frameworks/{hex}.toml"),
            &format!("data/attachments/{hex}.pdf"),
        ] {
            assert_eq!(path.parse::<Place>().expect(path).to_string(), path);
        }
    }

    #[test]
    fn what_is_no_path_of_a_bundle_is_no_place() {
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        for path in [
            "",
            "bundle.json",
            "data/",
            "data/../bundle.json",
            "data//checkpoint",
            "data/records/017.json",
            "data/records/+17.json",
            "data/records/../../etc/passwd",
            "data/log/tile/0/../000",
            "data/log/tile/0/000.p/256",
            "data/records/17.txt",
            &format!("data/frameworks/{}.toml", hex.to_uppercase()),
            &format!("data/frameworks/{hex}.toml.toml"),
            &format!("data/attachments/{hex}."),
            &format!("data/attachments/{hex}.a/b"),
            &format!("data/attachments/{hex}.tar.gz"),
        ] {
            assert!(path.parse::<Place>().is_err(), "{path}");
        }
    }
}
