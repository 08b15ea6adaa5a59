//! What came onto the agendas of bodies between two moments, and what left them.

use std::collections::BTreeMap;

use wire::v1;

use super::changed::Sides;

/// What became of a visit between two moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Became {
    /// It waits now and did not before.
    Came,
    /// It waited before and does not now.
    Left,
    /// It came and left.
    Passed,
}

/// What changed on the agendas of bodies, by the short name of the body.
#[derive(Debug, Default)]
pub(crate) struct Agendas {
    bodies: BTreeMap<String, v1::AgendaDifference>,
}

impl Agendas {
    /// Adds what changed by one dossier.
    pub(crate) fn add(&mut self, sides: &Sides) {
        let head = sides.after.summary.clone().unwrap_or_default();
        for (opening, became) in sides.agenda_changes() {
            let Some(body) = opening.body.clone() else { continue };
            let entry = v1::AgendaEntry {
                dossier_id: head.dossier_id.clone(),
                title: head.title.clone(),
                visit: opening.visit.clone(),
                round: opening.round.clone(),
                role: opening.role,
                arrived_on: opening.arrived_on.clone(),
                due_on: opening.due_on.clone(),
                outcome: sides.outcome(opening),
            };
            let agenda = self.bodies.entry(body.id.clone()).or_default();
            agenda.body = Some(body);
            match became {
                Became::Came => agenda.came.push(entry),
                Became::Left => agenda.left.push(entry),
                Became::Passed => agenda.passed.push(entry),
            }
        }
    }

    /// The agendas by body, or only that of one, in messages of at most so many rows.
    pub(crate) fn told(self, body: Option<&str>, entries_max: usize) -> Vec<v1::AgendaDifference> {
        let asked = self.bodies.into_iter().filter(|(id, _)| body.is_none_or(|body| id == body));
        asked.flat_map(|(_, agenda)| parts(agenda, entries_max)).collect()
    }
}

impl Sides {
    /// The visits that changed an agenda, in the order of opening.
    pub(super) fn agenda_changes(&self) -> impl Iterator<Item = (&v1::Opening, Became)> {
        self.after.visits.iter().filter_map(|visit| {
            let opening = visit.opening.as_ref()?;
            let before = self.before.as_ref();
            let same = |then: &&v1::Visit| then.opening.as_ref().is_some_and(|it| it.visit == opening.visit);
            let before = before.and_then(|before| before.visits.iter().find(same));
            let waits = |visit: &v1::Visit| visit.progress() == v1::VisitProgress::Waiting;
            let became = match (before.map(waits), waits(visit)) {
                (None | Some(false), true) => Became::Came,
                (Some(true), false) => Became::Left,
                (None, false) => Became::Passed,
                (Some(true), true) | (Some(false), false) => return None,
            };
            Some((opening, became))
        })
    }

    fn outcome(&self, opening: &v1::Opening) -> Option<i32> {
        let same = |visit: &&v1::Visit| visit.opening.as_ref() == Some(opening);
        self.after.visits.iter().find(same).and_then(|visit| Some(visit.treated.as_ref()?.outcome))
    }
}

/// An agenda in messages of at most so many rows.
fn parts(agenda: v1::AgendaDifference, entries_max: usize) -> Vec<v1::AgendaDifference> {
    let mut parts: Vec<v1::AgendaDifference> = Vec::new();
    let mut room = 0;
    let mut add = |became: Became, entry: v1::AgendaEntry| {
        if room == 0 {
            parts.push(v1::AgendaDifference { body: agenda.body.clone(), ..Default::default() });
            room = entries_max.max(1);
        }
        room -= 1;
        let Some(part) = parts.last_mut() else { return };
        match became {
            Became::Came => part.came.push(entry),
            Became::Left => part.left.push(entry),
            Became::Passed => part.passed.push(entry),
        }
    };
    agenda.came.into_iter().for_each(|entry| add(Became::Came, entry));
    agenda.left.into_iter().for_each(|entry| add(Became::Left, entry));
    agenda.passed.into_iter().for_each(|entry| add(Became::Passed, entry));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_agenda_comes_in_parts_and_nothing_is_lost() {
        let entry = |number: usize| v1::AgendaEntry { dossier_id: number.to_string(), ..Default::default() };
        let body = Some(v1::Named { id: "pora".into(), name: "PORA".into() });
        let (came, left) = ((0..5).map(entry).collect(), (5..7).map(entry).collect());
        let agenda = v1::AgendaDifference { body: body.clone(), came, left, passed: vec![entry(7)] };
        let parts = parts(agenda, 3);
        let counts: Vec<_> = parts.iter().map(|p| (p.came.len(), p.left.len(), p.passed.len())).collect();
        assert_eq!(counts, [(3, 0, 0), (2, 1, 0), (0, 1, 1)]);
        assert!(parts.iter().all(|part| part.body == body));
        let all = parts.into_iter().flat_map(|part| [part.came, part.left, part.passed].concat());
        assert_eq!(all.map(|it| it.dossier_id).collect::<String>(), "01234567");
    }
}
