//! What holds of every answer.

use domain::{
    Event, arrangement,
    context::Context,
    dossier::{self, State},
    framework::adoption,
    ids::Revision,
    keeping::{
        self,
        named::{Standing, may_erase},
    },
    mandate, meeting, words,
};
use intake::{Command, Error, Order, Receipt, carry_out::CONFLICT_RETRIES_MAX};
use journal::append;
use record::{HistoryId, Position, Record, Recorded};

use super::{Writing, mandates, meetings::Elsewhere, preparations};
use crate::{
    notebook::{Answered, Notebook, Sent},
    replica::{Matter, Replica, family},
};

/// What an answer is held against: the journal, and what the clock said while the order was on its way.
pub(crate) struct Meanwhile<'a> {
    pub(crate) replica: &'a Replica,
    pub(crate) notebook: &'a Notebook,
    pub(crate) clock: &'a [Recorded],
    pub(crate) writing: Writing,
    /// Whether intakes are on machines of their own, so that one may not have heard of what another stored.
    pub(crate) has_machines: bool,
    /// Whether the journal makes up conflicts all the time.
    pub(crate) conflicts_often: bool,
}

/// Holds an answer against the journal, which has been read up to its head.
pub(crate) fn invariants(meanwhile: &Meanwhile<'_>, sent: &Sent, answered: &Answered) {
    invariant_a_repeat_is_told_of_the_first(meanwhile, sent, answered);
    match answered {
        Answered::Done(receipt) => {
            invariant_what_is_acknowledged_is_stored(meanwhile.replica, receipt);
            invariant_a_receipt_is_of_what_was_asked(meanwhile, sent, receipt);
        }
        Answered::Refused(error) => {
            if !is_of_words_that_are_gone(meanwhile.replica, error) {
                invariant_what_is_denied_is_not_stored(meanwhile.replica, sent);
            }
            invariant_a_refusal_is_right(meanwhile, sent, error);
        }
        Answered::Failed(error) => {
            invariant_what_is_denied_is_not_stored(meanwhile.replica, sent);
            invariant_only_others_make_an_intake_give_up(meanwhile, sent, error);
        }
        Answered::Unclear(_) => {}
    }
}

fn invariant_what_is_acknowledged_is_stored(replica: &Replica, receipt: &Receipt) {
    let (_, record) = replica.at(receipt.position).expect("an acknowledged record is stored");
    assert_eq!(record.history, receipt.history, "the receipt names the history");
    assert_eq!(record.revision, receipt.revision, "the receipt names the revision");
    assert_eq!(record.recorded, receipt.recorded, "the receipt names the moment");
    assert_eq!(record.event, receipt.event, "the receipt names the event");
}

fn invariant_what_is_denied_is_not_stored(replica: &Replica, sent: &Sent) {
    let stored = replica.commands.get(&sent.order.id).and_then(|position| replica.at(*position));
    let own = stored.is_some_and(|(stored, _)| stored.entry.texts == sent.order.texts);
    assert!(!own, "what was denied is not stored");
}

/// The first receipt is of the order itself; a later one of an order that asked the same.
fn invariant_a_receipt_is_of_what_was_asked(meanwhile: &Meanwhile<'_>, sent: &Sent, receipt: &Receipt) {
    let (stored, record) = meanwhile.replica.at(receipt.position).expect("it is stored");
    let by = meanwhile.notebook.by_texts(&stored.entry.texts).expect("what is stored was sent");
    assert_eq!(record.command, sent.order.id, "the receipt is of this command");
    assert!(by.asks_as(sent), "the receipt is of an order that asked the same");
    if !receipt.repeated {
        assert_eq!(by.order.texts, sent.order.texts, "a first receipt is of this order");
        let before = sent.begun.head;
        assert!(
            receipt.position > before,
            "what is carried out stands after all that stood when it was asked"
        );
    }
    if let Some(expected) = by.order.expected {
        assert_eq!(
            record.revision,
            expected.next(),
            "it was stored on the revision that its client had seen"
        );
    }
    if !receipt.repeated {
        invariant_a_dossier_opens_on_the_version_in_force(meanwhile, sent, record);
    }
}

/// On a shared journal an intake may be behind in what was adopted, but not for long, and not of what it has acknowledged
/// itself.
fn invariant_a_dossier_opens_on_the_version_in_force(
    meanwhile: &Meanwhile<'_>,
    sent: &Sent,
    record: &Record,
) {
    let Event::Dossier(dossier::Event::DossierOpened(opened)) = &record.event else { return };
    let Meanwhile { replica, notebook, writing, .. } = meanwhile;
    let from = match writing {
        Writing::Alone => sent.begun.head,
        Writing::Shared => {
            let own = notebook.acknowledged_by(sent.intake, &HistoryId::Framework(family()), sent.begun.step);
            own.max(sent.begun.known_for_long)
        }
    };
    let known = |head| replica.in_force_at(head, record.recorded.today());
    let mut was = heads(from, replica.head()).into_iter().filter_map(known);
    let right = was.any(|version| version.reference == opened.framework);
    assert!(right, "a dossier opens on the version in force: not {}", opened.framework.version);
}

/// Whether it cannot be known any more that a repeat asks what its first record says, because words of that are gone.
fn is_of_words_that_are_gone(replica: &Replica, error: &Error) -> bool {
    matches!(error, Error::CommandIdReused { position } if replica.gone.is_named_beside(*position))
}

/// If the command was stored when the order was sent, the answer is about that record or about nothing at all.
fn invariant_a_repeat_is_told_of_the_first(meanwhile: &Meanwhile<'_>, sent: &Sent, answered: &Answered) {
    let first = meanwhile.replica.commands.get(&sent.order.id).copied();
    let Some(first) = first.filter(|first| *first <= sent.begun.head) else { return };
    let (stored, _) = meanwhile.replica.at(first).expect("it is stored");
    let by = meanwhile.notebook.by_texts(&stored.entry.texts).expect("what is stored was sent");
    match answered {
        Answered::Done(receipt) => {
            assert!(
                by.asks_as(sent) && receipt.repeated && receipt.position == first,
                "the first receipt again"
            );
        }
        Answered::Refused(error @ Error::CommandIdReused { position }) => {
            let other = !by.asks_as(sent) || is_of_words_that_are_gone(meanwhile.replica, error);
            assert!(other && *position == first, "only other content is refused");
        }
        // Whoever uses an id again, for another history, may be refused what they ask before it is known that they do.
        Answered::Refused(_) if meanwhile.has_machines && stored.entry.history != sent.order.history => {}
        Answered::Refused(error) => panic!("a repeat is refused for another reason: {error:?}"),
        Answered::Failed(_) | Answered::Unclear(_) => {}
    }
}

/// An order that conflicts is decided again on what the others did, so it gives up only if they did a lot.
fn invariant_only_others_make_an_intake_give_up(meanwhile: &Meanwhile<'_>, sent: &Sent, error: &Error) {
    let Error::Append(append::Error::Conflict { .. }) = error else { return };
    let before = revision_at(meanwhile.replica, &sent.order, sent.begun.head);
    let after = revision_at(meanwhile.replica, &sent.order, meanwhile.replica.head());
    let others = u32::try_from(after.0 - before.0).unwrap_or(u32::MAX);
    let reason = meanwhile.conflicts_often || others > CONFLICT_RETRIES_MAX / 2;
    assert!(reason, "an order to {} gives up after {others} others", sent.order.history);
}

/// There was a moment while the order was on its way at which the rules said so.
fn invariant_a_refusal_is_right(meanwhile: &Meanwhile<'_>, sent: &Sent, error: &Error) {
    let Meanwhile { replica, notebook, clock, .. } = meanwhile;
    if let Error::CommandIdReused { position } = error {
        let (stored, record) = replica.at(*position).expect("the refusal names a record");
        let by = notebook.by_texts(&stored.entry.texts).expect("what is stored was sent");
        assert_eq!(record.command, sent.order.id, "the refusal names a record of this command");
        let other = !by.asks_as(sent) || is_of_words_that_are_gone(replica, error);
        assert!(other, "what asks the same is not refused");
        return;
    }
    let order = &sent.order;
    let moments = heads(sent.begun.head, replica.head());
    let right = moments.into_iter().any(|head| {
        let matter = replica.matter_at(&order.history, head);
        let revision = revision_at(replica, order, head);
        match (order.expected, error) {
            (Some(given), Error::Stale { expected, actual }) => {
                given == *expected && revision == *actual && given != revision
            }
            (Some(given), _) if given != revision => false,
            (None, Error::Stale { .. }) => false,
            _ => clock.iter().any(|now| {
                let now = not_before(replica, order, revision, *now);
                decide(replica, order, &matter, head, now).contains(&format!("{error:?}"))
            }),
        }
    });
    assert!(right, "at no moment while it was on its way was {} to be refused: {error:?}", order.history);
}

/// Every place at which the journal ended meanwhile.
fn heads(from: Position, to: Position) -> Vec<Position> {
    (from.0..=to.0).map(Position).collect()
}

fn revision_at(replica: &Replica, order: &Order, head: Position) -> Revision {
    let positions = replica.histories.get(&order.history).map(|history| history.positions.as_slice());
    let before = positions.unwrap_or_default().iter().filter(|position| **position <= head);
    Revision(before.count() as u64)
}

/// A history's time never goes back, whatever the clock says.
fn not_before(replica: &Replica, order: &Order, revision: Revision, now: Recorded) -> Recorded {
    let place = revision.0.checked_sub(1).and_then(|place| usize::try_from(place).ok());
    let history = replica.histories.get(&order.history);
    let last = place.zip(history).and_then(|(place, history)| replica.at(history.positions[place]));
    match last {
        Some((_, last)) if last.recorded.now > now.now => last.recorded,
        Some(_) | None => now,
    }
}

/// What the rules say of an order at some moment: the refusals that there can be as the intake would word them, or none.
fn decide(replica: &Replica, order: &Order, matter: &Matter, head: Position, now: Recorded) -> Vec<String> {
    let (actor, capacity) = (order.actor.clone(), order.capacity.clone());
    let context = Context { now: now.now, today: now.today(), actor, capacity };
    if let (Matter::Meeting(state), Command::Meeting(request)) = (matter, &order.command) {
        return meeting_refusals(replica, state, request, head, &context);
    }
    if let (Matter::Preparation(state), Command::Prepare(command)) = (matter, &order.command) {
        let heads = heads(head, replica.head());
        return preparations::refusals(replica, &order.history, state, command, heads, &context);
    }
    let in_force = replica.in_force_at(head, context.today);
    let refused = match (matter, order.command.clone()) {
        (Matter::Dossier(state), Command::Open { framework, open }) => match in_force {
            None => Err(Error::FrameworkUnknown { id: framework }),
            Some(rules) => dossier::decide(&rules, state, dossier::Command::Open(open), &context)
                .map(drop)
                .map_err(Error::Dossier),
        },
        (Matter::Dossier(State::Unopened), Command::Dossier(_)) => {
            Err(Error::Dossier(dossier::Refusal::DossierUnknown))
        }
        (Matter::Dossier(State::Opened(dossier)), Command::Dossier(command)) => {
            return mandates::refusals(replica, dossier, command, &heads(head, replica.head()), &context);
        }
        (Matter::Mandate(state), Command::Grant { framework, grant }) => match in_force {
            None => Err(Error::FrameworkUnknown { id: framework }),
            Some(rules) => mandate::decide(&rules, state, mandate::Command::Grant(grant), &context)
                .map(drop)
                .map_err(Error::Mandate),
        },
        (Matter::Mandate(state), Command::Revoke(revoke)) => state
            .mandate()
            .and_then(|kept| {
                let rules = crate::replica::framework(&kept.granted.framework);
                mandate::decide(&rules, state, mandate::Command::Revoke(revoke), &context)
            })
            .map(drop)
            .map_err(Error::Mandate),
        (Matter::Framework(adopted), Command::Adopt { framework, adopt }) => {
            adoption::decide(&framework, adopted, adopt, &context).map(drop).map_err(Error::Adoption)
        }
        (Matter::Arrangement(before), Command::Register { framework, register }) => match in_force {
            None => Err(Error::FrameworkUnknown { id: framework }),
            Some(rules) => {
                let register = arrangement::Command::Register(register);
                arrangement::decide(&rules, before, register, &context).map(drop).map_err(Error::Arrangement)
            }
        },
        (Matter::Meeting(state), Command::Plan { framework, plan }) => match in_force {
            None => Err(Error::FrameworkUnknown { id: framework }),
            Some(rules) => meeting::decide(&rules, state, meeting::Command::Plan(plan), &context)
                .map(drop)
                .map_err(Error::Meeting),
        },
        (
            Matter::Dossier(_)
            | Matter::Arrangement(_)
            | Matter::Meeting(_)
            | Matter::Mandate(_)
            | Matter::Preparation(_),
            Command::Keeping(command),
        ) => keep(replica, order, head, command, &context).map_err(Error::Keeping),
        (matter, _) => panic!("an order to a history of another kind: {matter:?}"),
    };
    refused.err().map(|error| format!("{error:?}")).into_iter().collect()
}

/// A meeting is read first, and what its order needs of other histories at any moment after that.
fn meeting_refusals(
    replica: &Replica,
    state: &meeting::State,
    request: &meeting::Request,
    head: Position,
    context: &Context,
) -> Vec<String> {
    let meeting::State::Planned(meeting) = state else {
        return vec![format!("{:?}", Error::Meeting(meeting::Refusal::MeetingUnknown))];
    };
    let rules = crate::replica::framework(&meeting.framework);
    let at = |head| Elsewhere { replica, head }.refusals(&rules, state, request, context);
    let refusals = heads(head, replica.head()).into_iter().flat_map(at);
    refusals.map(|refusal| format!("{:?}", Error::Meeting(refusal))).collect()
}

/// What the rules say of the keeping of a history at some moment, and the words that stand there now. What is erased stays
/// so: whoever found nothing left to erase finds nothing now.
fn keep(
    replica: &Replica,
    order: &Order,
    head: Position,
    command: keeping::Command,
    context: &Context,
) -> Result<(), keeping::Refusal> {
    let (state, last) = replica.keeping_at(&order.history, head);
    let event = keeping::decide(&state, last, command, context)?;
    let keeping::Event::ErasureRequested(asked) = &event else { return Ok(()) };
    let mut standing = Standing::new();
    for position in &replica.histories[&order.history].positions {
        let (_, record) = replica.at(*position).expect("a history names records");
        let words = words::of(&record.event).into_iter();
        let legible =
            words.map(|(_, sealed)| (sealed, !replica.gone.is_named(*position, &sealed, replica.head())));
        standing.insert(record.revision, legible.collect());
    }
    may_erase(&asked.texts, &standing)
}
