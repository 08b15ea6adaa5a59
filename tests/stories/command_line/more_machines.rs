//! One machine becomes several, and one again: the journal is copied to NATS, services run apart on it with the rights of
//! `services/nats`, and the command line finds each of them.

use std::fs;

use serde_json::json;
use tests::{
    nats::{self, Mode, Role},
    nodes,
    people::Person,
    server::{Home, Server},
    site::Site,
    terminal::Terminal,
};
use tokio::task::spawn_blocking;

use super::{heiloo, list, position, secretary, submitted, text};

/// A process of its own, with a data directory of its own and the tokens of another.
async fn started(tokens_of: &Home, arguments: Vec<String>) -> (Server, String) {
    let home = tokens_of.again().told(arguments);
    fs::remove_file(home.data()).unwrap();
    let server = spawn_blocking(|| home.start()).await.unwrap().map_err(|(_, not)| not).unwrap();
    let address = format!("http://{}", server.grpc());
    (server, address)
}

fn line<'a>(words: &[&'a str], flags: &'a [String]) -> Vec<&'a str> {
    words.iter().copied().chain(flags.iter().map(String::as_str)).collect()
}

#[tokio::test]
async fn a_journal_moves_to_several_machines_and_back_and_everyone_goes_on() {
    let site = Site::open().await;
    let title = "Voorbeeld: groep die verhuist";
    let (coordinator, desk) = (heiloo(&site), secretary(&site, "beleidsoverleg"));
    let (next, auditor) = (secretary(&site, "rbo"), Terminal::of(&site, &Person::Auditor));
    let dossier = submitted(&coordinator, title);
    let on = text(&desk.json(&["agenda", "beleidsoverleg"])["items"][0]["arrived_on"]);

    let servers = nats::Server::start(Mode::Ours);
    let flags = |role| nodes::journal(&servers.access(), role);
    let administrator = flags(Role::Administrator);
    auditor.done(&line(&["journal", "init"], &administrator));

    // As long as somebody writes to it there is no copying it.
    let data = site.server().home().data().display().to_string();
    let moving = ["journal", "copy", "--from", &data, "--to", "nats"];
    let refused = auditor.failure(2, &line(&moving, &administrator));
    assert!(text(&refused["message"]).contains("draait al"), "{refused:#}");
    let home = site.closed().await;
    let moved = auditor.json(&line(&moving, &administrator));
    assert_eq!([&moved["found"], &moved["copied"], &moved["compared"]], [&json!(0), &json!(4), &json!(4)]);
    let again = auditor.json(&line(&moving, &administrator));
    assert_eq!([&again["found"], &again["copied"], &again["compared"]], [&json!(4), &json!(0), &json!(4)]);
    assert_ne!(moved["from"]["log_id"], moved["to"]["log_id"]);

    let node = async |service: &str, role| {
        let services = ["--services".to_owned(), service.to_owned()];
        started(&home, services.into_iter().chain(flags(role)).collect()).await
    };
    let (_intake, intake) = node("intake", Role::Intake).await;
    let (_agenda, agenda) = node("agenda", Role::Reader).await;
    let (_audit, audit) = node("audit", Role::Reader).await;
    treated_on_several_machines(&[&intake, &agenda, &audit], &desk, &next, &dossier, &on);
    let verified = auditor.json(&["verify", "--server", &audit]);
    assert_eq!((&verified["agreed"], &verified["records"]), (&json!(true), &json!(5)));
    swept(&auditor, &administrator);

    // And back, while the services run: a copy of what is there now.
    let copy = auditor.file("kopie").display().to_string();
    let back = ["journal", "copy", "--from", "nats", "--to", &copy];
    let moved = auditor.json(&line(&back, &administrator));
    assert_eq!((&moved["copied"], &moved["compared"]), (&json!(5), &json!(5)));
    let ahead = auditor.failure(2, &["journal", "copy", "--from", &data, "--to", &copy]);
    assert!(text(&ahead["message"]).contains("geen kopie"), "{ahead:#}");
    let known = next.json(&["agenda", "rbo", "--server", &agenda]);
    let alone = home.again();
    fs::remove_file(alone.data()).unwrap();
    fs::rename(&copy, alone.data()).unwrap();
    let alone = spawn_blocking(|| alone.start()).await.unwrap().map_err(|(_, not)| not).unwrap();
    let here = next.json(&["agenda", "rbo", "--server", &format!("http://{}", alone.grpc())]);
    assert_eq!(here["items"], known["items"], "the same agenda, derived anew");
    assert_ne!(here["reflects"]["log_id"], known["reflects"]["log_id"], "under another log");
}

/// An outcome is recorded by whoever names all addresses, and read from the agenda alone.
fn treated_on_several_machines(all: &[&str], desk: &Terminal, next: &Terminal, dossier: &str, on: &str) {
    let [intake, agenda, audit] = all else { panic!("three services") };
    // Wherever it stands: each service is found, and who is not there is passed.
    let anywhere = ["http://127.0.0.1:1", audit, agenda, intake].join(",");
    let record = ["record", dossier, "--outcome", "noted", "--on", on, "--server"];
    let nowhere = desk.failure(2, &[&record[..], &[&[*agenda, *audit].join(",")]].concat());
    assert_eq!(nowhere["rule"], "SERVICE_NOWHERE", "{nowhere:#}");
    let recorded = desk.json(&[&record[..], &[&anywhere]].concat());
    let at = position(&recorded);
    let waiting = next.json(&["agenda", "rbo", "--server", agenda, "--after", &at]);
    let [item] = list(&waiting["items"]) else { panic!("{waiting:#}") };
    assert_eq!(item["reference"].as_str(), Some(dossier));
    assert_eq!(
        desk.failure(6, &["agenda", "rbo", "--server", "http://127.0.0.1:1,http://127.0.0.1:2"])["rule"],
        "SERVICE_UNREACHED"
    );
}

/// No text is there for nothing.
fn swept(at: &Terminal, administrator: &[String]) {
    let swept = at.json(&line(&["journal", "sweep", "--remove"], administrator));
    assert_eq!((&swept["unnamed"], &swept["removed"]), (&json!(0), &json!(0)), "{swept:#}");
    assert!(swept["texts"].as_u64() > Some(0), "{swept:#}");
}
