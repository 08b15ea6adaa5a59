//! Forgetting words of a fact. Names every place where a fact keeps any.

use super::{Fact, Kept, Tag, Treated, WaitingOn, What};

impl Fact<'_> {
    /// Forgets those of its words that are among these. Whether it had any of them.
    pub(crate) fn erase(&mut self, erased: &[Tag]) -> bool {
        let mut forgot = false;
        let mut erase = |kept: &mut Kept<'_>| forgot |= kept.erase(erased);
        match &mut self.what {
            What::Opened(opened) => {
                erase(&mut opened.title);
                opened.target_group.iter_mut().for_each(erase);
            }
            What::Treated(treated) => treated.each(&mut erase),
            What::Spoke(spoke) => {
                erase(&mut spoke.organ);
                spoke.reasons.iter_mut().for_each(&mut erase);
                spoke.replaces.iter_mut().for_each(|(_, reason)| erase(reason));
            }
            What::Suspended { waits_for, reason, .. } => {
                if let WaitingOn::Outside(words) = waits_for {
                    erase(words);
                }
                erase(reason);
            }
            What::Answered(answers) => answers.iter_mut().for_each(|(_, answer)| erase(answer)),
            What::Withdrawn { reason, .. } => erase(reason),
            What::Corrected { reason, treated, .. } => {
                erase(reason);
                treated.each(&mut erase);
            }
            What::OnLadder(event) => event.each(&mut erase),
            What::HandedOver { reason, .. } => reason.iter_mut().for_each(erase),
            What::Filed { .. }
            | What::RoundSubmitted(_)
            | What::RevisionSubmitted(_)
            | What::Resumed { .. }
            | What::Keeping => {}
        }
        forgot
    }
}

impl<'w> Treated<'w> {
    fn each(&mut self, erase: &mut impl FnMut(&mut Kept<'w>)) {
        self.motivation.iter_mut().for_each(&mut *erase);
        self.conditions.iter_mut().for_each(|condition| erase(&mut condition.text));
        for stood in &mut self.stances {
            let replaced = stood.replacement.iter_mut().flat_map(|replaced| &mut replaced.reason);
            stood.words.iter_mut().chain(replaced).chain(&mut stood.dissent).for_each(&mut *erase);
        }
    }
}
