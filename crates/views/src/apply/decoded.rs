//! Reading a record and its words from the journal's bytes. The dear part of applying, and the part that needs no
//! view, so it can be done on other threads.

use domain::{Event, arrangement, dossier};
use journal::{Entry, Stored};
use record::{Disclosures, Position, Record};

use super::Error;
use crate::{chronicle::keeps, words::NO_TEXTS};

/// A record, ready to be applied.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) position: Position,
    pub(crate) record: Record,
    /// The words that the view keeps; none for events of which it keeps no words.
    pub(crate) texts: Disclosures,
    /// The record and its words as they stand in the journal, of a history that is kept so.
    pub(crate) entry: Option<Entry>,
}

/// Reads a record, and checks that it is the one that the journal says it is.
pub(crate) fn decode(stored: &Stored) -> Result<Decoded, Error> {
    let (position, entry) = (stored.position, &stored.entry);
    let record = record::decode(&entry.record).map_err(|source| Error::Record { position, source })?;
    if record.history != entry.history || record.revision != entry.revision || record.command != entry.command
    {
        return Err(Error::Misplaced { position });
    }
    let texts = if keeps_words(&record.event) && entry.texts != NO_TEXTS {
        Disclosures::parse(&entry.texts).map_err(|source| Error::Words { position, source })?
    } else {
        Disclosures::default()
    };
    let entry = keeps(&record.history).then(|| entry.clone());
    Ok(Decoded { position, record, texts, entry })
}

/// Whether the view keeps words of an event. Those of documents are in the journal, and long.
fn keeps_words(event: &Event) -> bool {
    match event {
        Event::Dossier(event) => match event {
            dossier::Event::DocumentFiled(_)
            | dossier::Event::RoundSubmitted(_)
            | dossier::Event::RevisionSubmitted(_)
            | dossier::Event::TermResumed(_) => false,
            dossier::Event::DossierOpened(_)
            | dossier::Event::NoticeTaken(_)
            | dossier::Event::AdviceGiven(_)
            | dossier::Event::DecisionTaken(_)
            | dossier::Event::AgreementNotReached(_)
            | dossier::Event::RatificationGiven(_)
            | dossier::Event::VisitDeferred(_)
            | dossier::Event::ReferredBack(_)
            | dossier::Event::PartySpoke(_)
            | dossier::Event::TermSuspended(_)
            | dossier::Event::ConditionsAnswered(_)
            | dossier::Event::DossierWithdrawn(_)
            | dossier::Event::OutcomeCorrected(_)
            | dossier::Event::DossierHandedOver(_)
            | dossier::Event::Escalation(_) => true,
        },
        Event::FrameworkAdopted(_)
        | Event::Arrangement(arrangement::Event::ArrangementRegistered(_))
        | Event::Meeting(_) => true,
        Event::Arrangement(
            arrangement::Event::ArrangementBegun(_)
            | arrangement::Event::CommitmentGiven(_)
            | arrangement::Event::UseReported(_)
            | arrangement::Event::EvaluationRecorded(_)
            | arrangement::Event::ArrangementConcluded(_),
        )
        | Event::Mandate(_)
        | Event::Preparation(_)
        | Event::Keeping(_) => false,
    }
}
