//! Whose turn it is: which round a document opens, and whether the dossier waits for one.

use wire::v1;

use super::papers::{Content, Paper};
use crate::{
    commands::session::Session,
    exit::Exit,
    failure::Failure,
    show::{Say as _, json::dossier::Phase, words},
};

/// The round that is meant: the one that is named, else that which the dossier waits for, else the first that this format
/// opens; the service says when that is not its turn.
pub(super) fn round(session: &Session, named: Option<String>, paper: &Paper) -> Result<String, Failure> {
    let awaited = match paper.dossier.phase.as_ref().and_then(|phase| phase.phase.as_ref()) {
        Some(v1::phase::Phase::Preparing(round)) => Some(round.id.clone()),
        Some(v1::phase::Phase::AtStep(_) | v1::phase::Phase::Revising(_) | v1::phase::Phase::Ended(_))
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
        Phase::AtStep { .. } | Phase::Ended { .. } => None,
        Phase::Unknown => Some(wanted),
    };
    if waits == Some(wanted) || session.globals.command_id.is_some() {
        return Ok(());
    }
    let told = session
        .language
        .say("Dit is nu niet aan de orde. Het dossier is:", "It is not the time for this. The dossier is:");
    let help = match waits {
        Some(Awaited::Round) => session.language.say("Gebruik ‘submit’.", "Use ‘submit’."),
        Some(Awaited::Revision) => session.language.say("Gebruik ‘resubmit’.", "Use ‘resubmit’."),
        None => session.language.say(
            "Met ‘file’ kunt u een versie alvast vastleggen.",
            "With ‘file’ you can keep a version meanwhile.",
        ),
    };
    let told = format!("{told} {}. {}", words::phase(&phase, session.language), nothing(session));
    Err(Failure::new(Exit::Refused, told).rule("NOT_AWAITED").help(help))
}

fn nothing(session: &Session) -> &'static str {
    session.language.say("Er is niets vastgelegd.", "Nothing was filed.")
}
