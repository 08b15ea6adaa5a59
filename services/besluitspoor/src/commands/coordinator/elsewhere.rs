//! A dossier that does not wait for what is brought: where it is instead, and what helps there.

use domain::framework::EndKind;
use wire::{Language, v1};

use crate::{
    commands::session::Session,
    exit::Exit,
    failure::Failure,
    show::{
        Say as _,
        json::{
            dossier::Phase,
            shared::{moment, region},
            visit::Ended,
        },
        words,
    },
};

/// The dossier does not wait for this: where it is instead, and what helps there.
pub(super) fn elsewhere(session: &Session, dossier: &v1::DossierSummary, phase: &Phase) -> Failure {
    let (language, name) = (session.language, &dossier.reference);
    let refused = |told: String| Failure::new(Exit::Refused, told).rule("NOT_AWAITED");
    match phase {
        Phase::Preparing { .. } => refused(format!(
            "{} {}.",
            language.say(
                "Het dossier is niet terugverwezen; het is in",
                "The dossier was not referred back; it is"
            ),
            words::phase(phase, language)
        ))
        .help(language.say("Gebruik ‘submit’.", "Use ‘submit’.")),
        Phase::Revising { .. } => refused(format!(
            "{} {}.",
            language.say(
                "Het dossier is terugverwezen en wacht op een",
                "The dossier was referred back and waits for a"
            ),
            words::phase(phase, language)
        ))
        .help(language.say("Gebruik ‘resubmit’.", "Use ‘resubmit’.")),
        Phase::Escalated { .. } => refused(format!(
            "{} {}.",
            language.say("Het dossier staat", "The dossier is"),
            words::phase(phase, language)
        ))
        .help(language.say(
            "Bekijk met ‘show’ wie het daar heeft; als het is opgelost, gaat het verder bij de stap.",
            "See with ‘show’ who has it there; when it is solved, it goes on at its step.",
        )),
        Phase::AtStep { opening } => {
            let (body, round) = (&opening.body.name, &opening.round.name);
            let told = match language {
                Language::Dutch => {
                    format!("Het dossier {name} ligt bij {body} ({round}) en wacht niet op een stuk van u.")
                }
                Language::English => {
                    format!("Dossier {name} is with {body} ({round}) and waits for no document of yours.")
                }
            };
            let help = match language {
                Language::Dutch => format!(
                    "Wacht op de uitkomst van {body}. Verwijst {body} het terug, stuur dan een nieuwe versie met ‘resubmit’."
                ),
                Language::English => format!(
                    "Wait for the outcome of {body}. If {body} refers it back, send a new version with ‘resubmit’."
                ),
            };
            refused(told).help(help)
        }
        Phase::Ended { ended } => over(session, dossier, ended),
        Phase::Unknown => refused(words::phase(phase, language)),
    }
}

/// The dossier has ended: how and when, and what is left to do.
fn over(session: &Session, dossier: &v1::DossierSummary, ended: &Ended) -> Failure {
    let (language, name) = (session.language, &dossier.reference);
    let changed = dossier.changed_time.and_then(|time| moment(time.seconds, time.nanos));
    let on = changed.map(|changed| changed.0.to_zoned(region()).date().to_string());
    let on = on.unwrap_or_default();
    let told = match (ended.kind.0, language) {
        (Some(EndKind::Withdrawn), Language::Dutch) => {
            format!("Het dossier {name} is ingetrokken op {on}.")
        }
        (Some(EndKind::Withdrawn), Language::English) => {
            format!("Dossier {name} was withdrawn on {on}.")
        }
        (_, Language::Dutch) => {
            format!("Het dossier {name} is geëindigd op {on}: ‘{}’.", ended.end.name)
        }
        (_, Language::English) => format!("Dossier {name} ended on {on}: ‘{}’.", ended.end.name),
    };
    let help = match language {
        Language::Dutch => format!(
            "Er kan niets meer aan veranderen. Open voor een nieuwe poging een dossier dat hierop volgt: ‘open … --follows {name}’."
        ),
        Language::English => format!(
            "Nothing of it can change any more. Open a dossier that follows it for a new attempt: ‘open … --follows {name}’."
        ),
    };
    Failure::new(Exit::Refused, told).rule("ENDED").help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(phase: v1::phase::Phase) -> String {
        let phase = v1::Phase { phase: Some(phase) };
        let dossier = v1::DossierSummary {
            reference: "OZA-2026-0014".into(),
            changed_time: Some(prost_types::Timestamp { seconds: 1_773_270_000, nanos: 0 }),
            ..v1::DossierSummary::default()
        };
        let session = Session::plain();
        elsewhere(&session, &dossier, &phase.into()).told(session.language)
    }

    fn named(id: &str, name: &str) -> Option<v1::Named> {
        Some(v1::Named { id: id.into(), name: name.into() })
    }

    #[test]
    fn a_dossier_with_a_body_is_told_by_that_body_and_never_by_file() {
        let body = named("oogo", "OOGO");
        let told = told(v1::phase::Phase::AtStep(v1::Opening { body, ..v1::Opening::default() }));
        assert!(told.contains("OZA-2026-0014 ligt bij OOGO") && told.contains("[NOT_AWAITED]"), "{told}");
        assert!(!told.contains("‘file’"), "{told}");
    }

    #[test]
    fn a_dossier_that_ended_is_told_when_and_what_can_follow() {
        let ended = |kind: v1::EndKind, name| {
            told(v1::phase::Phase::Ended(v1::Ended { end: named("einde", name), kind: kind.into() }))
        };
        let withdrawn = ended(v1::EndKind::Withdrawn, "Ingetrokken");
        assert!(withdrawn.contains("is ingetrokken op 2026-03-12. [ENDED]"), "{withdrawn}");
        assert!(withdrawn.contains("--follows OZA-2026-0014"), "{withdrawn}");
        let rejected = ended(v1::EndKind::Rejected, "Afgewezen");
        assert!(rejected.contains("is geëindigd op 2026-03-12: ‘Afgewezen’."), "{rejected}");
    }

    #[test]
    fn who_took_the_other_command_is_told_which_it_is() {
        assert!(told(v1::phase::Phase::Preparing(v1::Named::default())).contains("‘submit’"));
        assert!(told(v1::phase::Phase::Revising(v1::phase::Revising::default())).contains("‘resubmit’"));
    }
}
