//! What a witness can show of this log, beside what this log has.

use std::fmt::Write as _;

use bytes::Bytes;
use http::{Method, StatusCode};
use sha2::{Digest as _, Sha256};
use tlog::SignedCheckpoint;

use super::{
    Log, Stop,
    ask::{Asker, Trouble},
    message::Useless,
};

impl Asker {
    /// Compares the newest checkpoint that the witness shows with ours: why nothing may be signed, if it is larger or
    /// another. A witness that shows none, or one that this log did not sign, says nothing.
    pub(super) async fn compare(&mut self, log: &dyn Log) -> Result<Option<Stop>, Trouble> {
        let below = format!("{}/checkpoint", hex(log.key().name()));
        let answer = self.send(Method::GET, &below, Bytes::new()).await?;
        match answer.status {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND => return Ok(None),
            status => return Err(Useless::Meaningless(status).into()),
        }
        let shown = SignedCheckpoint::parse(&answer.body).map_err(Trouble::Foreign)?;
        let checkpoint = shown.verify(&log.key()).map_err(Trouble::Foreign)?;
        let (witness, seen) = (self.name.clone(), checkpoint.size());
        // It may show an older one than it saw last, never a newer one.
        self.seen = self.seen.max(Some(seen));
        let newest = log.newest().await.map_err(Trouble::Log)?;
        let size = newest.map_or(0, |note| note.checkpoint().size());
        if seen > size {
            return Ok(Some(Stop::Ahead { witness, seen, size, evidence: Some(shown.to_string()) }));
        }
        let root = log.root_at(seen).await.map_err(Trouble::Log)?;
        let is_same = root == checkpoint.root();
        Ok((!is_same).then(|| Stop::OtherRoot { witness, seen, evidence: shown.to_string() }))
    }
}

/// By what a witness names a log to its readers: the digest of the origin.
fn hex(origin: &str) -> String {
    Sha256::digest(origin).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_log_is_named_by_the_digest_of_its_origin() {
        let digest = "a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947";
        assert_eq!(super::hex("example.com"), digest);
    }
}
