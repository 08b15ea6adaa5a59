//! How long many dossiers took, and would have taken, side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::what_if::{Stay, Times};
use crate::ids::BodyId;

/// One dossier three times over the same rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// As it went.
    pub really: Times,
    /// Under its own framework, kept to the day.
    pub own: Times,
    /// Under the other framework, kept to the day.
    pub other: Times,
}

/// The medians of many dossiers. Of an even number it is the lower of the two in the middle, so that some dossier really
/// took that long.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SideBySide {
    /// Of each body, the days of the dossiers that met it.
    pub bodies: BTreeMap<BodyId, BodySides>,
    /// The days with the submitter.
    pub submitter_days: Sides<Option<u32>>,
    /// The days in all.
    pub total_days: Sides<Option<u32>>,
}

/// One body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BodySides {
    /// How many visits dossiers paid to it, together.
    pub visits: Sides<u32>,
    /// How many days a dossier was there: the median. `None`: none came there.
    pub days: Sides<Option<u32>>,
}

/// The same figure three times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides<T> {
    /// As it went.
    pub really: T,
    /// Under the dossiers' own frameworks.
    pub own: T,
    /// Under the other framework.
    pub other: T,
}

impl SideBySide {
    /// The medians of these dossiers.
    pub fn of(dossiers: &[Compared]) -> Self {
        let met = dossiers.iter().flat_map(|dossier| dossier.sides().each().into_iter());
        let met: BTreeSet<&BodyId> = met.flat_map(|times| times.bodies.keys()).collect();
        let bodies = met.into_iter().map(|body| (body.clone(), body_sides(dossiers, body))).collect();
        Self {
            bodies,
            submitter_days: medians(dossiers, |times| Some(times.submitter_days)),
            total_days: medians(dossiers, |times| Some(times.total_days)),
        }
    }
}

impl Compared {
    fn sides(&self) -> Sides<&Times> {
        Sides { really: &self.really, own: &self.own, other: &self.other }
    }
}

impl<T> Sides<T> {
    /// The figures, in the order of the fields.
    fn each(self) -> [T; 3] {
        [self.really, self.own, self.other]
    }

    fn map<U>(self, make: impl Fn(T) -> U) -> Sides<U> {
        Sides { really: make(self.really), own: make(self.own), other: make(self.other) }
    }
}

fn body_sides(dossiers: &[Compared], body: &BodyId) -> BodySides {
    let stay = |times: &Times| times.bodies.get(body).copied();
    let visits = |stays: Vec<Stay>| stays.iter().map(|stay| stay.visits).sum();
    BodySides {
        visits: gathered(dossiers, stay).map(visits),
        days: medians(dossiers, |times| stay(times).map(|stay| stay.days)),
    }
}

fn medians(dossiers: &[Compared], figure: impl Fn(&Times) -> Option<u32>) -> Sides<Option<u32>> {
    gathered(dossiers, figure).map(median)
}

/// A figure of every dossier that has it, on each side.
fn gathered<T>(dossiers: &[Compared], figure: impl Fn(&Times) -> Option<T>) -> Sides<Vec<T>> {
    let each =
        |side: fn(&Compared) -> &Times| dossiers.iter().filter_map(|dossier| figure(side(dossier))).collect();
    Sides {
        really: each(|dossier| &dossier.really),
        own: each(|dossier| &dossier.own),
        other: each(|dossier| &dossier.other),
    }
}

fn median(mut figures: Vec<u32>) -> Option<u32> {
    figures.sort_unstable();
    figures.get(figures.len().checked_sub(1)? / 2).copied()
}
