//! Bundles of a region, made as an export makes them.

use std::path::{Path, PathBuf};

use domain::ids::CommandId;
use record::{HistoryId, Position};
use tlog::{
    Frontier, Hash, SignedCheckpoint, SigningKey, Tile, TileSource, TlogProof, entries, hash::leaf_hash,
    source::Tree, tile::Kind as TileKind,
};
use verifier::bundle::{Description, Dossier, Place, Writer, about, consistency, disclosures};

use super::region::{Kept, LOG, Region, id};

/// The name of the log.
pub(crate) const ORIGIN: &str = "besluitspoor.example/alkmaar";

/// The key that signs.
pub(crate) fn key() -> SigningKey {
    SigningKey::new(ORIGIN, &[7; 32]).expect("a key")
}

/// The tree over some records, with all its tiles.
pub(crate) struct Log {
    pub(crate) size: u64,
    pub(crate) root: Hash,
    tiles: Vec<(Tile, Vec<u8>)>,
}

impl Log {
    pub(crate) fn of(kept: &[Kept]) -> Self {
        let mut frontier = Frontier::default();
        kept.iter().for_each(|kept| frontier.push(leaf_hash(&kept.bytes)));
        let mut tiles = frontier.take_finished();
        tiles.extend(frontier.partials().map(|(tile, bytes)| (tile, bytes.to_vec())));
        Self { size: frontier.size(), root: frontier.root(), tiles }
    }

    pub(crate) fn checkpoint(&self) -> SignedCheckpoint {
        SignedCheckpoint::sign(&key(), self.size, self.root).expect("it can be signed")
    }

    /// The tree, to make proofs of.
    pub(crate) fn tree(&self) -> Tree<'_, Self> {
        Tree::open(self, self.size, self.root).map_err(|_| "its own tiles").expect("a tree")
    }
}

impl TileSource for Log {
    type Error = ();

    fn read(&self, tile: Tile) -> Result<Vec<u8>, ()> {
        self.tiles.iter().find(|(known, _)| *known == tile).map(|(_, bytes)| bytes.clone()).ok_or(())
    }
}

/// The bundle of a whole region.
pub(crate) fn region(region: &Region, folder: &Path) -> PathBuf {
    let log = Log::of(&region.kept);
    let description = Description { log: LOG, origin: ORIGIN.to_owned(), size: log.size, dossier: None };
    let mut writer = opened(folder, &description);
    let mut write = |place: Place, bytes: &[u8]| writer.write(&place, bytes).expect("it can be written");
    write(Place::LogCheckpoint, log.checkpoint().to_string().as_bytes());
    for (tile, bytes) in &log.tiles {
        write(Place::LogTile(*tile), bytes);
    }
    for (index, kept) in (0..).zip(region.kept.chunks(256)) {
        let tile = Tile::new(TileKind::Entries, index, u16::try_from(kept.len()).expect("at most 256"));
        let bytes = entries::encode(kept.iter().map(|kept| kept.bytes.as_slice())).expect("short enough");
        write(Place::LogTile(tile.expect("a tile")), &bytes);
        for kept in kept {
            write(Place::Records, &kept.bytes);
            write(Place::Records, b"\n");
        }
    }
    for (position, kept) in (1..).zip(&region.kept) {
        if let Some(line) = disclosures::line(Position(position), &kept.texts) {
            write(Place::Disclosures, &line);
        }
    }
    closed(writer)
}

/// The bundle of one dossier: its records, and those of its framework.
pub(crate) fn dossier(
    region: &Region,
    number: u128,
    confirmation: Option<CommandId>,
    since: &[u64],
    folder: &Path,
) -> PathBuf {
    let history = HistoryId::Dossier(super::region::dossier(number));
    let log = Log::of(&region.kept);
    let own = |kept: &Kept| kept.record.history == history;
    let last = region.kept.iter().filter(|kept| own(kept)).map(|kept| kept.record.revision).max();
    let about = Dossier { history: history.clone(), last_revision: last.expect("records"), confirmation };
    let description =
        Description { log: LOG, origin: ORIGIN.to_owned(), size: log.size, dossier: Some(about) };
    let mut writer = opened(folder, &description);
    let mut write = |place: Place, bytes: &[u8]| writer.write(&place, bytes).expect("it can be written");
    let checkpoint = log.checkpoint();
    write(Place::Checkpoint, checkpoint.to_string().as_bytes());
    let tree = log.tree();
    for (position, kept) in (1..).zip(&region.kept) {
        if !own(kept) && !matches!(kept.record.history, HistoryId::Framework(_)) {
            continue;
        }
        let index = position - 1;
        let hashes = tree.prove_inclusion(index, log.size).map_err(|_| "tiles").expect("a proof");
        let proof = TlogProof { extra: None, index, hashes, checkpoint: checkpoint.clone() };
        write(Place::Record(Position(position)), &kept.bytes);
        write(Place::Proof(Position(position)), proof.to_string().as_bytes());
        if let Some(line) = disclosures::line(Position(position), &kept.texts) {
            write(Place::Disclosures, &line);
        }
    }
    for size in since {
        let proof = tree.prove_consistency(*size, log.size).map_err(|_| "tiles").expect("a proof");
        write(Place::Consistency(*size), consistency::lines(&proof).as_bytes());
    }
    closed(writer)
}

fn opened(folder: &Path, description: &Description) -> Writer {
    let mut writer = Writer::create(folder).expect("a new folder");
    let file = kader::shipped::regio_alkmaar();
    for (place, bytes) in [
        (Place::Description, description.to_bytes()),
        (Place::DutchPage, about::dutch(description).into_bytes()),
        (Place::EnglishPage, about::english(description).into_bytes()),
        (Place::Framework(record::file_digest(file)), file.to_vec()),
    ] {
        writer.write(&place, &bytes).expect("it can be written");
    }
    writer
}

fn closed(writer: Writer) -> PathBuf {
    writer.finish(id("2026-11-30")).expect("it can be finished")
}
