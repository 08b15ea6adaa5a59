//! When a document may go to the bodies: complete, not too long, and with every condition answered.

use super::{
    event::{DocumentRef, SectionFiled},
    refusal::{DocumentFault, Refusal},
    state::{Dossier, Filed},
};
use crate::framework::{Format, Framework, Round};

/// Checks a filed document that is about to be submitted in a round.
///
/// Every fault of the document is reported together, with the number of words that it is too long.
pub(super) fn submittable<'d>(
    framework: &Framework,
    dossier: &'d Dossier,
    round: &Round,
    document: &DocumentRef,
) -> Result<&'d Filed, Refusal> {
    if !round.opens_with.contains(&document.format) {
        return Err(Refusal::FormatNotForRound {
            format: document.format.clone(),
            round: round.id.clone(),
            opens_with: round.opens_with.clone(),
        });
    }
    let Some(filed) = dossier.filed(document) else {
        return Err(Refusal::DocumentUnknown { document: document.clone() });
    };
    let Some(format) = framework.format(&document.format) else {
        return Err(Refusal::FormatUnknown { format: document.format.clone(), known: Vec::new() });
    };
    let faults = faults(format, &filed.sections);
    if !faults.is_empty() {
        return Err(Refusal::DocumentFaulty { faults });
    }
    conditions_answered(dossier)?;
    Ok(filed)
}

/// Every fault of a document, in the order of its format.
pub fn faults(format: &Format, sections: &[SectionFiled]) -> Vec<DocumentFault> {
    let mut faults = Vec::new();
    for asked in format.sections.iter().filter(|section| section.required) {
        match sections.iter().find(|section| section.id == asked.id) {
            None => faults.push(DocumentFault::SectionMissing(asked.id.clone())),
            Some(section) if section.words == 0 => {
                faults.push(DocumentFault::SectionEmpty(asked.id.clone()));
            }
            Some(_) => {}
        }
    }
    if let Some(limit) = format.limit {
        let words = sections.iter().fold(0_u32, |sum, section| sum.saturating_add(section.words));
        let words_max = limit.words_max();
        if words > words_max {
            faults.push(DocumentFault::TooLong { words, words_max, pages_a4: limit.pages_a4 });
        }
    }
    faults
}

/// Conditions travel as checkable items: what the coordinator must see to has to be answered before the
/// bodies are asked to look again.
fn conditions_answered(dossier: &Dossier) -> Result<(), Refusal> {
    let unanswered = dossier.conditions.iter().filter(|condition| {
        condition.is_open() && condition.answered.is_none() && condition.set.holder.is_none()
    });
    let conditions: Vec<_> = unanswered.map(|condition| condition.set.number).collect();
    if conditions.is_empty() { Ok(()) } else { Err(Refusal::ConditionsUnanswered { conditions }) }
}
