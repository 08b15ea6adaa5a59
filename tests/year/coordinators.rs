//! What coordinators do on a day: they open, submit, submit again, answer conditions, and sometimes give up.

use tests::user::User;
use wire::v1;

use crate::{
    foretold::Foretold,
    year::{Underway, Year},
};

/// In so many of a hundred times a coordinator gives up when the second round could begin.
const GIVES_UP_PERCENT: usize = 10;

/// What a coordinator does next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owed {
    /// Opens the dossier and submits its proposal.
    Open,
    /// Submits the document of a round.
    Submit(String),
    /// Sends it on with a new version of the document of this round.
    Resubmit(String),
}

impl Year {
    /// Every coordinator who owes something by today does it.
    pub(crate) async fn coordinate(&mut self) {
        for number in 0..self.dossiers.len() {
            let due = self.dossiers[number].owed.take_if(|(day, _)| *day <= self.today);
            match due {
                None => {}
                Some((_, Owed::Open)) => {
                    let Underway { party, title, .. } = &self.dossiers[number];
                    let opened = self.region.coordinator(party).open(title).await.unwrap();
                    self.dossiers[number].opened = Some(opened);
                    self.submit(number, "voorstel").await;
                }
                Some((_, Owed::Submit(_))) if self.chance.percent(GIVES_UP_PERCENT) => {
                    let (coordinator, dossier) = self.of(number);
                    coordinator.withdraw(&dossier, "De school regelt het zelf.").await.unwrap();
                    self.dossiers[number].ended = true;
                    self.noticed.withdrawn += 1;
                }
                Some((_, Owed::Submit(round))) => self.submit(number, &round).await,
                Some((_, Owed::Resubmit(round))) => self.resubmit(number, &round).await,
            }
        }
    }

    async fn submit(&mut self, number: usize, round: &str) {
        self.answer_conditions(number).await;
        let (coordinator, dossier) = self.of(number);
        coordinator.submit(&dossier, round).await.unwrap();
        let foretold = Foretold::asked(&coordinator, number, &dossier, round, self.today).await;
        self.foretold.push(foretold);
    }

    async fn resubmit(&mut self, number: usize, round: &str) {
        self.answer_conditions(number).await;
        let (coordinator, dossier) = self.of(number);
        let document = coordinator.file(&dossier, round).await.unwrap();
        coordinator.resubmit(&dossier, document).await.unwrap();
    }

    /// Whoever submits has first said how each open condition is met.
    async fn answer_conditions(&self, number: usize) {
        let (coordinator, dossier) = self.of(number);
        let conditions = coordinator.dossier(&dossier.id).await.unwrap().conditions;
        for condition in conditions.iter().filter(|it| !it.answered && it.judged.is_none()) {
            let set: &v1::ConditionSet = condition.set.as_ref().unwrap();
            coordinator.answer(&dossier, set.number, "Dat is geregeld; zie het plan.").await.unwrap();
        }
    }

    /// Who answers for a dossier, and the dossier.
    pub(crate) fn of(&self, number: usize) -> (User, tests::acts::Opened) {
        let Underway { party, opened, .. } = &self.dossiers[number];
        (self.region.coordinator(party), opened.clone().unwrap())
    }
}
