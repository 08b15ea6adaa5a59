//! A secretary types what is done with meetings, and everyone who takes part reads them.

use jiff::{ToSpan, civil::Date};
use serde_json::json;
use tests::{people::Person, site::Site, terminal::Terminal};

use super::{heiloo, list, position, secretary, submitted, text};

/// The body that meets.
const BODY: &str = "beleidsoverleg";

/// The day that it is in the region: that on which a dossier just arrived.
fn today(desk: &Terminal) -> Date {
    text(&desk.json(&["agenda", BODY])["items"][0]["arrived_on"]).parse().unwrap()
}

fn is_working_day(day: Date) -> bool {
    let framework = kader::read(kader::shipped::regio_alkmaar()).unwrap();
    framework.calendar.is_working_day(day)
}

#[tokio::test]
async fn a_secretary_prepares_a_meeting_and_everyone_reads_what_was_sent() {
    let site = Site::open().await;
    let title = "Voorbeeld: groep voor de vergadering";
    let dossier = submitted(&heiloo(&site), title);
    let (desk, auditor) = (secretary(&site, BODY), Terminal::of(&site, &Person::Auditor));
    // Far enough ahead that the papers are in time.
    let mut on = today(&desk) + 30.days();
    while !is_working_day(on) {
        on = on.tomorrow().unwrap();
    }
    let (on, meeting) = (on.to_string(), format!("{BODY}/{on}"));
    let plan = ["meeting", "plan", "--body", BODY, "--on", &on, "--reason", "Een extra keer."];
    let planned = desk.json(&plan);
    let id = text(&planned["meeting_id"]);
    assert_eq!(desk.json(&["meeting", "schedule", &meeting, &dossier])["item_number"], 1);
    desk.json(&["meeting", "schedule", &meeting, "--topic", "Mededelingen"]);
    desk.json(&["meeting", "fix-agenda", &meeting, "2", "1=hamerstuk"]);
    let sent = desk.json(&["meeting", "send", &meeting]);
    assert_eq!(sent["papers"], 1);

    let after = position(&sent);
    let shown = auditor.json(&["meeting", "show", &meeting, "--after", &after])["meeting"].clone();
    let items: Vec<_> = list(&shown["agenda"]).iter().map(|item| item["item"].clone()).collect();
    assert_eq!((items, &shown["phase"]), (vec![json!(2), json!(1)], &json!("sent")));
    let [topic, item] = list(&shown["agenda"]) else { panic!("{shown:#}") };
    assert_eq!((&topic["topic"]["text"], &topic["kind"]), (&json!("Mededelingen"), &json!("discussion")));
    assert_eq!((&item["dossier"]["reference"], &item["kind"]), (&json!(dossier), &json!("formality")));
    assert_eq!((&item["standing"], &shown["papers_digest"]), (&json!("ahead"), &sent["papers_digest"]));
    // What was sent is what the body is asked to look at; and whoever looks at the dossier sees when.
    let agenda = desk.json(&["agenda", BODY, "--after", &after])["items"][0].clone();
    assert_eq!(item["papers"][0]["digest"], agenda["documents"][0]["digest"]);
    assert_eq!((&agenda["meeting"]["on"], &agenda["meeting"]["item"]), (&json!(on), &json!(1)));
    let told = heiloo(&site).done(&["show", &dossier]);
    assert!(told.contains("Vergaderingen") && told.contains(&on), "{told}");

    // What was sent is frozen; as of before, nothing was on the agenda.
    let remove = ["meeting", "remove", &meeting, "1", "--reason", "Toch niet."];
    assert_eq!(desk.failure(1, &remove)["rule"], "PAPERS_FROZEN");
    let then = auditor.json(&["meeting", "show", &id, "--as-of", &position(&planned)])["meeting"].clone();
    assert_eq!((list(&then["agenda"]).len(), &then["phase"]), (0, &json!("concept")));
    assert_eq!(desk.failure(4, &["meeting", "decisions", &meeting])["rule"], "NO_DECISION_LIST");

    // A day names a meeting as long as that is one.
    let twice = desk.json(&plan);
    let other = text(&twice["meeting_id"]);
    let warned = &twice["receipt"]["warnings"][0];
    assert!(warned["code"] == "MEETING_SAME_DAY" && text(&warned["message"]).contains(&id), "{twice}");
    assert!(list(&planned["receipt"]["warnings"]).is_empty(), "the first is the only one");
    let several = desk.failure(2, &["meeting", "show", &meeting]);
    assert!(text(&several["message"]).contains(&other), "{several}");
    let cancelled = desk.json(&["meeting", "cancel", &other, "--reason", "Dubbel gepland."]);
    let after = position(&cancelled);
    let listed = desk.json(&["meeting", "list", BODY, "--from", &on, "--until", &on, "--after", &after]);
    let phases: Vec<_> = list(&listed["meetings"]).iter().map(|row| row["phase"].clone()).collect();
    assert_eq!(phases, ["sent", "cancelled"]);
    assert_eq!(desk.json(&["meeting", "show", &meeting])["meeting"]["meeting_id"], json!(id));
    assert_eq!(desk.failure(4, &["meeting", "show", "pora/2026-01-05"])["rule"], "MEETING_UNKNOWN");
}

#[tokio::test]
async fn a_decision_list_is_drawn_up_of_what_the_dossiers_say() {
    let site = Site::open().await;
    let dossier = submitted(&heiloo(&site), "Voorbeeld: groep op de besluitenlijst");
    let desk = secretary(&site, BODY);
    let today = today(&desk);
    let mut on = today;
    while !is_working_day(on) {
        on = on.yesterday().unwrap();
    }
    // Whatever day it is: the body met on the last working day, and wrote that down afterwards.
    let (day, meeting) = (on.to_string(), format!("{BODY}/{on}"));
    desk.json(&["meeting", "plan", "--body", BODY, "--on", &day, "--reason", "Achteraf vastgelegd."]);
    let schedule = ["meeting", "schedule", &meeting, &dossier];
    assert_eq!(desk.failure(1, &schedule)["rule"], "AUTHORISER_REQUIRED");
    let late = ["--late-by", "u-regio", "--late-reason", "De subsidie sluit."];
    desk.json(&[&schedule[..], &late].concat());
    desk.json(&["meeting", "schedule", &meeting, "--topic", "Rondvraag"]);
    desk.json(&["record", &dossier, "--outcome", "noted", "--on", &today.to_string()]);
    let held =
        desk.json(&["meeting", "held", &meeting, "--chair", "u-1", "--present", "u-2:gemeente-heiloo"]);
    let absent = list(&held["absent_parties"]);
    assert!(!absent.is_empty() && !absent.contains(&json!("gemeente-heiloo")), "{held:#}");
    let drafted = desk.json(&["meeting", "draft", &meeting, "--remark", "2=Geen vragen."]);
    assert_eq!(drafted["draft"], 1);

    let after = position(&drafted);
    let decisions = desk.json(&["meeting", "decisions", &meeting, "--after", &after]);
    let number = format!("BELEIDSOVERLEG-{}-01", on.year());
    assert_eq!((&decisions["number"], &decisions["is_concept"]), (&json!(number), &json!(true)));
    let [line, topic] = list(&decisions["lines"]) else { panic!("{decisions:#}") };
    // On a day without work nobody meets, so nothing was done under the item on the day of the meeting.
    let outcome = if on == today { json!("noted") } else { json!(null) };
    assert_eq!(line["outcome"], outcome);
    assert_eq!(topic["remark"]["text"], "Geen vragen.");
    let csv = desk.done(&["meeting", "decisions", &meeting, "--csv"]);
    let rows: Vec<_> = csv.lines().collect();
    assert!(rows.len() == 3 && rows[1].starts_with(&number) && rows[1].contains(&dossier), "{csv}");
    let told = desk.done(&["meeting", "decisions", &meeting, "--lang", "en"]);
    assert!(told.starts_with(&format!("Decision list {number} (draft 1)")), "{told}");

    let made = desk.json(&["decisions", &dossier])["decisions"].clone();
    let [decision] = list(&made) else { panic!("{made:#}") };
    assert_eq!((&decision["outcome"], &decision["body"]["id"]), (&json!("noted"), &json!(BODY)));
    let listed = if on == today { json!(number) } else { json!(null) };
    assert_eq!(decision["meeting"]["decision_list"], listed);
    let csv = desk.done(&["decisions", &dossier, "--csv"]);
    assert_eq!(csv.lines().count(), 2, "{csv}");
    // Only a later meeting can fix it.
    let fix = ["meeting", "fix", &meeting, "--at", &meeting];
    assert_eq!(desk.failure(1, &fix)["rule"], "CANNOT_FIX_AT");
}

#[tokio::test]
async fn what_a_meeting_agreed_is_read_until_it_is_done() {
    let site = Site::open().await;
    let dossier = submitted(&heiloo(&site), "Voorbeeld: groep met een actie");
    let desk = secretary(&site, BODY);
    let mut on = today(&desk);
    while !is_working_day(on) {
        on = on.yesterday().unwrap();
    }
    let (day, meeting) = (on.to_string(), format!("{BODY}/{on}"));
    desk.json(&["meeting", "plan", "--body", BODY, "--on", &day, "--reason", "Achteraf vastgelegd."]);
    desk.json(&["meeting", "held", &meeting, "--present", "u-2:gemeente-heiloo"]);
    let what = ["meeting", "agree", &meeting, "--what", "Nagaan wat het kost.", "--due", &day];
    assert_eq!(desk.failure(2, &what)["rule"], json!(null), "somebody does it");
    let by = ["--party", "gemeente-heiloo", "--by", "de programmamanager", "--dossier", &dossier];
    let agreed = desk.json(&[&what[..], &by].concat());
    let number = format!("BELEIDSOVERLEG-A-{}-01", on.year());
    assert_eq!((&agreed["action"], &agreed["action_number"]), (&json!(number), &json!(1)));

    let told = desk.done(&["meeting", "actions", &meeting]);
    assert!(told.starts_with("Actielijst") && told.contains(&number), "{told}");
    let csv = heiloo(&site).done(&["actions", &dossier, "--csv"]);
    let rows: Vec<_> = csv.lines().collect();
    assert!(rows.len() == 2 && rows[1].starts_with(&number) && rows[1].contains(&dossier), "{csv}");
    let open = desk.json(&["actions", "--body", BODY])["actions"].clone();
    let [action] = list(&open) else { panic!("{open:#}") };
    assert_eq!(
        (&action["status"], &action["doer"]["party"]["id"]),
        (&json!("open"), &json!("gemeente-heiloo"))
    );

    let close = ["meeting", "close", &number.to_lowercase(), "--on", &day];
    assert_eq!(desk.failure(2, &close)["rule"], json!(null), "done or dropped");
    let done = desk.json(&[&close[..], &["--done", "Het overzicht."]].concat());
    let after = position(&done);
    let open = desk.json(&["actions", "--body", BODY, "--after", &after]);
    assert!(list(&open["actions"]).is_empty(), "{open:#}");
    let all = desk.json(&["actions", "--body", BODY, "--all", "--after", &after])["actions"].clone();
    assert_eq!((&all[0]["status"], &all[0]["evidence"]["text"]), (&json!("done"), &json!("Het overzicht.")));
    let unknown = ["meeting", "close", "PORA-A-2020-01", "--on", &day, "--dropped", "Weg."];
    assert_eq!(desk.failure(4, &unknown)["rule"], "ACTION_UNKNOWN");
}
