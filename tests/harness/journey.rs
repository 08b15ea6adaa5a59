//! A dossier on its way, when a story is about what comes after: everyone does what brings it on.

use wire::v1::{self, Outcome, phase::Phase};

use crate::{
    acts::Opened,
    people::Person,
    site::Site,
    treatment::{treated, visit_name},
};

impl Site {
    /// Brings a dossier to its first visit of this step: every body before says yes.
    ///
    /// # Panics
    /// If the route does not lead there.
    pub async fn bring_to(&self, dossier: &Opened, step: &str) {
        let step = format!("{step}/1");
        while let Some(at) = self.bring_on(dossier, &step).await {
            assert!(at != "end", "the dossier ended before {step}");
        }
    }

    /// Brings a dossier to its end: everybody says yes.
    ///
    /// # Panics
    /// If someone is refused.
    pub async fn bring_to_end(&self, dossier: &Opened) {
        while self.bring_on(dossier, "").await != Some("end") {}
    }

    /// The bodies on whose agenda a dossier stands.
    ///
    /// # Panics
    /// If an agenda cannot be read.
    pub async fn waits_at(&self, dossier: &Opened) -> Vec<String> {
        let reader = self.auditor();
        let mut bodies = Vec::new();
        for body in reader.bodies() {
            let agenda = reader.agenda(body.as_str()).await.expect("an agenda");
            if agenda.iter().any(|item| item.dossier_id == dossier.id) {
                bodies.push(body.to_string());
            }
        }
        bodies
    }

    /// Does the next thing that brings a dossier on, and says where it was; `None` if it waits at this visit.
    async fn bring_on(&self, dossier: &Opened, until: &str) -> Option<&'static str> {
        let summary = self.auditor().dossier(&dossier.id).await.expect("a dossier").summary.expect("a head");
        match summary.phase.and_then(|phase| phase.phase).expect("a dossier is somewhere") {
            Phase::AtStep(opening) if visit_name(opening.visit.as_ref()) == until => None,
            Phase::AtStep(opening) => {
                let outcome = assent(opening.role());
                let body = opening.body.expect("a visit is at a body").id;
                let treatment = treated(outcome);
                self.secretary(&body).treat(dossier, treatment).await.expect("the body may say yes");
                Some("step")
            }
            Phase::Preparing(round) => {
                let party =
                    summary.coordinator.and_then(|coordinator| coordinator.party).expect("a party").id;
                let coordinator = self.user(Person::Coordinator(party));
                coordinator.submit(dossier, &round.id).await.expect("the round opens");
                Some("round")
            }
            Phase::Revising(_) => panic!("the dossier waits for a new version"),
            Phase::Escalated(_) => panic!("the dossier is on the ladder"),
            Phase::Ended(_) => Some("end"),
        }
    }
}

/// How a body in this role says yes.
#[must_use]
pub fn assent(role: v1::Role) -> Outcome {
    match role {
        v1::Role::Informed => Outcome::Noted,
        v1::Role::Advises => Outcome::Positive,
        v1::Role::Decides => Outcome::Adopted,
        v1::Role::Ratifies => Outcome::Ratified,
        v1::Role::Unspecified => panic!("a role that is never sent"),
    }
}
