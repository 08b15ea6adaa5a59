//! Where the parties stood, in English.

use domain::decision::{PartyStance, Stance};
use wire::{Language, Names};

/// As a part of the sentence of an outcome; empty if that was not written down.
pub(super) fn told(stances: &[PartyStance], names: Names<'_>) -> String {
    let mut parts: Vec<String> =
        Stance::ALL.iter().filter_map(|stance| those(stances, *stance, names)).collect();
    let replaced: Vec<_> = stances.iter().filter_map(|taken| replaced(taken, names)).collect();
    parts.extend(replaced);
    let mandated = stances.iter().filter_map(|taken| mandated(taken, names));
    parts.extend(mandated);
    let dissents = stances.iter().filter(|taken| taken.dissent.is_some());
    let dissents: Vec<_> = dissents.map(|taken| names.party(&taken.party)).collect();
    if !dissents.is_empty() {
        parts.push(format!("a dissenting view was kept of {}", Language::English.list(&dissents)));
    }
    parts.iter().map(|part| format!("; {part}")).collect()
}

fn those(stances: &[PartyStance], stance: Stance, names: Names<'_>) -> Option<String> {
    let of = stances.iter().filter(|taken| taken.stance == stance);
    let of: Vec<_> = of.map(|taken| names.party(&taken.party)).collect();
    let (one, who) = (of.len() == 1, Language::English.list(&of));
    (!of.is_empty()).then(|| match stance {
        Stance::Agrees => format!("{who} agreed"),
        Stance::AgreesWithConditions => format!("{who} agreed with conditions"),
        Stance::Objects => format!("{who} objected"),
        Stance::Abstains => format!("{who} abstained"),
        Stance::Absent => format!("{who} {} absent", if one { "was" } else { "were" }),
        Stance::Recused => format!("{who} took no part"),
    })
}

fn mandated(taken: &PartyStance, names: Names<'_>) -> Option<String> {
    let seen = taken.mandate?;
    Some(format!(
        "for {} it was said under mandate {} (record {})",
        names.party(&taken.party),
        seen.id,
        seen.revision
    ))
}

fn replaced(taken: &PartyStance, names: Names<'_>) -> Option<String> {
    let replacement = taken.replacement.as_ref()?;
    Some(format!(
        "for {} {} ({}) sat in the place of {}, as was reported on {}",
        names.party(&taken.party),
        replacement.seated,
        replacement.office.name(),
        replacement.replaces,
        Language::English.date(replacement.reported_on)
    ))
}
