//! Which words belong to a record, and the disclosures that open them.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    Event,
    dossier::{self, event::Treated},
    sealed::Sealed,
};
use record::seal::{Disclosures, Error};
use wire::{
    convert::seal::{
        ANSWER, CONDITION, FRAMEWORK_FILE, MOTIVATION, NAME, PARTNER, REASON, SECTION_PREFIX, TARGET_GROUP,
        TITLE,
    },
    v1,
};

/// The words that an event refers to: what they are, and the digest that stands for them. In the order of the
/// record; erased words too.
pub fn of(event: &Event) -> Vec<(String, Sealed)> {
    use dossier::Event as D;
    let mut words = Words::default();
    match event {
        Event::Dossier(D::DossierOpened(opened)) => {
            words.add(TITLE, [opened.title]);
            words.add(TARGET_GROUP, opened.target_group);
        }
        Event::Dossier(D::DocumentFiled(filed)) => {
            for section in &filed.sections {
                words.add(&format!("{SECTION_PREFIX}{}", section.id), [section.text]);
            }
        }
        Event::Dossier(D::RoundSubmitted(_) | D::RevisionSubmitted(_)) => {}
        Event::Dossier(
            D::NoticeTaken(treated)
            | D::AdviceGiven(treated)
            | D::DecisionTaken(treated)
            | D::AgreementNotReached(treated)
            | D::RatificationGiven(treated)
            | D::VisitDeferred(treated)
            | D::ReferredBack(treated),
        ) => words.treated(treated),
        Event::Dossier(D::ConditionsAnswered(answered)) => {
            words.add(ANSWER, answered.answers.iter().map(|answer| answer.text));
        }
        Event::Dossier(D::DossierWithdrawn(withdrawn)) => words.add(REASON, [withdrawn.reason]),
        Event::Dossier(D::OutcomeCorrected(corrected)) => {
            words.add(REASON, [corrected.reason]);
            words.treated(&corrected.treated);
        }
        Event::Dossier(D::DossierHandedOver(handed)) => words.add(REASON, handed.reason),
        Event::FrameworkAdopted(adopted) => words.add(FRAMEWORK_FILE, [adopted.file]),
        Event::ArrangementRegistered(registered) => {
            words.add(NAME, [registered.name]);
            words.add(TARGET_GROUP, registered.target_group);
            words.add(PARTNER, registered.partners.iter().copied());
        }
    }
    words.0
}

/// The words of an event as an answer tells them, each with the disclosure that anyone can digest again.
///
/// What cannot be opened is told as erased. A disclosure that opens none of the digests is left out: it is no
/// part of the record.
///
/// # Errors
/// [`Error`] if what stands beside the record cannot be read.
pub(crate) fn told(event: &Event, texts: &[u8]) -> Result<Vec<v1::RecordText>, Error> {
    let kept = Disclosures::parse(texts)?;
    let disclosures: Vec<String> = serde_json::from_slice(texts).map_err(|_| Error::NotAList)?;
    let told = |(name, sealed): (String, Sealed)| {
        // Both lists are in the order of sealing.
        let place = kept.iter().position(|(digest, _, _)| digest == sealed);
        let disclosure = place.and_then(|place| disclosures.get(place)).cloned();
        let text = kept.open(&sealed).map(str::to_owned);
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

#[derive(Default)]
struct Words(Vec<(String, Sealed)>);

impl Words {
    fn add(&mut self, name: &str, sealed: impl IntoIterator<Item = Sealed>) {
        self.0.extend(sealed.into_iter().map(|sealed| (name.to_owned(), sealed)));
    }

    fn treated(&mut self, treated: &Treated) {
        self.add(MOTIVATION, treated.motivation);
        self.add(CONDITION, treated.conditions.iter().map(|set| set.text));
    }
}
