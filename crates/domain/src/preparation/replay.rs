//! Deciding again what was decided.

use super::{
    command::{AgreeAction, Begin, Command},
    event::{ActionAgreed, Event, PreparationBegun},
};

/// The command that led to an event. Which lists were chosen is written out, also when the choice was left to the framework.
pub fn command_of(event: &Event) -> Command {
    match event.clone() {
        Event::PreparationBegun(PreparationBegun { framework: _, lists }) => Command::Begin(Begin { lists }),
        Event::ListTaken(taken) => Command::TakeList(taken),
        Event::Noted(note) => Command::Note(note),
        Event::ActionAgreed(ActionAgreed { on, agreed }) => {
            Command::AgreeAction(AgreeAction { on, action: agreed.asked() })
        }
        Event::ActionClosed(closed) => Command::CloseAction(closed),
    }
}
