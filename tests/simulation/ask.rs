//! What a client asks, and how it asks again: with the same words, which get other salts each time.

use std::sync::Arc;

use bytes::Bytes;
use domain::{
    arrangement::Register,
    context::Capacity,
    dossier::{self, command::FileDocument},
    framework::{Framework, adoption::Adopt},
    ids::{ActorId, CommandId, FrameworkId, Revision},
    keeping,
    mandate::command::{Grant, Revoke},
    meeting, preparation,
    sealed::Sealed,
};
use intake::{Command, Order, Surroundings};
use record::{Disclosures, HistoryId, Sealer};

/// Who asks what of which history. Two asks with the same `content` and `history` ask the same.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) id: CommandId,
    pub(crate) history: HistoryId,
    pub(crate) expected: Option<Revision>,
    pub(crate) by: By,
    pub(crate) wish: Wish,
    /// The words behind the wish, as they were sealed first.
    pub(crate) texts: Vec<u8>,
    /// A number for all that is asked but the history.
    pub(crate) content: u64,
}

/// Who acts, in which capacity.
#[derive(Clone)]
pub(crate) struct By {
    pub(crate) actor: ActorId,
    pub(crate) capacity: Capacity,
}

/// What is wished for.
#[derive(Clone)]
pub(crate) enum Wish {
    Dossier(dossier::Command),
    Adopt(Arc<Framework>, Adopt),
    Register(Register),
    Plan(meeting::command::Plan),
    Meeting(meeting::Request),
    Prepare(preparation::Command),
    Grant(Grant),
    Revoke(Revoke),
    Keeping(keeping::Command),
}

impl Ask {
    /// The order for the intake. Its texts are like those of no other order, so that a record tells by which
    /// order it came to be.
    pub(crate) fn order(&self, framework: FrameworkId, surroundings: &dyn Surroundings) -> Order {
        let mut sealer = Sealer::new(|| surroundings.chance());
        let wish = self.sealed_anew(&mut sealer, |words| words.to_owned());
        sealer.seal("order", "");
        Order {
            id: self.id,
            history: self.history.clone(),
            expected: self.expected,
            actor: self.by.actor.clone(),
            capacity: self.by.capacity.clone(),
            command: wish.command(framework),
            texts: Bytes::from(sealer.into_texts()),
        }
    }

    /// An ask with the same id and something else in it.
    pub(crate) fn with_other_content(&self, content: u64, surroundings: &dyn Surroundings) -> Self {
        let mut sealer = Sealer::new(|| surroundings.chance());
        let mut first = true;
        let wish = self.sealed_anew(&mut sealer, |words| {
            let change = std::mem::take(&mut first) && !matches!(self.wish, Wish::Adopt(..));
            if change { format!("{words} {content}") } else { words.to_owned() }
        });
        let mut by = self.by.clone();
        // Nothing was sealed, or it cannot be changed: then another person asks it.
        if first || matches!(self.wish, Wish::Adopt(..)) {
            by.actor = format!("x-{content}").parse().expect("an actor");
        }
        Self { wish, by, texts: sealer.into_texts(), content, ..self.clone() }
    }

    fn sealed_anew(&self, sealer: &mut Sealer<'_>, mut change: impl FnMut(&str) -> String) -> Wish {
        let disclosures = Disclosures::parse(&self.texts).expect("the texts were sealed by this client");
        let mut wish = self.wish.clone();
        for sealed in wish.sealed_mut() {
            let kept = disclosures.iter().find(|(digest, ..)| digest == sealed);
            let (_, name, words) = kept.expect("every word of a wish is in its texts");
            *sealed = sealer.seal(name, &change(words));
        }
        if let Wish::Dossier(dossier::Command::FileDocument(FileDocument { sections, digest, .. })) =
            &mut wish
        {
            *digest = record::document_digest(sections);
        }
        wish
    }
}

impl Wish {
    fn command(self, framework: FrameworkId) -> Command {
        match self {
            Self::Dossier(dossier::Command::Open(open)) => Command::Open { framework, open },
            Self::Dossier(command) => Command::Dossier(command),
            Self::Adopt(framework, adopt) => Command::Adopt { framework, adopt },
            Self::Register(register) => Command::Register { framework, register },
            Self::Plan(plan) => Command::Plan { framework, plan },
            Self::Meeting(request) => Command::Meeting(request),
            Self::Prepare(command) => Command::Prepare(command),
            Self::Grant(grant) => Command::Grant { framework, grant },
            Self::Revoke(revoke) => Command::Revoke(revoke),
            Self::Keeping(command) => Command::Keeping(command),
        }
    }

    fn sealed_mut(&mut self) -> Vec<&mut Sealed> {
        match self {
            Self::Dossier(command) => command.sealed_mut(),
            Self::Adopt(_, adopt) => vec![&mut adopt.file],
            Self::Register(register) => register.sealed_mut(),
            Self::Plan(plan) => plan.reason.iter_mut().collect(),
            Self::Meeting(request) => request.sealed_mut(),
            Self::Prepare(command) => command.sealed_mut(),
            Self::Grant(grant) => vec![&mut grant.source],
            Self::Revoke(revoke) => vec![&mut revoke.reason],
            Self::Keeping(command) => command.sealed_mut(),
        }
    }

    /// A short name for the trace.
    pub(crate) fn name(&self) -> &'static str {
        use dossier::Command as C;
        use keeping::Command as K;
        use meeting::{Command as M, Request as R};
        match self {
            Self::Dossier(command) => match command {
                C::Open(_) => "open",
                C::FileDocument(_) => "file",
                C::Submit(_) => "submit",
                C::Resubmit(_) => "resubmit",
                C::RecordOutcome(_) => "record",
                C::Ratify(_) => "ratify",
                C::SuspendTerm(_) => "suspend",
                C::ResumeTerm(_) => "resume",
                C::AnswerConditions(_) => "answer",
                C::Withdraw(_) => "withdraw",
                C::CorrectOutcome(_) => "correct",
                C::HandOver(_) => "hand over",
                C::Escalate(_) => "on the ladder",
            },
            Self::Adopt(..) => "adopt",
            Self::Register(_) => "register",
            Self::Plan(_) => "plan",
            Self::Prepare(_) => "prepare",
            Self::Grant(_) => "grant",
            Self::Revoke(_) => "revoke",
            Self::Meeting(request) => match request {
                R::SendPapers => "send",
                R::SendAddendum(_) => "send addendum",
                R::DraftDecisionList(_) => "draft list",
                R::Plain(command) => match command {
                    M::Plan(_) => "plan",
                    M::Schedule(_) => "schedule",
                    M::Remove(_) => "remove",
                    M::FixAgenda(_) => "fix agenda",
                    M::SendPapers(_) => "send",
                    M::SendAddendum(_) => "send addendum",
                    M::RecordHeld(_) => "held",
                    M::DraftDecisionList(_) => "draft list",
                    M::FixDecisionList(_) => "fix list",
                    M::Cancel(_) => "cancel",
                    M::AgreeAction(_) => "agree action",
                    M::CloseAction(_) => "close action",
                },
            },
            Self::Keeping(command) => match command {
                K::RequestErasure(_) => "request erasure",
                K::ConfirmErasure(_) => "confirm erasure",
                K::DeclineErasure(_) => "decline erasure",
                K::PlaceHold(_) => "hold",
                K::LiftHold(_) => "lift",
                K::ConfirmHistory => "confirm history",
            },
        }
    }
}
