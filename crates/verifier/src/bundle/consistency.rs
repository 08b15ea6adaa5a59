//! A proof that the log of a bundle continues an older checkpoint (RFC 6962, 2.1.2): its hashes in base64, a line each.
//!
//! What they lead from and to does not stand in the file: the older root is what the auditor kept, the newer one that of
//! the bundle's checkpoint.

use tlog::{Hash, hash};

/// The most bytes of a proof: 65 hashes, a line each.
pub const PROOF_BYTES_MAX: u64 = 65 * 45;

/// The file of a proof.
pub fn lines(proof: &[Hash]) -> String {
    proof.iter().map(|hash| format!("{hash}\n")).collect()
}

/// Reads the file of a proof, as [`lines`] writes it. `None`: it is none.
pub fn parse(file: &[u8]) -> Option<Vec<Hash>> {
    let text = str::from_utf8(file).ok()?;
    let proof: Vec<Hash> = text.lines().map(hash::parse).collect::<Option<_>>()?;
    (lines(&proof) == text).then_some(proof)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_read_as_it_is_written_and_not_otherwise() {
        let proof = [Hash([0; 32]), hash::leaf_hash(b"x")];
        let file = lines(&proof);
        assert_eq!(parse(file.as_bytes()), Some(proof.to_vec()));
        assert_eq!(parse(b""), Some(Vec::new()));
        for cut in (1..file.len()).filter(|cut| *cut != 45) {
            assert_eq!(parse(&file.as_bytes()[..cut]), None, "{cut}");
        }
        for other in [file.replace('\n', "\r\n"), format!("\n{file}"), file.replace("=\n", "\n")] {
            assert_eq!(parse(other.as_bytes()), None, "{other}");
        }
        assert!(lines(&[Hash([9; 32]); 65]).len() as u64 <= PROOF_BYTES_MAX);
    }
}
