//! Sees to it that the service has a document before it is brought before the bodies.

use wire::v1;

use super::papers::{Content, Paper};
use crate::{
    cli::coordinator::Expected,
    client::{Client, timed},
    commands::{sending::Sending, session::Session},
    document::{Finding, Reading},
    failure::{Failure, Place},
    show::{
        Say as _,
        json::done::{Receipt, Warning},
    },
};

/// A document that the service has.
pub(super) struct There {
    /// The command to go on with.
    pub(super) sending: Sending,
    /// Which version it is.
    pub(super) document: v1::DocumentRef,
    /// The revision to expect.
    pub(super) expected_revision: Option<u64>,
    /// What filing it warned of, if this line filed it.
    filed: Option<Vec<Warning>>,
}

impl There {
    /// The receipt of the command that brought it before the bodies, with what filing it warned of: that is told only once.
    pub(super) fn receipt(&self, receipt: Option<v1::Receipt>) -> Receipt {
        let mut receipt = Receipt::of(self.sending.id(), receipt);
        let said = self.filed.iter().flatten().filter(|warning| !receipt.warnings.contains(warning));
        let said: Vec<_> = said.cloned().collect();
        receipt.warnings.splice(0..0, said);
        receipt
    }

    /// A failure after the document was filed: the version is there and need not be filed again.
    pub(super) fn though_filed(&self, session: &Session, failure: Failure) -> Failure {
        let Some(warnings) = &self.filed else { return failure };
        let mut failure = failure;
        failure.places.extend(warnings.iter().cloned().map(|warning| Place {
            place: warning.field,
            rule: warning.code,
            message: warning.message,
        }));
        if failure.repeat.is_some() {
            return failure;
        }
        let told = session.language.say(
            "Het stuk is wel vastgelegd; dien het later in met",
            "The document was filed; submit it later with",
        );
        let flags =
            format!("--version {} --format {} --dossier …", self.document.version, self.document.format_id);
        failure.help(format!("{told} {flags}"))
    }
}

/// Sees to it that the service has the document, filing it if it is still here.
pub(super) async fn with_service(
    session: &Session,
    client: &Client,
    sending: Sending,
    paper: &Paper,
    expected: Expected,
) -> Result<There, Failure> {
    match &paper.content {
        Content::Filed { version } => {
            let document = v1::DocumentRef { format_id: paper.format.clone(), version: *version };
            Ok(There { sending, document, expected_revision: expected.expect_revision, filed: None })
        }
        Content::Here { name, reading } => {
            let mut findings: Vec<Finding> = [reading.faults.clone(), reading.gaps.clone()].concat();
            if !findings.is_empty() {
                findings.sort_by_key(|finding| finding.line);
                return Err(Failure::findings(name, &findings, session.language));
            }
            let answer = filed(session, client, &sending, paper, reading, expected).await?;
            let document = answer.document.and_then(|summary| summary.document).unwrap_or_default();
            let receipt = answer.receipt.unwrap_or_default();
            Ok(There {
                sending: sending.second(),
                document,
                expected_revision: Some(receipt.revision),
                filed: Some(receipt.warnings.into_iter().map(Into::into).collect()),
            })
        }
    }
}

/// Files a document.
pub(super) async fn filed(
    session: &Session,
    client: &Client,
    sending: &Sending,
    paper: &Paper,
    reading: &Reading,
    expected: Expected,
) -> Result<v1::FileDocumentResponse, Failure> {
    let sections = reading
        .document
        .sections
        .iter()
        .map(|section| v1::SectionText { section_id: section.id.to_string(), text: section.text.clone() });
    let request = v1::FileDocumentRequest {
        command_id: sending.id(),
        expected_revision: expected.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id: paper.dossier.dossier_id.clone(),
        format_id: paper.format.clone(),
        sections: sections.collect(),
    };
    sending.answer(session, client.proposals().file_document(timed(request))).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::Exit;

    fn warning(code: v1::WarningCode, field: &str) -> v1::Warning {
        v1::Warning { code: code.into(), field: field.into(), message: format!("Over {field}.") }
    }

    fn there(filed: Option<Vec<v1::Warning>>) -> There {
        There {
            sending: Sending::of(&Session::plain()).unwrap(),
            document: v1::DocumentRef { format_id: "voorstel".into(), version: 3 },
            expected_revision: None,
            filed: filed.map(|warnings| warnings.into_iter().map(Into::into).collect()),
        }
    }

    #[test]
    fn the_warnings_of_both_receipts_are_shown_once() {
        let bsn = warning(v1::WarningCode::BsnLikeNumber, "sections[2].text");
        let long = warning(v1::WarningCode::NearLengthLimit, "sections");
        let receipt = v1::Receipt { warnings: vec![long.clone()], ..v1::Receipt::default() };
        let shown = there(Some(vec![bsn, long])).receipt(Some(receipt.clone()));
        let codes: Vec<_> = shown.warnings.iter().map(|warning| warning.code.as_str()).collect();
        assert_eq!(codes, ["BSN_LIKE_NUMBER", "NEAR_LENGTH_LIMIT"]);
        assert_eq!(there(None).receipt(Some(receipt)).warnings.len(), 1);
    }

    #[test]
    fn a_submission_that_fails_keeps_what_filing_warned_of() {
        let bsn = warning(v1::WarningCode::BsnLikeNumber, "sections[2].text");
        let refused = Failure::new(Exit::Refused, "Nee.");
        let told = there(Some(vec![bsn]))
            .though_filed(&Session::plain(), refused.clone())
            .told(wire::Language::Dutch);
        assert!(told.contains("[BSN_LIKE_NUMBER]") && told.contains("--version 3"), "{told}");
        assert_eq!(there(None).though_filed(&Session::plain(), refused.clone()), refused);
    }
}
