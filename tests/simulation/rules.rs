//! The frameworks that the simulated region adopts: versions of one small framework.

use std::sync::{Arc, OnceLock};

use domain::framework::Framework;

/// How many versions there are.
pub(crate) const VERSIONS: usize = 7;
/// The first date of each version; two fall in the weeks that a simulation may reach.
const EFFECTIVE: [&str; VERSIONS] =
    ["2026-01-01", "2026-02-10", "2026-04-04", "2026-01-01", "2026-01-01", "2026-01-01", "2026-01-01"];

/// One version: its file, and what is in it.
pub(crate) struct Version {
    /// The file.
    pub(crate) file: String,
    /// What it says.
    pub(crate) framework: Arc<Framework>,
}

/// Every version, the first to be adopted first. Read once, for every seed.
pub(crate) fn versions() -> &'static [Version] {
    static READ: OnceLock<Vec<Version>> = OnceLock::new();
    READ.get_or_init(|| (1..=VERSIONS).map(version).collect())
}

fn version(number: usize) -> Version {
    let first = include_str!("region.toml");
    let mut head = format!("version = \"{number}\"");
    if number > 1 {
        head.push_str(&format!("\nsupersedes = \"{}\"", number - 1));
    }
    let effective = format!("effective_from = {}", EFFECTIVE[number - 1]);
    let file = first
        .replace("version = \"1\"", &head)
        .replace("effective_from = 2026-01-01", &effective)
        // A dossier that is judged by the rules of another version is found out.
        .replace("words_per_page = 60", &format!("words_per_page = {}", 60 + 10 * number));
    let framework =
        kader::read(file.as_bytes()).unwrap_or_else(|findings| panic!("version {number}: {findings:?}"));
    Version { file, framework: Arc::new(framework) }
}
