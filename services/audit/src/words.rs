//! Which words belong to a record, and the disclosures that open them.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
pub use domain::words::of;
use domain::{
    Event,
    sealed::{Sealed, names::leaves_circle},
};
use record::seal::{Disclosures, Error};
use wire::v1;

/// The words of an event as an answer tells them, each with the disclosure that anyone can digest again.
///
/// What cannot be opened is told as erased, and so is what may not leave the circle of who submitted it, whoever asks. A disclosure that opens none of the digests is left out: it is no
/// part of the record.
///
/// # Errors
/// [`Error`] if what stands beside the record cannot be read.
pub(crate) fn told(event: &Event, texts: &[u8]) -> Result<Vec<v1::RecordText>, Error> {
    let kept = Disclosures::parse(texts)?;
    let disclosures: Vec<String> = serde_json::from_slice(texts).map_err(|_| Error::NotAList)?;
    let told = |(name, sealed): (String, Sealed)| {
        // Both lists are in the order of sealing.
        let leaves = leaves_circle(&name);
        let place = kept.iter().position(|(digest, _, _)| leaves && digest == sealed);
        let disclosure = place.and_then(|place| disclosures.get(place)).cloned();
        let text = kept.open(&sealed).filter(|_| leaves).map(str::to_owned);
        v1::RecordText {
            name,
            digest: URL_SAFE_NO_PAD.encode(sealed.0.0),
            disclosure: disclosure.unwrap_or_default(),
            text: Some(disclosed(text)),
        }
    };
    Ok(of(event).into_iter().map(told).collect())
}

/// Words, or that they were erased.
pub(crate) fn disclosed(words: Option<String>) -> v1::DisclosedText {
    let erased = words.is_none();
    v1::DisclosedText { text: words.unwrap_or_default(), erased }
}
