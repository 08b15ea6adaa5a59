//! An error and what caused it, on one line.

use std::error::Error;

/// The error, then each cause after a colon.
pub(crate) fn line(error: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| (*error).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
