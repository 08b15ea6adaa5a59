//! Writing the journal out: the exact bytes of every record, one on a line.

use std::{
    fs::File,
    io::{BufWriter, Write as _, stderr},
    path::{Path, PathBuf},
};

use wire::{Language, v1};

use crate::{
    cli::auditor::Journal,
    client::Client,
    commands::{
        files, finding,
        session::{Session, print_bytes},
    },
    exit::Exit,
    failure::Failure,
    show::{
        Say as _,
        json::record::{Disclosures, RecordText},
    },
};

/// Writes the journal out. What was written before a failure stays, and the failure says how far it came.
pub(super) async fn export(session: &Session, client: &Client, asked: Journal) -> Result<(), Failure> {
    let mut out = Out::of(asked.out.as_ref(), session)?;
    let mut texts = asked.disclosures.as_ref().map(|file| Out::of(Some(file), session)).transpose()?;
    let from = match &asked.from {
        Some(at) => Some(finding::position(session, client, at).await?),
        None => None,
    };
    let request =
        v1::ReadJournalRequest { from, records_max: asked.limit.unwrap_or(0), with_texts: texts.is_some() };
    let mut stream =
        client.audits().read_journal(request).await.map_err(|status| session.refused(&status))?.into_inner();
    let mut records = 0_u64;
    let mut last = 0;
    loop {
        let record = match stream.message().await {
            Ok(Some(answer)) => answer.record.unwrap_or_default(),
            Ok(None) => break,
            Err(status) => {
                out.finish(session)?;
                return Err(broken(session.refused(&status), last, session.language));
            }
        };
        last = record.position.as_ref().map_or(last + 1, |at| at.position);
        if record.bytes.contains(&b'\n') {
            let told = session
                .language
                .say("Een record bevat een regeleinde; positie", "A record holds a line end; position");
            return Err(Failure::new(Exit::Internal, format!("{told} {last}.")));
        }
        out.line(&record.bytes, session)?;
        if let Some(texts) = &mut texts
            && !record.texts.is_empty()
        {
            let disclosures = Disclosures {
                position: last,
                texts: record.texts.into_iter().map(RecordText::from).collect(),
            };
            let json = serde_json::to_vec(&disclosures)
                .map_err(|error| Failure::new(Exit::Internal, error.to_string()))?;
            texts.line(&json, session)?;
        }
        records += 1;
    }
    out.finish(session)?;
    if let Some(texts) = &mut texts {
        texts.finish(session)?;
    }
    let told = session
        .language
        .say("records uitgeschreven, tot en met positie", "records written out, up to position");
    // The records are what was asked; the count is extra.
    let _ = writeln!(stderr(), "{} {told} {last}", session.language.number(records));
    Ok(())
}

/// The stream broke: how to go on from where it came.
fn broken(failure: Failure, last: u64, language: Language) -> Failure {
    match language {
        Language::Dutch => {
            failure.help(format!("Geschreven tot en met positie {last}; ga verder met --from {}.", last + 1))
        }
        Language::English => {
            failure.help(format!("Written up to position {last}; go on with --from {}.", last + 1))
        }
    }
}

/// Where lines go.
enum Out {
    /// Standard output.
    Standard,
    /// A new file.
    File { path: PathBuf, writer: BufWriter<File> },
}

impl Out {
    fn of(file: Option<&PathBuf>, session: &Session) -> Result<Self, Failure> {
        Ok(match file {
            Some(path) => {
                Self::File { path: path.clone(), writer: BufWriter::new(files::create(path, session)?) }
            }
            None => Self::Standard,
        })
    }

    fn line(&mut self, bytes: &[u8], session: &Session) -> Result<(), Failure> {
        match self {
            Self::Standard => print_bytes(&[bytes, b"\n"].concat()),
            Self::File { path, writer } => writer
                .write_all(bytes)
                .and_then(|()| writer.write_all(b"\n"))
                .map_err(|error| failed(path, &error, session)),
        }
    }

    /// Sees to it that what was written to a file is on its disk: an export is kept as evidence.
    fn finish(&mut self, session: &Session) -> Result<(), Failure> {
        match self {
            Self::Standard => Ok(()),
            Self::File { path, writer } => writer
                .flush()
                .and_then(|()| writer.get_ref().sync_all())
                .map_err(|error| failed(path, &error, session)),
        }
    }
}

fn failed(path: &Path, error: &std::io::Error, session: &Session) -> Failure {
    files::unwritten(path, error, session)
}
