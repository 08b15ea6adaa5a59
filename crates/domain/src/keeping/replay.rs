//! The semantic replay: the command that led to an event, to decide it again. Also tells whether a command that is
//! sent again is the same one.

use super::{
    command::{Command, ConfirmErasure, DeclineErasure, LiftHold, PlaceHold, RequestErasure},
    event::Event,
};

/// The command that led to an event.
pub fn command_of(event: &Event) -> Command {
    match event {
        Event::ErasureRequested(asked) => Command::RequestErasure(RequestErasure {
            ground: asked.ground,
            texts: asked.texts.clone(),
            reason: asked.reason,
        }),
        Event::ErasureDeclined(declined) => {
            Command::DeclineErasure(DeclineErasure { request: declined.request, reason: declined.reason })
        }
        Event::TextsErased(erased) => Command::ConfirmErasure(ConfirmErasure { request: erased.request }),
        Event::HoldPlaced(placed) => Command::PlaceHold(PlaceHold { reason: placed.reason }),
        Event::HoldLifted(lifted) => Command::LiftHold(LiftHold { hold: lifted.hold, reason: lifted.reason }),
        Event::HistoryConfirmed(_) => Command::ConfirmHistory,
    }
}
