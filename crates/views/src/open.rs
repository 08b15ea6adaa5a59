//! Opening a view: the directory it lives in, or the decision to derive it anew.

use std::{
    io,
    path::{Path, PathBuf},
    thread,
};

use record::{LogId, Position};

use crate::{
    VIEW_VERSION, Views,
    home::{self, Home},
    live::{Live, Unfit},
    status::chain,
    store::{self, Store, reason},
};

/// Why views cannot be opened. Damage is never the reason: a damaged view is derived anew.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process has them open.
    #[error("the views in {directory} are used by another process; give each process a directory of its own")]
    InUse {
        /// Where they are.
        directory: PathBuf,
    },
    /// The directory cannot be used.
    #[error("the views in {directory} cannot be opened")]
    Io {
        /// Where they are.
        directory: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// An empty store cannot be begun.
    #[error("an empty view cannot be begun in {directory}: {why}")]
    Begin {
        /// Where.
        directory: PathBuf,
        /// Why not.
        why: String,
    },
}

/// Where a view lives, and of which journal and version it is.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) home: Home,
    pub(crate) name: String,
    pub(crate) log: LogId,
    pub(crate) version: u32,
    /// Whether this is the view that counts.
    pub(crate) is_current: bool,
}

impl Views {
    /// Opens the views of a journal in a directory that is theirs alone, or begins them there. Reads all of them
    /// once, so it takes about a second for every hundred thousand dossiers, and blocks: call it before serving.
    ///
    /// `head` is the journal's last position. A view that is damaged, beyond that, or of another journal or version
    /// is derived anew: it begins empty, and [`applying`](Views::apply) or a [`Runner`](crate::Runner) fills it.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn open(directory: &Path, log: LogId, head: Position) -> Result<Self, Error> {
        Self::open_version(directory, log, head, VIEW_VERSION)
    }

    /// Removes views that may have words which are gone from a journal that does not say so itself: a backup from before they
    /// were erased was put back, of the journal and perhaps of the views. `erased` says what is gone, in any form that is the
    /// same each time; views that were derived since are left. Call it before [`open`](Self::open).
    ///
    /// # Errors
    /// See [`Error`].
    pub fn leave_behind(directory: &Path, erased: &[u8]) -> Result<(), Error> {
        let home = Self::home(directory)?;
        let io = |source| Error::Io { directory: directory.to_owned(), source };
        if home.erased().map_err(io)? == erased {
            return Ok(());
        }
        if erased.is_empty() {
            // Whatever is derived from now on has all that the journal gives.
            return home.forget_erased().map_err(io);
        }
        tracing::warn!(directory = %directory.display(), "views of before an erasure are derived anew");
        home.begin_without(erased).map_err(io)
    }

    fn home(directory: &Path) -> Result<Home, Error> {
        Home::open(directory).map_err(|error| match error {
            home::Error::InUse => Error::InUse { directory: directory.to_owned() },
            home::Error::Io(source) => Error::Io { directory: directory.to_owned(), source },
        })
    }

    pub(crate) fn open_version(
        directory: &Path,
        log: LogId,
        head: Position,
        version: u32,
    ) -> Result<Self, Error> {
        let io = |source| Error::Io { directory: directory.to_owned(), source };
        let home = Self::home(directory)?;
        let current = home.current().map_err(io)?.filter(|name| Home::is_of(name, version, log));
        let is_current = current.is_some();
        let name = current.unwrap_or_else(|| Home::name(version, log));
        let mut place = Place { home, name, log, version, is_current };
        let live = match place.load(head) {
            Ok(live) => live,
            Err(unfit) => {
                let directory = place.home.at(&place.name);
                tracing::warn!(directory = %directory.display(), why = %chain(&unfit), "view is derived anew");
                place.begin()?
            }
        };
        if place.is_current {
            // A crash may have come between naming this view and removing the others.
            place.home.keep_only(&place.name).map_err(io)?;
        }
        Ok(Self::new(place, live, head))
    }
}

impl Place {
    /// Removes what is there, and begins an empty view.
    pub(crate) fn begin(&mut self) -> Result<Live, Error> {
        let directory = self.home.at(&self.name);
        let io = |source| Error::Io { directory: directory.clone(), source };
        self.home.remove(&self.name).map_err(io)?;
        let begin =
            |unfit: Unfit| Error::Begin { directory: directory.clone(), why: chain(&unfit).to_string() };
        self.load(Position::START).map_err(begin)
    }

    /// Loads on a thread of its own: sled panics where it finds what it did not write.
    fn load(&self, head: Position) -> Result<Live, Unfit> {
        let (directory, log, version) = (self.home.at(&self.name), self.log, self.version);
        let load = move || Live::load(Store::open(&directory)?, log, version, head);
        let thread = thread::Builder::new().name("views-open".to_owned()).spawn(load);
        let thread = thread.map_err(|error| store::Error::Sled(error.into()))?;
        thread.join().unwrap_or_else(|panic| Err(Unfit::Panicked(reason(panic.as_ref()))))
    }

    /// An empty store beside this one, for what is copied to it. What a broken attempt left there goes.
    pub(crate) fn begin_next(&self) -> Result<Store, Error> {
        let name = Home::next_name(&self.name);
        let directory = self.home.at(&name);
        self.home.remove(&name).map_err(|source| Error::Io { directory: directory.clone(), source })?;
        Store::open(&directory).map_err(|error| Error::Begin { directory, why: chain(&error).to_string() })
    }

    /// From now on that store counts.
    pub(crate) fn name_next(&mut self) -> io::Result<()> {
        let name = Home::next_name(&self.name);
        self.home.name_current(&name)?;
        self.name = name;
        Ok(())
    }

    /// Makes this the view that counts, and removes all others.
    pub(crate) fn make_current(&mut self) -> io::Result<()> {
        if !self.is_current {
            self.home.name_current(&self.name)?;
            self.home.keep_only(&self.name)?;
            self.is_current = true;
        }
        Ok(())
    }
}
