//! What lies under which path: `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]` (c2sp.org/tlog-tiles).
//!
//! A full tile holds 256 hashes, and its own hash stands in the level above. Only the last tile of a level may be
//! partial; its width is then part of the path, because it is another file than the full one that replaces it.

use std::{fmt, str::FromStr};

use crate::{LEAVES_MAX, entries, hash::HASH_BYTES};

/// The hashes or entries of a full tile.
pub const TILE_WIDTH: u16 = 256;
/// How many levels of the tree one level of tiles spans: 256 is 2⁸.
pub const TILE_HEIGHT: u8 = 8;
/// The highest level that a path may name.
pub const LEVEL_MAX: u8 = 63;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The bytes of leaves, as [`entries`] writes them.
    Entries,
    /// Hashes of this level: 0 for those of leaves, above that those of full tiles of the level below.
    Hashes(u8),
}

/// The place of one file of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tile {
    kind: Kind,
    index: u64,
    width: u16,
}

/// Why a path names no tile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{path:?} is no path of a tile, which is tile/<level>/<index> or tile/entries/<index> with .p/<width> if partial"
)]
pub struct PathError {
    /// What was read.
    pub path: String,
}

impl Tile {
    /// A tile of this kind, the index-th of its level from 0, with so many hashes or entries. `None`: the level is above
    /// [`LEVEL_MAX`], the width is not 1 to [`TILE_WIDTH`], or no tree has so many leaves.
    pub fn new(kind: Kind, index: u64, width: u16) -> Option<Self> {
        let level_fits = match kind {
            Kind::Entries => true,
            Kind::Hashes(level) => level <= LEVEL_MAX,
        };
        let fits =
            level_fits && (1..=TILE_WIDTH).contains(&width) && index < LEAVES_MAX / u64::from(TILE_WIDTH);
        fits.then_some(Self { kind, index, width })
    }

    /// What it holds.
    pub fn kind(self) -> Kind {
        self.kind
    }

    /// Its place in its level, from 0.
    pub fn index(self) -> u64 {
        self.index
    }

    /// How many hashes or entries it holds: 1 to [`TILE_WIDTH`].
    pub fn width(self) -> u16 {
        self.width
    }

    /// Whether a tile will take its place that holds more.
    pub fn is_partial(self) -> bool {
        self.width < TILE_WIDTH
    }

    /// The full tile at the same place.
    pub fn full(self) -> Self {
        Self { width: TILE_WIDTH, ..self }
    }

    /// The bytes of its file; `None` for entries, which are of any length.
    pub fn bytes(self) -> Option<usize> {
        match self.kind {
            Kind::Entries => None,
            Kind::Hashes(_) => Some(usize::from(self.width) * HASH_BYTES),
        }
    }

    /// Its bytes, of those of a tile at the same place that is at least as wide. `None`: there are too few for that.
    pub fn cut(self, wider: &[u8]) -> Option<&[u8]> {
        match self.bytes() {
            Some(bytes) => wider.get(..bytes),
            None => entries::first(wider, self.width).ok(),
        }
    }

    /// Where its file lies, under the folder or address of the log.
    pub fn path(self) -> String {
        self.to_string()
    }

    /// What must be there for a tree of the new size when that for the old size is: tiles of hashes from level 0 up, and
    /// entries. From 0 these are all tiles of a log; none when the sizes are equal. A size above
    /// [`LEAVES_MAX`] counts as that.
    pub fn between(old_size: u64, new_size: u64) -> Vec<Self> {
        let mut tiles = Vec::new();
        for kind in kinds(new_size) {
            let (old, new) = (hashes_in_level(kind, old_size), hashes_in_level(kind, new_size));
            if old >= new {
                continue;
            }
            let width = u64::from(TILE_WIDTH);
            tiles.extend((old / width..new / width).filter_map(|index| Self::new(kind, index, TILE_WIDTH)));
            tiles.extend(Self::partial(kind, new_size));
        }
        tiles
    }

    /// Whether a tree of this size has all that the tile holds.
    pub fn is_within(self, size: u64) -> bool {
        let last = self.index * u64::from(TILE_WIDTH) + u64::from(self.width);
        last <= hashes_in_level(self.kind, size)
    }

    /// The partial tile of a level in a tree of this size; `None` if the level ends with a full tile or is empty.
    pub fn partial(kind: Kind, size: u64) -> Option<Self> {
        let hashes = hashes_in_level(kind, size);
        let width = u16::try_from(hashes % u64::from(TILE_WIDTH)).ok()?;
        Self::new(kind, hashes / u64::from(TILE_WIDTH), width)
    }

    /// The tile of hashes at this place in a tree of this size, full or partial; `None` if that tree has none there.
    pub fn at(level: u8, index: u64, size: u64) -> Option<Self> {
        let before = index.checked_mul(TILE_WIDTH.into())?;
        let hashes = hashes_in_level(Kind::Hashes(level), size).saturating_sub(before);
        Self::new(Kind::Hashes(level), index, u16::try_from(hashes).unwrap_or(TILE_WIDTH).min(TILE_WIDTH))
    }

    /// All partial tiles of a tree of this size, those of hashes from level 0 up, and of entries.
    pub fn partials(size: u64) -> Vec<Self> {
        kinds(size).filter_map(|kind| Self::partial(kind, size)).collect()
    }
}

/// The width of the partial tile of this level in a tree of this size; 0 if the level has none.
pub fn partial_width(level: u8, size: u64) -> u16 {
    Tile::partial(Kind::Hashes(level), size).map_or(0, Tile::width)
}

/// The kinds of tiles that a tree of this size has.
fn kinds(size: u64) -> impl Iterator<Item = Kind> {
    let levels = (0..=LEVEL_MAX).take_while(move |level| hashes_in_level(Kind::Hashes(*level), size) > 0);
    levels.map(Kind::Hashes).chain((size > 0).then_some(Kind::Entries))
}

fn hashes_in_level(kind: Kind, size: u64) -> u64 {
    let level = match kind {
        Kind::Entries => 0,
        Kind::Hashes(level) => level,
    };
    size.min(LEAVES_MAX).checked_shr(u32::from(level) * u32::from(TILE_HEIGHT)).unwrap_or(0)
}

impl fmt::Display for Tile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Entries => out.write_str("tile/entries/")?,
            Kind::Hashes(level) => write!(out, "tile/{level}/")?,
        }
        write_index(self.index / 1_000, out)?;
        write!(out, "{:03}", self.index % 1_000)?;
        if self.is_partial() { write!(out, ".p/{}", self.width) } else { Ok(()) }
    }
}

/// The groups of three digits before the last one.
fn write_index(groups: u64, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    if groups == 0 {
        return Ok(());
    }
    write_index(groups / 1_000, out)?;
    write!(out, "x{:03}/", groups % 1_000)
}

impl FromStr for Tile {
    type Err = PathError;

    /// Reads a path. Every tile has one path only: no leading zeros, no group too many, no width of a full tile.
    fn from_str(path: &str) -> Result<Self, PathError> {
        let tile = read(path).filter(|tile| tile.path() == path);
        tile.ok_or_else(|| PathError { path: path.to_owned() })
    }
}

fn read(path: &str) -> Option<Tile> {
    let (kind, rest) = path.strip_prefix("tile/")?.split_once('/')?;
    let kind = if kind == "entries" { Kind::Entries } else { Kind::Hashes(kind.parse().ok()?) };
    let (index, width) = match rest.split_once(".p/") {
        Some((index, width)) => (index, width.parse().ok()?),
        None => (rest, TILE_WIDTH),
    };
    let index = index.split('/').try_fold(0_u64, |index, group| {
        let group: u64 = group.strip_prefix('x').unwrap_or(group).parse().ok()?;
        index.checked_mul(1_000)?.checked_add(group)
    })?;
    Tile::new(kind, index, width)
}

#[cfg(test)]
mod tests {
    use metamorphic_log::tile as theirs;
    use proptest::prelude::*;

    use super::*;

    fn paths(tiles: &[Tile]) -> Vec<String> {
        tiles.iter().map(|tile| tile.path()).collect()
    }

    /// The examples of the specification.
    #[test]
    fn paths_are_those_of_the_specification() {
        let hashes = |level, index, width| Tile::new(Kind::Hashes(level), index, width).expect("a tile");
        assert_eq!(hashes(0, 1_234_067, 256).path(), "tile/0/x001/x234/067");
        assert_eq!(hashes(0, 273, 112).path(), "tile/0/273.p/112");
        let entries = Tile::new(Kind::Entries, 1_000, 1).expect("a tile");
        assert_eq!(entries.path(), "tile/entries/x001/000.p/1");
    }

    /// The specification says which tiles a log of 70,000 entries has.
    #[test]
    fn a_size_has_the_tiles_of_the_specification() {
        let tiles = Tile::between(0, 70_000);
        let of = |kind| tiles.iter().filter(|tile| tile.kind() == kind).count();
        assert_eq!((of(Kind::Hashes(0)), of(Kind::Hashes(1)), of(Kind::Hashes(2))), (274, 2, 1));
        assert_eq!(of(Kind::Entries), 274);
        let partials = ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1", "tile/entries/273.p/112"];
        assert_eq!(paths(&Tile::partials(70_000)), partials);
        assert_eq!(paths(&Tile::between(0, 256)), ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]);
        assert_eq!(Tile::between(0, 0), []);
        assert_eq!(Tile::between(7, 7), []);
        assert_eq!((partial_width(1, 70_000), partial_width(0, 256), partial_width(9, 256)), (17, 0, 0));
    }

    #[test]
    fn a_tile_is_within_the_trees_that_have_all_of_it() {
        for size in [0, 1, 255, 256, 257, 70_000] {
            let tiles = Tile::between(0, size);
            assert!(tiles.iter().all(|tile| tile.is_within(size)), "{size}");
            for tile in Tile::partials(size) {
                let wider = Tile::new(tile.kind(), tile.index(), tile.width() + 1).expect("a tile");
                assert!(!wider.is_within(size) && !tile.full().is_within(size), "{size}");
            }
        }
    }

    #[test]
    fn a_narrower_tile_is_what_a_wider_one_begins_with() {
        let hashes: Vec<u8> = (0..=255_u8).flat_map(|leaf| [leaf; HASH_BYTES]).collect();
        let entries = entries::encode((0..=255_u8).map(|_| &b"ab"[..])).expect("short entries");
        for (kind, bytes, each) in [(Kind::Hashes(0), hashes, HASH_BYTES), (Kind::Entries, entries, 4)] {
            for width in [1, 3, 255, 256] {
                let tile = Tile::new(kind, 0, width).expect("a tile");
                let length = usize::from(width) * each;
                assert_eq!(tile.cut(&bytes), Some(&bytes[..length]));
                assert_eq!(tile.cut(&bytes[..length]), Some(&bytes[..length]));
                assert_eq!(tile.cut(&bytes[..length - 1]), None);
            }
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for bad in [
            "",
            "tile",
            "tile/0",
            "tile/0/",
            "/tile/0/000",
            "tile/0/00",
            "tile/0/0000",
            "tile/00/000",
            "tile/64/000",
            "tile/+1/000",
            "tile/-1/000",
            "tile/data/000",
            "tile/8/0/000",
            "tile/0/x000/001",
            "tile/0/001/001",
            "tile/0/x001/x001",
            "tile/0/x01/001",
            "tile/0/000.p/0",
            "tile/0/000.p/01",
            "tile/0/000.p/256",
            "tile/0/000.p/",
            "tile/0/000.p/1.p/1",
            "tile/0/000/",
            "tile/0/../000",
            "tile/0/x018/x446/x744/x073/x709/x551/615",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        ] {
            assert!(bad.parse::<Tile>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn paths_are_read_as_written_and_as_others_write_them(
            level in 0..=LEVEL_MAX, index in 0..1_u64 << 50, width in 1..=TILE_WIDTH,
        ) {
            let other = theirs::Tile::new(level, index, width).expect("a tile");
            for (kind, theirs) in [(Kind::Hashes(level), other.path()), (Kind::Entries, other.entries_path())] {
                let tile = Tile::new(kind, index, width).expect("a tile");
                prop_assert_eq!(tile.path(), theirs);
                prop_assert_eq!(tile.path().parse(), Ok(tile));
            }
        }

        #[test]
        fn partial_widths_are_those_that_others_compute(level in 0..8_u8, size in 0..1_u64 << 40) {
            prop_assert_eq!(partial_width(level, size), theirs::partial_width(level, size));
        }

        #[test]
        fn tiles_come_when_those_of_the_tree_library_come(old in 0..200_000_u64, more in 0..70_000_u64) {
            let ours = Tile::between(old, old + more);
            let hashes = ours.iter().filter(|tile| tile.kind() != Kind::Entries).count();
            prop_assert_eq!(hashes, tlog_tiles::Tile::new_tiles(TILE_HEIGHT, old, old + more).len());
        }

        #[test]
        fn no_text_makes_reading_fail_otherwise(path in "(tile|entries|[0-9x./p-]{0,12}|/){0,6}") {
            if let Ok(tile) = path.parse::<Tile>() {
                prop_assert_eq!(tile.path(), path);
            }
        }
    }
}
