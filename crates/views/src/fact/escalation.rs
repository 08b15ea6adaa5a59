//! What happened on the ladder, as a row keeps it: written, read back, and its words forgotten.

use domain::{
    dossier::escalation::{
        Event,
        event::{
            self, DisputeConcluded, DisputeKind, DisputeTerms, EscalationMoved, EscalationOpened,
            EscalationResolved, EscalationUnresolved,
        },
    },
    framework,
    ids::{MandateId, Revision},
    mandate::MandateRef,
};
use serde::{Deserialize, Serialize};

use super::{Day, Kept, Opening, Visit, place, read::Reader, value, write::Writer};
use crate::store::Error;

/// Something on the ladder.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum OnLadder<'w> {
    Opened {
        visit: Visit,
        cause: Cause,
        #[serde(borrow)]
        reason: Kept<'w>,
        on: OnRung,
    },
    Moved {
        visit: Visit,
        from: u32,
        to: OnRung,
        reason: Kept<'w>,
    },
    Resolved {
        visit: Visit,
        rung: u32,
        on: Day,
        words: Kept<'w>,
        next: Onward,
    },
    Unresolved {
        visit: Visit,
        rung: u32,
        on: Day,
        reason: Kept<'w>,
        terms: Terms<'w>,
    },
    Concluded {
        visit: Visit,
        on: Day,
        words: Kept<'w>,
        next: Onward,
    },
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct OnRung {
    rung: u32,
    holder: Holder,
    since: Day,
    due: Day,
}

#[derive(Debug, Serialize, Deserialize)]
enum Holder {
    Body(u32),
    Party(u32),
    Function(String),
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Cause {
    PassedTerm(Day),
    /// For which party, and under which mandate as it was seen.
    Procesbegeleider(u32, [u8; 16], u64),
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Terms<'w> {
    kind: u8,
    #[serde(borrow)]
    before: Kept<'w>,
    parties: Vec<u32>,
    defence_days: Option<u32>,
    advice_days: Option<u32>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Onward {
    SameVisit,
    Visit(Opening),
    End(u32),
}

impl<'w> OnLadder<'w> {
    /// The visit that this opens.
    pub(super) fn opens(&self) -> Option<&Opening> {
        match self {
            Self::Resolved { next: Onward::Visit(opening), .. }
            | Self::Concluded { next: Onward::Visit(opening), .. } => Some(opening),
            Self::Opened { .. }
            | Self::Moved { .. }
            | Self::Unresolved { .. }
            | Self::Resolved { next: Onward::SameVisit | Onward::End(_), .. }
            | Self::Concluded { next: Onward::SameVisit | Onward::End(_), .. } => None,
        }
    }

    /// Every words of it.
    pub(super) fn each(&mut self, erase: &mut impl FnMut(&mut Kept<'w>)) {
        match self {
            Self::Opened { reason, .. } | Self::Moved { reason, .. } => erase(reason),
            Self::Resolved { words, .. } | Self::Concluded { words, .. } => erase(words),
            Self::Unresolved { reason, terms, .. } => {
                erase(reason);
                erase(&mut terms.before);
            }
        }
    }
}

impl<'w> Writer<'_, 'w> {
    pub(super) fn on_ladder(&mut self, event: &Event) -> OnLadder<'w> {
        match event {
            Event::EscalationOpened(opened) => OnLadder::Opened {
                visit: self.visit(&opened.visit),
                cause: self.cause(&opened.cause),
                reason: self.words(&opened.reason),
                on: self.on_rung(&opened.on),
            },
            Event::EscalationMoved(moved) => OnLadder::Moved {
                visit: self.visit(&moved.visit),
                from: self.names.rungs.number(&moved.from),
                to: self.on_rung(&moved.to),
                reason: self.words(&moved.reason),
            },
            Event::EscalationResolved(resolved) => OnLadder::Resolved {
                visit: self.visit(&resolved.visit),
                rung: self.names.rungs.number(&resolved.rung),
                on: Day::of(resolved.resolved_on),
                words: self.words(&resolved.words),
                next: self.onward(&resolved.next),
            },
            Event::EscalationUnresolved(unresolved) => OnLadder::Unresolved {
                visit: self.visit(&unresolved.visit),
                rung: self.names.rungs.number(&unresolved.rung),
                on: Day::of(unresolved.unresolved_on),
                reason: self.words(&unresolved.reason),
                terms: self.terms(&unresolved.terms),
            },
            Event::DisputeConcluded(concluded) => OnLadder::Concluded {
                visit: self.visit(&concluded.visit),
                on: Day::of(concluded.concluded_on),
                words: self.words(&concluded.words),
                next: self.onward(&concluded.next),
            },
        }
    }

    pub(super) fn on_rung(&mut self, on: &event::OnRung) -> OnRung {
        OnRung {
            rung: self.names.rungs.number(&on.rung),
            holder: match &on.holder {
                framework::Holder::Body(body) => Holder::Body(self.names.bodies.number(body)),
                framework::Holder::Party(party) => Holder::Party(self.names.parties.number(party)),
                framework::Holder::Function(function) => Holder::Function(function.clone()),
            },
            since: Day::of(on.since),
            due: Day::of(on.due),
        }
    }

    fn cause(&mut self, cause: &event::Cause) -> Cause {
        match cause {
            event::Cause::PassedTerm { due } => Cause::PassedTerm(Day::of(*due)),
            event::Cause::Procesbegeleider { party, mandate } => {
                let party = self.names.parties.number(party);
                Cause::Procesbegeleider(party, *mandate.id.0.as_bytes(), mandate.revision.0)
            }
        }
    }

    fn terms(&mut self, terms: &DisputeTerms) -> Terms<'w> {
        Terms {
            kind: place(&DisputeKind::ALL, &terms.kind),
            before: self.words(&terms.before),
            parties: terms.parties.iter().map(|party| self.names.parties.number(party)).collect(),
            defence_days: terms.defence_days,
            advice_days: terms.advice_days,
        }
    }

    fn onward(&mut self, onward: &event::Onward) -> Onward {
        match onward {
            event::Onward::SameVisit => Onward::SameVisit,
            event::Onward::Visit(opening) => Onward::Visit(self.opening(opening)),
            event::Onward::End(end) => Onward::End(self.names.ends.number(end)),
        }
    }
}

impl<'w> Reader<'_, '_, 'w> {
    pub(super) fn on_ladder(&mut self, what: &OnLadder<'w>) -> Result<Event, Error> {
        let names = self.names;
        Ok(match what {
            OnLadder::Opened { visit, cause, reason, on } => Event::EscalationOpened(EscalationOpened {
                visit: self.visit(*visit)?,
                cause: self.cause(cause)?,
                reason: self.handles.handle(*reason),
                on: self.on_rung(on)?,
            }),
            OnLadder::Moved { visit, from, to, reason } => Event::EscalationMoved(EscalationMoved {
                visit: self.visit(*visit)?,
                from: names.rungs.name(*from)?.clone(),
                to: self.on_rung(to)?,
                reason: self.handles.handle(*reason),
            }),
            OnLadder::Resolved { visit, rung, on, words, next } => {
                Event::EscalationResolved(EscalationResolved {
                    visit: self.visit(*visit)?,
                    rung: names.rungs.name(*rung)?.clone(),
                    resolved_on: on.date()?,
                    words: self.handles.handle(*words),
                    next: self.onward(next)?,
                })
            }
            OnLadder::Unresolved { visit, rung, on, reason, terms } => {
                Event::EscalationUnresolved(EscalationUnresolved {
                    visit: self.visit(*visit)?,
                    rung: names.rungs.name(*rung)?.clone(),
                    unresolved_on: on.date()?,
                    reason: self.handles.handle(*reason),
                    terms: self.terms(terms)?,
                })
            }
            OnLadder::Concluded { visit, on, words, next } => Event::DisputeConcluded(DisputeConcluded {
                visit: self.visit(*visit)?,
                concluded_on: on.date()?,
                words: self.handles.handle(*words),
                next: self.onward(next)?,
            }),
        })
    }

    pub(super) fn on_rung(&self, on: &OnRung) -> Result<event::OnRung, Error> {
        let names = self.names;
        Ok(event::OnRung {
            rung: names.rungs.name(on.rung)?.clone(),
            holder: match &on.holder {
                Holder::Body(body) => framework::Holder::Body(names.bodies.name(*body)?.clone()),
                Holder::Party(party) => framework::Holder::Party(names.parties.name(*party)?.clone()),
                Holder::Function(function) => framework::Holder::Function(function.clone()),
            },
            since: on.since.date()?,
            due: on.due.date()?,
        })
    }

    fn cause(&self, cause: &Cause) -> Result<event::Cause, Error> {
        Ok(match cause {
            Cause::PassedTerm(due) => event::Cause::PassedTerm { due: due.date()? },
            Cause::Procesbegeleider(party, id, revision) => event::Cause::Procesbegeleider {
                party: self.names.parties.name(*party)?.clone(),
                mandate: MandateRef {
                    id: MandateId(uuid::Uuid::from_bytes(*id)),
                    revision: Revision(*revision),
                },
            },
        })
    }

    fn terms(&mut self, terms: &Terms<'w>) -> Result<DisputeTerms, Error> {
        let parties = terms.parties.iter().map(|party| self.names.parties.name(*party).cloned());
        Ok(DisputeTerms {
            kind: value(&DisputeKind::ALL, terms.kind)?,
            before: self.handles.handle(terms.before),
            parties: parties.collect::<Result<_, _>>()?,
            defence_days: terms.defence_days,
            advice_days: terms.advice_days,
        })
    }

    fn onward(&self, onward: &Onward) -> Result<event::Onward, Error> {
        Ok(match onward {
            Onward::SameVisit => event::Onward::SameVisit,
            Onward::Visit(opening) => event::Onward::Visit(self.opening(opening)?),
            Onward::End(end) => event::Onward::End(self.names.ends.name(*end)?.clone()),
        })
    }
}
