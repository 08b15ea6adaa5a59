//! What can be done with frameworks: check and draw a file here, adopt it, and read what was adopted.
//!
//! - `checklists`: the lists that ship

mod checklists;

use std::path::Path;

use domain::framework::Framework;
use kader::{FRAMEWORK_BYTES_MAX, Finding};
use wire::{Language, v1};

use super::{
    files, finding,
    pages::{Page, collected},
    sending::Sending,
    session::Session,
};
use crate::{
    cli::framework::{Adopt, Check, Command, Draw, List, Show},
    client::{Client, timed},
    failure::{Failure, Place},
    show::json::{
        done::{Done, Receipt},
        framework::{FrameworkFile, Frameworks, Sound},
        shared::FrameworkRef,
    },
};

/// Does something with frameworks.
pub(super) async fn run(session: &Session, command: Command) -> Result<(), Failure> {
    match command {
        Command::Check(check) => checked(session, &check),
        Command::Draw(draw) => drawn(session, &draw),
        Command::Checklists(asked) => checklists::shown(session, &asked),
        Command::Adopt(adopt) => adopted(session, &session.client().await?, adopt).await,
        Command::List(list) => listed(session, &session.client().await?, list).await,
        Command::Show(show) => shown(session, &session.client().await?, show).await,
    }
}

/// The framework in a file of this machine, and the file's text.
///
/// # Errors
/// Everything that is wrong with it, each with its line.
pub(super) fn of_file(session: &Session, file: &Path) -> Result<(Framework, String), Failure> {
    let bytes = files::read(file, FRAMEWORK_BYTES_MAX, session)?;
    match kader::read(&bytes) {
        Ok(framework) => {
            let file = String::from_utf8(bytes).map_err(|error| Failure::input(error.to_string()))?;
            Ok((framework, file))
        }
        Err(findings) => Err(faulty(&file.display().to_string(), &findings, session.language)),
    }
}

fn faulty(name: &str, findings: &[Finding], language: Language) -> Failure {
    let count = findings.len();
    let message = match language {
        Language::Dutch => format!("In het kader {name} moet worden verbeterd ({count}):"),
        Language::English => format!("To be mended in the framework {name} ({count}):"),
    };
    let place = |finding: &Finding| Place {
        place: format!("{name}:{}", finding.line),
        rule: finding.rule.to_owned(),
        message: match language {
            Language::Dutch => finding.nl.clone(),
            Language::English => finding.en.clone(),
        },
    };
    Failure { places: findings.iter().map(place).collect(), ..Failure::input(message) }
}

fn checked(session: &Session, check: &Check) -> Result<(), Failure> {
    let (framework, _) = of_file(session, &check.file)?;
    session.show(&Sound {
        file: check.file.display().to_string(),
        framework: FrameworkRef {
            id: framework.reference.id.to_string(),
            version: framework.reference.version.to_string(),
            digest: framework.reference.digest.to_string(),
        },
        title: framework.title.clone(),
        bodies: framework.bodies.len(),
        rounds: framework.route.rounds.len(),
        steps: framework.route.steps.len(),
        formats: framework.formats.len(),
        findings: Vec::new(),
    })
}

fn drawn(session: &Session, draw: &Draw) -> Result<(), Failure> {
    let (framework, _) = of_file(session, &draw.file)?;
    let text = if draw.svg { kader::draw::svg(&framework) } else { kader::draw::mermaid(&framework) };
    // A drawing can be made again at any time.
    files::write(draw.out.as_deref(), &text, true, session)
}

async fn adopted(session: &Session, client: &Client, adopt: Adopt) -> Result<(), Failure> {
    let (_, file) = of_file(session, &adopt.file)?;
    let sending = Sending::of(session)?;
    let request = v1::AdoptFrameworkRequest {
        command_id: sending.id(),
        expected_revision: adopt.expect_revision,
        acting_as: sending.acting_as(),
        file,
    };
    let answer = sending.answer(session, client.frameworks().adopt_framework(timed(request))).await?;
    session.show(&Done {
        receipt: Receipt::of(sending.id(), answer.receipt),
        framework: answer.framework.map(Into::into),
        ..Done::default()
    })
}

async fn listed(session: &Session, client: &Client, list: List) -> Result<(), Failure> {
    let at = finding::read_at(session, client, list.read.when.as_of.as_ref()).await?;
    let rows = collected(list.read.limit, |page_size, page_token| {
        let request = v1::ListFrameworksRequest {
            framework_id: list.framework.clone(),
            at: at.clone(),
            page_size,
            page_token,
        };
        async {
            let answer = client.frameworks().list_frameworks(timed(request)).await;
            let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
            Ok(Page {
                rows: answer.frameworks,
                next_page_token: answer.next_page_token,
                rest: answer.reflects,
            })
        }
    })
    .await?;
    session.show(&Frameworks {
        frameworks: rows.rows.into_iter().map(Into::into).collect(),
        more: rows.more,
        reflects: rows.rest.unwrap_or_default().into(),
    })
}

async fn shown(session: &Session, client: &Client, show: Show) -> Result<(), Failure> {
    let at = finding::read_at(session, client, show.when.as_of.as_ref()).await?;
    let request = v1::GetFrameworkRequest { framework_id: show.framework, version: show.version, at };
    let answer = client.frameworks().get_framework(timed(request)).await;
    let answer = answer.map_err(|status| session.refused(&status))?.into_inner();
    let shown = FrameworkFile {
        framework: answer.framework.unwrap_or_default().into(),
        file: answer.file,
        reflects: answer.reflects.unwrap_or_default().into(),
    };
    session.show_file(&shown, &shown.reflects)
}
