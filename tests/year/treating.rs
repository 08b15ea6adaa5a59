//! What a secretary writes down of one dossier, and what follows for its coordinator.

use jiff::civil::{Date, date};
use tests::{
    acts::Opened,
    refusal::refused,
    treatment::{Written as _, stands, treated},
    user::User,
};
use tonic::Code;
use wire::v1::{
    self,
    Outcome::{self, *},
    Stance, Treatment,
    next::Next,
};

use crate::{
    coordinators::Owed,
    fate::Fate,
    foretold::Delay,
    sessions::{Item, UNDER_MANDATE},
    year::Year,
};

/// From this day on the OOGO once does not agree: the parties have then agreed about enough.
const DISAGREES_FROM: Date = date(2026, 6, 1);

impl Year {
    /// A body comes to a dossier on its agenda, or does not.
    pub(crate) async fn treat(&mut self, secretary: &User, meeting: &str, body: &str, item: Item) {
        let step = item.visit.step_id.parse().unwrap();
        let role = wire::convert::enums::role(self.region.frameworks()[0].route.step(&step).unwrap().role);
        let disagrees = body == "oogo" && self.today >= DISAGREES_FROM && self.noticed.no_agreement == 0;
        let mut fate = Fate::of(&mut self.chance, role, item.visit.number);
        if disagrees && fate != Fate::NotReached {
            fate = Fate::Treated(NoAgreement);
        }
        let unfinished = v1::ItemRef { meeting_id: meeting.into(), item_number: item.number };
        let Fate::Treated(outcome) = fate else {
            self.delayed(item.dossier, Delay::NotReached(body.into()));
            self.dossiers[item.dossier].unfinished = Some(unfinished);
            return;
        };
        let (_, dossier) = self.of(item.dossier);
        let treatment = self.written(&dossier, body, &item.visit, outcome).await;
        let next = self.record(secretary, &dossier, body, &item, treatment).await;
        self.noticed.count(outcome);
        self.went(&item, body, outcome, next.next.unwrap());
        if outcome == Deferred {
            self.dossiers[item.dossier].unfinished = Some(unfinished);
        }
    }

    /// What the secretary writes down.
    async fn written(
        &self,
        dossier: &Opened,
        body: &str,
        visit: &v1::VisitRef,
        outcome: Outcome,
    ) -> Treatment {
        let mut treatment = treated(outcome).dated(&self.today.to_string());
        if outcome != Noted {
            treatment = treatment.because("Zo besprak het gremium het.");
        }
        if conditional(outcome) {
            treatment = treatment.provided("Er is een plan voor het vervoer.");
        }
        if outcome == ReferredBack {
            treatment = treatment.resuming_at(&visit.step_id);
        }
        let conditions = self.region.auditor().dossier(&dossier.id).await.unwrap().conditions;
        for condition in
            conditions.iter().filter(|it| it.answered && !it.judged.as_ref().is_some_and(|it| it.met))
        {
            treatment = treatment.having_found(condition.set.as_ref().unwrap().number, true);
        }
        let judges = !matches!(outcome, Deferred | ReferredBack);
        if judges && (body == "pora" || body == "oogo") {
            treatment = treatment.standing(self.stances(body, outcome));
        }
        treatment
    }

    /// Where every party stands when a body comes to this.
    fn stances(&self, body: &str, outcome: Outcome) -> Vec<v1::NewStance> {
        let stance = |party: String| {
            let (stance, words) = if matches!(outcome, Rejected | Negative) {
                (Stance::Objects, Some("De groep is te klein."))
            } else if outcome == NoAgreement && party == "gemeente-uitgeest" {
                (Stance::Objects, Some("De gemeente betaalt en heeft er geen leerlingen."))
            } else if conditional(outcome) && party == UNDER_MANDATE {
                (Stance::AgreesWithConditions, Some("Als het vervoer geregeld is."))
            } else {
                (Stance::Agrees, None)
            };
            let mandate = self.mandate.clone().filter(|_| body == "pora" && party == UNDER_MANDATE);
            v1::NewStance { words: words.map(str::to_owned), mandate_id: mandate, ..stands(&party, stance) }
        };
        self.seats(body).into_iter().map(stance).collect()
    }

    /// Writes it down; with what went wrong once in the year.
    async fn record(
        &mut self,
        secretary: &User,
        dossier: &Opened,
        body: &str,
        item: &Item,
        treatment: Treatment,
    ) -> v1::Next {
        let (outcome, visit) = (treatment.outcome(), item.visit.clone());
        if outcome == NoAgreement {
            let adopts = Treatment { outcome: Adopted.into(), ..treatment.clone() };
            let over = secretary.record(dossier, visit.clone(), adopts).await;
            refused(over, Code::FailedPrecondition, "OUTCOME_DOES_NOT_FOLLOW");
        }
        let answer = match secretary.record(dossier, visit.clone(), treatment.clone()).await {
            Ok(answer) => answer,
            refusal => {
                refused(refusal, Code::FailedPrecondition, "MANDATE_DOES_NOT_COVER")
                    .fact("because", "lapsed");
                self.noticed.lapsed += 1;
                self.grant_mandate(date(2026, 7, 1), None).await;
                let judged = treatment.judged.clone();
                let anew = Treatment { stances: self.stances(body, outcome), judged, ..treatment };
                secretary.record(dossier, visit, anew).await.unwrap()
            }
        };
        let wrong = body == "rbo" && outcome == Positive && self.today.month() >= 4;
        if wrong && self.noticed.corrected == 0 {
            let condition = treated(PositiveWithConditions).because("De voorwaarde was vergeten.");
            let corrected = condition.provided("De school levert de cijfers.");
            let revision = answer.receipt.unwrap().revision;
            secretary.correct(dossier, revision, corrected).await.unwrap();
            self.noticed.corrected += 1;
        }
        answer.next.unwrap()
    }

    /// What its coordinator does where it went.
    fn went(&mut self, item: &Item, body: &str, outcome: Outcome, next: Next) {
        let number = item.dossier;
        if outcome == Deferred {
            self.delayed(number, Delay::Deferred(body.into()));
        }
        let round = item.visit.step_id.split('-').next().unwrap().to_owned();
        match next {
            Next::Visit(_) => {}
            Next::Revision(_) => {
                self.delayed(number, Delay::ReferredBack(body.into()));
                self.dossiers[number].owed = Some((self.in_days(7, 14), Owed::Resubmit(round)));
            }
            Next::Round(next) => {
                self.decided(number, outcome);
                self.dossiers[number].owed = Some((self.in_days(14, 40), Owed::Submit(next.id)));
            }
            Next::Ladder(_) => {
                self.delayed(number, Delay::Escalated(body.into()));
                self.stuck = Some(number);
            }
            Next::Ended(_) => {
                self.decided(number, outcome);
                self.dossiers[number].ended = true;
            }
        }
    }
}

/// Whether this sets conditions.
fn conditional(outcome: Outcome) -> bool {
    matches!(outcome, PositiveWithConditions | AdoptedWithConditions)
}
