//! Who is bound by what was decided: writing down what parties say and have, and reading it.

use wire::v1::{self, record_commitment_request as commitment};

use super::{
    files, finding,
    pages::{Page, collected},
    sending::Sending,
    session::Session,
};
use crate::{
    cli::{
        bound::{Bound, Commit, HowBound, Use},
        values::{Pledged, Text},
    },
    client::timed,
    failure::Failure,
    show::json::{
        bound::BoundAnswer,
        done::{Done, Receipt},
    },
};

/// Shows who is bound.
pub(super) async fn listed(session: &Session, asked: Bound) -> Result<(), Failure> {
    let client = session.client().await?;
    let at = finding::read_at(session, &client, asked.read.when.as_of.as_ref()).await?;
    let dossier_id = match &asked.dossier {
        Some(dossier) => Some(finding::dossier_id(session, &client, dossier).await?),
        None => None,
    };
    let request = v1::ListBoundRequest {
        dossier_id,
        party_id: asked.party,
        at,
        page_size: 0,
        page_token: String::new(),
    };
    let rows = collected(asked.read.limit, |page_size, page_token| {
        let request = v1::ListBoundRequest { page_size, page_token, ..request.clone() };
        async {
            let answer = client.dossiers().list_bound(timed(request)).await;
            let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
            let (rows, next_page_token) = (answer.arrangements, answer.next_page_token);
            Ok(Page { rows, next_page_token, rest: (answer.reflects, answer.on) })
        }
    })
    .await?;
    let (reflects, on) = rows.rest;
    session.show(&BoundAnswer {
        arrangements: rows.rows.into_iter().map(Into::into).collect(),
        on,
        more: rows.more,
        reflects: reflects.unwrap_or_default().into(),
    })
}

/// Writes down whether a party is bound.
pub(super) async fn committed(session: &Session, commit: Commit) -> Result<(), Failure> {
    let standing = standing(session, &commit.said, commit.reasons.as_ref())?;
    let organ = files::words(&commit.organ, session)?;
    let source = files::words(&commit.source, session)?;
    let client = session.client().await?;
    let dossier_id = finding::dossier_id(session, &client, &commit.dossier).await?;
    let sending = Sending::of(session)?;
    let until = commit.until;
    let request = v1::RecordCommitmentRequest {
        command_id: sending.id(),
        expected_revision: commit.expected.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        party_id: commit.party,
        standing: Some(standing),
        decided_on: commit.on,
        organ,
        mandate_id: commit.mandate.map(|id| id.to_string()),
        binding: commit.from.map(|from| v1::BindingPeriod { from, until }),
        pledges: commit.pledges.into_iter().map(pledge).collect(),
        source,
    };
    let answer = sending.answer(session, client.register().record_commitment(timed(request))).await?;
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), ..Done::default() })
}

fn standing(
    session: &Session,
    said: &HowBound,
    reasons: Option<&Text>,
) -> Result<commitment::Standing, Failure> {
    Ok(match &said.with_reservation {
        Some(words) => commitment::Standing::Reservation(files::words(words, session)?),
        None if said.bound => commitment::Standing::Bound(commitment::Bound {}),
        None => {
            let reasons = files::words_if(reasons, session)?;
            commitment::Standing::NotBound(commitment::NotBound { reasons })
        }
    })
}

fn pledge(Pledged { cents, from, until }: Pledged) -> v1::Pledge {
    v1::Pledge { amount_cents: cents, from, until }
}

/// Reports what a party has of an arrangement.
pub(super) async fn used(session: &Session, asked: Use) -> Result<(), Failure> {
    let source = files::words(&asked.source, session)?;
    let client = session.client().await?;
    let dossier_id = finding::dossier_id(session, &client, &asked.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::ReportUseRequest {
        command_id: sending.id(),
        expected_revision: asked.expected.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        party_id: asked.party,
        from: asked.from,
        until: asked.until,
        pupils: asked.reported.pupils,
        costs_cents: asked.reported.cents,
        counted_on: asked.on,
        source,
    };
    let answer = sending.answer(session, client.register().report_use(timed(request))).await?;
    session.show(&Done { receipt: Receipt::of(sending.id(), answer.receipt), ..Done::default() })
}
