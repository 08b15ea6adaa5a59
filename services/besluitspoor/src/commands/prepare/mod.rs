//! The preparation of a proposal: reading it, and writing down what was done, asked and agreed.
//!
//! - `items`: which list an item stands on, when nobody said so
//! - `to_do`: its action list

mod items;
mod to_do;

use wire::v1;

use self::items::item;
use super::{files, finding, sending::Sending, session::Session};
use crate::{
    cli::prepare::{Answer, At, Begin, Command, Count, Partner, Show, Step, Support, Take},
    client::{Client, timed},
    failure::Failure,
    show::json::{
        done::{Done, Receipt},
        preparation::PreparationAnswer,
    },
};

/// Does something with the preparation of a dossier.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Show(show) => shown(session, show).await,
        Command::Begin(begin) => begun(session, begin).await,
        Command::Take(take) => taken(session, take).await,
        Command::Step(step) => carried_out(session, step).await,
        Command::Answer(answer) => answered(session, answer).await,
        Command::Count(count) => counted(session, count).await,
        Command::Partner(partner) => noted(session, partner).await,
        Command::Support(support) => supported(session, support).await,
        Command::Agree(agree) => to_do::agreed(session, agree).await,
        Command::Close(close) => to_do::closed(session, close).await,
    }
}

async fn shown(session: &Session, show: Show) -> Result<(), Failure> {
    let client = session.client().await?;
    let dossier_id = finding::dossier_id(session, &client, &show.which.dossier).await?;
    let at = finding::read_at(session, &client, show.when.as_of.as_ref()).await?;
    let request = v1::GetPreparationRequest { dossier_id, at };
    let answer = client.dossiers().get_preparation(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    let mut answer = PreparationAnswer::of(answer);
    answer.narrow(show.list.as_deref(), show.open);
    session.show(&answer)
}

async fn begun(session: &Session, begin: Begin) -> Result<(), Failure> {
    let client = session.client().await?;
    let dossier_id = finding::dossier_id(session, &client, &begin.which.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::BeginPreparationRequest {
        command_id: sending.id(),
        acting_as: sending.acting_as(),
        dossier_id,
        checklist_ids: begin.lists,
    };
    let answer = sending.answer(session, client.preparations().begin_preparation(timed(request))).await?;
    done(session, &sending, answer.receipt)
}

async fn taken(session: &Session, take: Take) -> Result<(), Failure> {
    let client = session.client().await?;
    let dossier_id = finding::dossier_id(session, &client, &take.which.dossier).await?;
    let sending = Sending::of(session)?;
    let request = v1::TakeChecklistRequest {
        command_id: sending.id(),
        expected_revision: take.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        checklist_id: take.list,
    };
    let answer = sending.answer(session, client.preparations().take_checklist(timed(request))).await?;
    done(session, &sending, answer.receipt)
}

/// What every note says: which dossier and item, and the command.
struct Head {
    client: Client,
    sending: Sending,
    dossier_id: String,
    item: Option<v1::ChecklistItemRef>,
}

async fn head(session: &Session, at: &At, kind: v1::ChecklistItemKind) -> Result<Head, Failure> {
    let client = session.client().await?;
    let dossier_id = finding::dossier_id(session, &client, &at.which.dossier).await?;
    let item = item(session, &client, &dossier_id, &at.item, kind).await?;
    Ok(Head { client, sending: Sending::of(session)?, dossier_id, item: Some(item) })
}

async fn carried_out(session: &Session, step: Step) -> Result<(), Failure> {
    let (holder, result) = (files::words(&step.holder, session)?, files::words(&step.result, session)?);
    let Head { client, sending, dossier_id, item } =
        head(session, &step.at, v1::ChecklistItemKind::Step).await?;
    let request = v1::CarryOutStepRequest {
        command_id: sending.id(),
        expected_revision: step.at.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        item,
        done_on: step.on,
        holder,
        result,
    };
    let answer = sending.answer(session, client.preparations().carry_out_step(timed(request))).await?;
    done(session, &sending, answer.receipt)
}

async fn answered(session: &Session, asked: Answer) -> Result<(), Failure> {
    let answer = files::words(&asked.answer, session)?;
    let agreement = files::words_if(asked.agreement.as_ref(), session)?;
    let with = files::words_if(asked.with.as_ref(), session)?;
    let Head { client, sending, dossier_id, item } =
        head(session, &asked.at, v1::ChecklistItemKind::Question).await?;
    let request = v1::AnswerQuestionRequest {
        command_id: sending.id(),
        expected_revision: asked.at.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        item,
        answer,
        agreement,
        with,
    };
    let answer = sending.answer(session, client.preparations().answer_question(timed(request))).await?;
    done(session, &sending, answer.receipt)
}

async fn counted(session: &Session, count: Count) -> Result<(), Failure> {
    let source = files::words(&count.source, session)?;
    let Head { client, sending, dossier_id, item } =
        head(session, &count.at, v1::ChecklistItemKind::Count).await?;
    let request = v1::GiveCountRequest {
        command_id: sending.id(),
        expected_revision: count.at.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        item,
        pupils: Some(v1::PupilsGiven { number: count.number, counted_on: count.on, source }),
    };
    let answer = sending.answer(session, client.preparations().give_count(timed(request))).await?;
    done(session, &sending, answer.receipt)
}

async fn noted(session: &Session, partner: Partner) -> Result<(), Failure> {
    let words = files::words_if(partner.words.as_ref(), session)?;
    let Head { client, sending, dossier_id, item } =
        head(session, &partner.at, v1::ChecklistItemKind::Partner).await?;
    let request = v1::NotePartnerRequest {
        command_id: sending.id(),
        expected_revision: partner.at.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        item,
        spoken_on: partner.spoken.spoken_on,
        words,
    };
    let answer = sending.answer(session, client.preparations().note_partner(timed(request))).await?;
    done(session, &sending, answer.receipt)
}

async fn supported(session: &Session, support: Support) -> Result<(), Failure> {
    let by = files::words(&support.by, session)?;
    let Head { client, sending, dossier_id, item } =
        head(session, &support.at, v1::ChecklistItemKind::Support).await?;
    let request = v1::RecordSupportRequest {
        command_id: sending.id(),
        expected_revision: support.at.expect_revision,
        acting_as: sending.acting_as(),
        dossier_id,
        item,
        given_on: support.on,
        by,
    };
    let answer = sending.answer(session, client.preparations().record_support(timed(request))).await?;
    done(session, &sending, answer.receipt)
}

fn done(session: &Session, sending: &Sending, receipt: Option<v1::Receipt>) -> Result<(), Failure> {
    session.show(&Done { receipt: Receipt::of(sending.id(), receipt), ..Done::default() })
}
