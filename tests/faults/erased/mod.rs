//! Words that two administrators have erased: they are in no file any more, wherever the process was killed, and an older
//! copy of them that is put back is erased again before anyone is served.
//!
//! - [`told`]: a region in which too much was written down, and its words
//! - [`on_one_machine`], [`on_nats`]: where the journal is

use std::path::Path;

use tests::traces::Traces;

mod on_nats;
mod on_one_machine;
mod told;

/// Copies a directory with all that is in it; what the target has beside that stays.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Fails if a file below one of these directories has the words.
fn nothing_is_left(traces: &Traces, directories: &[&Path]) {
    for directory in directories {
        assert!(directory.is_dir(), "{} is looked through", directory.display());
        let found = traces.within(directory);
        assert!(found.is_empty(), "{found:?}");
    }
}
