//! Files of this machine, and words that stand on the line or in one.

use std::{
    fs::{self, File},
    io::{self, Read, Write as _, stdin},
    path::Path,
};

use super::session::{Session, print_bytes};
use crate::{
    cli::values::Text,
    exit::Exit,
    failure::Failure,
    show::{Say as _, system::why},
};

/// The most bytes of words in a file. The service has its own limits for each field; this only bounds what is read.
const WORDS_BYTES_MAX: usize = 1024 * 1024;

/// The bytes of a file, and one more than `bytes_max` at most, so that who reads them sees that it is too large.
pub(crate) fn read(file: &Path, bytes_max: usize, session: &Session) -> Result<Vec<u8>, Failure> {
    let open = || -> io::Result<Vec<u8>> { limited(File::open(file)?, bytes_max) };
    open().map_err(|error| unread(&file.display().to_string(), &error, session))
}

/// The words themselves: those on the line, or those in a file, without a line end at the end.
pub(crate) fn words(text: &Text, session: &Session) -> Result<String, Failure> {
    let (name, bytes) = match text {
        Text::Given(words) => return Ok(words.clone()),
        Text::File(name) if name == "-" => {
            let bytes = limited(stdin().lock(), WORDS_BYTES_MAX);
            (name, bytes.map_err(|error| unread(name, &error, session))?)
        }
        Text::File(name) => (name, read(Path::new(name), WORDS_BYTES_MAX, session)?),
    };
    let text = decoded(name, bytes, session)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
    Ok(text.trim_end().to_owned())
}

/// The text of a file.
pub(crate) fn text(file: &Path, session: &Session) -> Result<String, Failure> {
    decoded(&file.display().to_string(), read(file, WORDS_BYTES_MAX, session)?, session)
}

/// Words that may be given.
pub(crate) fn words_if(text: Option<&Text>, session: &Session) -> Result<Option<String>, Failure> {
    text.map(|text| words(text, session)).transpose()
}

/// A new file; one that is there already is left alone.
pub(crate) fn create(file: &Path, session: &Session) -> Result<File, Failure> {
    File::create_new(file).map_err(|error| {
        let told = session.language.say("kan niet worden gemaakt", "cannot be made");
        Failure::input(format!("{} {told}: {}.", file.display(), why(&error, session.language)))
    })
}

/// Writes to a file, or to standard output when none is named.
pub(crate) fn write(out: Option<&Path>, text: &str, replace: bool, session: &Session) -> Result<(), Failure> {
    let Some(file) = out else { return print_bytes(text.as_bytes()) };
    if replace {
        return fs::write(file, text).map_err(|error| unwritten(file, &error, session));
    }
    create(file, session)?.write_all(text.as_bytes()).map_err(|error| unwritten(file, &error, session))
}

/// A file could not be written.
pub(crate) fn unwritten(file: &Path, error: &io::Error, session: &Session) -> Failure {
    let told = session.language.say("kan niet worden geschreven", "cannot be written");
    Failure::new(Exit::Internal, format!("{} {told}: {}.", file.display(), why(error, session.language)))
}

fn decoded(name: &str, bytes: Vec<u8>, session: &Session) -> Result<String, Failure> {
    let wrong = |nl: &str, en: &str| Failure::input(format!("{name}: {}", session.language.say(nl, en)));
    if bytes.len() > WORDS_BYTES_MAX {
        return Err(wrong("het bestand is groter dan 1 MiB.", "the file is larger than 1 MiB."));
    }
    String::from_utf8(bytes).map_err(|_| wrong("het bestand is geen UTF-8.", "the file is not UTF-8."))
}

fn limited(source: impl Read, bytes_max: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(bytes_max).unwrap_or(u64::MAX).saturating_add(1);
    source.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unread(name: &str, error: &io::Error, session: &Session) -> Failure {
    let told = session.language.say("kan niet worden gelezen", "cannot be read");
    Failure::input(format!("{name} {told}: {}.", why(error, session.language)))
}
