//! The reasons for a record, and the rule of each in the framework's own words.

use domain::{
    calendar::Holiday,
    context::Capacity,
    decision::count::Tally,
    dossier::event::{DocumentRef, Next, VisitRef},
    framework::{DecisionRule, EndKind, Holder, Opener, Outcome, Quorum, Role, Target},
    ids::{ActorId, BodyId, EndId, FormatId, FrameworkVersion, Revision, RoundId, RungId, SectionId, StepId},
};
use jiff::civil::Date;
use wire::v1::ReasonKind;

use super::{bound::Bound, evaluation::Evaluation, trace::Trace};

/// One rule, and how it applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why {
    /// The framework is not at hand.
    FrameworkUnknown,
    /// The dossier keeps the framework that it opens on.
    Keeps { version: FrameworkVersion, effective_from: Date },
    /// A version comes into force.
    Adopted { effective_from: Date, supersedes: Option<FrameworkVersion> },
    /// An arrangement that exists is in the register at once.
    Registered,
    /// Only an administrator may.
    ByAdministrator,
    /// An auditor or an administrator may.
    ByAuditorOrAdministrator,
    /// Words are erased by two administrators.
    TwoPeopleErase,
    /// Nothing is erased under a hold.
    HoldPrevents,
    /// Any coordinator may open a dossier.
    ByCoordinator,
    /// Only the dossier's own coordinator may.
    ByOwnCoordinator { coordinator: ActorId },
    /// The dossier's coordinator or the secretary of the body that decided it may.
    ByWhoDecidedIt,
    /// What was adopted begins.
    Begun,
    /// What holds of who is bound by what was adopted.
    Bound(Bound),
    /// What holds of evaluating what began.
    Evaluation(Evaluation),
    /// Only the secretary of the body may.
    BySecretary { body: BodyId },
    /// When the body meets, and by when papers come.
    Meets { body: BodyId, meets: bool, papers_due_days: u32, dispatch_days: u32 },
    /// What was sent is frozen.
    Frozen,
    /// A decision list is fixed by a later meeting.
    FixedLater,
    /// An open action stands on the list of every later meeting.
    Carried,
    /// Its coordinator, a colleague or an administrator may hand a dossier over.
    HandedOver { as_: Capacity },
    /// The first round, and what opens it.
    FirstRound { round: RoundId, opens_with: Vec<FormatId> },
    /// A version is kept, complete or not.
    Filed { format: FormatId, required: usize, missing: Vec<SectionId>, words: u32, words_max: Option<u32> },
    /// The document may open the round.
    OpensRound { round: RoundId, opens_with: Vec<FormatId> },
    /// The round begins at its first step.
    FirstStep { round: RoundId, step: StepId },
    /// After a referral back it goes on where the body said.
    Resumes { step: StepId, since: Option<VisitRef> },
    /// The papers of the visit.
    Papers { step: StepId, requires: Vec<Vec<FormatId>>, documents: Vec<DocumentRef> },
    /// How the term was counted. `None`: the step has none.
    Term { step: StepId, term: Option<Term> },
    /// Suspending pushes the end by the days that it really lasts.
    Suspended { body: BodyId },
    /// How the last day was found when the term ran again.
    Resumed { step: StepId, budget: u32, arrived: Date, stood_still: u32, due: Date },
    /// What the body is asked to do, and how it comes to its outcome.
    Step { step: StepId, body: BodyId, role: Role, rule: DecisionRule, visit: u32, visits_max: u32 },
    /// The outcome follows from where the parties stood. `unfounded`: the rules say otherwise.
    Founded { body: BodyId, rule: DecisionRule, quorum: Quorum, tally: Tally, unfounded: bool },
    /// The outcome always needs reasons.
    OutcomeMotivated { outcome: Outcome },
    /// A decision that departs from advice needs reasons; advice is no veto.
    Departs { from: Vec<(VisitRef, Option<Outcome>)> },
    /// Where the outcome leads, and what that came to.
    Leads { step: StepId, outcome: Outcome, target: Target, next: Next, named: bool },
    /// Who may act on the ladder: the secretary of the body that it came from, and whoever holds the rung.
    OnLadder { body: BodyId },
    /// What leads onto the ladder, and how often from one step.
    Climbs { opener: Opener, openers: Vec<Opener>, times_max: u32 },
    /// Whose a rung is, and how its term was counted.
    Rung { rung: RungId, holder: Holder, term_days: u32, since: Date, due: Date },
    /// From the ladder it goes back to where it came from.
    OffLadder { step: StepId },
    /// It arrives on the day of the meeting, not on that of writing down.
    Arrives { on: Date, recorded: Date },
    /// What an end means.
    Ends { end: EndId, kind: EndKind },
    /// It may be withdrawn until the decisive decision.
    Withdrawable { end: EndId },
    /// What became of a condition.
    Condition(Trace),
    /// The first record stays, and this one stands instead.
    Corrects { corrects: Revision, elsewhere: bool, voided: Vec<VisitRef> },
    /// The framework gives something else.
    Deviates { step: StepId },
}

/// A term of working days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// How many working days.
    pub(super) days: u32,
    /// The day on which the dossier arrived, which does not count.
    pub(super) arrived: Date,
    /// The last day.
    pub(super) due: Date,
    /// How many days of weekends lie in it.
    pub(super) weekend: u32,
    /// The observed holidays in it that are no weekend.
    pub(super) holidays: Vec<(Date, Holiday)>,
    /// How many other days lie in closed periods.
    pub(super) closed: u32,
}

impl Why {
    /// What it is about.
    pub(super) fn kind(&self) -> ReasonKind {
        match self {
            Self::FrameworkUnknown | Self::Keeps { .. } | Self::Adopted { .. } => ReasonKind::Framework,
            Self::ByAdministrator
            | Self::ByAuditorOrAdministrator
            | Self::TwoPeopleErase
            | Self::ByCoordinator
            | Self::ByOwnCoordinator { .. }
            | Self::ByWhoDecidedIt
            | Self::Bound(Bound::BySecretary)
            | Self::Evaluation(Evaluation::ConcludedBy { .. })
            | Self::BySecretary { .. }
            | Self::OnLadder { .. }
            | Self::HandedOver { .. } => ReasonKind::Competence,
            Self::Meets { .. } | Self::Rung { .. } => ReasonKind::Term,
            Self::Filed { .. }
            | Self::OpensRound { .. }
            | Self::Evaluation(Evaluation::SmallNumbers { .. }) => ReasonKind::Document,
            Self::Step { .. } | Self::Founded { .. } => ReasonKind::Step,
            Self::OutcomeMotivated { .. } | Self::Departs { .. } => ReasonKind::Motivation,
            Self::Registered
            | Self::Begun
            | Self::Bound(Bound::ByItself | Bound::ReportedAnew)
            | Self::Evaluation(Evaluation::Life { .. })
            | Self::HoldPrevents
            | Self::FixedLater
            | Self::Carried
            | Self::FirstRound { .. }
            | Self::FirstStep { .. }
            | Self::Resumes { .. }
            | Self::Leads { .. }
            | Self::Climbs { .. }
            | Self::OffLadder { .. }
            | Self::Arrives { .. } => ReasonKind::Next,
            Self::Papers { .. } | Self::Frozen => ReasonKind::Papers,
            Self::Term { .. } | Self::Suspended { .. } | Self::Resumed { .. } => ReasonKind::Term,
            Self::Ends { .. } | Self::Withdrawable { .. } => ReasonKind::End,
            Self::Condition(_) => ReasonKind::Condition,
            Self::Corrects { .. } => ReasonKind::Correction,
            Self::Deviates { .. } => ReasonKind::Deviation,
        }
    }

    /// The rule in the framework's own words; empty when it holds in every framework.
    pub(super) fn rule(&self) -> String {
        match self {
            Self::FrameworkUnknown
            | Self::Registered
            | Self::ByAdministrator
            | Self::ByAuditorOrAdministrator
            | Self::TwoPeopleErase
            | Self::HoldPrevents
            | Self::Frozen
            | Self::FixedLater
            | Self::Carried
            | Self::ByCoordinator
            | Self::ByOwnCoordinator { .. }
            | Self::ByWhoDecidedIt
            | Self::Begun
            | Self::Bound(_)
            | Self::HandedOver { .. }
            | Self::Departs { .. }
            | Self::Arrives { .. }
            | Self::Condition(_)
            | Self::OutcomeMotivated { .. }
            | Self::Suspended { .. }
            | Self::Corrects { .. } => String::new(),
            Self::Evaluation(of) => of.rule(),
            Self::Keeps { version, effective_from } => {
                format!("version {version}: effective_from {effective_from}")
            }
            Self::Adopted { effective_from, supersedes } => {
                let supersedes = supersedes.as_ref().map(|version| format!(", supersedes {version}"));
                format!("effective_from {effective_from}{}", supersedes.unwrap_or_default())
            }
            Self::BySecretary { body } | Self::OnLadder { body } => format!("body {body}"),
            Self::Climbs { openers, times_max, .. } => {
                format!("escalation: opened_by {}, times_max {times_max}", list(openers))
            }
            Self::Rung { rung, holder, term_days, .. } => {
                format!("ladder {rung}: {holder}, term_days {term_days}")
            }
            Self::Meets { body, papers_due_days, dispatch_days, .. } => {
                format!("body {body}: papers_due_days {papers_due_days}, dispatch_days {dispatch_days}")
            }
            Self::FirstRound { round, opens_with } | Self::OpensRound { round, opens_with } => {
                format!("round {round}: opens_with {}", list(opens_with))
            }
            Self::Filed { format, .. } => format!("format {format}"),
            Self::FirstStep { round, step } => format!("round {round}: first step {step}"),
            Self::Resumes { step, .. } => format!("step {step}"),
            Self::Papers { step, requires, .. } => {
                let requires: Vec<_> = requires.iter().map(|any_of| list(any_of)).collect();
                format!("step {step}: requires [{}]", requires.join(", "))
            }
            Self::Term { step, term: Some(term) } => format!("step {step}: term_days {}", term.days),
            Self::Term { step, term: None } => format!("step {step}: no term_days"),
            Self::Resumed { step, budget, .. } => format!("step {step}: term_days {budget}"),
            Self::Step { step, role, rule, visits_max, .. } => {
                format!("step {step}: role {role}, rule {}, visits_max {visits_max}", rule.name())
            }
            Self::Founded { body, rule, quorum, .. } => format!(
                "body {body}: quorum {{ parties = {}, per_kind = {} }}, rule {}",
                quorum.parties,
                quorum.per_kind,
                rule.name()
            ),
            Self::Leads { step, outcome, target, .. } => {
                format!("step {step}: {outcome} -> {}", leads(target))
            }
            Self::Ends { end, kind } => format!("end {end}: kind {}", kind.name()),
            Self::Withdrawable { end } => format!("end {end}: kind {}", EndKind::Withdrawn.name()),
            Self::OffLadder { step } | Self::Deviates { step } => format!("step {step}"),
        }
    }
}

fn leads(target: &Target) -> String {
    match target {
        Target::Step(step) => format!("step {step}"),
        Target::Round(round) => format!("round {round}"),
        Target::Again => "again".to_owned(),
        Target::Submitter => "submitter".to_owned(),
        Target::Ladder => "ladder".to_owned(),
        Target::End(end) => format!("end {end}"),
    }
}

fn list<T: ToString>(formats: &[T]) -> String {
    let formats: Vec<_> = formats.iter().map(ToString::to_string).collect();
    format!("[{}]", formats.join(", "))
}
