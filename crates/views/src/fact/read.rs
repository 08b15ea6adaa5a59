//! From a fact back to its event.

use domain::{
    decision::{PartyStance, Replacement},
    dossier::{
        Event,
        command::{Answer, Judgement},
        event::{self, ConditionNumber, ConditionSet, DocumentRef, VisitRef},
    },
    framework::Role,
    ids::{BodyId, MandateId, Revision},
    mandate::MandateRef,
    sealed::{Digest, Sealed},
};

use super::{
    Condition, Document, Fact, Kept, Next, Opened, Opening, Replaced, Spoke, Stood, Submitted, Together,
    Treated, Visit, WaitingOn, What, end_kind, office, outcome, role, stance,
};
use crate::{names::Names, store::Error};

/// What stands in the place of digests in the events of a row: the number of the words in this list. Rules may ask
/// whether words were given and never what they say, so an event is as good with these.
#[derive(Debug, Default)]
pub(crate) struct Handles<'w> {
    words: Vec<Option<&'w str>>,
}

/// The event that a fact was made from, except for its digests of words, and the sections of documents. `None`: it was
/// none of the dossier, but about the keeping of its history.
pub(crate) fn event<'w>(
    fact: &Fact<'w>,
    names: &Names,
    handles: &mut Handles<'w>,
) -> Result<Option<Event>, Error> {
    Reader { names, handles }.event(&fact.what)
}

impl<'w> Handles<'w> {
    /// The words that a handle stands for.
    pub(crate) fn words(&self, handle: &Sealed) -> Option<&'w str> {
        let Sealed(Digest([a, b, c, d, ..])) = *handle;
        let place = usize::try_from(u32::from_le_bytes([a, b, c, d])).ok()?;
        self.words.get(place).copied().flatten()
    }

    pub(super) fn handle(&mut self, words: Kept<'w>) -> Sealed {
        let place = u32::try_from(self.words.len()).expect("a row has far fewer words than that");
        self.words.push(words.words());
        let mut digest = [0; 32];
        digest[..4].copy_from_slice(&place.to_le_bytes());
        Sealed(Digest(digest))
    }
}

pub(super) struct Reader<'n, 'h, 'w> {
    pub(super) names: &'n Names,
    pub(super) handles: &'h mut Handles<'w>,
}

impl<'w> Reader<'_, '_, 'w> {
    fn event(&mut self, what: &What<'w>) -> Result<Option<Event>, Error> {
        let names = self.names;
        Ok(Some(match what {
            What::Opened(opened) => Event::DossierOpened(self.opened(opened)?),
            What::Filed { document, digest, .. } => Event::DocumentFiled(event::DocumentFiled {
                document: self.document(*document)?,
                digest: Digest(*digest),
                sections: Vec::new(),
            }),
            What::RoundSubmitted(submitted) => Event::RoundSubmitted(self.submitted(submitted)?),
            What::RevisionSubmitted(submitted) => Event::RevisionSubmitted(self.submitted(submitted)?),
            What::Treated(treated) => Event::treated(self.treated(treated)?),
            What::Spoke(spoke) => Event::PartySpoke(self.spoke(spoke)?),
            What::Suspended { visit, body, from, waits_for, reason } => {
                Event::TermSuspended(event::TermSuspended {
                    visit: self.visit(*visit)?,
                    body: names.bodies.name(*body)?.clone(),
                    from: from.date()?,
                    waits_for: self.waiting_on(*waits_for)?,
                    reason: self.handles.handle(*reason),
                })
            }
            What::Resumed { visit, body, runs_from, due } => Event::TermResumed(event::TermResumed {
                visit: self.visit(*visit)?,
                body: names.bodies.name(*body)?.clone(),
                runs_from: runs_from.date()?,
                due: due.date()?,
            }),
            What::Answered(answers) => {
                let answers = answers.iter().map(|(number, words)| Answer {
                    condition: ConditionNumber(*number),
                    text: self.handles.handle(*words),
                });
                Event::ConditionsAnswered(event::ConditionsAnswered { answers: answers.collect() })
            }
            What::Withdrawn { reason, end } => Event::DossierWithdrawn(event::DossierWithdrawn {
                reason: self.handles.handle(*reason),
                end: names.ends.name(*end)?.clone(),
            }),
            What::Corrected { corrects, reason, treated } => {
                Event::OutcomeCorrected(event::OutcomeCorrected {
                    corrects: Revision(*corrects),
                    reason: self.handles.handle(*reason),
                    treated: self.treated(treated)?,
                })
            }
            What::HandedOver { from, to, party, reason } => {
                Event::DossierHandedOver(event::DossierHandedOver {
                    from: names.actors.name(*from)?.clone(),
                    to: names.actors.name(*to)?.clone(),
                    party: names.parties.name(*party)?.clone(),
                    reason: reason.map(|words| self.handles.handle(words)),
                })
            }
            What::OnLadder(what) => Event::Escalation(self.on_ladder(what)?),
            What::Keeping => return Ok(None),
        }))
    }

    fn opened(&mut self, opened: &Opened<'w>) -> Result<event::DossierOpened, Error> {
        let names = self.names;
        let functions = opened.functions.iter().map(|number| names.terms.name(*number).cloned());
        Ok(event::DossierOpened {
            framework: names.frameworks.name(opened.framework)?.clone(),
            title: self.handles.handle(opened.title),
            functions: functions.collect::<Result<_, _>>()?,
            target_group: opened.target_group.map(|words| self.handles.handle(words)),
            follows: opened.follows(),
            coordinator: names.actors.name(opened.coordinator)?.clone(),
            party: names.parties.name(opened.party)?.clone(),
            awaits: names.rounds.name(opened.awaits)?.clone(),
        })
    }

    fn document(&self, document: Document) -> Result<DocumentRef, Error> {
        let format = self.names.formats.name(document.format)?.clone();
        Ok(DocumentRef { format, version: document.version })
    }

    fn submitted(&self, submitted: &Submitted) -> Result<event::RoundSubmitted, Error> {
        Ok(event::RoundSubmitted {
            round: self.names.rounds.name(submitted.round)?.clone(),
            document: self.document(submitted.document)?,
            opens: self.opening(&submitted.opens)?,
        })
    }

    pub(super) fn visit(&self, visit: Visit) -> Result<VisitRef, Error> {
        Ok(VisitRef { step: self.names.steps.name(visit.step)?.clone(), number: visit.number })
    }

    fn waiting_on(&mut self, whom: WaitingOn<'w>) -> Result<event::WaitingOn, Error> {
        Ok(match whom {
            WaitingOn::Submitter => event::WaitingOn::Submitter,
            WaitingOn::Party(party) => event::WaitingOn::Party(self.names.parties.name(party)?.clone()),
            WaitingOn::Body(body) => event::WaitingOn::Body(self.names.bodies.name(body)?.clone()),
            WaitingOn::Outside(words) => event::WaitingOn::Outside(self.handles.handle(words)),
        })
    }

    pub(super) fn opening(&self, opening: &Opening) -> Result<event::Opening, Error> {
        let documents = opening.documents.iter().map(|document| self.document(*document));
        Ok(event::Opening {
            visit: self.visit(opening.visit)?,
            round: self.names.rounds.name(opening.round)?.clone(),
            body: self.names.bodies.name(opening.body)?.clone(),
            role: role(opening.role)?,
            documents: documents.collect::<Result<_, _>>()?,
            arrived: opening.arrived.date()?,
            due: opening.due.map(super::Day::date).transpose()?,
        })
    }

    fn treated(&mut self, treated: &Treated<'w>) -> Result<event::Treated, Error> {
        let judged = treated.judged.iter();
        let departs_from = treated.departs_from.iter();
        Ok(event::Treated {
            visit: self.visit(treated.visit)?,
            body: self.names.bodies.name(treated.body)?.clone(),
            role: role(treated.role)?,
            outcome: outcome(treated.outcome)?,
            treated_on: treated.treated_on.date()?,
            motivation: treated.motivation.map(|words| self.handles.handle(words)),
            conditions: treated.conditions.iter().map(|set| self.condition(set)).collect::<Result<_, _>>()?,
            judged: judged
                .map(|(number, met)| Judgement { condition: ConditionNumber(*number), met: *met })
                .collect(),
            stances: treated.stances.iter().map(|stood| self.stood(stood)).collect::<Result<_, _>>()?,
            departs_from: departs_from.map(|visit| self.visit(*visit)).collect::<Result<_, _>>()?,
            next: self.next(&treated.next)?,
        })
    }

    fn spoke(&mut self, spoke: &Spoke<'w>) -> Result<event::PartySpoke, Error> {
        let (visit, body) = (self.visit(spoke.visit)?, self.names.bodies.name(spoke.body)?.clone());
        let voice = event::Voice {
            party: self.names.parties.name(spoke.party)?.clone(),
            ratified: spoke.ratified,
            decided_on: spoke.decided_on.date()?,
            organ: self.handles.handle(spoke.organ),
            reasons: spoke.reasons.map(|words| self.handles.handle(words)),
            mandate: spoke.mandate.map(mandate_ref),
        };
        let replaces = spoke.replaces.map(|(revision, reason)| event::Replaces {
            revision: Revision(revision),
            reason: self.handles.handle(reason),
        });
        let completes = spoke.completes.as_ref().map(|together| self.together(together, &visit, &body));
        let completes = completes.transpose()?.map(Box::new);
        Ok(event::PartySpoke { visit, body, voice, replaces, completes })
    }

    fn together(
        &self,
        together: &Together,
        visit: &VisitRef,
        body: &BodyId,
    ) -> Result<event::Treated, Error> {
        Ok(event::Treated {
            visit: visit.clone(),
            body: body.clone(),
            role: Role::Ratifies,
            outcome: outcome(together.outcome)?,
            treated_on: together.treated_on.date()?,
            motivation: None,
            conditions: Vec::new(),
            judged: Vec::new(),
            stances: Vec::new(),
            departs_from: Vec::new(),
            next: self.next(&together.next)?,
        })
    }

    fn condition(&mut self, set: &Condition<'w>) -> Result<ConditionSet, Error> {
        Ok(ConditionSet {
            number: ConditionNumber(set.number),
            text: self.handles.handle(set.text),
            holder: set.holder.map(|party| self.names.parties.name(party).cloned()).transpose()?,
            due: set.due.map(super::Day::date).transpose()?,
        })
    }

    fn stood(&mut self, stood: &Stood<'w>) -> Result<PartyStance, Error> {
        Ok(PartyStance {
            party: self.names.parties.name(stood.party)?.clone(),
            stance: stance(stood.stance)?,
            words: stood.words.map(|words| self.handles.handle(words)),
            replacement: stood.replacement.as_ref().map(|replaced| self.replaced(replaced)).transpose()?,
            mandate: stood.mandate.map(mandate_ref),
            dissent: stood.dissent.map(|words| self.handles.handle(words)),
        })
    }

    fn replaced(&mut self, replaced: &Replaced<'w>) -> Result<Replacement, Error> {
        Ok(Replacement {
            seated: self.names.actors.name(replaced.seated)?.clone(),
            replaces: self.names.actors.name(replaced.replaces)?.clone(),
            office: office(replaced.office)?,
            reported_on: replaced.reported_on.date()?,
            reason: replaced.reason.map(|words| self.handles.handle(words)),
        })
    }

    fn next(&self, next: &Next) -> Result<event::Next, Error> {
        Ok(match next {
            Next::Visit(opening) => event::Next::Visit(self.opening(opening)?),
            Next::Round(round) => event::Next::Round(self.names.rounds.name(*round)?.clone()),
            Next::Revision { resume_at } => {
                event::Next::Revision { resume_at: self.names.steps.name(*resume_at)?.clone() }
            }
            Next::Ladder(on) => event::Next::Ladder(self.on_rung(on)?),
            Next::End { end, kind } => {
                event::Next::End { end: self.names.ends.name(*end)?.clone(), kind: end_kind(*kind)? }
            }
        })
    }
}

fn mandate_ref((id, revision): ([u8; 16], u64)) -> MandateRef {
    MandateRef { id: MandateId(uuid::Uuid::from_bytes(id)), revision: Revision(revision) }
}
