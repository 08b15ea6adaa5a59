//! What somebody might ask of the ladder.

use domain::{
    context::{Capacity, Context},
    dossier::{Command, escalation::command::Ground, state::Phase},
    ids::RungId,
};

use super::{dice::Dice, walk::Walk};
use crate::acts::{self, day, neighbour, secretary};

impl Walk {
    /// Escalates the visit that the dossier is at, or takes what is on the ladder a step on.
    pub(super) fn climb(&self, dice: &mut Dice) -> Option<(Command, Context)> {
        let dossier = self.dossier();
        let Some(escalation) = dossier.escalation() else {
            let open = dossier.open_visit()?;
            let (step, number) = (open.opening.visit.step.as_str(), open.opening.visit.number);
            return Some(match dice.below(3) {
                0 => (acts::escalate(step, number), self.owner()),
                1 => (acts::escalate(step, number), self.secretary(&open.opening.body)),
                _ => {
                    let ground = Ground::Mandate(crate::escalation::mandate());
                    (acts::escalate_on(step, number, ground), neighbour(self.today))
                }
            });
        };
        let on = escalation.on();
        let rung = if dice.once_in(12) { self.any_rung(dice)? } else { on.rung.clone() };
        let (step, number) = (escalation.visit.step.as_str(), escalation.visit.number);
        let date = day(self.today - i32::try_from(dice.below(3)).unwrap());
        let command = match (&escalation.dispute, self.framework.ladder.above(&on.rung)) {
            (Some(_), _) => acts::conclude(step, number, date, dice.once_in(2)),
            (None, _) if dice.once_in(3) => acts::resolve(step, number, rung.as_str(), date),
            (None, Some(_)) if !dice.once_in(12) => acts::climb(step, number, rung.as_str(), date),
            (None, _) => {
                let parties = ["gemeente-alkmaar", "gemeente-heiloo", "swv-po"];
                acts::dispute(step, number, rung.as_str(), date, &parties)
            }
        };
        Some((command, self.on_ladder(dice)))
    }

    /// Who may act on the ladder; sometimes somebody else.
    fn on_ladder(&self, dice: &mut Dice) -> Context {
        let visit = match &self.dossier().phase {
            Phase::AtStep { visit } | Phase::Escalated { visit } => self.dossier().visit(visit).unwrap(),
            Phase::Preparing { .. } | Phase::Revising { .. } | Phase::Ended { .. } => return self.owner(),
        };
        match dice.below(8) {
            0 => secretary("twee", self.today),
            1 => acts::actor(
                "u-swv",
                Capacity::Coordinator { party: "swv-po".parse().unwrap() },
                day(self.today),
            ),
            _ => self.secretary(&visit.opening.body),
        }
    }

    fn any_rung(&self, dice: &mut Dice) -> Option<RungId> {
        dice.pick(&self.framework.ladder.rungs).map(|rung| rung.id.clone())
    }
}
