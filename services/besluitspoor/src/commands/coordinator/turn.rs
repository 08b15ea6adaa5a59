//! Whose turn it is: which round a document opens, and whether the dossier waits for one.

use wire::{Language, v1};

use super::{
    elsewhere::elsewhere,
    papers::{Content, Paper},
};
use crate::{
    commands::session::Session,
    exit::Exit,
    failure::Failure,
    show::{Say as _, json::dossier::Phase},
};

/// The round that is meant: the one that is named, else that which the dossier waits for, else the first that this format
/// opens; the service says when that is not its turn.
pub(super) fn round(session: &Session, named: Option<String>, paper: &Paper) -> Result<String, Failure> {
    let awaited = match paper.dossier.phase.as_ref().and_then(|phase| phase.phase.as_ref()) {
        Some(v1::phase::Phase::Preparing(round)) => Some(round.id.clone()),
        Some(
            v1::phase::Phase::AtStep(_)
            | v1::phase::Phase::Revising(_)
            | v1::phase::Phase::Escalated(_)
            | v1::phase::Phase::Ended(_),
        )
        | None => None,
    };
    let opened_by = |round: &&domain::framework::Round| {
        round.opens_with.iter().any(|format| format.as_str() == paper.format)
    };
    let opens = || paper.framework.route.rounds.iter().find(opened_by).map(|round| round.id.to_string());
    named.or(awaited).or_else(opens).ok_or_else(|| {
        let told = session.language.say("Geen ronde begint met het format", "No round opens with the format");
        Failure::input(format!("{told} ‘{}’.", paper.format))
    })
}

/// What a document is brought before the bodies for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Awaited {
    /// To open a round.
    Round,
    /// To go on after a referral back.
    Revision,
}

/// Looks whether the dossier waits for a document that still is here. The service's rules decide that too, but only after
/// the document was filed, and a version that was filed for nothing stays. A repeated command is for the service alone.
pub(super) fn awaited(session: &Session, paper: &Paper, wanted: Awaited) -> Result<(), Failure> {
    let Content::Here { .. } = paper.content else { return Ok(()) };
    let phase = Phase::from(paper.dossier.phase.clone().unwrap_or_default());
    let waits = match phase {
        Phase::Preparing { .. } => Some(Awaited::Round),
        Phase::Revising { .. } => Some(Awaited::Revision),
        Phase::AtStep { .. } | Phase::Escalated { .. } | Phase::Ended { .. } => None,
        Phase::Unknown => Some(wanted),
    };
    if waits == Some(wanted) || session.globals.command_id.is_some() {
        return Ok(());
    }
    let failure = elsewhere(session, &paper.dossier, &phase);
    Err(Failure { message: format!("{} {}", failure.message, nothing(session)), ..failure })
}

/// Looks whether a document that still is here opens the round that the dossier waits for. As [`awaited`], that is before it
/// is filed.
pub(super) fn fits(session: &Session, paper: &Paper, round_id: &str) -> Result<(), Failure> {
    let Content::Here { .. } = paper.content else { return Ok(()) };
    let Phase::Preparing { round } = Phase::from(paper.dossier.phase.clone().unwrap_or_default()) else {
        return Ok(());
    };
    if session.globals.command_id.is_some() {
        return Ok(());
    }
    let language = session.language;
    let refused = |told: &str, rule, help: String| {
        let told = format!("{told} {}", nothing(session));
        Err(Failure::new(Exit::Refused, told).rule(rule).help(help))
    };
    if round.id != round_id {
        let told = match language {
            Language::Dutch => format!(
                "U dient in voor de ronde ‘{round_id}’, maar het dossier wacht op het stuk voor ‘{}’.",
                round.id
            ),
            Language::English => format!(
                "You submit for the round ‘{round_id}’, but the dossier waits for the document of ‘{}’.",
                round.id
            ),
        };
        let help = language.say("Laat --round weg.", "Leave --round out.");
        return refused(&told, "WRONG_ROUND", help.to_owned());
    }
    let known = paper.framework.route.rounds.iter().find(|known| known.id.as_str() == round.id);
    let opens: Vec<_> =
        known.into_iter().flat_map(|round| &round.opens_with).map(ToString::to_string).collect();
    if opens.is_empty() || opens.contains(&paper.format) {
        return Ok(());
    }
    let begin = language.say("Begin met", "Begin with");
    let help = format!("{begin} ‘besluitspoor template {}’.", opens[0]);
    let opens = opens.iter().map(|format| format!("‘{format}’")).collect::<Vec<_>>();
    let opens = opens.join(language.say(" of ", " or "));
    let told = match language {
        Language::Dutch => format!(
            "Het dossier wacht op het stuk voor {}, in het format {opens}; dit is een ‘{}’.",
            round.name, paper.format
        ),
        Language::English => format!(
            "The dossier waits for the document of {}, in the format {opens}; this is a ‘{}’.",
            round.name, paper.format
        ),
    };
    refused(&told, "FORMAT_NOT_FOR_ROUND", help)
}

fn nothing(session: &Session) -> &'static str {
    session.language.say("Er is niets vastgelegd.", "Nothing was filed.")
}
