//! Which words belong to a record: what they are, and the digests that stand for them.

use crate::{
    Event, arrangement,
    decision::PartyStance,
    dossier::{
        self, escalation,
        event::{PartySpoke, Treated, WaitingOn},
    },
    keeping, mandate,
    meeting::{
        self,
        parts::{Added, Subject},
    },
    preparation,
    sealed::{
        Sealed,
        names::{
            ANSWER, BEFORE, CONDITION, FRAMEWORK_FILE, MOTIVATION, NAME, ORGAN, PARTNER, REASON, REMARK,
            SECTION_PREFIX, SOLUTION, SOURCE, TARGET_GROUP, TITLE, WAITS_FOR,
        },
    },
};

/// The words that an event refers to: what they are, and the digest that stands for them. In the order of the
/// record; erased words too.
pub fn of(event: &Event) -> Vec<(String, Sealed)> {
    use arrangement::Event as A;
    use dossier::Event as D;
    use keeping::Event as K;
    let mut words = Words::default();
    match event {
        Event::Dossier(D::DossierOpened(opened)) => {
            words.add(TITLE, [opened.title]);
            words.add(TARGET_GROUP, opened.target_group);
        }
        Event::Dossier(D::DocumentFiled(filed)) => {
            for section in &filed.sections {
                words.add(&format!("{SECTION_PREFIX}{}", section.id), [section.text]);
            }
        }
        Event::Dossier(D::RoundSubmitted(_) | D::RevisionSubmitted(_)) => {}
        Event::Dossier(
            D::NoticeTaken(treated)
            | D::AdviceGiven(treated)
            | D::DecisionTaken(treated)
            | D::AgreementNotReached(treated)
            | D::RatificationGiven(treated)
            | D::VisitDeferred(treated)
            | D::ReferredBack(treated),
        ) => words.treated(treated),
        Event::Dossier(D::PartySpoke(spoke)) => words.spoke(spoke),
        Event::Dossier(D::TermSuspended(suspended)) => {
            words.add(REASON, [suspended.reason]);
            if let WaitingOn::Outside(who) = suspended.waits_for {
                words.add(WAITS_FOR, [who]);
            }
        }
        Event::Dossier(D::TermResumed(_)) => {}
        Event::Dossier(D::ConditionsAnswered(answered)) => {
            words.add(ANSWER, answered.answers.iter().map(|answer| answer.text));
        }
        Event::Dossier(D::DossierWithdrawn(withdrawn)) => words.add(REASON, [withdrawn.reason]),
        Event::Dossier(D::OutcomeCorrected(corrected)) => {
            words.add(REASON, [corrected.reason]);
            words.treated(&corrected.treated);
        }
        Event::Dossier(D::DossierHandedOver(handed)) => words.add(REASON, handed.reason),
        Event::Dossier(D::Escalation(event)) => words.escalation(event),
        Event::FrameworkAdopted(adopted) => words.add(FRAMEWORK_FILE, [adopted.file]),
        Event::Arrangement(A::ArrangementRegistered(registered)) => {
            words.add(NAME, [registered.name]);
            words.add(TARGET_GROUP, registered.target_group);
            words.add(PARTNER, registered.partners.iter().copied());
        }
        Event::Arrangement(A::ArrangementBegun(begun)) => words.named(begun.plan.sealed()),
        Event::Arrangement(A::CommitmentGiven(given)) => words.named(given.commitment.sealed()),
        Event::Arrangement(A::UseReported(usage)) => words.named(usage.sealed()),
        Event::Arrangement(A::EvaluationRecorded(recorded)) => words.named(recorded.sealed()),
        Event::Arrangement(A::ArrangementConcluded(drawn)) => words.add(MOTIVATION, [drawn.reason]),
        Event::Meeting(event) => words.meeting(event),
        Event::Mandate(mandate::Event::MandateGranted(granted)) => words.add(SOURCE, [granted.source]),
        Event::Mandate(mandate::Event::MandateRevoked(revoked)) => words.add(REASON, [revoked.reason]),
        Event::Preparation(event) => words.prepared(event),
        Event::Keeping(K::ErasureRequested(asked)) => words.add(REASON, asked.reason),
        Event::Keeping(K::ErasureDeclined(declined)) => words.add(REASON, [declined.reason]),
        Event::Keeping(K::HoldPlaced(placed)) => words.add(REASON, [placed.reason]),
        Event::Keeping(K::HoldLifted(lifted)) => words.add(REASON, [lifted.reason]),
        Event::Keeping(K::TextsErased(_) | K::HistoryConfirmed(_)) => {}
    }
    words.0
}

#[derive(Default)]
struct Words(Vec<(String, Sealed)>);

impl Words {
    fn add(&mut self, name: &str, sealed: impl IntoIterator<Item = Sealed>) {
        self.0.extend(sealed.into_iter().map(|sealed| (name.to_owned(), sealed)));
    }

    fn named(&mut self, sealed: impl IntoIterator<Item = (&'static str, Sealed)>) {
        for (name, text) in sealed {
            self.add(name, [text]);
        }
    }

    fn meeting(&mut self, event: &meeting::Event) {
        use meeting::Event as M;
        match event {
            M::MeetingPlanned(planned) => self.add(REASON, planned.reason),
            M::ItemScheduled(added) => self.added(added),
            M::ItemRemoved(removed) => self.add(REASON, [removed.reason]),
            M::AgendaFixed(_) | M::PapersSent(_) | M::MeetingHeld(_) | M::DecisionListFixed(_) => {}
            M::AddendumSent(sent) => self.added(&sent.added),
            M::DecisionListDrafted(drafted) => {
                self.add(REMARK, drafted.lines.iter().filter_map(|line| line.remark));
            }
            M::MeetingCancelled(cancelled) => self.add(REASON, [cancelled.reason]),
            M::ActionAgreed(agreed) => self.named(agreed.sealed()),
            M::ActionClosed(said) => self.named([said.closed.sealed()]),
        }
    }

    fn added(&mut self, added: &Added) {
        match &added.subject {
            Subject::Topic { title } => self.add(TITLE, [*title]),
            Subject::Visit { .. } => {}
        }
        self.add(REASON, added.late.as_ref().map(|late| late.reason));
    }

    fn spoke(&mut self, spoke: &PartySpoke) {
        self.add(ORGAN, [spoke.voice.organ]);
        self.add(MOTIVATION, spoke.voice.reasons);
        self.add(REASON, spoke.replaces.map(|replaces| replaces.reason));
    }

    fn prepared(&mut self, event: &preparation::Event) {
        match event {
            preparation::Event::PreparationBegun(_) | preparation::Event::ListTaken(_) => {}
            preparation::Event::ActionAgreed(action) => self.named(action.agreed.sealed()),
            preparation::Event::ActionClosed(closed) => self.named([closed.sealed()]),
            preparation::Event::Noted(note) => {
                for (name, sealed) in note.sealed() {
                    self.add(name, [sealed]);
                }
            }
        }
    }

    fn escalation(&mut self, event: &escalation::Event) {
        use escalation::Event as E;
        match event {
            E::EscalationOpened(opened) => self.add(REASON, [opened.reason]),
            E::EscalationMoved(moved) => self.add(REASON, [moved.reason]),
            E::EscalationResolved(resolved) => self.add(SOLUTION, [resolved.words]),
            E::EscalationUnresolved(unresolved) => {
                self.add(REASON, [unresolved.reason]);
                self.add(BEFORE, [unresolved.terms.before]);
            }
            E::DisputeConcluded(concluded) => self.add(SOLUTION, [concluded.words]),
        }
    }

    fn treated(&mut self, treated: &Treated) {
        self.add(MOTIVATION, treated.motivation);
        self.add(CONDITION, treated.conditions.iter().map(|set| set.text));
        self.named(treated.stances.iter().flat_map(PartyStance::sealed));
    }
}
