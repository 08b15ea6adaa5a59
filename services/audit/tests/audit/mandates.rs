//! What was done under a mandate is held against the mandate as it was seen then.

use audit::{Passage, Step};
use domain::{
    Event,
    arrangement::{
        self,
        commitment::{Commit, Commitment, Period, Pledge, Standing},
    },
    decision::{PartyStance, Stance},
    dossier::command::{Command, RecordOutcome},
    framework::Outcome,
    ids::{MandateId, Revision},
    mandate::{
        self, Act, MandateRef, Scope,
        command::{Grant, Revoke},
    },
};
use jiff::civil::{Date, date};
use journal::Journal as _;
use record::HistoryId;
use uuid::Uuid;

use crate::{
    archive::{Archive, administrator, coordinator, dossier, id, secretary},
    verify::{ended, verified},
};

const MANDATE: MandateId = MandateId(Uuid::from_u128(0x3a4d));

/// Up to how much a party may be bound under it.
const LIMIT_CENTS: u64 = 5_000_000;

/// What happened to a mandate, and how it was seen by who acted under it.
struct Case {
    name: &'static str,
    /// The last day it was granted for.
    until: Option<Date>,
    /// From which day it was revoked, before anybody acted under it.
    revoked_from: Option<Date>,
    /// The revision that the stance says was seen.
    seen: u64,
    /// Why it does not cover the stance, if it does not.
    uncovered: Option<&'static str>,
}

impl Archive {
    /// What happened to the mandate: granted, and perhaps revoked.
    pub(crate) async fn mandates(&mut self, until: Option<Date>, revoked_from: Option<Date>) {
        let mut state = mandate::State::default();
        let grant = mandate::Command::Grant(Grant {
            holder: id("u-wethouder"),
            party: id("gemeente-heiloo"),
            scope: Scope {
                acts: vec![Act::Stance, Act::Commitment],
                bodies: Vec::new(),
                limit_cents: Some(LIMIT_CENTS),
            },
            from: date(2020, 1, 1),
            until,
            source: self.seal("source", "Mandaatbesluit."),
        });
        self.mandate(&mut state, grant).await;
        if let Some(from) = revoked_from {
            let reason = self.seal("reason", "Een ander doet het voortaan.");
            self.mandate(&mut state, mandate::Command::Revoke(Revoke { from, reason })).await;
        }
    }

    async fn mandate(&mut self, state: &mut mandate::State, command: mandate::Command) {
        let by = self.context(&administrator());
        let event = mandate::decide(&self.framework, state, command, &by).expect("the rules allow it");
        *state = mandate::evolve(std::mem::take(state), &event);
        let revision = state.mandate().expect("it was granted").revision;
        self.writes(HistoryId::Mandate(MANDATE), revision, by, Event::Mandate(event)).await;
    }

    /// The body that has the dossier takes notice; everybody agrees, Heiloo under the mandate as it was seen.
    pub(crate) async fn stands_under(&mut self, revision: u64) {
        let state = self.state(dossier(1)).dossier().expect("it was opened");
        let opening = state.open_visit().expect("it is with a body").opening.clone();
        let body = self.framework.body(&opening.body).expect("a body");
        let parties: Vec<_> = self.framework.seats(body).into_iter().map(|party| party.id.clone()).collect();
        let named = MandateRef { id: MANDATE, revision: Revision(revision) };
        let stance = |party: domain::ids::PartyId| PartyStance {
            mandate: (party.as_str() == "gemeente-heiloo").then_some(named),
            party,
            stance: Stance::Agrees,
            words: None,
            replacement: None,
            dissent: None,
        };
        let stances = parties.into_iter().map(stance).collect();
        let mut treatment = self.treatment(Outcome::Noted, Vec::new());
        treatment.stances = stances;
        let by = secretary(opening.body.as_str());
        let record = RecordOutcome { visit: opening.visit, treatment };
        self.does(dossier(1), Command::RecordOutcome(record), by).await;
    }

    /// Heiloo binds itself to an amount, under the mandate as it was granted.
    async fn commits(&mut self, amount_cents: u64) {
        let stored = self.stored().await;
        let begun = record::decode(&stored.last().expect("it began").entry.record).expect("a record");
        let Event::Arrangement(event) = &begun.event else { panic!("an arrangement began") };
        let state = arrangement::evolve(arrangement::State::Unknown, event);
        let period = Period { from: date(2026, 8, 1), until: date(2027, 7, 31) };
        let commitment = Commitment {
            party: id("gemeente-heiloo"),
            standing: Standing::Bound,
            decided_on: date(2026, 3, 2),
            organ: self.seal("organ", "het college"),
            mandate: Some(MandateRef { id: MANDATE, revision: Revision(1) }),
            binding: None,
            pledges: vec![Pledge { amount_cents, period }],
            source: self.seal("source", "Collegebesluit."),
        };
        let by = self.context(&coordinator());
        let commit = Commit { decided: self.state(dossier(1)).revision(), commitment };
        let command = arrangement::Command::Commit(Box::new(commit));
        let event = arrangement::decide(&self.framework, &state, command, &by).expect("the rules allow it");
        self.writes(begun.history, Revision(2), by, Event::Arrangement(event)).await;
    }
}

#[tokio::test]
async fn a_commitment_over_the_limit_of_its_mandate_is_found() {
    for (amount_cents, is_covered) in [(LIMIT_CENTS, true), (LIMIT_CENTS + 1, false)] {
        let mut archive = Archive::new().await;
        archive.mandates(None, None).await;
        archive.opens(dossier(1)).await;
        archive.begins(dossier(1)).await;
        archive.commits(amount_cents).await;
        let verified = verified(&archive.stored().await);
        assert_eq!(verified.is_ok(), is_covered, "{verified:?}");
        if let Err(difference) = verified {
            assert!(difference.expected().contains("because: over-limit"), "{}", difference.expected());
        }
    }
}

#[tokio::test]
async fn a_stance_under_a_mandate_that_did_not_cover_it_is_found() {
    let lapsed = Some(date(2025, 12, 31));
    let cases = [
        Case { name: "it holds", until: None, revoked_from: None, seen: 1, uncovered: None },
        Case { name: "it had lapsed", until: lapsed, revoked_from: None, seen: 1, uncovered: Some("lapsed") },
        Case { name: "revoked, seen before", until: None, revoked_from: lapsed, seen: 1, uncovered: None },
        Case {
            name: "revoked, and seen",
            until: None,
            revoked_from: lapsed,
            seen: 2,
            uncovered: Some("revoked"),
        },
        Case {
            name: "seen before it was",
            until: None,
            revoked_from: None,
            seen: 2,
            uncovered: Some("not-granted"),
        },
    ];
    for Case { name, until, revoked_from, seen, uncovered } in cases {
        let mut archive = Archive::new().await;
        archive.mandates(until, revoked_from).await;
        archive.opens(dossier(1)).await;
        archive.submits(dossier(1), "voorstel").await;
        archive.stands_under(seen).await;
        let stored = archive.stored().await;
        // The history by itself comes with the mandate.
        let own = HistoryId::Dossier(dossier(1));
        let passage = Passage::of_history(archive.journal.as_ref(), &own).await.expect("it exists");
        match (ended(passage).await, uncovered) {
            (Step::Agreed(progress), None) => assert_eq!(progress.records, stored.len() as u64, "{name}"),
            (Step::Different(difference), Some(_)) => {
                assert_eq!(difference.position, archive.journal.head(), "{name}");
            }
            (step, _) => panic!("{name}: {step:?}"),
        }
        match (verified(&stored), uncovered) {
            (Ok(records), None) => assert_eq!(records, stored.len() as u64, "{name}"),
            (Err(difference), Some(because)) => {
                assert_eq!(difference.position, archive.journal.head(), "{name}");
                let expected = difference.expected();
                assert!(expected.starts_with("refused: MANDATE_DOES_NOT_COVER"), "{name}: {expected}");
                assert!(expected.contains(&format!("because: {because}")), "{name}: {expected}");
                assert!(difference.found().contains("gemeente-heiloo"), "{name}: {}", difference.found());
            }
            (verified, _) => panic!("{name}: {verified:?}"),
        }
    }
}

#[tokio::test]
async fn a_stance_under_a_mandate_that_nobody_granted_is_found() {
    let mut archive = Archive::new().await;
    archive.opens(dossier(1)).await;
    archive.submits(dossier(1), "voorstel").await;
    archive.stands_under(1).await;
    let difference = verified(&archive.stored().await).expect_err("there is no such mandate");
    assert!(difference.expected().contains("because: not-granted"), "{}", difference.expected());
}
