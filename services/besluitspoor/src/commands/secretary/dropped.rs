//! What a correction leaves out that the recorded outcome had: a correction replaces the whole.

use wire::{Language, v1};

use crate::show::{Say as _, json::done::Warning, printable};

/// What the recorded treatment of this revision has and the new one has not. Empty when the revision is of no treatment; then
/// the service says so.
pub(super) fn of(
    dossier: &v1::Dossier,
    revision: u64,
    treatment: &v1::Treatment,
    language: Language,
) -> Vec<Warning> {
    let visit = dossier.visits.iter().find(|visit| visit.treated_revision == revision);
    let Some(recorded) = visit.and_then(|visit| visit.treated.as_ref()) else { return Vec::new() };
    // An erased text cannot be repeated, so that it is always told.
    let kept = |set: &&v1::ConditionSet| {
        let text = set.text.as_ref().map(|text| text.text.trim()).unwrap_or_default();
        !text.is_empty() && treatment.conditions.iter().any(|condition| condition.text.trim() == text)
    };
    let conditions = recorded.conditions.iter().filter(|set| !kept(set)).map(|set| {
        let text = set.text.as_ref().map(|text| printable(&text.text)).unwrap_or_default();
        let message = match language {
            Language::Dutch => format!(
                "Voorwaarde {} (‘{text}’) is niet herhaald en geldt na deze correctie niet meer.",
                set.number
            ),
            Language::English => format!(
                "Condition {} (‘{text}’) was not repeated and no longer holds after this correction.",
                set.number
            ),
        };
        Warning { code: "CONDITION_DROPPED".into(), field: "treatment.conditions".into(), message }
    });
    let judged = |number| treatment.judged.iter().any(|judged| judged.condition_number == number);
    let judgements = recorded.judged.iter().filter(|earlier| !judged(earlier.condition_number)).map(|earlier| {
        let (number, flag) = (earlier.condition_number, if earlier.met { "--met" } else { "--not-met" });
        let message = match language {
            Language::Dutch => format!(
                "Het oordeel over voorwaarde {number} ({flag} {number}) is niet herhaald en vervalt met deze correctie."
            ),
            Language::English => format!(
                "The judgement of condition {number} ({flag} {number}) was not repeated and lapses with this correction."
            ),
        };
        Warning { code: "JUDGEMENT_DROPPED".into(), field: "treatment.judged".into(), message }
    });
    let stances = (!recorded.stances.is_empty() && treatment.stances.is_empty()).then(|| {
        let message = language.say(
            "De standpunten van de partijen zijn niet herhaald (--stance, --stances) en vervallen met deze correctie.",
            "The stances of the parties were not repeated (--stance, --stances) and lapse with this correction.",
        );
        Warning {
            code: "STANCES_DROPPED".into(),
            field: "treatment.stances".into(),
            message: message.to_owned(),
        }
    });
    conditions.chain(judgements).chain(stances).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dossier() -> v1::Dossier {
        let set = |number, text: &str| v1::ConditionSet {
            number,
            text: Some(v1::DisclosedText { text: text.into(), erased: false }),
            ..v1::ConditionSet::default()
        };
        let treated = v1::Treated {
            conditions: vec![set(3, "Een vast team"), set(4, "Een lokaal")],
            judged: vec![
                v1::Judgement { condition_number: 1, met: true },
                v1::Judgement { condition_number: 2, met: false },
            ],
            stances: vec![v1::PartyStance::default()],
            ..v1::Treated::default()
        };
        let visit = v1::Visit { treated: Some(treated), treated_revision: 7, ..v1::Visit::default() };
        v1::Dossier { visits: vec![visit], ..v1::Dossier::default() }
    }

    #[test]
    fn what_is_not_repeated_is_named() {
        let treatment = v1::Treatment {
            conditions: vec![v1::NewCondition {
                text: "Een vast team ".into(),
                ..v1::NewCondition::default()
            }],
            // It is found otherwise, which is what a correction is for.
            judged: vec![v1::Judgement { condition_number: 1, met: false }],
            ..v1::Treatment::default()
        };
        let told = of(&dossier(), 7, &treatment, Language::Dutch);
        let codes: Vec<_> = told.iter().map(|warning| warning.code.as_str()).collect();
        assert_eq!(codes, ["CONDITION_DROPPED", "JUDGEMENT_DROPPED", "STANCES_DROPPED"]);
        assert!(told[0].message.starts_with("Voorwaarde 4 (‘Een lokaal’)"), "{}", told[0].message);
        assert!(told[1].message.contains("--not-met 2"), "{}", told[1].message);
        assert_eq!(of(&dossier(), 8, &treatment, Language::Dutch), []);
    }
}
