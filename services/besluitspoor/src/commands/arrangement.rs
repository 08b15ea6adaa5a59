//! Arrangements that dossiers decided: beginning them, and reading what became of them.

use wire::{convert::enums, v1};

use super::{bound, files, finding, sending::Sending, session::Session};
use crate::{
    cli::{
        arrangement::{Begin, Command, Show},
        values::{Aim, Aimed, Paid},
    },
    client::timed,
    failure::Failure,
    show::json::{
        arrangement::ArrangementAnswer,
        done::{Done, Receipt},
    },
};

/// Does something with an arrangement.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Begin(begin) => begun(session, *begin).await,
        Command::Show(show) => shown(session, show).await,
        Command::Commit(commit) => bound::committed(session, *commit).await,
        Command::Use(asked) => bound::used(session, *asked).await,
    }
}

async fn begun(session: &Session, begin: Begin) -> Result<(), Failure> {
    let target_group = files::words(&begin.target_group, session)?;
    let source = files::words_if(begin.pupils_source.as_ref(), session)?;
    let client = session.client().await?;
    let dossier_id = finding::dossier_id(session, &client, &begin.dossier).await?;
    let sending = Sending::of(session)?;
    let pupils = begin.pupils.map(|number| v1::PupilsGiven {
        number,
        counted_on: begin.pupils_on.unwrap_or_default(),
        source: source.unwrap_or_default(),
    });
    let request = v1::BeginArrangementRequest {
        command_id: sending.id(),
        acting_as: sending.acting_as(),
        dossier_id,
        function_ids: begin.functions,
        target_group,
        partners: begin.partners,
        funding: begin.funding.into_iter().map(line).collect(),
        indicators: begin.indicators.into_iter().map(planned).collect(),
        evaluations_on: begin.evaluations,
        pupils,
    };
    let answer = sending.answer(session, client.register().begin_arrangement(timed(request))).await?;
    session.show(&Done {
        receipt: Receipt::of(sending.id(), answer.receipt),
        id: Some(answer.arrangement_id),
        ..Done::default()
    })
}

fn line(paid: Paid) -> v1::FundingLine {
    let Paid { code, basis, from, until, cents, party } = paid;
    v1::FundingLine {
        funding_id: code,
        party_id: party,
        basis: enums::basis(basis).into(),
        amount_cents: cents,
        from,
        until,
    }
}

fn planned(aim: Aim) -> v1::PlannedIndicator {
    use v1::planned_indicator::Value;
    let value = match aim.value {
        Aimed::Pupils(number) => Value::Pupils(number),
        Aimed::Share(share) => Value::SharePermille(share),
        Aimed::Score(score) => Value::ScoreTenths(score),
    };
    v1::PlannedIndicator { indicator_id: aim.indicator, value: Some(value) }
}

async fn shown(session: &Session, show: Show) -> Result<(), Failure> {
    let client = session.client().await?;
    let at = finding::read_at(session, &client, show.when.as_of.as_ref()).await?;
    let dossier_id = finding::dossier_id(session, &client, &show.dossier).await?;
    let request = v1::GetArrangementRequest { dossier_id, at };
    let answer = client.dossiers().get_arrangement(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    session.show(&ArrangementAnswer {
        arrangement: answer.arrangement.unwrap_or_default().into(),
        reflects: answer.reflects.unwrap_or_default().into(),
    })
}
