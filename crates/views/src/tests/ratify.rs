//! Parties speak for themselves, in random order, and now and then otherwise than before.

use domain::{
    dossier::{
        Command,
        command::Ratify,
        event::{Replaces, VisitRef, Voice},
        state,
    },
    ids::{DossierId, MandateId, PartyId, Revision},
    mandate::MandateRef,
};
use jiff::ToSpan;

use super::{
    region::id,
    world::{Sealing, World},
};

const PARTIES: [&str; 2] = ["gemeente-alkmaar", "swv-po"];

impl World {
    /// Whether each party speaks for itself at a visit.
    pub(super) fn each_speaks(&self, dossier: DossierId, visit: &VisitRef) -> bool {
        let framework = &self.state(dossier).framework;
        let framework = self.frameworks.iter().find(|known| known.reference == *framework).unwrap();
        framework.route.step(&visit.step).unwrap().is_for_each_party()
    }

    /// Lets one of the parties speak at a visit; one that has says otherwise.
    pub(super) fn speak(&mut self, dossier: DossierId, visit: &VisitRef) {
        let named: PartyId = id(self.dice.pick(&PARTIES));
        let known = self.state(dossier).visit(visit).unwrap();
        let (arrived, before) = (known.opening.arrived, known.voice(&named).map(state_of));
        let (ratified, said, late) = (!self.dice.once_in(3), self.dice.once_in(2), self.dice.below(3));
        let under = self.dice.once_in(2);
        let decided_on = arrived.saturating_add(i64::try_from(late).unwrap().days());
        let mut sealing = Sealing::new(self);
        let organ = sealing.seal("het college");
        let reasons = (!ratified || said).then(|| sealing.seal("Er is geen geld."));
        let replaces =
            before.map(|revision| Replaces { revision, reason: sealing.seal("Opnieuw besloten.") });
        let texts = sealing.texts();
        let mandate =
            under.then(|| MandateRef { id: MandateId(uuid::Uuid::from_u128(9)), revision: Revision(1) });
        let voice = Voice { party: named, ratified, decided_on, organ, reasons, mandate };
        self.act(dossier, Command::Ratify(Ratify { visit: visit.clone(), voice, replaces }), texts);
    }
}

fn state_of(spoken: &state::Spoken) -> Revision {
    spoken.revision
}
