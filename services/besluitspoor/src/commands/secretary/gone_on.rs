//! An outcome that a secretary records while the dossier is with another body: mostly it was recorded already.

use wire::{
    Language,
    convert::enums,
    v1::{self, phase::Phase},
};

use crate::failure::Failure;

/// The rule by which the service says that a caller may not act for a body.
const NOT_GRANTED: &str = "NOT_GRANTED";

/// The same failure, told by where the dossier is and who recorded what last, when it is with a body that the caller may
/// not act for.
pub(super) fn told(failure: Failure, dossier: &v1::Dossier, language: Language) -> Failure {
    let phase = dossier.summary.as_ref().and_then(|summary| summary.phase.as_ref());
    let Some(Phase::AtStep(opening)) = phase.and_then(|phase| phase.phase.as_ref()) else { return failure };
    let last = dossier.visits.iter().filter(|visit| visit.treated_revision > 0);
    let last = last.max_by_key(|visit| visit.treated_revision);
    let recorded = last.and_then(|visit| Some((visit.treated_revision, visit.treated.as_ref()?)));
    let Some((revision, treated)) = recorded.filter(|_| failure.rule.as_deref() == Some(NOT_GRANTED)) else {
        return failure;
    };
    let name = |named: Option<&v1::Named>| named.map(|named| named.name.clone()).unwrap_or_default();
    let (here, round) = (name(opening.body.as_ref()), name(opening.round.as_ref()));
    let (earlier, on) = (name(treated.body.as_ref()), &treated.treated_on);
    let outcome = enums::outcome_from(treated.outcome);
    let (told, help) = match language {
        Language::Dutch => {
            let outcome = outcome.map_or("een uitkomst", |outcome| outcome.name_nl());
            (
                format!(
                    "Het dossier ligt nu bij {here} ({round}). Van {earlier} is al vastgelegd: ‘{outcome}’ van {on} (revisie {revision}). {}",
                    failure.message
                ),
                format!(
                    "Wilde u de uitkomst van {earlier} vastleggen? Die staat er al; herhalen hoeft niet. Verbeteren kan met ‘correct’ en revisie {revision}."
                ),
            )
        }
        Language::English => {
            let outcome = outcome.map_or("an outcome", |outcome| outcome.name());
            (
                format!(
                    "The dossier is now with {here} ({round}). Of {earlier} is recorded already: ‘{outcome}’ of {on} (revision {revision}). {}",
                    failure.message
                ),
                format!(
                    "Did you mean to record the outcome of {earlier}? It is there; no need to repeat it. Mend it with ‘correct’ and revision {revision}."
                ),
            )
        }
    };
    Failure { message: told, ..failure }.help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit::Exit;

    fn named(name: &str) -> Option<v1::Named> {
        Some(v1::Named { id: name.to_lowercase(), name: name.into() })
    }

    fn dossier() -> v1::Dossier {
        let treated = v1::Treated {
            body: named("RBO"),
            outcome: v1::Outcome::Positive.into(),
            treated_on: "2026-03-12".into(),
            ..v1::Treated::default()
        };
        let visit = v1::Visit { treated: Some(treated), treated_revision: 5, ..v1::Visit::default() };
        let opening = v1::Opening { body: named("PORA"), round: named("Ronde 1"), ..v1::Opening::default() };
        let phase = Some(v1::Phase { phase: Some(Phase::AtStep(opening)) });
        let summary = v1::DossierSummary { phase, ..v1::DossierSummary::default() };
        v1::Dossier { summary: Some(summary), visits: vec![visit], ..v1::Dossier::default() }
    }

    #[test]
    fn who_records_again_is_told_what_stands_and_where_the_dossier_is() {
        let refused = Failure::new(Exit::Denied, "Uw token is voor een ander gremium.").rule(NOT_GRANTED);
        let told = told(refused, &dossier(), Language::Dutch).told(Language::Dutch);
        for part in ["ligt nu bij PORA (Ronde 1)", "Van RBO", "‘positief advies’ van 2026-03-12", "revisie 5"]
        {
            assert!(told.contains(part), "{told}");
        }
    }

    #[test]
    fn another_failure_or_a_first_visit_is_left_as_it_is() {
        let other = Failure::new(Exit::Refused, "Nee.").rule("VISIT_NOT_OPEN");
        assert_eq!(told(other.clone(), &dossier(), Language::Dutch), other);
        let refused = Failure::new(Exit::Denied, "Nee.").rule(NOT_GRANTED);
        let first = v1::Dossier { visits: Vec::new(), ..dossier() };
        assert_eq!(told(refused.clone(), &first, Language::Dutch), refused);
    }
}
