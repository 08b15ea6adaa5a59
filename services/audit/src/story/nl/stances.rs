//! Where the parties stood, in Dutch.

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
        parts.push(format!("een afwijkend standpunt is vastgelegd van {}", Language::Dutch.list(&dissents)));
    }
    parts.iter().map(|part| format!("; {part}")).collect()
}

fn those(stances: &[PartyStance], stance: Stance, names: Names<'_>) -> Option<String> {
    let of = stances.iter().filter(|taken| taken.stance == stance);
    let of: Vec<_> = of.map(|taken| names.party(&taken.party)).collect();
    let (one, who) = (of.len() == 1, Language::Dutch.list(&of));
    let verb = |singular: &'static str, plural: &'static str| if one { singular } else { plural };
    (!of.is_empty()).then(|| match stance {
        Stance::Agrees => format!("{who} {} in", verb("stemde", "stemden")),
        Stance::AgreesWithConditions => format!("{who} {} onder voorwaarden in", verb("stemde", "stemden")),
        Stance::Objects => format!("{who} {} bezwaar", verb("had", "hadden")),
        Stance::Abstains => format!("{who} {} zich", verb("onthield", "onthielden")),
        Stance::Absent => format!("{who} {} afwezig", verb("was", "waren")),
        Stance::Recused => format!("{who} {} niet deel", verb("nam", "namen")),
    })
}

fn mandated(taken: &PartyStance, names: Names<'_>) -> Option<String> {
    let seen = taken.mandate?;
    Some(format!(
        "voor {} werd gesproken onder mandaat {} (regel {})",
        names.party(&taken.party),
        seen.id,
        seen.revision
    ))
}

fn replaced(taken: &PartyStance, names: Names<'_>) -> Option<String> {
    let replacement = taken.replacement.as_ref()?;
    Some(format!(
        "voor {} zat {} ({}) in de plaats van {}, op {} gemeld",
        names.party(&taken.party),
        replacement.seated,
        replacement.office.name_nl(),
        replacement.replaces,
        Language::Dutch.date(replacement.reported_on)
    ))
}
