//! Every obstacle, in both languages and in the form of an answer.

use access::{Grant, Needed};
use domain::context::Capacity;
use jiff::civil::date;

use super::*;

fn every() -> Vec<(Obstacle, &'static str, Code)> {
    let pora = || "pora".parse().unwrap();
    let heiloo = || "gemeente-heiloo".parse().unwrap();
    let secretary = || Capacity::Secretary { body: pora() };
    let coordinator = || Capacity::Coordinator { party: heiloo() };
    let malformed =
        |malformed| (Obstacle::TokenMalformed(malformed), "TOKEN_MALFORMED", Code::Unauthenticated);
    let denied = |denied, name| (Obstacle::Denied(denied), name, Code::PermissionDenied);
    let needs = || vec![Needed::SecretaryOf(pora())];
    vec![
        (Obstacle::TokenMissing, "TOKEN_MISSING", Code::Unauthenticated),
        malformed(Malformed::Repeated),
        malformed(Malformed::Scheme),
        malformed(Malformed::Token(InvalidToken::Prefix)),
        malformed(Malformed::Token(InvalidToken::Length { given: 12 })),
        malformed(Malformed::Token(InvalidToken::Encoding)),
        (Obstacle::TokenUnknown, "TOKEN_UNKNOWN", Code::Unauthenticated),
        (Obstacle::TokenExpired { on: date(2026, 3, 14) }, "TOKEN_EXPIRED", Code::Unauthenticated),
        denied(Denied::NotGranted { needs: needs(), held: vec![] }, "NOT_GRANTED"),
        denied(
            Denied::NotGranted {
                needs: vec![
                    Needed::Auditor,
                    Needed::Administrator,
                    Needed::OwnCoordinator("u-7".parse().unwrap()),
                ],
                held: vec![Grant::Member { body: pora() }, Grant::Coordinator { party: heiloo() }],
            },
            "NOT_GRANTED",
        ),
        denied(Denied::NotHeld { wanted: secretary(), held: vec![coordinator()] }, "CAPACITY_NOT_HELD"),
        denied(Denied::NotFor { wanted: coordinator(), needs: needs() }, "CAPACITY_NOT_FOR_THIS"),
        denied(Denied::Unclear { fitting: vec![coordinator(), Capacity::Administrator] }, "CAPACITY_UNCLEAR"),
        (Obstacle::TooLarge { bytes_max: 4_194_304 }, "REQUEST_TOO_LARGE", Code::ResourceExhausted),
        (Obstacle::Unreadable { why: "x".into() }, "REQUEST_UNREADABLE", Code::InvalidArgument),
        (Obstacle::MethodUnknown, "METHOD_UNKNOWN", Code::Unimplemented),
        (Obstacle::TooSlow { seconds: 30 }, "ANSWER_TOO_SLOW", Code::DeadlineExceeded),
        (Obstacle::NoDoor, "NO_DOOR", Code::Internal),
    ]
}

#[test]
fn every_obstacle_is_answered_with_its_name_and_words() {
    for (obstacle, name, code) in every() {
        let mut told = Vec::new();
        for language in Language::ALL {
            let status = obstacle.status(language);
            assert_eq!(status.code(), code, "{obstacle:?}");
            let details = status.get_error_details();
            let info = details.error_info().expect("info");
            assert_eq!((info.reason.as_str(), info.domain.as_str()), (name, ERROR_DOMAIN));
            let words = details.localized_message().expect("words");
            assert_eq!(words.locale, language.tag());
            assert!(words.message.starts_with(status.message().trim_end_matches('…')), "{words:?}");
            assert!(words.message.ends_with('.'), "{words:?}");
            told.push(words.message.clone());
        }
        assert_ne!(told[0], told[1], "two languages");
    }
}

#[test]
fn what_is_denied_says_what_it_takes_what_they_have_and_what_would_help() {
    let (obstacle, ..) = every().swap_remove(9);
    let dutch = obstacle.told(Language::Dutch);
    let english = obstacle.told(Language::English);
    assert_eq!(
        dutch,
        "Dit is voor een auditor, een beheerder of de coördinator van het dossier (u-7); met uw toegangsbewijs \
         bent u lid van ‘pora’ en coördinator van ‘gemeente-heiloo’. Vraag het aan wie die rol heeft, of vraag \
         een beheerder om een toegangsbewijs ervoor."
    );
    assert_eq!(
        english,
        "This is for an auditor, an administrator or the dossier's coordinator (u-7); your token makes you \
         member of pora and coordinator for gemeente-heiloo. Ask who has that role, or ask an administrator \
         for a token for it."
    );
    let details = obstacle.status(Language::Dutch).get_error_details();
    let facts = &details.error_info().expect("info").metadata;
    assert_eq!(facts["needs"], "auditor,administrator,coordinator=u-7");
    assert_eq!(facts["held"], "member:pora,coordinator:gemeente-heiloo");
}

#[test]
fn a_caller_with_many_roles_gets_an_answer_that_fits() {
    let held = (0..200).map(|n| Grant::Member { body: format!("gremium-{n}").parse().unwrap() }).collect();
    let obstacle = Obstacle::Denied(Denied::NotGranted { needs: vec![Needed::Auditor], held });
    for language in Language::ALL {
        let size = obstacle.status(language).details().len();
        assert!(size <= wire::limits::ERROR_DETAILS_BYTES_MAX, "{size}");
    }
}
