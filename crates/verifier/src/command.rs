//! The command line of `besluitspoor-verify`, and what `besluitspoor verify` needs of it.
//!
//! - [`error`]: what is the matter with a line or a file, in both languages

pub mod error;

use std::{
    ffi::OsString,
    fs::File,
    io::{self, Read as _, Write},
    path::{Path, PathBuf},
};

use tlog::{SignedCheckpoint, VerifierKey, policy::Policy};

pub use self::error::{Error, FileError};

use crate::{
    Language, Report,
    bundle::description,
    check::{CHECKPOINT_BYTES_MAX, Earlier, Options},
    report::{json, lines},
};

const HELP_NL: &str = "\
Gebruik: besluitspoor-verify MAP --key SLEUTEL [--policy BESTAND] [--since BESTAND]… [--confirmed-by OPDRACHT]
                            [--lang nl|en] [--json]

  MAP             de bundel: de map waarin bagit.txt staat
  --key           de sleutel van het logboek, zoals de regio die bekendmaakte; nooit uit de bundel
  --policy        het beleid (C2SP tlog-policy) dat zegt welke getuigen moeten hebben medeondertekend
  --since         een controlepunt (checkpoint) van dit logboek dat u eerder bewaarde; mag vaker
  --confirmed-by  de opdracht waarmee u om de bevestiging van een dossier vroeg
  --lang          taal van het verslag: nl of en
  --json          het verslag als een JSON-object

Einde met 0: alles klopt; 1: niets veranderd, maar niet alles bewezen; 2: geen bundel, of niet begrepen;
8: er is iets veranderd of er ontbreekt iets.
";

const HELP_EN: &str = "\
Usage: besluitspoor-verify FOLDER --key KEY [--policy FILE] [--since FILE]… [--confirmed-by COMMAND]
                            [--lang nl|en] [--json]

  FOLDER          the bundle: the folder that holds bagit.txt
  --key           the key of the log, as the region published it; never one from the bundle
  --policy        the policy (C2SP tlog-policy) that says which witnesses must have cosigned
  --since         a checkpoint of this log that you kept; may be given again
  --confirmed-by  the command with which you asked for the confirmation of a dossier
  --lang          language of the report: nl or en
  --json          the report as one JSON object

Ends with 0: everything holds; 1: nothing changed, but not everything proved; 2: no bundle, or not understood;
8: something was changed or is missing.
";

/// What was asked.
#[derive(Debug)]
pub enum Command {
    /// Check a bundle.
    Check(Box<Asked>),
    /// Say how to ask.
    Help(Language),
}

/// A bundle to check.
#[derive(Debug)]
pub struct Asked {
    /// The folder of the bundle.
    pub folder: PathBuf,
    /// What the auditor brings.
    pub options: Options,
    /// The language of the report.
    pub language: Language,
    /// Whether programs read it.
    pub json: bool,
}

/// The language that a line asks for, whether or not the rest of it is understood.
pub fn language(words: &[OsString]) -> Language {
    let asks = |pair: &[OsString]| pair[0] == "--lang" && pair[1] == "en";
    if words.windows(2).any(asks) { Language::English } else { Language::Dutch }
}

/// Reads a command line, without the name of the program.
///
/// # Errors
/// [`Error`].
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Command, Error> {
    let (mut folder, mut key, mut asked_witnesses, mut confirmed_by) = (None, None, None, None);
    let (mut since, mut language, mut json, mut help) = (Vec::new(), Language::Dutch, false, false);
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let mut value = |flag| words.next().ok_or(Error::NoValue(flag));
        match word.to_str() {
            Some("--key") => key = Some(text(value("--key")?).parse().map_err(Error::Key)?),
            Some("--policy") => asked_witnesses = Some(policy(Path::new(&value("--policy")?))?),
            Some("--since") => since.push(earlier(Path::new(&value("--since")?))?),
            Some("--confirmed-by") => {
                let id = text(value("--confirmed-by")?);
                confirmed_by = Some(description::command(&id).ok_or(Error::Confirmation(id))?);
            }
            Some("--lang") => {
                language = match text(value("--lang")?).as_str() {
                    "nl" => Language::Dutch,
                    "en" => Language::English,
                    other => return Err(Error::Language(other.to_owned())),
                }
            }
            Some("--json") => json = true,
            Some("--help" | "-h") => help = true,
            Some(flag) if flag.starts_with("--") => return Err(Error::Unknown(flag.to_owned())),
            _ if folder.is_none() => folder = Some(PathBuf::from(word)),
            _ => return Err(Error::Unknown(text(word))),
        }
    }
    if help {
        return Ok(Command::Help(language));
    }
    let folder = folder.ok_or(Error::NoFolder)?;
    let key: VerifierKey = key.ok_or(Error::NoKey)?;
    let options = Options { key, policy: asked_witnesses, since, confirmed_by };
    Ok(Command::Check(Box::new(Asked { folder, options, language, json })))
}

/// Reads a checkpoint that an auditor kept.
///
/// # Errors
/// [`FileError`].
pub fn earlier(file: &Path) -> Result<Earlier, FileError> {
    let (name, note) = read(file)?;
    match SignedCheckpoint::parse(&note) {
        Ok(checkpoint) => Ok(Earlier { name, checkpoint }),
        Err(source) => Err(FileError::NoCheckpoint { name, source }),
    }
}

/// Reads the policy of an auditor.
///
/// # Errors
/// [`FileError`].
pub fn policy(file: &Path) -> Result<Policy, FileError> {
    let (name, text) = read(file)?;
    Policy::parse(&text).map_err(|source| FileError::NoPolicy { name, source })
}

fn read(file: &Path) -> Result<(String, Vec<u8>), FileError> {
    let name = file.display().to_string();
    let mut bytes = Vec::new();
    // One more than a policy may have, so that a longer one is told to be too long.
    let read = File::open(file).and_then(|file| file.take(CHECKPOINT_BYTES_MAX + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok((name, bytes)),
        Err(source) => Err(FileError::Unreadable { name, source }),
    }
}

/// Writes a report.
///
/// # Errors
/// What writing gives.
pub fn tell(report: &Report, language: Language, as_json: bool, out: &mut impl Write) -> io::Result<()> {
    if as_json { writeln!(out, "{}", json::line(report)) } else { lines::write(report, language, out) }
}

/// How to ask.
pub fn help(language: Language) -> &'static str {
    language.say(HELP_NL, HELP_EN)
}

fn text(word: OsString) -> String {
    word.to_string_lossy().into_owned()
}
