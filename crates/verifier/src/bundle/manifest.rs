//! Lists of digests as BagIt and `sha256sum` write them: a digest, two spaces, a path.

use domain::sealed::Digest;

use super::layout::digest;

/// The most bytes of a line that is read: a digest, spaces, and a path.
pub const LINE_BYTES_MAX: u64 = 4 * 1024;

/// The line of a file.
pub fn line(digest: &Digest, path: &str) -> String {
    format!("{digest}  {path}\n")
}

/// The digest and the path of a line without its end. `None`: it is no such line.
///
/// Where BagIt lets a path have line feeds, it writes them as `%0A`. No file of ours has any, so such a path is
/// one that is not there.
pub fn parse(line: &[u8]) -> Option<(Digest, &str)> {
    let (hex, path) = str::from_utf8(line).ok()?.split_once(' ')?;
    let path = path.trim_start_matches(' ');
    // `sha256sum -b` puts a star before the path.
    let path = path.strip_prefix('*').unwrap_or(path);
    let digest = digest(&hex.to_ascii_lowercase())?;
    (!path.is_empty()).then_some((digest, path))
}
