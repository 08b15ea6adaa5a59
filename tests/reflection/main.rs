//! A client in another language, written from reflection alone, drives a dossier through both rounds until it is
//! adopted, and after every command finds it on the agenda of the body that is next.
//!
//! It needs Python 3 with `venv`. What it uses of Python's package index is fetched once, by name, into `target/`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::{Map, Value, json};
use tests::{
    people::Person,
    site::{Site, alkmaar, alkmaar_kort},
};

/// What the client uses.
const PACKAGES: [&str; 3] = ["grpcio", "grpcio-reflection", "protobuf"];
/// How often fetching is tried; a network may fail for a moment.
const TRIES_MAX: usize = 3;

/// The Python that has the packages. Its folder is whole only once it has the mark.
fn python() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reflection-client");
    let (python, mark) = (folder.join("bin/python"), folder.join("whole"));
    let wanted = PACKAGES.join(" ");
    if fs::read_to_string(&mark).is_ok_and(|had| had == wanted) {
        return python;
    }
    let mut said = String::new();
    for _ in 0..TRIES_MAX {
        match fetch(&folder, &python) {
            Ok(()) => {
                fs::write(&mark, &wanted).expect("the mark");
                return python;
            }
            Err(why) => said = why,
        }
    }
    panic!("the packages {wanted} could not be fetched in {TRIES_MAX} tries: {said}")
}

fn fetch(folder: &Path, python: &Path) -> Result<(), String> {
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))
        .map_err(|why| format!("{why}\n(Debian has it in the package python3-venv)"))?;
    run(Command::new(python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(PACKAGES))
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() { Ok(()) } else { Err(format!("{command:?} ended with {}", said(&output))) }
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}\n{}{}", output.status, text(&output.stdout), text(&output.stderr))
}

/// The tokens that the client acts with.
fn tokens(site: &Site) -> Value {
    let token = |person: &Person| Value::from(site.token(person));
    let bodies = site.auditor().bodies();
    let secretary =
        |body: &domain::ids::BodyId| (body.to_string(), token(&Person::Secretary(body.to_string())));
    let secretaries: Map<_, _> = bodies.iter().map(secretary).collect();
    json!({
        "administrator": token(&Person::Administrator),
        "coordinator": token(&Person::Coordinator("gemeente-heiloo".into())),
        "reader": token(&Person::Member("pora".into())),
        "secretary": secretaries,
    })
}

async fn adopts(file: &str, agendas: usize) {
    let site = Site::bare(&[file], |home| home).await;
    let framework = tempfile::NamedTempFile::new().expect("a file");
    fs::write(&framework, file).expect("the framework's file");
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("reflection/client.py");
    let mut command = Command::new(python());
    command
        .arg(client)
        .arg(site.server().grpc().to_string())
        .arg(framework.path())
        .arg(tokens(&site).to_string());
    let output =
        tokio::task::spawn_blocking(move || command.output()).await.expect("no panic").expect("it runs");
    let told = said(&output);
    assert!(output.status.success(), "{told}");
    let last = String::from_utf8_lossy(&output.stdout);
    assert_eq!(last.lines().last(), Some(&*format!("adopted: {agendas} agendas checked")), "{told}");
}

#[tokio::test]
async fn a_client_written_from_reflection_alone_reaches_adopted() {
    adopts(alkmaar(), 10).await;
    adopts(alkmaar_kort(), 8).await;
}
