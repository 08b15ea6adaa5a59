//! A document version with its words, which stand in the journal beside the record that filed it.

use access::Read;
use domain::{
    Event,
    dossier::{self, event::DocumentFiled},
    framework::Format,
};
use door::{Asker, incident::internal};
use record::seal::Disclosures;
use tonic::{Request, Response, Status};
use wire::{
    convert::{
        answer,
        query::{Document, DossierName},
    },
    failure::Thing,
    v1::{self, GetDocumentRequest, GetDocumentResponse},
};

use super::{ReadingRoom, dossier::names};
use crate::{
    reading::{missing, unread},
    tell,
};

impl ReadingRoom {
    pub(super) async fn document(
        &self,
        request: Request<GetDocumentRequest>,
    ) -> Result<Response<GetDocumentResponse>, Status> {
        let asker = Asker::of(&request)?.clone();
        asker.may_read(&Read::Dossier)?;
        let language = asker.language;
        let asked =
            Document::try_from(request.into_inner()).map_err(|violations| violations.status(language))?;
        let read = self.reading.as_of(asked.when, language).await?;
        let found = self.dossier(&DossierName::Id(asked.dossier), asked.when, read, language).await?;
        let version = &asked.document;
        let unknown = || {
            let asked = format!("{} {}", version.format, version.version);
            missing(read, found.position, Thing::Document, asked, language)
        };
        let dossier = &found.dossier;
        let kept = dossier.documents.iter().find(|kept| kept.document == *version).ok_or_else(unknown)?;
        let submitted = dossier.submissions.iter().filter(|submission| submission.document == *version);
        let submissions: Vec<_> = submitted.collect();
        if submissions.is_empty() {
            // A draft is for its coordinator and for who audits, not for the bodies.
            asker.may_read(&Read::History { coordinator: dossier.coordinator.clone() })?;
        }
        let stored = self.reading.journal.at(kept.filed).await.map_err(|error| unread(&error, language))?;
        let stored = stored.ok_or_else(unknown)?;
        let record = record::decode(&stored.entry.record).map_err(|error| internal(&error, language))?;
        let texts = Disclosures::parse(&stored.entry.texts).map_err(|error| internal(&error, language))?;
        let Event::Dossier(dossier::Event::DocumentFiled(filed)) = &record.event else {
            return Err(unknown());
        };
        let framework = self.reading.framework(&dossier.framework);
        let format = framework.as_ref().and_then(|framework| framework.format(&version.format));
        let names = names(framework.as_ref());
        let reflected = self.reading.reflected(read.as_of, found.position, language).await?;
        Ok(Response::new(GetDocumentResponse {
            document: Some(tell::paper(&kept.paper(), names)),
            sections: sections(filed, &texts, format),
            words_max: format.and_then(|format| format.limit).map(|limit| limit.words_max()),
            submissions: submissions
                .into_iter()
                .map(|submission| v1::Submission {
                    round: Some(answer::round(&submission.round, names)),
                    document: Some(answer::document_ref(&submission.document)),
                    submitted_time: Some(answer::timestamp(submission.submitted_at)),
                })
                .collect(),
            reflects: Some(self.reading.reflects(read, reflected)),
        }))
    }
}

fn sections(filed: &DocumentFiled, texts: &Disclosures, format: Option<&Format>) -> Vec<v1::DocumentSection> {
    let section = |filed: &dossier::event::SectionFiled| {
        let known = format.and_then(|format| format.section(&filed.id));
        let words = texts.open(&filed.text);
        v1::DocumentSection {
            section_id: filed.id.to_string(),
            chapter: known.map_or_else(|| filed.id.to_string(), |section| section.chapter.clone()),
            heading: known.map_or_else(|| filed.id.to_string(), |section| section.heading.clone()),
            required: known.is_some_and(|section| section.required),
            words: filed.words,
            text: Some(v1::DisclosedText {
                text: words.unwrap_or_default().to_owned(),
                erased: words.is_none(),
            }),
        }
    };
    filed.sections.iter().map(section).collect()
}
