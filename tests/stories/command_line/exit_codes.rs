//! Each code that `docs/exit-codes.md` lists is what some line ends with, so that a script can rely on the page.

use std::{collections::BTreeSet, fs::OpenOptions, process::Stdio};

use tests::{
    people::Person,
    site::{Site, delete_views},
    tampered::forge,
    terminal::Terminal,
};

use super::{heiloo, opened, secretary, submitted, text};

/// The page with the codes.
const PAGE: &str = include_str!("../../../docs/exit-codes.md");
/// The most bytes of words that the command line reads from one file.
const WORDS_BYTES_MAX: usize = 1024 * 1024;
/// Nobody listens there.
const NOBODY: &str = "http://127.0.0.1:1";

/// A line, who types it, the code that it ends with, and the rule that the failure names, if it names one.
type Ends<'a> = (&'a Terminal, &'a [&'a str], i32, Option<&'a str>);

/// The codes of the page, with what messages begin with.
fn documented() -> Vec<(i32, &'static str)> {
    let rows = PAGE.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | "));
    let rows = rows.filter_map(|(code, rest)| Some((code.parse().ok()?, rest.split(" | ").next()?)));
    rows.collect()
}

/// What messages with this code begin with.
#[track_caller]
fn begins(code: i32) -> &'static str {
    let row = documented().into_iter().find(|(documented, _)| *documented == code);
    row.unwrap_or_else(|| panic!("{code} is not on the page")).1
}

#[tokio::test]
async fn every_code_on_the_page_is_what_some_line_ends_with() {
    let site = Site::open().await;
    let (heiloo, rbo) = (heiloo(&site), secretary(&site, "rbo"));
    let dossier = submitted(&heiloo, "Voorbeeld: groep die op veel manieren eindigt");
    heiloo.write("groot.txt", &"x".repeat(WORDS_BYTES_MAX));
    heiloo.write("geen-token.txt", "bsp_te-kort");
    heiloo.write("leeg.md", "---\nformat: voorstel\n---\n");
    let enormous = ["answer", &dossier, "1=@groot.txt", "2=@groot.txt", "3=@groot.txt", "4=@groot.txt"];
    let withdraw = ["withdraw", &dossier, "--reason", "Toch niet."];
    let table: [Ends<'_>; 12] = [
        (&heiloo, &["show", &dossier], 0, None),
        (&heiloo, &["submit", "ingediend.md"], 1, Some("NOT_AWAITED")),
        (&heiloo, &["check-document", "leeg.md"], 2, None),
        (&heiloo, &["show", &dossier, "--vlag"], 2, None),
        (&heiloo, &["record", &dossier, "--outcome", "noted", "--on", "gisteren"], 2, None),
        (&rbo, &withdraw, 3, Some("NOT_GRANTED")),
        (&heiloo, &["show", &dossier, "--token-file", "geen-token.txt"], 3, None),
        (&heiloo, &["show", "OZA-2026-9999"], 4, Some("DOSSIER_UNKNOWN")),
        (&heiloo, &[&withdraw[..], &["--expect-revision", "1"]].concat(), 5, Some("REVISION_CONFLICT")),
        (&heiloo, &["dossiers", "--server", NOBODY], 6, None),
        (&heiloo, &[&enormous[..], &["5=@groot.txt"]].concat(), 7, Some("REQUEST_TOO_LARGE")),
        (&rbo, &["history", &dossier], 3, Some("NOT_GRANTED")),
    ];
    let mut seen = BTreeSet::new();
    for (who, line, code, rule) in table {
        let people = who.run(line).expect(code);
        seen.insert(code);
        if code == 0 {
            continue;
        }
        assert!(people.err.starts_with(&format!("{}: ", begins(code))), "{people:#?}");
        assert!(people.out.is_empty(), "{people:#?}");
        let failure = who.failure(code, line);
        assert!(!text(&failure["message"]).is_empty(), "{failure:#}");
        if rule.is_some() {
            assert_eq!(failure["rule"].as_str(), rule, "{failure:#}");
        }
    }
    seen.insert(nowhere_to_write(&heiloo));
    seen.insert(another_than_the_rules(site).await);
    assert_eq!(seen, documented().into_iter().map(|(code, _)| code).collect());
}

/// What it answers cannot be written: a failure of the machine.
fn nowhere_to_write(at: &Terminal) -> i32 {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut process = at.command(&["template", "voorstel"]);
    let output = process.stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with(&format!("{}: ", begins(70))), "{told}");
    output.status.code().unwrap()
}

/// A record that someone forged is what the verification finds.
async fn another_than_the_rules(site: Site) -> i32 {
    let site = site.restarted(|home| {
        forge(&home.segments()[0], 4, |record| record.replace("voorstel-beleidsoverleg", "voorstel-oogo"));
        delete_views(home);
    });
    let site = site.await;
    let auditor = Terminal::of(&site, &Person::Auditor);
    let failure = auditor.failure(8, &["verify"]);
    let rules: Vec<_> = failure["places"].as_array().unwrap().iter().map(|at| text(&at["rule"])).collect();
    assert_eq!(rules, ["EXPECTED", "FOUND"], "{failure:#}");
    auditor.run(&["verify"]).expect(8).code
}

#[tokio::test]
async fn a_list_that_nobody_reads_to_its_end_is_no_failure() {
    let site = Site::open().await;
    let heiloo = heiloo(&site);
    opened(&heiloo, "Voorbeeld: groep in een lijst");
    let mut process = heiloo.command(&["dossiers"]);
    let mut process = process.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(process.stdout.take());
    let output = process.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
}
