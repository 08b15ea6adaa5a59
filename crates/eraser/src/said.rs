//! What a journal says is gone, for a copy of it that was made before.

use bytes::Bytes;
use journal::{BoxFuture, Journal, Stored, copy::Erasures, read};
use record::seal;

/// The erasures that a journal says of.
pub struct Said<'j>(pub &'j dyn Journal);

impl Erasures for Said<'_> {
    /// An erasure stands in the history of the words, so that alone is read. Texts that are no disclosures are nobody's words:
    /// nothing is said of them.
    fn remains<'a>(&'a self, copy: &'a Stored) -> BoxFuture<'a, Result<Option<Bytes>, read::Error>> {
        Box::pin(async move {
            let history = self.0.read(&copy.entry.history).await?;
            let erasures =
                history.iter().filter_map(|stored| record::erased(&stored.entry.record).ok().flatten());
            let named = erasures.flat_map(|erased| erased.texts);
            let named = named.filter(|named| named.revision == copy.entry.revision);
            let gone: Vec<_> = named.flat_map(|named| named.texts).collect();
            Ok(seal::without(&copy.entry.texts, &gone).ok().flatten().map(Bytes::from))
        })
    }
}
