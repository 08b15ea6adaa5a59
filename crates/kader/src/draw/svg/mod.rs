//! The route as an SVG picture that stands by itself.
//!
//! Rounds are columns with their steps from top to bottom; ends stand below. A step's usual way on leaves it at
//! the bottom, other ways leave at the right and run through a gutter; what turns back runs at the left.
//!
//! - `shapes`: what a picture is made of
//! - `text`: how wide a text may become
//! - `contents`: what stands in each box
//! - `lane`: one round
//! - `layout`: all rounds together, the ends and the arrows between them
//! - `legend`: what the colours and lines mean
//! - `paint`: the picture as text

mod contents;
mod lane;
mod layout;
mod legend;
mod paint;
mod shapes;
mod text;

use domain::framework::Framework;

/// The route as an SVG picture of its own: no script, no font and no style from elsewhere.
pub fn svg(framework: &Framework) -> String {
    paint::paint(framework, &layout::picture(framework))
}

#[cfg(test)]
mod tests;
