//! What could really have happened to a dossier.

use jiff::civil::Date;

use super::plus;
use crate::{
    dossier::event::{Next, Opening, VisitRef},
    forecast::{
        Days, Planned, Trail,
        days::Arrival,
        trail::{Paid, Treated},
    },
    framework::{Framework, Outcome, Step, Target},
};

/// What could really have happened to a dossier: treated in meetings of the calendar only, by the outcomes that `choices`
/// picks; with `slowly`, some meetings in time are let pass.
pub(super) fn lived(
    framework: &Framework,
    planned: &Planned,
    on: Date,
    choices: &[(u8, u8, i64)],
    slowly: bool,
) -> Trail {
    let route = &framework.route;
    let mut trail = Trail::default();
    let mut choices = choices.iter();
    let (mut step, mut arrived, mut papers, mut not_before) = (&route.steps[0], on, on, on);
    loop {
        let (choice, passed, took) = choices.next().copied().unwrap_or((7, 0, 0));
        let body = framework.body(&step.body).unwrap();
        let meets = |not_before| {
            Days::new(framework, planned).first_in_time(body, Arrival { papers, not_before }).unwrap().date
        };
        for _ in 0..if slowly { passed } else { 0 } {
            not_before = plus(meets(not_before), 1);
        }
        let treated_on = meets(not_before);
        let outcome = match choice {
            0 | 1 => Outcome::Deferred,
            2 if step.role.outcomes().contains(&Outcome::ReferredBack) => Outcome::ReferredBack,
            _ => step.role.outcomes()[0],
        };
        let known = |id| route.step(id).unwrap();
        let (next, went_to) = match &step.on[&outcome] {
            Target::Again => (
                Next::Visit(opening(step, treated_on)),
                Some((step, treated_on, papers, plus(treated_on, 1))),
            ),
            Target::Submitter => {
                let resubmitted = plus(treated_on, took);
                (
                    Next::Revision { resume_at: step.id.clone() },
                    Some((step, resubmitted, resubmitted, resubmitted)),
                )
            }
            Target::Step(next) => {
                let went_to = (known(next), treated_on, treated_on, treated_on);
                (Next::Visit(opening(known(next), treated_on)), Some(went_to))
            }
            Target::Round(round) => {
                let submitted = plus(treated_on, took);
                let first = route.first_step(round).unwrap();
                (Next::Round(round.clone()), Some((first, submitted, submitted, submitted)))
            }
            Target::Ladder => unreachable!("these frameworks have no ladder"),
            Target::End(end) => (Next::End { end: end.clone(), kind: route.end(end).unwrap().kind }, None),
        };
        let treated = Treated { outcome, on: treated_on, next };
        trail.visits.push(Paid::of(&opening(step, arrived), Some(treated)));
        match went_to {
            Some(went_to) => (step, arrived, papers, not_before) = went_to,
            None => return trail,
        }
    }
}

fn opening(step: &Step, arrived: Date) -> Opening {
    Opening {
        visit: VisitRef { step: step.id.clone(), number: 1 },
        round: step.round.clone(),
        body: step.body.clone(),
        role: step.role,
        documents: Vec::new(),
        arrived,
        due: None,
    }
}
