//! What a body did, as a secretary writes it down; and where the dossier went, as a person would say it.

use wire::v1;

/// The municipalities of the region Alkmaar, as its framework names them.
pub const TOWNS: [&str; 6] = [
    "gemeente-alkmaar",
    "gemeente-bergen",
    "gemeente-castricum",
    "gemeente-dijk-en-waard",
    "gemeente-heiloo",
    "gemeente-uitgeest",
];

/// What a body did, as a secretary writes it down. The date is that of arrival unless it is given.
#[must_use]
pub fn treated(outcome: v1::Outcome) -> v1::Treatment {
    v1::Treatment { outcome: outcome.into(), ..v1::Treatment::default() }
}

/// Where a party stands, without a word.
#[must_use]
pub fn stands(party: &str, stance: v1::Stance) -> v1::NewStance {
    v1::NewStance { party_id: party.into(), stance: stance.into(), ..v1::NewStance::default() }
}

/// How a treatment is written out.
pub trait Written: Sized {
    /// With its reason.
    #[must_use]
    fn because(self, motivation: &str) -> Self;
    /// On a condition.
    #[must_use]
    fn provided(self, condition: &str) -> Self;
    /// Having found this of an earlier condition.
    #[must_use]
    fn having_found(self, condition: u32, met: bool) -> Self;
    /// With the parties standing so.
    #[must_use]
    fn standing(self, stances: Vec<v1::NewStance>) -> Self;
    /// On this date, unless it says another.
    #[must_use]
    fn dated(self, date: &str) -> Self;
    /// To go on from this step after a referral back.
    #[must_use]
    fn resuming_at(self, step: &str) -> Self;
}

impl Written for v1::Treatment {
    fn because(mut self, motivation: &str) -> Self {
        self.motivation = Some(motivation.into());
        self
    }

    fn provided(mut self, condition: &str) -> Self {
        self.conditions.push(v1::NewCondition { text: condition.into(), ..v1::NewCondition::default() });
        self
    }

    fn having_found(mut self, condition: u32, met: bool) -> Self {
        self.judged.push(v1::Judgement { condition_number: condition, met });
        self
    }

    fn standing(mut self, stances: Vec<v1::NewStance>) -> Self {
        self.stances = stances;
        self
    }

    fn dated(mut self, date: &str) -> Self {
        if self.treated_on.is_empty() {
            self.treated_on = date.into();
        }
        self
    }

    fn resuming_at(mut self, step: &str) -> Self {
        self.resume_at_step_id = Some(step.into());
        self
    }
}

/// Where a dossier went, in a few words: `voorstel-rbo/1`, `round businesscase`, `revision for voorstel-rbo`,
/// `rung doorbraak` or `end vastgesteld`.
///
/// # Panics
/// If the answer does not say.
#[must_use]
pub fn went(next: Option<&v1::Next>) -> String {
    use v1::next::Next as N;
    match next.and_then(|next| next.next.as_ref()).expect("an answer says where the dossier went") {
        N::Visit(opening) => visit_name(opening.visit.as_ref()),
        N::Round(round) => format!("round {}", round.id),
        N::Revision(revision) => format!("revision for {}", revision.resume_at_step_id),
        N::Ladder(on) => format!("rung {}", on.rung.as_ref().expect("a rung has a name").id),
        N::Ended(ended) => format!("end {}", ended.end.as_ref().expect("an end has a name").id),
    }
}

/// A visit in a few words, e.g. `voorstel-rbo/1`.
///
/// # Panics
/// If there is none.
#[must_use]
pub fn visit_name(visit: Option<&v1::VisitRef>) -> String {
    let v1::VisitRef { step_id, number } = visit.expect("a visit");
    format!("{step_id}/{number}")
}
