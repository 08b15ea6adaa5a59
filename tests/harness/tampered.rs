//! Changing the journal's bytes on the disk, as a failing device would, or as someone would who knows its form.

use std::{
    fs::{self, OpenOptions},
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
};

use crc32c::crc32c;

/// A line of a segment: where it begins, and its bytes without the newline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it begins.
    pub offset: u64,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The lines of a segment, its header first. The record at position `n` is line `n`.
///
/// # Panics
/// If it cannot be read.
pub fn lines(segment: &Path) -> Vec<Line> {
    let bytes = fs::read(segment).expect("a segment");
    let mut offset = 0;
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    lines
        .map(|line| {
            let begins = offset;
            offset += line.len() as u64;
            Line { offset: begins, bytes: line.strip_suffix(b"\n").unwrap_or(line).to_vec() }
        })
        .collect()
}

/// Flips the lowest bit of one byte, in place.
///
/// # Panics
/// If it cannot be read or written.
pub fn flip(segment: &Path, offset: u64) {
    let file = OpenOptions::new().read(true).write(true).open(segment).expect("a segment");
    let mut byte = [0];
    file.read_exact_at(&mut byte, offset).expect("a byte");
    byte[0] ^= 1;
    file.write_all_at(&byte, offset).expect("a byte");
}

/// Rewrites the record at a position, with checksums that are right.
///
/// # Panics
/// If it cannot be read or written, or nothing changes.
pub fn forge(segment: &PathBuf, position: usize, change: impl FnOnce(&str) -> String) {
    let mut lines = lines(segment);
    let line = String::from_utf8(lines[position].bytes.clone()).expect("a line is text");
    let mut columns: Vec<_> = line.split('\t').map(str::to_owned).collect();
    let forged = change(&columns[5]);
    assert_ne!(forged, columns[5], "there is something to change");
    columns[5] = forged;
    let checksum = crc32c(columns[1..6].join("\t").as_bytes());
    columns[0] = format!("{checksum:08x}");
    lines[position].bytes = columns.join("\t").into_bytes();
    let mut all: Vec<u8> = Vec::new();
    for line in lines {
        all.extend_from_slice(&line.bytes);
        all.push(b'\n');
    }
    fs::write(segment, all).expect("a segment");
}
