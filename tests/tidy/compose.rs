//! What `compose.yaml` gives to containers, held against what they read.

use std::collections::BTreeSet;

use crate::{files, root, tidy};

const COMPOSE: &str = "compose.yaml";
/// Where the settings of the services are listed.
const SETTINGS: &str = "services/besluitspoor/src/serve/config/setting.rs";

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The variables that the text sets, in comments as well: `NAME: value` in the file itself, `NAME=value` where it shows
/// another file.
fn given(text: &str, prefix: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}'));
    let names = words.filter_map(|word| word.split_once([':', '=']).map(|(name, _)| name));
    names.filter(|name| name.starts_with(prefix)).map(str::to_owned).collect()
}

/// The variables that the servers' configuration takes from the environment, comments left out.
fn taken(configuration: &str) -> BTreeSet<String> {
    let lines = configuration.lines().filter(|line| !line.trim_start().starts_with('#'));
    let word = |c: char| c.is_ascii_uppercase() || c == '_';
    let names = lines.flat_map(|line| line.split('$').skip(1)).map(move |rest| {
        let end = rest.find(|c: char| !word(c)).unwrap_or(rest.len());
        rest[..end].to_owned()
    });
    names.filter(|name| name.starts_with("NATS_")).collect()
}

#[test]
fn the_containers_of_the_servers_get_what_their_configuration_takes_and_nothing_else() {
    let configuration: String = files(&root().join("services/nats"), ".conf")
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("a configuration"))
        .collect();
    let (taken, given) = (taken(&configuration), given(&read(COMPOSE), "NATS_"));
    assert!(taken.len() > 10, "{taken:?}");
    assert_eq!(taken, given);
    let unexplained =
        |name: &&String| !configuration.lines().any(|line| line.starts_with(&format!("#   {name} ")));
    let complaints: Vec<_> = taken.iter().filter(unexplained).cloned().collect();
    tidy("a variable that no configuration explains", &complaints);
}

#[test]
fn the_containers_of_the_services_get_nothing_but_settings() {
    let settings = read(SETTINGS);
    let keys = settings.lines().filter_map(|line| line.split_once("=> \"")?.1.split_once('"'));
    let known: BTreeSet<_> =
        keys.map(|(key, _)| format!("BESLUITSPOOR_{}", key.replace('-', "_").to_uppercase())).collect();
    assert!(known.contains("BESLUITSPOOR_NATS_REGION"), "{known:?}");
    let given = given(&read(COMPOSE), "BESLUITSPOOR_");
    let complaints: Vec<_> = given.difference(&known).cloned().collect();
    tidy("set in compose.yaml, and no setting", &complaints);
}

#[test]
fn images_that_others_make_are_named_with_a_version() {
    let (compose, dockerfile) = (read(COMPOSE), read("Dockerfile"));
    let images = compose.lines().filter_map(|line| line.trim().strip_prefix("image: "));
    let from = dockerfile.lines().filter_map(|line| line.strip_prefix("FROM "));
    let complaints: Vec<_> = images
        .chain(from)
        .filter_map(|image| image.split_whitespace().next())
        .filter(|image| *image != "besluitspoor" && !image.contains(':'))
        .map(str::to_owned)
        .collect();
    tidy("an image that may be another one tomorrow", &complaints);
}

#[test]
fn the_records_of_every_region_are_kept_from_being_deleted() {
    let system = read("services/nats/system.conf");
    let mut complaints = Vec::new();
    for path in files(&root().join("services/nats"), ".conf") {
        let text = std::fs::read_to_string(&path).expect("a configuration");
        for stream in text.lines().filter_map(|line| line.trim().strip_prefix("\"$JS.API.STREAM.CREATE.")) {
            let stream = stream.trim_end_matches('"');
            let is_of_records = !stream.ends_with("-texts") && !stream.starts_with("OBJ_");
            if is_of_records && !system.contains(&format!("\"$JS.API.STREAM.MSG.DELETE.{stream}\": refused"))
            {
                complaints.push(stream.to_owned());
            }
        }
    }
    tidy("system.conf does not keep these", &complaints);
}
