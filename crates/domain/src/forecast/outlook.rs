//! The date of the decision, the last day that still gives it, and the body that decides the date.

use std::collections::BTreeSet;

use jiff::{Span, civil::Date};

use super::{
    Blocked, Days, Passage, Planned, Standing, Submitted,
    passing::{self, Later, Way},
};
use crate::{
    framework::{Framework, Role},
    ids::{BodyId, EndId, RoundId, StepId},
};

/// What can be expected of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The rounds that are left, in order; the first may be underway.
    pub legs: Vec<Leg>,
    /// Of the last decision of the whole way.
    pub outlook: Outlook,
    /// How the dossier then ends.
    pub end: Option<EndId>,
}

/// One round, or what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    /// The round.
    pub round: RoundId,
    /// When its document, or a new version of it, is submitted. `None`: the dossier is with a body already.
    pub submitted: Option<Submitted>,
    /// The bodies that it passes, in order; at least one.
    pub passages: Vec<Passage>,
    /// Of the decision of this round.
    pub outlook: Outlook,
}

/// When is decided, and what that depends on.
///
/// The decision is the outcome of the last body on the way that decides; if none decides, of the last body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// The step at which is decided.
    pub step: StepId,
    /// The body that decides.
    pub body: BodyId,
    /// The date.
    pub decides_on: Date,
    /// What missing the deadline costs. `None`: the dossier is with the body that decides, and nothing can be too late.
    pub deadline: Option<Deadline>,
    /// The body that decides the date.
    pub binding: Option<Binding>,
}

/// By when the next act must be done.
///
/// The act is submitting, or submitting a new version; of a dossier that is with a body, that this body treats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The last day that still gives the same date.
    pub on_or_before: Date,
    /// The date when it is done a day later. `None`: nobody can say.
    pub otherwise: Option<Date>,
}

/// The body that decides the date: of the bodies on the way the one that would bring it forward most if it alone met
/// whenever papers were in time; of equals, the last on the way.
///
/// `None` instead of it: no body alone would bring the date forward, because papers are due as they are, or because the
/// meetings fit into each other so that it takes two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The body.
    pub body: BodyId,
    /// The date that there would then be.
    pub without: Date,
}

/// What can be expected of a dossier that stands here, by its framework and what was planned besides.
///
/// # Errors
/// [`Blocked`] when no date can be given.
pub fn forecast(
    framework: &Framework,
    planned: &Planned,
    standing: &Standing,
    later: &Later,
) -> Result<Forecast, Blocked> {
    if let Some(round) = later.keys().find(|round| framework.route.round(round).is_none()) {
        return Err(Blocked::RoundUnknown { round: round.clone() });
    }
    let days = Days::new(framework, planned);
    let ways = passing::ways(days, standing, None, later)?;
    let end = ways.last().and_then(|way| way.end.clone());
    let whole = Asked { days, standing, later, whole: true }.outlook()?;
    let is_one = ways.len() == 1;
    let legs = ways.into_iter().enumerate().map(|(place, way)| {
        let standing = match (place, way.submitted) {
            (1.., Some(submitted)) => {
                &Standing::Submitting { round: way.round.clone(), on: submitted.date() }
            }
            (_, _) => standing,
        };
        let outlook =
            if is_one { whole.clone() } else { Asked { days, standing, later, whole: false }.outlook()? };
        let Way { round, submitted, passages, left: _, end: _ } = way;
        Ok(Leg { round, submitted, passages, outlook })
    });
    let legs = legs.collect::<Result<_, Blocked>>()?;
    Ok(Forecast { legs, outlook: whole, end })
}

/// The date of the decision alone: what [`forecast`] says of the whole way, without what it depends on.
///
/// # Errors
/// [`Blocked`] when no date can be given.
pub fn decides_on(days: Days<'_>, standing: &Standing, later: &Later) -> Result<Date, Blocked> {
    Asked { days, standing, later, whole: true }.decision(None).map(|decision| decision.meets)
}

/// A question about one round, or the whole way.
#[derive(Clone, Copy)]
struct Asked<'a> {
    days: Days<'a>,
    standing: &'a Standing,
    later: &'a Later,
    whole: bool,
}

impl Asked<'_> {
    fn outlook(self) -> Result<Outlook, Blocked> {
        let passages = self.passages(None)?;
        let decision = deciding(&passages, self.standing)?;
        let place = passages.iter().position(|passage| passage == decision).unwrap_or(0);
        let is_with_decider = place == 0 && matches!(self.standing, Standing::AtVisit { .. });
        let acts_on = match self.standing {
            Standing::Submitting { on, .. } | Standing::Revising { on, .. } => *on,
            Standing::AtVisit { .. } => passages.first().map_or(decision.meets, |first| first.meets),
        };
        Ok(Outlook {
            step: decision.step.clone(),
            body: decision.body.clone(),
            decides_on: decision.meets,
            deadline: (!is_with_decider).then(|| self.deadline(acts_on, decision.meets)),
            binding: self.binding(&passages[..=place], decision.meets),
        })
    }

    /// The last day after `acts_on` on which the act still gives this date. A later act never gives an earlier date, so
    /// the day is found by halving.
    fn deadline(self, acts_on: Date, decides_on: Date) -> Deadline {
        let is_same = |act: Date| self.date_if(act) == Some(decides_on);
        // Who acts after the decision comes too late for it.
        let (mut same, mut other) = (acts_on, decides_on.tomorrow().unwrap_or(decides_on));
        while let between = days(same, other)
            && between > 1
        {
            let middle = same.saturating_add(Span::new().days(between / 2));
            *(if is_same(middle) { &mut same } else { &mut other }) = middle;
        }
        Deadline { on_or_before: same, otherwise: self.date_if(other) }
    }

    fn binding(self, passages: &[Passage], decides_on: Date) -> Option<Binding> {
        let bodies: BTreeSet<&BodyId> = passages.iter().map(|passage| &passage.body).collect();
        let last = |body: &BodyId| passages.iter().rposition(|passage| passage.body == *body);
        let without = |body: &BodyId| {
            let asked = Asked { days: self.days.calling(body), ..self };
            let date = asked.decision(None).ok()?.meets;
            (date < decides_on).then(|| Binding { body: body.clone(), without: date })
        };
        let found = bodies.into_iter().filter_map(without);
        found.min_by_key(|binding| (binding.without, std::cmp::Reverse(last(&binding.body))))
    }

    /// The date of the decision if the act is done on this day.
    fn date_if(self, acts_on: Date) -> Option<Date> {
        let standing = match self.standing {
            Standing::Submitting { round, .. } => Standing::Submitting { round: round.clone(), on: acts_on },
            Standing::Revising { resume_at, .. } => {
                Standing::Revising { resume_at: resume_at.clone(), on: acts_on }
            }
            visit @ Standing::AtVisit { .. } => visit.clone(),
        };
        let asked = Asked { standing: &standing, ..self };
        asked.decision(Some(acts_on)).ok().map(|decision| decision.meets)
    }

    fn decision(self, left: Option<Date>) -> Result<Passage, Blocked> {
        deciding(&self.passages(left)?, self.standing).cloned()
    }

    fn passages(self, left: Option<Date>) -> Result<Vec<Passage>, Blocked> {
        if self.whole {
            let ways = passing::ways(self.days, self.standing, left, self.later)?;
            Ok(ways.into_iter().flat_map(|way| way.passages).collect())
        } else {
            passing::first(self.days, self.standing, left).map(|(way, _)| way.passages)
        }
    }
}

/// The passage in which is decided: the last of a body that decides, or else the last.
fn deciding<'p>(passages: &'p [Passage], standing: &Standing) -> Result<&'p Passage, Blocked> {
    let decides = passages.iter().rfind(|passage| passage.role == Role::Decides).or(passages.last());
    decides.ok_or_else(|| match standing {
        Standing::Submitting { round, .. } => Blocked::RoundUnknown { round: round.clone() },
        Standing::Revising { resume_at: step, .. } | Standing::AtVisit { step, .. } => {
            Blocked::StepUnknown { step: step.clone() }
        }
    })
}

/// How many days lie between two dates; none if the first is later.
pub(super) fn days(from: Date, until: Date) -> i32 {
    from.until(until).map_or(0, |span| span.get_days()).max(0)
}
