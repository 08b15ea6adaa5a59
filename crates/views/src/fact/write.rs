//! From an event and the words beside its record to a fact.

use domain::{
    decision::{Office, PartyStance, Replacement, Stance},
    dossier::{
        Event,
        event::{self, ConditionSet, DocumentRef, VisitRef},
    },
    framework::{EndKind, Outcome, Role},
    sealed::Sealed,
};
use record::{Disclosures, Position, Recorded};

use super::{
    Condition, Day, Document, Fact, Kept, Next, Opened, Opening, Replaced, Spoke, Stood, Submitted, Together,
    Treated, Visit, WaitingOn, What, place,
};
use crate::names::Names;

/// The fact that an event is, with names that were not met before now numbered.
pub(crate) fn fact<'w>(
    names: &mut Names,
    position: Position,
    recorded: Recorded,
    event: &Event,
    texts: &'w Disclosures,
) -> Fact<'w> {
    let what = Writer { names, texts, recorded }.what(event);
    Fact { position: position.0, recorded_us: recorded.now.as_microsecond(), what }
}

pub(super) struct Writer<'n, 'w> {
    pub(super) names: &'n mut Names,
    texts: &'w Disclosures,
    recorded: Recorded,
}

impl<'w> Writer<'_, 'w> {
    fn what(&mut self, event: &Event) -> What<'w> {
        match event {
            Event::DossierOpened(opened) => What::Opened(self.opened(opened)),
            Event::DocumentFiled(filed) => What::Filed {
                document: self.document(&filed.document),
                digest: filed.digest.0,
                sections: u32::try_from(filed.sections.len()).unwrap_or(u32::MAX),
                words: filed.sections.iter().fold(0, |sum, section| sum.saturating_add(section.words)),
            },
            Event::RoundSubmitted(submitted) => What::RoundSubmitted(self.submitted(submitted)),
            Event::RevisionSubmitted(submitted) => What::RevisionSubmitted(self.submitted(submitted)),
            Event::NoticeTaken(treated)
            | Event::AdviceGiven(treated)
            | Event::DecisionTaken(treated)
            | Event::AgreementNotReached(treated)
            | Event::RatificationGiven(treated)
            | Event::VisitDeferred(treated)
            | Event::ReferredBack(treated) => What::Treated(self.treated(treated)),
            Event::PartySpoke(spoke) => What::Spoke(self.spoke(spoke)),
            Event::TermSuspended(suspended) => What::Suspended {
                visit: self.visit(&suspended.visit),
                body: self.names.bodies.number(&suspended.body),
                from: Day::of(suspended.from),
                waits_for: self.waiting_on(&suspended.waits_for),
                reason: self.words(&suspended.reason),
            },
            Event::TermResumed(resumed) => What::Resumed {
                visit: self.visit(&resumed.visit),
                body: self.names.bodies.number(&resumed.body),
                runs_from: Day::of(resumed.runs_from),
                due: Day::of(resumed.due),
            },
            Event::ConditionsAnswered(answered) => {
                let answers = answered.answers.iter();
                What::Answered(answers.map(|answer| (answer.condition.0, self.words(&answer.text))).collect())
            }
            Event::DossierWithdrawn(withdrawn) => What::Withdrawn {
                reason: self.words(&withdrawn.reason),
                end: self.names.ends.number(&withdrawn.end),
            },
            Event::OutcomeCorrected(corrected) => What::Corrected {
                corrects: corrected.corrects.0,
                reason: self.words(&corrected.reason),
                treated: self.treated(&corrected.treated),
            },
            Event::DossierHandedOver(handed) => What::HandedOver {
                from: self.names.actors.number(&handed.from),
                to: self.names.actors.number(&handed.to),
                party: self.names.parties.number(&handed.party),
                reason: handed.reason.as_ref().map(|reason| self.words(reason)),
            },
            Event::Escalation(event) => What::OnLadder(self.on_ladder(event)),
        }
    }

    pub(super) fn words(&self, sealed: &Sealed) -> Kept<'w> {
        Kept::of(sealed, self.texts)
    }

    fn opened(&mut self, opened: &event::DossierOpened) -> Opened<'w> {
        Opened {
            framework: self.names.frameworks.number(&opened.framework),
            title: self.words(&opened.title),
            functions: opened.functions.iter().map(|function| self.names.terms.number(function)).collect(),
            target_group: opened.target_group.as_ref().map(|group| self.words(group)),
            follows: opened.follows.map(|id| *id.0.as_bytes()),
            coordinator: self.names.actors.number(&opened.coordinator),
            party: self.names.parties.number(&opened.party),
            awaits: self.names.rounds.number(&opened.awaits),
            on: Day::of(self.recorded.today()),
        }
    }

    fn document(&mut self, document: &DocumentRef) -> Document {
        Document { format: self.names.formats.number(&document.format), version: document.version }
    }

    fn submitted(&mut self, submitted: &event::RoundSubmitted) -> Submitted {
        Submitted {
            round: self.names.rounds.number(&submitted.round),
            document: self.document(&submitted.document),
            opens: self.opening(&submitted.opens),
        }
    }

    pub(super) fn visit(&mut self, visit: &VisitRef) -> Visit {
        Visit { step: self.names.steps.number(&visit.step), number: visit.number }
    }

    fn waiting_on(&mut self, whom: &event::WaitingOn) -> WaitingOn<'w> {
        match whom {
            event::WaitingOn::Submitter => WaitingOn::Submitter,
            event::WaitingOn::Party(party) => WaitingOn::Party(self.names.parties.number(party)),
            event::WaitingOn::Body(body) => WaitingOn::Body(self.names.bodies.number(body)),
            event::WaitingOn::Outside(words) => WaitingOn::Outside(self.words(words)),
        }
    }

    pub(super) fn opening(&mut self, opening: &event::Opening) -> Opening {
        Opening {
            visit: self.visit(&opening.visit),
            round: self.names.rounds.number(&opening.round),
            body: self.names.bodies.number(&opening.body),
            role: place(&Role::ALL, &opening.role),
            documents: opening.documents.iter().map(|document| self.document(document)).collect(),
            arrived: Day::of(opening.arrived),
            due: opening.due.map(Day::of),
        }
    }

    fn treated(&mut self, treated: &event::Treated) -> Treated<'w> {
        Treated {
            visit: self.visit(&treated.visit),
            body: self.names.bodies.number(&treated.body),
            role: place(&Role::ALL, &treated.role),
            outcome: place(&Outcome::ALL, &treated.outcome),
            treated_on: Day::of(treated.treated_on),
            motivation: treated.motivation.as_ref().map(|why| self.words(why)),
            conditions: treated.conditions.iter().map(|set| self.condition(set)).collect(),
            judged: treated.judged.iter().map(|judged| (judged.condition.0, judged.met)).collect(),
            stances: treated.stances.iter().map(|taken| self.stood(taken)).collect(),
            departs_from: treated.departs_from.iter().map(|visit| self.visit(visit)).collect(),
            next: self.next(&treated.next),
        }
    }

    fn spoke(&mut self, spoke: &event::PartySpoke) -> Spoke<'w> {
        let event::PartySpoke { visit, body, voice, replaces, completes } = spoke;
        Spoke {
            visit: self.visit(visit),
            body: self.names.bodies.number(body),
            party: self.names.parties.number(&voice.party),
            ratified: voice.ratified,
            decided_on: Day::of(voice.decided_on),
            organ: self.words(&voice.organ),
            reasons: voice.reasons.as_ref().map(|why| self.words(why)),
            mandate: voice.mandate.map(|seen| (*seen.id.0.as_bytes(), seen.revision.0)),
            replaces: replaces.map(|before| (before.revision.0, self.words(&before.reason))),
            completes: completes.as_deref().map(|treated| Together {
                outcome: place(&Outcome::ALL, &treated.outcome),
                treated_on: Day::of(treated.treated_on),
                next: self.next(&treated.next),
            }),
        }
    }

    fn condition(&mut self, set: &ConditionSet) -> Condition<'w> {
        Condition {
            number: set.number.0,
            text: self.words(&set.text),
            holder: set.holder.as_ref().map(|party| self.names.parties.number(party)),
            due: set.due.map(Day::of),
        }
    }

    fn stood(&mut self, taken: &PartyStance) -> Stood<'w> {
        Stood {
            party: self.names.parties.number(&taken.party),
            stance: place(&Stance::ALL, &taken.stance),
            words: taken.words.as_ref().map(|words| self.words(words)),
            replacement: taken.replacement.as_ref().map(|replacement| self.replaced(replacement)),
            mandate: taken.mandate.map(|seen| (*seen.id.0.as_bytes(), seen.revision.0)),
            dissent: taken.dissent.as_ref().map(|view| self.words(view)),
        }
    }

    fn replaced(&mut self, replacement: &Replacement) -> Replaced<'w> {
        Replaced {
            seated: self.names.actors.number(&replacement.seated),
            replaces: self.names.actors.number(&replacement.replaces),
            office: place(&Office::ALL, &replacement.office),
            reported_on: Day::of(replacement.reported_on),
            reason: replacement.reason.as_ref().map(|reason| self.words(reason)),
        }
    }

    fn next(&mut self, next: &event::Next) -> Next {
        match next {
            event::Next::Visit(opening) => Next::Visit(self.opening(opening)),
            event::Next::Round(round) => Next::Round(self.names.rounds.number(round)),
            event::Next::Revision { resume_at } => {
                Next::Revision { resume_at: self.names.steps.number(resume_at) }
            }
            event::Next::Ladder(on) => Next::Ladder(self.on_rung(on)),
            event::Next::End { end, kind } => {
                Next::End { end: self.names.ends.number(end), kind: place(&EndKind::ALL, kind) }
            }
        }
    }
}
