//! What can be wrong with a framework, one variant a rule. The words for people are `kader`'s.

use jiff::civil::Date;

use super::{ChecklistFault, LadderFault, RatifierFault, TermList};
use crate::{
    calendar::meeting::Gap,
    framework::{EndKind, Role, Target},
    ids::{BodyId, EndId, FormatId, FrameworkVersion, PartyKind, RoundId, StepId},
};

/// A list in a framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// The parties.
    Parties,
    /// The bodies.
    Bodies,
    /// The document formats.
    Formats,
    /// The sections of a format.
    Sections,
    /// The rounds.
    Rounds,
    /// The steps of all rounds.
    Steps,
    /// The documents that a step requires.
    Requirements,
    /// The ends.
    Ends,
    /// The lists by which proposals are prepared.
    Checklists,
    /// The themes of such a list.
    Themes,
    /// The items of such a list.
    Items,
    /// The rungs of the ladder.
    Rungs,
    /// A list of terms.
    Terms(TermList),
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// A name stands twice, so that nobody knows which is meant.
    DuplicateId,
    /// A list is longer than a framework may have it.
    ListTooLong {
        /// Which list.
        list: List,
        /// How long it is.
        count: usize,
        /// How long it may be.
        max: usize,
    },
    /// A name for people is empty, too long, or holds control characters.
    NameUnfit {
        /// The characters it has.
        length: usize,
        /// The most it may have.
        max: usize,
    },
    /// The words for a body's composition are too long.
    CompositionTooLong {
        /// The characters they have.
        length: usize,
        /// The most they may have.
        max: usize,
    },

    /// A framework's id has a dot, so that it cannot name a history.
    FrameworkIdDotted,
    /// The framework replaces its own version.
    SupersedesItself {
        /// The version.
        version: FrameworkVersion,
    },
    /// The calendar does not know the first date.
    EffectiveOutsideCalendar {
        /// The date.
        date: Date,
    },
    /// The reference prefix is not 1 to some capital letters and digits.
    ReferencePrefixUnfit {
        /// The prefix.
        prefix: String,
    },
    /// A threshold of zero hides nothing.
    ThresholdZero,
    /// No arrangement could say what it is for.
    NoFunctions,

    /// Nobody sits in the body.
    BodyWithoutSeats,
    /// No party is of a kind that has seats.
    SeatKindUnknown {
        /// The kind.
        kind: PartyKind,
    },
    /// The same kind has seats twice.
    SeatKindTwice {
        /// The kind.
        kind: PartyKind,
    },
    /// More parties must be present than have a seat.
    QuorumAboveParties {
        /// How many must be present.
        quorum: u32,
        /// How many have a seat.
        parties: usize,
    },
    /// More parties of each kind must be present than there are of one kind.
    QuorumAboveKind {
        /// How many of each kind must be present.
        per_kind: u32,
        /// The kind.
        kind: PartyKind,
        /// How many parties are of that kind.
        parties: usize,
    },
    /// Papers are due earlier than a framework may ask.
    PapersDueTooEarly {
        /// Working days before the meeting.
        papers_due_days: u32,
        /// The most it may be.
        max: u32,
    },
    /// Agenda and papers are sent before the papers are due.
    DispatchTooEarly {
        /// Working days before the meeting on which they are sent.
        dispatch_days: u32,
        /// Working days before the meeting on which papers are due.
        papers_due_days: u32,
    },

    /// The format asks for nothing.
    FormatWithoutSections,
    /// The format asks for nothing that must be there.
    FormatWithoutRequiredSection,
    /// The limit leaves no room for a word, or is no limit.
    LimitUnfit {
        /// Pages of A4.
        pages_a4: u32,
        /// Words a page.
        words_per_page: u32,
        /// The most words that a document may be allowed.
        words_max: u32,
    },

    /// Something is wrong with a list by which proposals are prepared.
    Checklist(ChecklistFault),

    /// A dossier could not begin.
    NoRounds,
    /// The round passes no body.
    RoundWithoutSteps,
    /// No document opens the round.
    RoundWithoutFormat,
    /// The steps of a round do not stand together, or not in the order of the rounds.
    StepOutOfOrder {
        /// The round of the step before it.
        after: RoundId,
    },

    /// There is no such body.
    BodyUnknown {
        /// What was named.
        body: BodyId,
    },
    /// There is no such format.
    FormatUnknown {
        /// What was named.
        format: FormatId,
    },
    /// There is no such round.
    RoundUnknown {
        /// What was named.
        round: RoundId,
    },
    /// There is no such step.
    StepUnknown {
        /// What was named.
        step: StepId,
    },
    /// There is no such end.
    EndUnknown {
        /// What was named.
        end: EndId,
    },

    /// Nothing says where an outcome of the role leads.
    OutcomeUnhandled {
        /// The role.
        role: Role,
    },
    /// The role does not have this outcome.
    OutcomeOfOtherRole {
        /// The role.
        role: Role,
    },
    /// A deferral may only lead to a new visit of the same step.
    DeferralLeadsAway {
        /// Where it leads.
        target: Target,
    },
    /// A referral back may only lead to the submitter.
    ReferralLeadsAway {
        /// Where it leads.
        target: Target,
    },
    /// Only a deferral stays with the body, and only a referral goes back to the submitter.
    OutcomeTurnsBack {
        /// Where it leads.
        target: Target,
    },
    /// An outcome leads to this step, an earlier one or an earlier round, so that nothing bounds the loop.
    LeadsBackward {
        /// Where it leads.
        target: Target,
    },
    /// An outcome leads into the middle of another round, past the document that opens it.
    LeadsPastOpening {
        /// The step it leads to.
        step: StepId,
        /// The round of that step.
        round: RoundId,
    },
    /// No agreement is no decision: it may lead to a later step of the round or to an end that says so.
    NoAgreementDecides {
        /// Where it leads.
        target: Target,
    },
    /// Advice or taking notice ends the dossier without a decision.
    AdviceIsVeto {
        /// The end it leads to.
        end: EndId,
        /// What that end means.
        kind: EndKind,
    },
    /// The end means something else than the outcome that leads to it.
    EndContradictsOutcome {
        /// The end it leads to.
        end: EndId,
        /// What that end means.
        kind: EndKind,
    },
    /// A body cannot withdraw a dossier; its submitter does.
    WithdrawnByBody {
        /// The end it leads to.
        end: EndId,
    },

    /// A step may be visited never, or without end.
    VisitsUnfit {
        /// The most visits that it allows.
        visits_max: u32,
        /// The most it may allow.
        max: u32,
    },
    /// A term is zero, or longer than a framework may have it.
    TermUnfit {
        /// Working days.
        term_days: u32,
        /// The most they may be.
        max: u32,
    },
    /// The body meets so seldom that the term cannot always be met.
    TermTooShort {
        /// Working days in which an outcome is expected.
        term_days: u32,
        /// The longest time between two of the body's meetings. `None`: fewer than two are held.
        gap: Option<Gap>,
        /// Working days before a meeting on which its papers are due.
        papers_due_days: u32,
    },
    /// A requirement names no document.
    RequirementEmpty,
    /// A dossier can come to the step without any of the documents that it requires.
    RequirementUnsupplied {
        /// One of these is required.
        any_of: Vec<FormatId>,
    },
    /// The body may refer back, but to no step.
    ReturnsMissing,
    /// A referral may only go back to this step or earlier ones of the round.
    ReturnsForward {
        /// The step it names.
        step: StepId,
    },
    /// The role cannot refer back, so it has no steps to refer back to.
    ReturnsUnused {
        /// The role.
        role: Role,
    },

    /// No outcome of the role says anything of the proposal, so that there are no stances to ask for.
    StancesUnused {
        /// The role.
        role: Role,
    },

    /// Something about parties that each ratify for themselves.
    Ratifiers(RatifierFault),

    /// Something about the ladder.
    Ladder(LadderFault),

    /// No dossier can come here.
    Unreachable,
    /// No outcome leads on to a step, a round or an end.
    LeadsNowhere,
    /// No way from here leads to an end.
    NoWayToEnd,
    /// There is no end for a withdrawal.
    NoWithdrawnEnd,
    /// There is more than one end for a withdrawal, so that nobody knows which is meant.
    SeveralWithdrawnEnds,
    /// No dossier can end adopted.
    NoAdoptedEnd,
    /// A dossier can end adopted without any body having adopted it.
    AdoptedUndecided,
}

impl FaultKind {
    /// The rule's name, as services and the command line report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::DuplicateId => "DUPLICATE_ID",
            Self::ListTooLong { .. } => "LIST_TOO_LONG",
            Self::NameUnfit { .. } => "NAME_UNFIT",
            Self::CompositionTooLong { .. } => "COMPOSITION_TOO_LONG",
            Self::FrameworkIdDotted => "FRAMEWORK_ID_DOTTED",
            Self::SupersedesItself { .. } => "SUPERSEDES_ITSELF",
            Self::EffectiveOutsideCalendar { .. } => "EFFECTIVE_OUTSIDE_CALENDAR",
            Self::ReferencePrefixUnfit { .. } => "REFERENCE_PREFIX_UNFIT",
            Self::ThresholdZero => "THRESHOLD_ZERO",
            Self::NoFunctions => "NO_FUNCTIONS",
            Self::BodyWithoutSeats => "BODY_WITHOUT_SEATS",
            Self::SeatKindUnknown { .. } => "SEAT_KIND_UNKNOWN",
            Self::SeatKindTwice { .. } => "SEAT_KIND_TWICE",
            Self::QuorumAboveParties { .. } => "QUORUM_ABOVE_PARTIES",
            Self::QuorumAboveKind { .. } => "QUORUM_ABOVE_KIND",
            Self::PapersDueTooEarly { .. } => "PAPERS_DUE_TOO_EARLY",
            Self::DispatchTooEarly { .. } => "DISPATCH_TOO_EARLY",
            Self::FormatWithoutSections => "FORMAT_WITHOUT_SECTIONS",
            Self::FormatWithoutRequiredSection => "FORMAT_WITHOUT_REQUIRED_SECTION",
            Self::LimitUnfit { .. } => "LIMIT_UNFIT",
            Self::Checklist(fault) => fault.name(),
            Self::NoRounds => "NO_ROUNDS",
            Self::RoundWithoutSteps => "ROUND_WITHOUT_STEPS",
            Self::RoundWithoutFormat => "ROUND_WITHOUT_FORMAT",
            Self::StepOutOfOrder { .. } => "STEP_OUT_OF_ORDER",
            Self::BodyUnknown { .. } => "BODY_UNKNOWN",
            Self::FormatUnknown { .. } => "FORMAT_UNKNOWN",
            Self::RoundUnknown { .. } => "ROUND_UNKNOWN",
            Self::StepUnknown { .. } => "STEP_UNKNOWN",
            Self::EndUnknown { .. } => "END_UNKNOWN",
            Self::OutcomeUnhandled { .. } => "OUTCOME_UNHANDLED",
            Self::OutcomeOfOtherRole { .. } => "OUTCOME_OF_OTHER_ROLE",
            Self::DeferralLeadsAway { .. } => "DEFERRAL_LEADS_AWAY",
            Self::ReferralLeadsAway { .. } => "REFERRAL_LEADS_AWAY",
            Self::OutcomeTurnsBack { .. } => "OUTCOME_TURNS_BACK",
            Self::LeadsBackward { .. } => "LEADS_BACKWARD",
            Self::LeadsPastOpening { .. } => "LEADS_PAST_OPENING",
            Self::NoAgreementDecides { .. } => "NO_AGREEMENT_DECIDES",
            Self::AdviceIsVeto { .. } => "ADVICE_IS_VETO",
            Self::EndContradictsOutcome { .. } => "END_CONTRADICTS_OUTCOME",
            Self::WithdrawnByBody { .. } => "WITHDRAWN_BY_BODY",
            Self::VisitsUnfit { .. } => "VISITS_UNFIT",
            Self::TermUnfit { .. } => "TERM_UNFIT",
            Self::TermTooShort { .. } => "TERM_TOO_SHORT",
            Self::RequirementEmpty => "REQUIREMENT_EMPTY",
            Self::RequirementUnsupplied { .. } => "REQUIREMENT_UNSUPPLIED",
            Self::ReturnsMissing => "RETURNS_MISSING",
            Self::ReturnsForward { .. } => "RETURNS_FORWARD",
            Self::ReturnsUnused { .. } => "RETURNS_UNUSED",
            Self::StancesUnused { .. } => "STANCES_UNUSED",
            Self::Ratifiers(fault) => fault.name(),
            Self::Ladder(fault) => fault.name(),
            Self::Unreachable => "UNREACHABLE",
            Self::LeadsNowhere => "LEADS_NOWHERE",
            Self::NoWayToEnd => "NO_WAY_TO_END",
            Self::NoWithdrawnEnd => "NO_WITHDRAWN_END",
            Self::SeveralWithdrawnEnds => "SEVERAL_WITHDRAWN_ENDS",
            Self::NoAdoptedEnd => "NO_ADOPTED_END",
            Self::AdoptedUndecided => "ADOPTED_UNDECIDED",
        }
    }
}
