//! The directory of a demonstration: journal, views, tokens and papers. Only its owner can read it.

use std::{
    env,
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{self, Path, PathBuf},
};

use access::token::NoRandomness;

use super::people::Person;

/// Who may use the directory, and who may read its files.
const OWNER_DIRECTORY: u32 = 0o700;
const OWNER_FILE: u32 = 0o600;

/// The directory of a demonstration.
#[derive(Debug, Clone)]
pub(super) struct Home {
    /// Its path, from the root.
    pub(super) directory: PathBuf,
}

/// Why there is no directory for a demonstration.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// There is something in it.
    #[error("{0} is not empty")]
    NotEmpty(PathBuf),
    /// There is no randomness for tokens.
    #[error(transparent)]
    NoRandomness(NoRandomness),
    /// The operating system says no.
    #[error("{0} cannot be used")]
    Unusable(PathBuf, #[source] io::Error),
}

impl Home {
    /// The asked directory, which must be empty or not be there yet; or a fresh one for the temporary files of this
    /// machine, with `unique` in its name.
    ///
    /// # Errors
    /// [`Error`].
    pub(super) fn make(asked: Option<&Path>, unique: &str) -> Result<Self, Error> {
        let fresh = || env::temp_dir().join(format!("besluitspoor-demo-{unique}"));
        let directory = asked.map_or_else(fresh, Path::to_path_buf);
        let unusable = |error| Error::Unusable(directory.clone(), error);
        let directory = path::absolute(&directory).map_err(unusable)?;
        let made = DirBuilder::new().recursive(asked.is_some()).mode(OWNER_DIRECTORY).create(&directory);
        made.map_err(unusable)?;
        if fs::read_dir(&directory).map_err(unusable)?.next().is_some() {
            return Err(Error::NotEmpty(directory));
        }
        Ok(Self { directory })
    }

    /// The token file: who may do what.
    pub(super) fn tokens(&self) -> PathBuf {
        self.directory.join("tokens.toml")
    }

    /// Writes the token file, and everybody's token in a file of its own.
    ///
    /// # Errors
    /// [`Error::Unusable`].
    pub(super) fn keep(&self, people: &[Person]) -> Result<(), Error> {
        let entries: Vec<String> = people.iter().map(|person| person.entry.to_string()).collect();
        self.write("tokens.toml", &entries.join("\n"))?;
        people.iter().try_for_each(|person| {
            self.write(&format!("tokens/{}", person.file), &format!("{}\n", person.token.reveal()))
        })
    }

    /// Writes a new file that only its owner can read.
    ///
    /// # Errors
    /// [`Error::Unusable`].
    pub(super) fn write(&self, name: &str, text: &str) -> Result<(), Error> {
        let file = self.directory.join(name);
        let written = || -> io::Result<()> {
            if let Some(parent) = file.parent() {
                DirBuilder::new().recursive(true).mode(OWNER_DIRECTORY).create(parent)?;
            }
            let mut new = OpenOptions::new().write(true).create_new(true).mode(OWNER_FILE).open(&file)?;
            new.write_all(text.as_bytes())
        };
        written().map_err(|error| Error::Unusable(file.clone(), error))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::{super::people, *};

    #[test]
    fn tokens_are_for_their_owner_only() {
        let place = tempfile::tempdir().unwrap();
        let home = Home::make(Some(&place.path().join("a/demo")), "x").unwrap();
        let people = people::with_tokens().unwrap();
        home.keep(&people).unwrap();
        let register = access::Register::parse(&fs::read_to_string(home.tokens()).unwrap()).unwrap();
        assert_eq!(register.token_count(), people.len());
        let mut files = vec![home.tokens()];
        files.extend(people.iter().map(|person| home.directory.join("tokens").join(person.file)));
        for file in files {
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, OWNER_FILE, "{file:?}");
        }
    }

    #[test]
    fn a_directory_with_something_in_it_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("mine"), "x").unwrap();
        assert!(matches!(Home::make(Some(place.path()), "x"), Err(Error::NotEmpty(_))));
        let empty = place.path().join("empty");
        fs::create_dir(&empty).unwrap();
        assert_eq!(Home::make(Some(&empty), "x").unwrap().directory, empty);
    }
}
