//! The token file: what it says, and what can be wrong with it.

use jiff::civil::date;

use super::*;

const AS_DOCUMENTED: &str = r#"
[[caller]]
actor = "u-7f3a"               # opaque
token_sha256 = "4b74d3624cceeaf009ebf69e4acb503a87f70ca37773943bfe6ca01cb7bc374d"
expires = 2027-01-01
grants = [
    { role = "coordinator", party = "gemeente-alkmaar" },
    { role = "secretary", body = "pora" },
    { role = "member", body = "pora" },
    { role = "auditor" },
    { role = "administrator" },
]
"#;

fn token(number: u8) -> Token {
    Token::from_random(&[number; 32])
}

fn written(actor: &str, number: u8, rest: &str) -> String {
    format!("[[caller]]\nactor = \"{actor}\"\ntoken_sha256 = \"{}\"\n{rest}\n", token(number).hash())
}

fn faults(text: &str) -> Vec<(usize, Reason)> {
    let Err(Error::Faulty { faults }) = Register::parse(text) else { panic!("no fault in {text}") };
    faults.into_iter().map(|fault| (fault.line, fault.reason)).collect()
}

#[test]
fn a_token_says_who_is_asking_until_it_expires() {
    let register = Register::parse(AS_DOCUMENTED).unwrap();
    assert_eq!(register.token_count(), 1);
    let caller = register.identify(&token(0), date(2026, 12, 31)).unwrap();
    assert_eq!(caller.actor.as_str(), "u-7f3a");
    let grants: Vec<String> = caller.grants.iter().map(ToString::to_string).collect();
    let expected = [
        "coordinator for gemeente-alkmaar",
        "secretary of pora",
        "member of pora",
        "auditor",
        "administrator",
    ];
    assert_eq!(grants, expected);

    let expired = Unidentified::Expired { on: date(2027, 1, 1) };
    assert_eq!(register.identify(&token(0), date(2027, 1, 1)), Err(expired.clone()));
    assert_eq!(register.identify(&token(0), date(2030, 5, 5)), Err(expired));
    assert_eq!(register.identify(&token(1), date(2026, 1, 1)), Err(Unidentified::Unknown));
}

#[test]
fn one_actor_may_have_two_tokens() {
    let text = written("u-1", 1, "grants = []") + &written("u-1", 2, "grants = [{ role = \"auditor\" }]");
    let register = Register::parse(&text).unwrap();
    let today = date(2026, 1, 1);
    assert_eq!(register.identify(&token(1), today).unwrap().grants, []);
    assert_eq!(register.identify(&token(2), today).unwrap().grants, [Grant::Auditor]);
}

#[test]
fn what_we_write_we_read() {
    let register = Register::parse(AS_DOCUMENTED).unwrap();
    let entry = register.entries.values().next().unwrap();
    let lasting = Entry { expires: None, token_sha256: token(9).hash(), ..entry.clone() };
    let again = Register::parse(&format!("{entry}\n{lasting}")).unwrap();
    assert_eq!(again.entries.get(&entry.token_sha256), Some(entry));
    assert_eq!(again.entries.get(&token(9).hash()), Some(&lasting));
}

#[test]
fn every_fault_is_told_with_its_line() {
    let grants = [
        r#"grants = ["#,
        r#"    { role = "voorzitter" },"#,
        r#"    { role = "coordinator" },"#,
        r#"    { role = "member", party = "x" },"#,
        r#"    { role = "administrator", body = "pora" },"#,
        r#"    { role = "secretary", body = "PORA" },"#,
        r#"    { role = "auditor" },"#,
        r#"    { role = "auditor" },"#,
        r#"]"#,
    ];
    let text = [
        written("Jan Jansen", 1, "expires = 2027-01-01T10:00:00Z\ngrants = []"), // lines 1 to 5
        written("u-2", 1, &grants.join("\n")),                                   // 6 to 17
        "[[caller]]\nactor = \"u-3\"\ntoken_sha256 = \"abc\"\ngrants = []\n".to_owned(), // 18 to 21
        "[[caller]]\nactor = \"u-4\"\ngrants = []\n".to_owned(),                 // 22 to 24
        written("u-5", 5, "grants = []\nextra = 1"),                             // 25 to 29
        "[[callers]]\n".to_owned(),                                              // 30
    ];
    let found: Vec<String> =
        faults(&text.concat()).iter().map(|(line, reason)| format!("{line}: {reason}")).collect();
    let expected = [
        "2: 'Jan Jansen' is not an actor id: use 1 to 64 of A-Z, a-z, 0-9, '-', '_', '.' and ':'",
        "4: 'expires' is a date without a time, as in 2027-01-01",
        "8: the same token_sha256 as on line 3: every caller has a token of their own",
        "10: there is no role 'voorzitter': use coordinator, secretary, member, auditor or administrator",
        "11: a coordinator has a party: add party = \"…\"",
        "12: a grant as member has no party: take it away, or change the role",
        "12: a member has a body: add body = \"…\"",
        "13: a grant as administrator has no body: take it away, or change the role",
        "14: 'PORA' is not a short name: use 1 to 60 of a-z, 0-9, '-' and '.', beginning with a letter or digit",
        "16: this caller already has the same grant",
        "20: a token's SHA-256 has 64 hexadecimal digits",
        "22: missing field `token_sha256`",
        "29: unknown field `extra`, expected one of `actor`, `token_sha256`, `expires`, `grants`",
        "30: only [[caller]] stands at the top of a token file, not 'callers'",
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_not_toml_is_told_all_at_once() {
    let found = faults("[[caller]]\nactor = u-1\nexpires = 2027-02-30\ngrants = [\n");
    let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
    assert!(lines.contains(&2) && lines.contains(&3), "{found:?}");
    assert!(found.iter().all(|(_, reason)| matches!(reason, Reason::Form(_))), "{found:?}");
}

#[test]
fn a_file_without_callers_is_no_register() {
    for text in ["", "# nobody\n", "caller = []\n"] {
        assert_eq!(faults(text), [(1, Reason::NoCaller)], "{text:?}");
    }
    assert!(matches!(faults("[caller]\nactor = \"u-1\"\n").as_slice(), [(1, Reason::Form(_))]));
}

#[test]
fn a_hash_may_not_be_repeated_on_one_line_either() {
    let one = format!("{{ actor = \"u-1\", token_sha256 = \"{}\", grants = [] }}", token(1).hash());
    assert_eq!(faults(&format!("caller = [{one}, {one}]")), [(1, Reason::HashRepeated { first_line: 1 })]);
}

#[test]
fn no_fault_repeats_a_token() {
    let secret = token(1);
    let secret = secret.reveal();
    let in_place = |grants: &str| written("u-1", 2, grants);
    let table = [
        (format!("[[caller]]\nactor = \"u-1\"\ntoken_sha256 = \"{secret}\"\ngrants = []\n"), 3),
        (written(secret, 2, "grants = []"), 2),
        (written(&secret[..20], 2, "grants = []"), 2),
        (written(&format!("{secret}{secret}"), 2, "grants = []"), 2),
        (in_place(&format!("grants = \"{secret}\"")), 4),
        (in_place(&format!("grants = []\n{secret} = 1")), 5),
        (in_place(&format!("grants = [{{ role = \"{secret}\" }}]")), 4),
        (in_place(&format!("grants = [{{ role = \"member\", body = \"{secret}\" }}]")), 4),
        (in_place(&format!("grants = [{secret}]")), 4),
        (format!("{secret} = 1\n"), 1),
    ];
    for (text, line) in table {
        let error = Register::parse(&text).unwrap_err();
        let told = format!("{error} {error:?}");
        assert!(!told.contains(&secret[..16]), "{told}");
        assert_eq!(faults(&text)[0].0, line, "{told}");
    }
}

#[test]
fn every_size_has_its_limit() {
    let many = |callers: usize| {
        (0..callers).fold(String::new(), |text, number| {
            text + &format!("[[caller]]\nactor = \"u-1\"\ntoken_sha256 = \"{number:064x}\"\ngrants = []\n")
        })
    };
    assert_eq!(Register::parse(&many(CALLERS_MAX)).unwrap().token_count(), CALLERS_MAX);
    let given = CALLERS_MAX + 1;
    assert_eq!(faults(&many(given)), [(1, Reason::TooManyCallers { given })]);

    let grants = |count: usize| {
        let list = (0..count).map(|number| format!("{{ role = \"member\", body = \"b{number}\" }}"));
        written("u-1", 1, &format!("grants = [{}]", list.collect::<Vec<_>>().join(", ")))
    };
    assert!(Register::parse(&grants(GRANTS_MAX)).is_ok());
    let given = GRANTS_MAX + 1;
    assert_eq!(faults(&grants(given)), [(4, Reason::TooManyGrants { given })]);

    let bytes = FILE_BYTES_MAX + 1;
    assert_eq!(Register::parse(&"#".repeat(bytes)).unwrap_err(), Error::TooLarge { bytes });
}

#[test]
fn a_long_list_of_faults_is_cut_in_the_message_only() {
    let text = "[[caller]]\n".repeat(FAULTS_LISTED_MAX + 3);
    assert_eq!(faults(&text).len(), FAULTS_LISTED_MAX + 3);
    let told = Register::parse(&text).unwrap_err().to_string();
    assert_eq!(told.lines().count(), FAULTS_LISTED_MAX + 2);
    assert!(told.starts_with("the token file has 53 faults:\n  line 1: missing field `actor`"), "{told}");
    assert!(told.ends_with("\n  and 3 more"), "{told}");
}
