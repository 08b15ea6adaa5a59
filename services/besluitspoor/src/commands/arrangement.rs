//! Arrangements that dossiers decided: beginning them, and reading what became of them.

use wire::{convert::enums, v1};

use super::{bound, files, finding, sending::Sending, session::Session};
use crate::{
    cli::{
        arrangement::{Begin, Command, Conclude, Evaluate, Show, Similar},
        values::{Aim, Aimed, DossierName, Measured, Measurement, Paid},
    },
    client::{Client, timed},
    failure::Failure,
    show::json::{
        arrangement::ArrangementAnswer,
        done::{Done, Receipt},
        evaluation::LifePhase,
        similar::{Resembling, SimilarArrangement},
    },
};

/// Does something with an arrangement.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Begin(begin) => begun(session, *begin).await,
        Command::Evaluate(evaluate) => evaluated(session, *evaluate).await,
        Command::Conclude(conclude) => concluded(session, *conclude).await,
        Command::Similar(similar) => resembled(session, similar).await,
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

async fn evaluated(session: &Session, evaluate: Evaluate) -> Result<(), Failure> {
    let findings = files::words(&evaluate.findings, session)?;
    let source = files::words(&evaluate.source, session)?;
    let client = session.client().await?;
    let dossier_id = finding::dossier_id(session, &client, &evaluate.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::EvaluateArrangementRequest {
        command_id: sending.id(),
        acting_as: sending.acting_as(),
        dossier_id,
        expected_revision: None,
        planned_on: evaluate.planned,
        evaluated_on: evaluate.on,
        results: evaluate.results.into_iter().map(measured).collect(),
        findings,
        source,
    };
    let answer = sending.answer(session, client.register().evaluate_arrangement(timed(request))).await?;
    session.show(&Done {
        receipt: Receipt::of(sending.id(), answer.receipt),
        evaluation: Some(answer.evaluation_number),
        withheld: Some(answer.withheld),
        ..Done::default()
    })
}

fn measured(measured: Measured) -> v1::MeasuredIndicator {
    use v1::measured_indicator::Value;
    let value = match measured.value {
        Measurement::Pupils(number) => Value::Pupils(number),
        Measurement::Share { part, whole } => Value::Share(v1::ShareCounted { part, whole }),
        Measurement::Score { tenths, by } => Value::Score(v1::ScoreCounted { tenths, by }),
    };
    v1::MeasuredIndicator { indicator_id: measured.indicator, value: Some(value) }
}

async fn concluded(session: &Session, conclude: Conclude) -> Result<(), Failure> {
    let reason = files::words(&conclude.reason, session)?;
    let client = session.client().await?;
    let dossier_id = finding::dossier_id(session, &client, &conclude.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::ConcludeArrangementRequest {
        command_id: sending.id(),
        acting_as: sending.acting_as(),
        dossier_id,
        expected_revision: None,
        evaluation_number: conclude.evaluation,
        conclusion: enums::conclusion(conclude.conclusion).into(),
        concluded_on: conclude.on,
        body_id: conclude.body,
        follower_dossier_id: id_if(session, &client, conclude.follower.as_ref()).await?,
        into_arrangement_id: id_if(session, &client, conclude.into.as_ref()).await?,
        reason,
        evaluations_on: conclude.evaluations,
    };
    let answer = sending.answer(session, client.register().conclude_arrangement(timed(request))).await?;
    session.show(&Done {
        receipt: Receipt::of(sending.id(), answer.receipt),
        life_phase: LifePhase::of(answer.phase),
        ..Done::default()
    })
}

async fn id_if(
    session: &Session,
    client: &Client,
    named: Option<&DossierName>,
) -> Result<Option<String>, Failure> {
    match named {
        Some(named) => finding::dossier_id(session, client, named).await.map(Some),
        None => Ok(None),
    }
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

/// How many similar arrangements are shown beside a submission.
const SIMILAR_SHOWN: u32 = 5;

/// The existing arrangements that the proposal of a dossier resembles most. A submission does not wait for who cannot say.
pub(crate) async fn similar_to(client: &Client, dossier_id: &str) -> Vec<SimilarArrangement> {
    let request = v1::FindSimilarRequest {
        dossier_id: Some(dossier_id.to_owned()),
        page_size: SIMILAR_SHOWN,
        ..v1::FindSimilarRequest::default()
    };
    let answer = client.dossiers().find_similar(timed(request)).await;
    answer.map_or_else(
        |_| Vec::new(),
        |answer| answer.into_inner().similar.into_iter().map(Into::into).collect(),
    )
}

/// The most that is asked for at a time.
const SIMILAR_MAX: u32 = wire::limits::PAGE_SIZE_MAX;

async fn resembled(session: &Session, asked: Similar) -> Result<(), Failure> {
    let client = session.client().await?;
    let at = finding::read_at(session, &client, asked.read.when.as_of.as_ref()).await?;
    let dossier_id = match &asked.dossier {
        Some(name) => Some(finding::dossier_id(session, &client, name).await?),
        None => None,
    };
    let request = v1::FindSimilarRequest {
        dossier_id,
        name: asked.name,
        target_group: asked.target_group,
        partners: asked.partners,
        function_ids: Vec::new(),
        page_size: asked.read.limit.min(SIMILAR_MAX),
        at,
    };
    let answer = client.dossiers().find_similar(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    session.show(&Resembling {
        similar: answer.similar.into_iter().map(Into::into).collect(),
        reflects: answer.reflects.unwrap_or_default().into(),
    })
}
