//! Random but lawful histories.

use domain::{
    arrangement::{ArrangementRegistered, Level},
    decision::{Office, PartyStance, Replacement, Stance},
    dossier::{
        Command,
        command::{
            Answer, AnswerConditions, CorrectOutcome, FileDocument, HandOver, Judgement, NewCondition, Open,
            RecordOutcome, Resubmit, ResumeTerm, Submit, SuspendTerm, Treatment, Withdraw,
        },
        event::{SectionFiled, WaitingOn},
        state::Phase,
    },
    framework::{Outcome, Role},
    ids::{DossierId, MandateId, Revision, TermId},
    keeping::{
        self,
        event::{HistoryConfirmed, HoldPlaced},
    },
    mandate::MandateRef,
};
use jiff::{ToSpan, civil::Date};
use record::{HistoryId, document_digest};

use super::{
    region::{id, region},
    world::{Sealing, World},
};

const TITLES: [&str; 4] = ["Taalklas Heiloo", "Onderwijs-zorggroep ZUID", "Één loket", "Observatiegroep"];

impl World {
    /// A world in which so many things were tried.
    pub(super) fn walked(seed: u64, steps: usize) -> Self {
        let mut world = Self::new(seed);
        for _ in 0..steps {
            world.step();
        }
        world
    }

    /// Tries something. Most of it takes a dossier further.
    pub(super) fn step(&mut self) {
        self.wait();
        let dossiers: Vec<DossierId> = self.dossiers.keys().copied().collect();
        if dossiers.is_empty() || self.dice.once_in(8) {
            self.open_any();
            return;
        }
        let dossier = self.dice.pick(&dossiers);
        match self.dice.below(36) {
            0 => self.register_any(),
            1 if self.frameworks.len() < 4 => {
                let version = format!("2026.{}", self.frameworks.len());
                let prefix = self.dice.pick(&["OZA", "OZB"]);
                self.adopt(region("regio-alkmaar", &version, prefix));
            }
            2 => self.withdraw(dossier),
            3 | 4 => self.correct(dossier),
            5 | 6 => self.answer(dossier),
            7 => self.hand_over(dossier),
            8 => self.file(dossier),
            9 => self.keep(dossier),
            10..=17 => self.meet_any(),
            18 | 19 => self.term(dossier),
            20 => self.mandate_any(),
            21 | 22 => self.begin_and_bind_any(),
            30 => self.prepare_any(dossier),
            31..=33 => self.climb(dossier),
            34 => self.evaluate_any(),
            35 => self.conclude_any(),
            _ => self.go_on(dossier),
        }
    }

    pub(super) fn open_any(&mut self) -> DossierId {
        self.open_in(None)
    }

    /// Opens a dossier on a framework, or on any.
    pub(super) fn open_in(&mut self, framework: Option<usize>) -> DossierId {
        let (title, any) = (self.dice.pick(&TITLES), self.dice.below(self.frameworks.len()));
        let framework = framework.unwrap_or(any);
        let functions: &[&[&str]] = &[&["terugleiden"], &["versterken"], &["terugleiden", "versterken"]];
        let functions: Vec<TermId> = self.dice.pick(functions).iter().map(|name| id(name)).collect();
        let follows = self.dossiers.keys().next().copied().filter(|_| self.dice.once_in(4));
        let grouped = self.dice.once_in(2);
        let mut sealing = Sealing::new(self);
        let title = sealing.seal(title);
        let target_group = grouped.then(|| sealing.seal("kleuters"));
        let texts = sealing.texts();
        self.open(framework, Open { title, functions, target_group, follows }, texts)
    }

    pub(super) fn register_any(&mut self) {
        let level = self.dice.pick(&[Level::Group, Level::Individual]);
        let party = self.dice.pick(&["gemeente-alkmaar", "swv-po"]);
        let mut sealing = Sealing::new(self);
        let registered = ArrangementRegistered {
            name: sealing.seal("Bestaande TAALKLAS"),
            target_group: Some(sealing.seal("nieuwkomers")),
            partners: vec![sealing.seal("de school"), sealing.seal("de gemeente")],
            funding: vec![id("tlv")],
            functions: vec![id("versterken")],
            party: id(party),
            level,
        };
        let texts = sealing.texts();
        self.register(registered, texts);
    }

    /// Does what the dossier waits for.
    pub(super) fn go_on(&mut self, dossier: DossierId) {
        match self.state(dossier).phase.clone() {
            Phase::Preparing { round } => {
                if !self.submit(dossier, &id(round.as_str())) {
                    self.answer(dossier);
                    self.file(dossier);
                }
            }
            Phase::Revising { .. } => {
                self.file(dossier);
                let document = self.state(dossier).documents.last().unwrap().document.clone();
                self.act(dossier, Command::Resubmit(Resubmit { document }), b"[]".to_vec());
            }
            Phase::AtStep { visit } if self.each_speaks(dossier, &visit) => self.speak(dossier, &visit),
            Phase::AtStep { visit } => {
                let role = self.state(dossier).visit(&visit).unwrap().opening.role;
                let outcome = self.outcome(role);
                let (treatment, texts) = self.treatment(dossier, outcome);
                self.act(dossier, Command::RecordOutcome(RecordOutcome { visit, treatment }), texts);
            }
            Phase::Escalated { .. } => self.climb(dossier),
            Phase::Ended { .. } => self.correct(dossier),
        }
    }

    /// Files the document of the round that the dossier is in.
    pub(super) fn file(&mut self, dossier: DossierId) {
        let round = match &self.state(dossier).phase {
            Phase::Preparing { round } | Phase::Revising { round, .. } => round.as_str().to_owned(),
            Phase::AtStep { .. } | Phase::Escalated { .. } | Phase::Ended { .. } => "voorstel".to_owned(),
        };
        let mut sealing = Sealing::new(self);
        let text = sealing.seal("De tekst van het document.");
        let texts = sealing.texts();
        let sections = vec![SectionFiled { id: id("tekst"), words: 5, text }];
        let digest = document_digest(&sections);
        let command = FileDocument { format: id(&round), sections, digest };
        self.act(dossier, Command::FileDocument(command), texts);
    }

    pub(super) fn submit(&mut self, dossier: DossierId, round: &domain::ids::RoundId) -> bool {
        let documents = self.state(dossier).documents.iter().rev();
        let mut of_round = documents.filter(|filed| filed.document.format.as_str() == round.as_str());
        let Some(document) = of_round.next().map(|filed| filed.document.clone()) else { return false };
        let command = Submit { round: round.clone(), document };
        self.act(dossier, Command::Submit(command), b"[]".to_vec())
    }

    /// An outcome of a role. Forward more often than back, so that dossiers come to an end.
    fn outcome(&mut self, role: Role) -> Outcome {
        if self.dice.once_in(3) { self.dice.pick(role.outcomes()) } else { role.outcomes()[0] }
    }

    pub(super) fn treatment(&mut self, dossier: DossierId, outcome: Outcome) -> (Treatment, Vec<u8>) {
        let known = self.state(dossier);
        let opening = known.visits.last().map(|visit| &visit.opening).unwrap();
        let at_meeting = self.day_of_meeting(dossier, &opening.visit, opening.arrived);
        let treated_on = at_meeting.unwrap_or(opening.arrived);
        let open: Vec<_> =
            known.conditions.iter().filter(|set| set.is_open()).map(|set| set.set.number).collect();
        let open: Vec<_> = open.into_iter().filter(|_| self.dice.once_in(2)).collect();
        let judged =
            open.into_iter().map(|condition| Judgement { condition, met: self.dice.once_in(2) }).collect();
        let (said, held) = (outcome.needs_motivation() || self.dice.once_in(2), self.dice.once_in(3));
        let stood = self.dice.once_in(2);
        let mut sealing = Sealing::new(self);
        let motivation = said.then(|| sealing.seal("Omdat het kan."));
        let condition = |text| NewCondition { text, holder: held.then(|| id("swv-po")), due: None };
        let conditions = match outcome.sets_conditions() {
            true => vec![condition(sealing.seal("Eerst geld.")), condition(sealing.seal("Dan ruimte."))],
            false => Vec::new(),
        };
        let stances = if stood { stances(&mut sealing, treated_on) } else { Vec::new() };
        let treatment =
            Treatment { outcome, treated_on, motivation, conditions, judged, stances, resume_at: None };
        (treatment, sealing.texts())
    }

    fn answer(&mut self, dossier: DossierId) {
        let known = self.state(dossier);
        let open: Vec<_> =
            known.conditions.iter().filter(|set| set.is_open()).map(|set| set.set.number).collect();
        if open.is_empty() {
            return;
        }
        let mut sealing = Sealing::new(self);
        let answers = open.into_iter().map(|condition| Answer { condition, text: sealing.seal("Geregeld.") });
        let command = AnswerConditions { answers: answers.collect() };
        let texts = sealing.texts();
        self.act(dossier, Command::AnswerConditions(command), texts);
    }

    fn withdraw(&mut self, dossier: DossierId) {
        if !self.dice.once_in(3) {
            return;
        }
        let mut sealing = Sealing::new(self);
        let reason = sealing.seal("Toch niet.");
        let texts = sealing.texts();
        self.act(dossier, Command::Withdraw(Withdraw { reason }), texts);
    }

    fn hand_over(&mut self, dossier: DossierId) {
        let to = self.dice.pick(&["u-coordinator", "u-tweede", "u-derde"]);
        let party = self.dice.pick(&["gemeente-alkmaar", "swv-po"]);
        let (to, party) = (id(to), id(party));
        let mut sealing = Sealing::new(self);
        let reason = Some(sealing.seal("Ander werk."));
        let texts = sealing.texts();
        self.act(dossier, Command::HandOver(HandOver { to, party, reason }), texts);
    }

    /// Lets the term of the open visit stand still, or run again.
    fn term(&mut self, dossier: DossierId) {
        let Some(visit) = self.state(dossier).open_visit().cloned() else { return };
        let (from, named) = (visit.opening.arrived, visit.opening.visit.clone());
        if let Some(suspension) = visit.suspension() {
            let taken_back = self.dice.once_in(3);
            let runs_from =
                if taken_back { suspension.from } else { suspension.from.saturating_add(1.day()) };
            self.act(dossier, Command::ResumeTerm(ResumeTerm { visit: named, runs_from }), b"[]".to_vec());
            return;
        }
        let from = visit.ledger().iter().filter_map(|still| still.until).max().unwrap_or(from);
        let whom = self.dice.below(4);
        let mut sealing = Sealing::new(self);
        let waits_for = match whom {
            0 => WaitingOn::Submitter,
            1 => WaitingOn::Party(id("swv-po")),
            2 => WaitingOn::Body(id("beleidsoverleg")),
            _ => WaitingOn::Outside(sealing.seal("het Rijk")),
        };
        let reason = sealing.seal("Een stuk ontbreekt.");
        let texts = sealing.texts();
        let command = SuspendTerm { visit: named, from, waits_for, reason };
        self.act(dossier, Command::SuspendTerm(command), texts);
    }

    /// Something about the keeping of a history; seldom that of an arrangement or a meeting.
    fn keep(&mut self, dossier: DossierId) {
        let registered = self.records.iter().rev().find_map(|record| match record.history {
            HistoryId::Arrangement(_) | HistoryId::Meeting(_) => {
                Some((record.history.clone(), record.revision))
            }
            HistoryId::Dossier(_)
            | HistoryId::Framework(_)
            | HistoryId::Mandate(_)
            | HistoryId::Preparation(_) => None,
        });
        let (history, last) = match registered.filter(|_| self.dice.once_in(3)) {
            Some(registered) => registered,
            None => (HistoryId::Dossier(dossier), self.state(dossier).revision),
        };
        let event = if self.dice.once_in(2) {
            keeping::Event::HistoryConfirmed(HistoryConfirmed { last })
        } else {
            let mut sealing = Sealing::new(self);
            keeping::Event::HoldPlaced(HoldPlaced { reason: sealing.seal("Er loopt een zaak.") })
        };
        self.kept(history, last.next(), event);
    }

    /// Corrects one of the outcomes, most often the last.
    pub(super) fn correct(&mut self, dossier: DossierId) {
        let known = self.state(dossier);
        let mut treated: Vec<_> = (1..=known.revision.0)
            .filter_map(|revision| {
                known.treated_at(Revision(revision)).map(|treated| (revision, treated.role))
            })
            .collect();
        if self.dice.once_in(2) {
            treated.drain(..treated.len().saturating_sub(1));
        }
        if treated.is_empty() {
            return;
        }
        let (corrects, role) = self.dice.pick(&treated);
        let visit = self.state(dossier).treated_at(Revision(corrects)).unwrap().visit.clone();
        if self.each_speaks(dossier, &visit) {
            return self.speak(dossier, &visit);
        }
        let outcome = self.dice.pick(role.outcomes());
        let first = self.state(dossier).treated_at(Revision(corrects)).unwrap().treated_on;
        let (treatment, mut texts) = self.treatment(dossier, outcome);
        let treatment = Treatment { treated_on: first, judged: Vec::new(), ..treatment };
        let mut sealing = Sealing::new(self);
        let reason = sealing.seal("Verkeerd opgeschreven.");
        let more = sealing.texts();
        if more.len() > 2 {
            let open = if texts.len() > 2 { b",".as_slice() } else { b"" };
            texts.pop();
            texts.extend_from_slice(open);
            texts.extend_from_slice(&more[1..]);
        }
        let command = CorrectOutcome { corrects: Revision(corrects), reason, treatment };
        self.act(dossier, Command::CorrectOutcome(command), texts);
    }
}

/// Where the parties stand, with all words that there can be.
fn stances(sealing: &mut Sealing<'_>, reported_on: Date) -> Vec<PartyStance> {
    let replacement = Replacement {
        seated: id("u-vervanger"),
        replaces: id("u-wethouder"),
        office: Office::Official,
        reported_on,
        reason: Some(sealing.seal("Verhinderd.")),
    };
    let objection = PartyStance {
        party: id("gemeente-alkmaar"),
        stance: Stance::Objects,
        words: Some(sealing.seal("Te ver van huis.")),
        replacement: Some(replacement),
        mandate: Some(MandateRef { id: MandateId(uuid::Uuid::from_u128(7)), revision: Revision(2) }),
        dissent: Some(sealing.seal("Liever een groep in de eigen gemeente.")),
    };
    let agreement = PartyStance {
        party: id("swv-po"),
        stance: Stance::AgreesWithConditions,
        words: Some(sealing.seal("Met vervoer.")),
        replacement: None,
        mandate: None,
        dissent: None,
    };
    vec![objection, agreement]
}

#[test]
fn walks_go_everywhere() {
    use domain::{
        dossier::{Event, escalation},
        meeting,
    };
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..60 {
        for record in World::walked(seed, 1200).records {
            seen.insert(match record.event {
                domain::Event::Dossier(event) => match event {
                    Event::DossierOpened(_) => "opened",
                    Event::DocumentFiled(_) => "filed",
                    Event::RoundSubmitted(_) => "submitted",
                    Event::RevisionSubmitted(_) => "resubmitted",
                    Event::NoticeTaken(_) => "noticed",
                    Event::AdviceGiven(_) => "advised",
                    Event::DecisionTaken(_) => "decided",
                    Event::AgreementNotReached(_) => "disagreed",
                    Event::RatificationGiven(_) => "ratified",
                    Event::PartySpoke(_) => "spoke",
                    Event::VisitDeferred(_) => "deferred",
                    Event::ReferredBack(_) => "referred back",
                    Event::TermSuspended(_) => "suspended",
                    Event::TermResumed(_) => "resumed",
                    Event::ConditionsAnswered(_) => "answered",
                    Event::DossierWithdrawn(_) => "withdrawn",
                    Event::OutcomeCorrected(_) => "corrected",
                    Event::DossierHandedOver(_) => "handed over",
                    Event::Escalation(escalation::Event::EscalationOpened(_)) => "escalated",
                    Event::Escalation(escalation::Event::EscalationMoved(_)) => "a rung higher",
                    Event::Escalation(escalation::Event::EscalationResolved(_)) => "solved",
                    Event::Escalation(escalation::Event::EscalationUnresolved(_)) => "disputed",
                    Event::Escalation(escalation::Event::DisputeConcluded(_)) => "concluded",
                },
                domain::Event::FrameworkAdopted(_) => "adopted",
                domain::Event::Arrangement(event) => super::bound::kind(&event),
                domain::Event::Mandate(_) => "mandated",
                domain::Event::Preparation(_) => "prepared",
                domain::Event::Keeping(_) => "kept",
                domain::Event::Meeting(event) => match event {
                    meeting::Event::MeetingPlanned(_) => "planned",
                    meeting::Event::ItemScheduled(_) => "scheduled",
                    meeting::Event::ItemRemoved(_) => "removed",
                    meeting::Event::AgendaFixed(_) => "agenda fixed",
                    meeting::Event::PapersSent(_) => "sent",
                    meeting::Event::AddendumSent(_) => "added",
                    meeting::Event::MeetingHeld(_) => "held",
                    meeting::Event::DecisionListDrafted(_) => "drafted",
                    meeting::Event::DecisionListFixed(_) => "list fixed",
                    meeting::Event::MeetingCancelled(_) => "cancelled",
                    meeting::Event::ActionAgreed(_) => "action agreed",
                    meeting::Event::ActionClosed(_) => "action closed",
                },
            });
        }
    }
    assert_eq!(seen.len(), 45, "{seen:?}");
}
