//! Whether a command that is sent again is the same one.
//!
//! Its words have other salts the second time, so digests cannot be compared: the words are, each with what
//! the first record discloses. A plain digest of the whole command would be simpler, but words of few bits
//! could be guessed from it after they were erased.

use domain::{
    Event, arrangement,
    dossier::{self, command::FileDocument, replay::command_of},
    ids::Revision,
    keeping, mandate, meeting, preparation,
    sealed::{Digest, Sealed},
};
use record::{Record, seal::Disclosures};

use crate::order::{Command, Order};

const NO_DIGEST: Digest = Digest([0; 32]);

/// Whether an order asks what an earlier record answered: the same command with the same words to the same
/// history, by the same actor in the same capacity. Words that were erased since equal no words.
pub(crate) fn is_repeat(order: &Order, first: &Record, first_texts: &Disclosures) -> bool {
    let Ok(texts) = Disclosures::parse(&order.texts) else { return false };
    order.history == first.history
        && order.actor == first.actor
        && order.capacity == first.capacity
        && asks_the_same(&order.command, &first.event, Texts { again: &texts, first: first_texts })
}

/// What a command discloses that is sent again, and what the record of the first discloses.
#[derive(Clone, Copy)]
struct Texts<'t> {
    again: &'t Disclosures,
    first: &'t Disclosures,
}

impl Texts<'_> {
    /// Whether two commands ask the same in the same words.
    fn agree<C: PartialEq>(self, mut again: C, mut once: C, sealed: fn(&mut C) -> Vec<&mut Sealed>) -> bool {
        let (said, first_said) =
            (words(sealed(&mut again), self.again), words(sealed(&mut once), self.first));
        said == first_said && again == once
    }
}

/// Whether a command asks what an event answered.
fn asks_the_same(command: &Command, event: &Event, texts: Texts<'_>) -> bool {
    match (command, event) {
        (
            Command::Open { framework, open },
            Event::Dossier(event @ dossier::Event::DossierOpened(opened)),
        ) => {
            *framework == opened.framework.id
                && same(dossier::Command::Open(open.clone()), command_of(event), texts)
        }
        (Command::Dossier(command), Event::Dossier(event)) => same(command.clone(), command_of(event), texts),
        (Command::Adopt { framework, .. }, Event::FrameworkAdopted(adopted)) => {
            // The digest of the file says all.
            framework.reference == adopted.framework
        }
        (Command::Register { register, .. }, Event::Arrangement(event)) => {
            same_arrangement(arrangement::Command::Register(register.clone()), event, texts)
        }
        (Command::Arrangement(command), Event::Arrangement(event)) => {
            same_arrangement(command.clone(), event, texts)
        }
        (
            Command::Plan { framework, plan },
            Event::Meeting(event @ meeting::Event::MeetingPlanned(planned)),
        ) => {
            let again = meeting::Request::Plain(meeting::Command::Plan(plan.clone()));
            *framework == planned.framework.id && same_meeting(again, event, texts)
        }
        (
            Command::Grant { framework, grant },
            Event::Mandate(event @ mandate::Event::MandateGranted(granted)),
        ) => {
            let again = mandate::Command::Grant(grant.clone());
            *framework == granted.framework.id && same_mandate(again, event, texts)
        }
        (Command::Revoke(revoke), Event::Mandate(event)) => {
            same_mandate(mandate::Command::Revoke(revoke.clone()), event, texts)
        }
        (Command::Prepare(command), Event::Preparation(event)) => {
            same_preparation(command.clone(), event, texts)
        }
        (Command::Meeting(request), Event::Meeting(event)) => same_meeting(request.clone(), event, texts),
        (Command::Keeping(command), Event::Keeping(event)) => same_keeping(command.clone(), event, texts),
        (
            Command::Open { .. }
            | Command::Dossier(_)
            | Command::Adopt { .. }
            | Command::Register { .. }
            | Command::Arrangement(_)
            | Command::Plan { .. }
            | Command::Meeting(_)
            | Command::Grant { .. }
            | Command::Revoke(_)
            | Command::Prepare(_)
            | Command::Keeping(_),
            Event::Dossier(_)
            | Event::FrameworkAdopted(_)
            | Event::Arrangement(_)
            | Event::Meeting(_)
            | Event::Mandate(_)
            | Event::Preparation(_)
            | Event::Keeping(_),
        ) => false,
    }
}

fn same(mut again: dossier::Command, mut once: dossier::Command, texts: Texts<'_>) -> bool {
    for command in [&mut again, &mut once] {
        if let dossier::Command::FileDocument(FileDocument { digest, .. }) = command {
            *digest = NO_DIGEST;
        }
    }
    resume_as_asked(&again, &mut once);
    // How a mandate stood was looked up when it was first asked.
    for named in [&mut again, &mut once].into_iter().flat_map(dossier::Command::mandates_mut) {
        named.revision = Revision::default();
    }
    texts.agree(again, once, dossier::Command::sealed_mut)
}

fn same_mandate(again: mandate::Command, event: &mandate::Event, texts: Texts<'_>) -> bool {
    texts.agree(again, mandate::replay::command_of(event), mandate::Command::sealed_mut)
}

/// How dossiers and a mandate stood was looked up when it was first asked.
fn same_arrangement(again: arrangement::Command, event: &arrangement::Event, texts: Texts<'_>) -> bool {
    texts.agree(again.unseen(), arrangement::command_of(event).unseen(), arrangement::Command::sealed_mut)
}

/// Which lists a preparation begins by may have been left to the framework; its event always names them, with those that the
/// framework asks for, in the order of the framework.
fn same_preparation(again: preparation::Command, event: &preparation::Event, texts: Texts<'_>) -> bool {
    let once = preparation::replay::command_of(event);
    if let (preparation::Command::Begin(again), preparation::Command::Begin(once)) = (&again, &once) {
        return again.lists.iter().all(|list| once.lists.contains(list));
    }
    texts.agree(again, once, preparation::Command::sealed_mut)
}

/// What was looked up when it was first asked is no part of what was asked. Remarks on a decision list are named in no
/// particular order, so both are put in the order of the record.
fn same_meeting(mut again: meeting::Request, event: &meeting::Event, texts: Texts<'_>) -> bool {
    again.put_in_order(&meeting::Request::order_of(event));
    texts.agree(again, meeting::Request::of(event), meeting::Request::sealed_mut)
}

/// The words that are to be erased are named in no particular order, so both are put in the order of a record.
fn same_keeping(mut again: keeping::Command, event: &keeping::Event, texts: Texts<'_>) -> bool {
    again.put_in_order();
    texts.agree(again, keeping::replay::command_of(event), keeping::Command::sealed_mut)
}

/// Takes the digests out of a command and gives the words; `None` if any cannot be read, which equals nothing.
fn words<'t>(sealed: Vec<&mut Sealed>, texts: &'t Disclosures) -> Result<Vec<&'t str>, Erased> {
    let open = |sealed: &mut Sealed| {
        let words = texts.open(sealed);
        *sealed = Sealed(NO_DIGEST);
        words.ok_or(Erased)
    };
    sealed.into_iter().map(open).collect()
}

/// Words that are no longer there. Not equal to anything, itself included.
#[derive(Debug, Clone, Copy)]
struct Erased;

impl PartialEq for Erased {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// A referral back may have left the step to go on from to the framework; its event always names one.
fn resume_as_asked(again: &dossier::Command, once: &mut dossier::Command) {
    use dossier::Command as C;
    match (again, once) {
        (C::RecordOutcome(again), C::RecordOutcome(once)) if again.treatment.resume_at.is_none() => {
            once.treatment.resume_at = None;
        }
        (C::CorrectOutcome(again), C::CorrectOutcome(once)) if again.treatment.resume_at.is_none() => {
            once.treatment.resume_at = None;
        }
        _ => {}
    }
}
