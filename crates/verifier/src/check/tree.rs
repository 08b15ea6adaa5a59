//! The full audit of a region's log: every entry hashed again, every tile compared, and the root.
//!
//! Entries are hashed into a tree of our own, whose tiles are then compared with those that lie in the bundle. Where
//! entries cannot be read their hashes are taken from the tile, so that all others can still be checked.

use std::collections::{BTreeMap, BTreeSet};

use tlog::{
    Checkpoint, Frontier, Hash, Tile, entries,
    hash::{HASH_BYTES, leaf_hash},
    tile::{Kind, TILE_WIDTH},
};

use super::{Made, blame, count, earlier::Roots};
use crate::{
    bundle::{Bundle, Place, read::Lines},
    replay::difference::causes,
    report::{Findings, Rule},
};

/// The most bytes of a tile of entries: each as long as it can be, and its length.
pub(super) const ENTRIES_BYTES_MAX: u64 = 256 * (65_535 + 2);
/// The most bytes of a tile of hashes.
pub(super) const TILE_BYTES_MAX: u64 = 256 * 32;
/// Of how many tiles that differ it is looked into which record is to blame.
const DIFFERING_MAX: usize = 256;

struct Audit<'a> {
    bundle: &'a Bundle,
    findings: &'a mut Findings,
    frontier: Frontier,
    /// Tiles that lie otherwise than they should be by the entries, with what they should be.
    differing: Vec<(Tile, Vec<u8>)>,
    compared: u64,
    /// The reading copy, as long as it can be read.
    copy: Option<Lines>,
    roots: Roots,
    sizes: &'a BTreeSet<u64>,
}

pub(super) fn check(
    bundle: &Bundle,
    claimed: Option<&Checkpoint>,
    sizes: &BTreeSet<u64>,
    findings: &mut Findings,
) -> Made<Roots> {
    let present: BTreeSet<Tile> = tiles(bundle).collect();
    let size = claimed.map_or_else(|| implied(&present), Checkpoint::size);
    let mut audit = Audit {
        bundle,
        findings,
        frontier: Frontier::default(),
        differing: Vec::new(),
        compared: 0,
        copy: None,
        roots: Roots::new(),
        sizes,
    };
    if size > 0 || bundle.has(&Place::Records) {
        audit.open_copy();
    }
    audit.note_root();
    let whole = audit.entries(size, &present);
    audit.partials();
    audit.end_copy(whole);
    audit.beyond(size, &present);
    if whole {
        audit.root(claimed);
    }
    let looked_at = vec![("records", audit.frontier.size()), ("tiles", audit.compared)];
    (looked_at, audit.roots)
}

/// The tiles that lie in the bundle.
pub(super) fn tiles(bundle: &Bundle) -> impl Iterator<Item = Tile> {
    bundle.places().filter_map(|place| if let Place::LogTile(tile) = place { Some(tile) } else { None })
}

/// The size of the log by the entries that are there.
pub(super) fn implied(present: &BTreeSet<Tile>) -> u64 {
    let of = |tile: &Tile| tile.index() * u64::from(TILE_WIDTH) + u64::from(tile.width());
    present.iter().filter(|tile| tile.kind() == Kind::Entries).map(of).max().unwrap_or(0)
}

/// The tile of entries at this place of a log of this size.
pub(super) fn entries_at(index: u64, size: u64) -> Option<Tile> {
    let width = Tile::at(0, index, size)?.width();
    Tile::new(Kind::Entries, index, width)
}

impl Audit<'_> {
    /// Hashes all entries. Whether each leaf of the log is known now.
    fn entries(&mut self, size: u64, present: &BTreeSet<Tile>) -> bool {
        let is_leaves = |tile: &&Tile| matches!(tile.kind(), Kind::Entries | Kind::Hashes(0));
        // Bounded by what is there, whatever the checkpoint says.
        let there = present.iter().filter(is_leaves).map(|tile| tile.index() + 1).max().unwrap_or(0);
        for index in 0..there {
            let Some(tile) = entries_at(index, size) else { return true };
            if !self.entries_of(tile) {
                return false;
            }
        }
        match entries_at(there, size) {
            None => true,
            Some(first) => {
                let missing = size.div_ceil(TILE_WIDTH.into()) - there;
                let place = Place::LogTile(first);
                self.findings.add(Rule::EntriesMissing, place, format!("{missing} tiles"), "");
                false
            }
        }
    }

    fn entries_of(&mut self, tile: Tile) -> bool {
        let place = Place::LogTile(tile);
        let leaves = match self.bundle.read(&place, ENTRIES_BYTES_MAX) {
            Ok(bytes) => match entries::decode(&bytes, tile.width()) {
                Ok(entries) => {
                    let leaves = entries.iter().map(|entry| leaf_hash(entry)).collect();
                    entries.iter().for_each(|entry| self.compare_copy(Some(entry)));
                    Some(leaves)
                }
                Err(error) => {
                    self.findings.add(Rule::EntriesCut, &place, "", causes(&error));
                    None
                }
            },
            Err(error) => {
                self.findings.add(Rule::EntriesMissing, &place, "", causes(&error));
                None
            }
        };
        let leaves = leaves.or_else(|| {
            (0..tile.width()).for_each(|_| self.compare_copy(None));
            self.leaves_by_tile(tile)
        });
        let Some(leaves) = leaves else { return false };
        for leaf in leaves {
            self.frontier.push(leaf);
            self.note_root();
        }
        for (tile, bytes) in self.frontier.take_finished() {
            self.compare(tile, bytes);
        }
        true
    }

    fn leaves_by_tile(&self, entries: Tile) -> Option<Vec<Hash>> {
        let tile = Tile::new(Kind::Hashes(0), entries.index(), entries.width())?;
        let bytes = self.bundle.read(&Place::LogTile(tile), TILE_BYTES_MAX).ok()?;
        let (hashes, rest) = bytes.as_chunks::<HASH_BYTES>();
        let fits = rest.is_empty() && hashes.len() == usize::from(tile.width());
        fits.then(|| hashes.iter().map(|hash| Hash(*hash)).collect())
    }

    fn note_root(&mut self) {
        let size = self.frontier.size();
        if self.sizes.contains(&size) {
            self.roots.insert(size, self.frontier.root());
        }
    }

    fn partials(&mut self) {
        let partials: Vec<_> = self.frontier.partials().map(|(tile, bytes)| (tile, bytes.to_vec())).collect();
        for (tile, bytes) in partials {
            self.compare(tile, bytes);
        }
    }

    /// Compares a tile by the entries with the one that lies there.
    fn compare(&mut self, tile: Tile, by_entries: Vec<u8>) {
        self.compared += 1;
        let place = Place::LogTile(tile);
        match self.bundle.read(&place, TILE_BYTES_MAX) {
            Ok(bytes) if bytes == by_entries => {}
            Ok(_) if self.differing.len() < DIFFERING_MAX => self.differing.push((tile, by_entries)),
            Ok(_) => self.findings.add(Rule::TileChanged, place, "", ""),
            Err(error) => self.findings.add(Rule::TileMissing, place, "", causes(&error)),
        }
    }

    /// Tiles that a log of this size does not have.
    fn beyond(&mut self, size: u64, present: &BTreeSet<Tile>) {
        for tile in present {
            let at = match tile.kind() {
                Kind::Hashes(level) => Tile::at(level, tile.index(), size),
                Kind::Entries => entries_at(tile.index(), size),
            };
            let rule = match tile.kind() {
                Kind::Hashes(_) => Rule::TileBeyond,
                Kind::Entries => Rule::EntriesBeyond,
            };
            if at != Some(*tile) {
                self.findings.add(rule, Place::LogTile(*tile), "", "");
            }
        }
    }

    fn root(&mut self, claimed: Option<&Checkpoint>) {
        let root = self.frontier.root();
        let differing = std::mem::take(&mut self.differing);
        let Some(claimed) = claimed else { return };
        if root == claimed.root() {
            for (tile, _) in differing {
                self.findings.add(Rule::TileChanged, Place::LogTile(tile), "", "");
            }
            return;
        }
        self.findings.add(Rule::OtherRoot, Place::LogCheckpoint, claimed.root(), root);
        let by_entries: BTreeMap<Tile, Vec<u8>> = differing.into_iter().collect();
        blame::check(self.bundle, claimed, &by_entries, self.findings);
    }

    fn open_copy(&mut self) {
        let place = Place::Records.to_string();
        match self.bundle.lines(&place, count(entries::ENTRY_BYTES_MAX)) {
            Ok(Some(lines)) => self.copy = Some(lines),
            Ok(None) => self.findings.add(Rule::ReadingCopyDiffers, place, "", "–"),
            Err(error) => self.findings.add(Rule::ReadingCopyDiffers, place, "", causes(&error)),
        }
    }

    /// Compares the next line of the reading copy with an entry; an entry that is not known is passed over.
    fn compare_copy(&mut self, entry: Option<&[u8]>) {
        let Some(copy) = &mut self.copy else { return };
        let differs = match copy.next_line() {
            Ok(Some(line)) => entry.is_some_and(|entry| entry != line),
            Ok(None) | Err(_) => {
                // There is no telling where the next line would begin.
                self.copy = None;
                true
            }
        };
        if differs {
            self.findings.add(Rule::ReadingCopyDiffers, Place::Records, "", "");
        }
    }

    fn end_copy(&mut self, whole: bool) {
        let Some(copy) = &mut self.copy else { return };
        if whole && !matches!(copy.next_line(), Ok(None)) {
            self.findings.add(Rule::ReadingCopyDiffers, Place::Records, "", "");
        }
    }
}
