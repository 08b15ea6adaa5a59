//! Filing documents, and bringing them before the bodies.

use std::path::Path;

use domain::framework::Framework;
use wire::v1;

use super::{
    filing::{filed, with_service},
    here,
    turn::{Awaited, awaited, fits, round},
    visiting,
};
use crate::{
    cli::{
        coordinator::{DocumentNames, FileDocument, Resubmit, Submit},
        values::{self, DossierName},
    },
    client::{Client, timed},
    commands::{arrangement, finding, sending::Sending, session::Session},
    document::Reading,
    failure::Failure,
    show::{
        Say as _,
        json::done::{Done, Receipt, Warning},
    },
};

/// A document of a dossier.
pub(super) struct Paper {
    /// The dossier.
    pub(super) dossier: v1::DossierSummary,
    /// The framework that it runs on.
    pub(super) framework: Framework,
    /// The document's format.
    pub(super) format: String,
    /// Its words.
    pub(super) content: Content,
}

/// Where its words are.
pub(super) enum Content {
    /// In a file of this machine.
    Here {
        /// The file.
        name: String,
        /// What it says.
        reading: Reading,
    },
    /// With the service, as this version.
    Filed {
        /// The version, from 1.
        version: u32,
    },
}

/// Files a document version, complete or not.
pub(super) async fn file(session: &Session, client: &Client, file: FileDocument) -> Result<(), Failure> {
    let paper = paper(session, client, Some(&file.file), None, &file.names).await?;
    let Content::Here { name, reading } = &paper.content else { return Ok(()) };
    if !reading.faults.is_empty() {
        return Err(Failure::findings(name, &reading.faults, session.language));
    }
    let sending = Sending::of(session)?;
    let answer = filed(session, client, &sending, &paper, reading, file.expected).await?;
    let mut receipt = Receipt::of(sending.id(), answer.receipt);
    // It may be filed so; who files it wants to know what will keep it from being submitted.
    receipt.warnings.extend(reading.gaps.iter().map(|gap| Warning {
        code: gap.fault.rule().to_owned(),
        field: format!("{name}:{}", gap.line),
        message: format!("{name}:{}: {}", gap.line, gap.fault.told(session.language)),
    }));
    let document = answer.document.map(Into::into);
    session.show(&Done { receipt, id: Some(paper.dossier.dossier_id), document, ..Done::default() })
}

/// Files a document and submits it, or submits a version that was filed.
pub(super) async fn submit(session: &Session, client: &Client, submit: Submit) -> Result<(), Failure> {
    let paper = paper(session, client, submit.file.as_deref(), submit.version, &submit.names).await?;
    awaited(session, &paper, Awaited::Round)?;
    let round_id = round(session, submit.round, &paper)?;
    fits(session, &paper, &round_id)?;
    let sending = Sending::of(session)?.flag(format!("--round {round_id}"));
    let there = with_service(session, client, sending, &paper, submit.expected).await?;
    let request = v1::SubmitRoundRequest {
        command_id: there.sending.id(),
        expected_revision: there.expected_revision,
        acting_as: there.sending.acting_as(),
        dossier_id: paper.dossier.dossier_id,
        round_id,
        document: Some(there.document.clone()),
    };
    let similar = arrangement::similar_to(client, &request.dossier_id).await;
    let answer = there.sending.answer(session, client.proposals().submit_round(timed(request))).await;
    let answer = answer.map_err(|failure| there.though_filed(session, failure))?;
    session.show(&Done { similar, ..visiting(there.receipt(answer.receipt), answer.opening) })
}

/// Sends a dossier on after a referral back, with a new version.
pub(super) async fn resubmit(session: &Session, client: &Client, resubmit: Resubmit) -> Result<(), Failure> {
    let paper = paper(session, client, resubmit.file.as_deref(), resubmit.version, &resubmit.names).await?;
    awaited(session, &paper, Awaited::Revision)?;
    let sending = Sending::of(session)?;
    let there = with_service(session, client, sending, &paper, resubmit.expected).await?;
    let request = v1::ResubmitRevisionRequest {
        command_id: there.sending.id(),
        expected_revision: there.expected_revision,
        acting_as: there.sending.acting_as(),
        dossier_id: paper.dossier.dossier_id,
        document: Some(there.document.clone()),
    };
    let answer = there.sending.answer(session, client.proposals().resubmit_revision(timed(request))).await;
    let answer = answer.map_err(|failure| there.though_filed(session, failure))?;
    session.show(&visiting(there.receipt(answer.receipt), answer.opening))
}

/// A document by its file or by its version, with its dossier and the framework that it runs on.
async fn paper(
    session: &Session,
    client: &Client,
    file: Option<&Path>,
    version: Option<u32>,
    names: &DocumentNames,
) -> Result<Paper, Failure> {
    let source = match file {
        Some(file) => Some((file.display().to_string(), here::source(session, file)?)),
        None => None,
    };
    let written = source.as_ref().and_then(|(name, source)| Some((name, source.front().dossier.as_ref()?)));
    let name = match (&names.dossier, written) {
        (Some(flag), Some((file, written))) => {
            let agree = values::dossier(&written.value).as_ref() == Ok(flag);
            if !agree {
                let flag = shown(flag);
                return Err(here::contradiction(
                    session,
                    file,
                    written.line,
                    "dossier",
                    &flag,
                    &written.value,
                ));
            }
            flag.clone()
        }
        (Some(flag), None) => flag.clone(),
        (None, Some((file, written))) => values::dossier(&written.value)
            .map_err(|why| Failure::input(format!("{file}:{}: {why}.", written.line)))?,
        (None, None) => return Err(no_dossier(session)),
    };
    let at = finding::read_at(session, client, None).await?;
    let answer = finding::dossier(session, client, &name, at).await?;
    let dossier = answer.dossier.and_then(|dossier| dossier.summary).unwrap_or_default();
    let reference = dossier.framework.clone().unwrap_or_default();
    let framework = finding::framework(session, client, &reference).await?;
    let (format, content) = match source {
        Some((name, source)) => {
            let format = here::format_of(session, &name, &source, names.format.as_deref(), &framework)?;
            (format.id.to_string(), Content::Here { name, reading: source.read(format) })
        }
        None => (
            names.format.clone().unwrap_or_default(),
            Content::Filed { version: version.unwrap_or_default() },
        ),
    };
    Ok(Paper { dossier, framework, format, content })
}

fn no_dossier(session: &Session) -> Failure {
    let told = session.language.say("Van welk dossier is dit stuk?", "Of which dossier is this document?");
    let help = session.language.say(
        "Zet ‘dossier: OZA-…’ boven in het bestand, of geef --dossier.",
        "Put ‘dossier: OZA-…’ at the top of the file, or give --dossier.",
    );
    Failure::input(told).help(help)
}

fn shown(name: &DossierName) -> String {
    match name {
        DossierName::Id(id) => id.to_string(),
        DossierName::Reference(reference) => reference.clone(),
    }
}
