//! An outcome that was written down wrongly is mended by a record that names it and says why.

pub(crate) mod elsewhere;
pub(crate) mod in_place;
pub(crate) mod refused;

use domain::dossier::{Event, command::Treatment};

use crate::{
    acts::{correct, secretary},
    story::{Decided, Story, given},
};

/// The secretary of a body corrects a record.
fn corrects(story: &Story, body: &str, corrects: u64, treatment: Treatment) -> Decided {
    given(story.clone()).when(correct(corrects, treatment), secretary(body, 0))
}

/// The place of the first record of a treatment of this step.
fn treated_in(story: &Story, step: &str) -> u64 {
    let of_step =
        |event: &Event| event.treatment().is_some_and(|treated| treated.visit.step.as_str() == step);
    let place = story.events.iter().position(|(event, _)| of_step(event));
    u64::try_from(place.unwrap()).unwrap() + 1
}
