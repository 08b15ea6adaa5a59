//! The route as a picture: [`mermaid`](fn@mermaid) for where text is shown as one, [`svg`](fn@svg) for
//! everywhere else. The same framework always gives the same text. Dutch, for the people of the region.
//!
//! Any framework can be drawn, also an unsound one; what leads to a name that does not exist is left out.

mod edges;
mod mermaid;
mod svg;

pub use self::{mermaid::mermaid, svg::svg};
