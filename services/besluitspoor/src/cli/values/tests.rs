//! What can stand behind flags, and what cannot.

use super::*;

#[test]
fn a_dossier_has_a_number_or_an_id() {
    let id = Uuid::from_u128(0x0198_c5a2);
    assert_eq!(dossier(&id.to_string()), Ok(DossierName::Id(id)));
    assert_eq!(dossier(" OZA-2026-0014 "), Ok(DossierName::Reference("OZA-2026-0014".into())));
    assert!(dossier("").is_err() && dossier("twee woorden").is_err() && dossier(&"x".repeat(41)).is_err());
}

#[test]
fn as_of_is_a_position_a_day_or_a_moment() {
    let moment = |text: &str| AsOf::Moment(text.parse().unwrap());
    let log_id = Uuid::from_u128(5);
    let table = [
        ("41", AsOf::Position(At { log_id: None, position: 41 })),
        (&format!("{log_id}:41"), AsOf::Position(At { log_id: Some(log_id), position: 41 })),
        ("2026-03-12", AsOf::Day(jiff::civil::date(2026, 3, 12))),
        ("2026-03-12T14:00", moment("2026-03-12T13:00:00Z")),
        ("2026-03-12T14:00:05+02:00", moment("2026-03-12T12:00:05Z")),
        ("2026-03-12T14:00:05Z", moment("2026-03-12T14:00:05Z")),
    ];
    for (text, expected) in table {
        assert_eq!(as_of(text), Ok(expected), "{text}");
    }
    for wrong in ["", "gisteren", "12-03-2026", "2026-02-30", "-1", "x:41"] {
        assert!(as_of(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_day_ends_by_the_regions_clock() {
    // In winter at 23:00 UTC, in summer at 22:00.
    for (day, end) in
        [("2026-03-12", "2026-03-12T22:59:59.999999999Z"), ("2026-07-01", "2026-07-01T21:59:59.999999999Z")]
    {
        assert_eq!(AsOf::end_of(day.parse().unwrap()), Some(end.parse().unwrap()));
    }
    assert_eq!(AsOf::end_of("9999-12-31".parse().unwrap()), None);
}

#[test]
fn dates_are_written_one_way() {
    assert_eq!(date("2026-03-12"), Ok("2026-03-12".into()));
    // A date that nobody can have meant is the service's to refuse.
    assert_eq!(date("1800-01-01"), Ok("1800-01-01".into()));
    for wrong in ["", "12-03-2026", "2026-3-12", "2026-02-30", "20260312", "2026-03-12T00:00", "é026-03-12"]
    {
        assert!(date(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn outcomes_have_two_names() {
    for known in Outcome::ALL {
        assert_eq!(outcome(known.name()), Ok(known));
        assert_eq!(outcome(known.name_nl()), Ok(known));
    }
    assert_eq!(outcome("Positief advies met voorwaarden"), Ok(Outcome::PositiveWithConditions));
    assert!(outcome("goedgekeurd").unwrap_err().contains("vastgesteld"));
}

#[test]
fn words_stand_on_the_line_or_in_a_file() {
    assert_eq!(words("een reden"), Ok(Text::Given("een reden".into())));
    assert_eq!(words("@reden.txt"), Ok(Text::File("reden.txt".into())));
    assert_eq!(words("@-"), Ok(Text::File("-".into())));
    assert_eq!(words("@@vier"), Ok(Text::Given("@vier".into())));
    assert!(words("@").is_err());
    assert_eq!(numbered_words("2=@x").unwrap(), Numbered { number: 2, value: Text::File("x".into()) });
    for wrong in ["x", "=x", "0=x", "-1=x", "a=x"] {
        assert!(numbered_words(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn roles_name_their_party_or_body() {
    assert!(matches!(capacity("coordinator:gemeente-heiloo"), Ok(Capacity::Coordinator { .. })));
    assert!(matches!(capacity("secretary:pora"), Ok(Capacity::Secretary { .. })));
    assert_eq!(capacity("administrator"), Ok(Capacity::Administrator));
    assert!(matches!(grant("member:pora"), Ok(Grant::Member { .. })));
    assert_eq!(grant("auditor"), Ok(Grant::Auditor));
    for wrong in ["coordinator", "coordinator:", "secretary:PORA", "auditor:x", "voorzitter:pora", ""] {
        assert!(capacity(wrong).is_err() && grant(wrong).is_err(), "{wrong}");
    }
    assert!(actor("u-7f3a").is_ok() && actor("Jan Jansen").is_err());
    let visit_name = VisitName { step: "voorstel-pora".into(), number: 2 };
    assert_eq!(visit("voorstel-pora:2"), Ok(visit_name));
    assert!(visit("voorstel-pora:0").is_err() && visit(":1").is_err());
}
