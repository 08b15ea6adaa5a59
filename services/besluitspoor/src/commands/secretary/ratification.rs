//! A party says for itself whether it ratifies what was decided.

use wire::v1::{self, record_ratification_request::Replaced};

use super::term::{Meant, meant};
use crate::{
    cli::secretary::Ratify,
    client::timed,
    commands::{files, session::Session},
    failure::Failure,
    show::json::done::{Done, Receipt},
};

/// Records what one party said. What replaces something else may be of a dossier that has gone on.
pub(super) async fn recorded(session: &Session, ratify: Ratify) -> Result<(), Failure> {
    let organ = files::words(&ratify.organ, session)?;
    let reasons = files::words_if(ratify.reasons.as_ref(), session)?;
    let because = files::words_if(ratify.because.as_ref(), session)?;
    let replaces = ratify.instead_of.zip(because).map(|(revision, reason)| Replaced { revision, reason });
    let expected = ratify.expected.expect_revision;
    let Meant { client, sending, dossier_id, visit, revision } =
        meant(session, &ratify.dossier, ratify.visit, expected, ratify.instead_of).await?;
    let request = v1::RecordRatificationRequest {
        command_id: sending.id(),
        expected_revision: Some(revision),
        acting_as: sending.acting_as(),
        dossier_id,
        visit: Some(visit),
        party_id: ratify.party,
        ratified: ratify.said.yes,
        decided_on: ratify.on,
        organ,
        reasons,
        mandate_id: ratify.mandate.map(|id| id.to_string()),
        replaces,
    };
    let answer = sending.answer(session, client.decisions().record_ratification(timed(request))).await?;
    let next = answer.next.map(Into::into);
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), next, ..Done::default() })
}
