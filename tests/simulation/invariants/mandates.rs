//! What mandates say of what is done in a dossier: they are looked up after it was read, each at a moment of its own.

use domain::{
    context::{Capacity, Context},
    dossier::{
        self, Command, Dossier,
        escalation::{self, command::Ground},
    },
    ids::{ActorId, BodyId, PartyId},
    mandate::{Act, MandateRef, Refusal, State, Use, covers},
};
use intake::Error;
use jiff::civil::Date;
use record::{HistoryId, Position};

use crate::replica::{Matter, Replica, framework};

/// One use of a mandate in a command.
struct Used {
    named: MandateRef,
    party: PartyId,
    by: Option<ActorId>,
    act: Act,
    body: Option<BodyId>,
    on: Date,
}

impl Used {
    fn covered_by(&self, state: &State) -> Result<MandateRef, Refusal> {
        let Self { named, party, by, act, body, on } = self;
        let used =
            Use { party, by: by.as_ref(), act: *act, body: body.as_ref(), on: *on, amount_cents: None };
        covers(named.id, state, &used)
    }
}

/// The refusals of a command to a dossier that there can be, as the intake would word them: those of the mandates first,
/// at any of these moments, and those of the rules if there was a moment at which each mandate covered its use.
pub(super) fn refusals(
    replica: &Replica,
    dossier: &Dossier,
    command: Command,
    heads: &[Position],
    context: &Context,
) -> Vec<String> {
    let mut refusals = Vec::new();
    let mut ever_covered = true;
    for used in uses(dossier, &command, context) {
        let at = |head: &Position| used.covered_by(&state_at(replica, &used.named, *head));
        let found: Vec<_> = heads.iter().map(at).collect();
        ever_covered &= found.iter().any(Result::is_ok);
        refusals.extend(found.into_iter().filter_map(Result::err).map(Error::Mandate));
    }
    if ever_covered {
        let state = dossier::State::Opened(Box::new(dossier.clone()));
        let decided = dossier::decide(&framework(&dossier.framework), &state, command, context);
        refusals.extend(decided.err().map(Error::Dossier));
    }
    refusals.iter().map(|error| format!("{error:?}")).collect()
}

/// Whatever was done under a mandate, it was covered by the mandate as the record says that it was seen.
pub(super) fn invariant_what_is_done_under_a_mandate_is_covered(
    replica: &Replica,
    dossier: &Dossier,
    event: &dossier::Event,
    context: &Context,
) {
    for used in uses(dossier, &dossier::replay::command_of(event), context) {
        let seen = usize::try_from(used.named.revision.0).expect("a small number");
        let history = &replica.histories[&HistoryId::Mandate(used.named.id)];
        let Matter::Mandate(state) = &history.matters[seen] else { unreachable!("it is of a mandate") };
        assert_eq!(used.covered_by(state), Ok(used.named), "what it covers, as it was seen");
    }
}

fn state_at(replica: &Replica, named: &MandateRef, head: Position) -> State {
    let Matter::Mandate(state) = replica.matter_at(&HistoryId::Mandate(named.id), head) else {
        unreachable!("it was asked as a mandate")
    };
    state
}

fn uses(dossier: &Dossier, command: &Command, context: &Context) -> Vec<Used> {
    let treatment = match command {
        Command::RecordOutcome(record) => &record.treatment,
        Command::CorrectOutcome(correct) => &correct.treatment,
        Command::Ratify(ratify) => {
            let voice = &ratify.voice;
            let used = |named| Used {
                named,
                party: voice.party.clone(),
                by: None,
                act: Act::Ratification,
                body: None,
                on: voice.decided_on,
            };
            return voice.mandate.map(used).into_iter().collect();
        }
        Command::Escalate(escalation::Command::Open(open)) => {
            let (Ground::Mandate(named), Capacity::Coordinator { party }) = (open.ground, &context.capacity)
            else {
                return Vec::new();
            };
            let (by, on) = (Some(context.actor.clone()), context.today);
            return vec![Used { named, party: party.clone(), by, act: Act::Escalation, body: None, on }];
        }
        Command::Open(_)
        | Command::FileDocument(_)
        | Command::Submit(_)
        | Command::Resubmit(_)
        | Command::SuspendTerm(_)
        | Command::ResumeTerm(_)
        | Command::AnswerConditions(_)
        | Command::Withdraw(_)
        | Command::HandOver(_)
        | Command::Escalate(_) => return Vec::new(),
    };
    let Some(body) = dossier.body_of(command) else { return Vec::new() };
    let stances = treatment.stances.iter().filter_map(|taken| taken.mandate.map(|named| (taken, named)));
    let used = stances.map(|(taken, named)| Used {
        named,
        party: taken.party.clone(),
        by: taken.replacement.as_ref().map(|replacement| replacement.seated.clone()),
        act: Act::Stance,
        body: Some(body.clone()),
        on: treatment.treated_on,
    });
    used.collect()
}
