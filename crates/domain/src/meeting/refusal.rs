//! Why the rules said no: one variant a rule, with the facts that led to it.

use jiff::civil::Date;

use super::parts::ItemRef;
use crate::{
    action,
    context::Capacity,
    dossier::event::VisitRef,
    framework::FrameworkRef,
    ids::{ActorId, BodyId, DossierId, ItemNumber, MeetingId, PartyId},
};

/// The rule that forbids a command, and the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No meeting was planned under this id.
    MeetingUnknown,
    /// A meeting was already planned under this id.
    AlreadyPlanned,
    /// The meeting was planned by another framework than the one it was decided under.
    OtherFramework {
        /// The framework that the meeting keeps.
        meeting: FrameworkRef,
    },
    /// Only the secretary of the body may.
    NotPermitted {
        /// The capacity they acted in.
        acted_as: Capacity,
        /// The body.
        body: BodyId,
    },
    /// The framework has no such body.
    BodyUnknown {
        /// What was asked.
        body: BodyId,
        /// What could have been.
        known: Vec<BodyId>,
    },
    /// A body does not meet on a day that is no working day.
    NotAWorkingDay {
        /// What was asked.
        on: Date,
        /// The next working day.
        next: Date,
    },
    /// The day needs a reason.
    ReasonRequired {
        /// What was asked.
        on: Date,
        /// What makes it unusual.
        because: Unusual,
    },
    /// The meeting is over for this: it was held or cancelled.
    Over {
        /// What became of it.
        over: Over,
    },
    /// Agenda and papers were sent, so they are frozen; more comes as an addendum.
    PapersFrozen,
    /// Nothing was sent yet, so there is nothing to add to afterwards.
    PapersNotSent,
    /// The agenda is not fixed yet.
    AgendaNotFixed,
    /// The agenda has no items.
    AgendaEmpty,
    /// There is no such item on the agenda.
    ItemUnknown {
        /// What was asked.
        item: ItemNumber,
        /// What there is.
        known: Vec<ItemNumber>,
    },
    /// An item of the agenda was left out.
    ItemMissing {
        /// Which.
        item: ItemNumber,
    },
    /// Something was named twice.
    Repeated {
        /// Of what.
        what: Countable,
        /// Which.
        which: String,
    },
    /// The items are not those of the agenda in its order.
    NotTheAgenda {
        /// The order of the agenda.
        agenda: Vec<ItemNumber>,
    },
    /// The visit is on this agenda already.
    AlreadyOnAgenda {
        /// As which item.
        item: ItemNumber,
    },
    /// The day of the meeting has passed.
    DayPassed {
        /// The day.
        on: Date,
        /// Today.
        today: Date,
    },
    /// The day of the meeting has yet to come.
    NotYet {
        /// The day.
        on: Date,
        /// Today.
        today: Date,
    },
    /// What comes too late needs somebody who lets it in; without, it goes to a later meeting.
    AuthoriserRequired {
        /// The last day for papers.
        papers_due: Date,
        /// The day on which they were there. `None`: everything was sent before.
        arrived: Option<Date>,
    },
    /// It was in time, so nobody needs to let it in.
    NotLate {
        /// The last day for papers.
        papers_due: Date,
    },
    /// No dossier was opened under this id.
    DossierUnknown {
        /// What was asked.
        dossier: DossierId,
    },
    /// The dossier is not at this visit.
    VisitNotOpen {
        /// What was asked.
        asked: VisitRef,
        /// The visit that is open.
        open: Option<VisitRef>,
    },
    /// The visit is to another body.
    VisitElsewhere {
        /// The visit.
        visit: VisitRef,
        /// The body it is to.
        body: BodyId,
    },
    /// An item goes on from an earlier one only if that was about the same, in an earlier meeting of the same body that is over.
    CannotCarry {
        /// The item named.
        from: ItemRef,
        /// Why not.
        because: Uncarried,
    },
    /// The framework has no such party.
    PartyUnknown {
        /// What was given.
        party: PartyId,
    },
    /// The party has no seat in this body, so nobody speaks for it as a member.
    PartyWithoutSeat {
        /// The party.
        party: PartyId,
        /// The body.
        body: BodyId,
    },
    /// A member speaks for a party.
    PartyRequired {
        /// Who.
        actor: ActorId,
    },
    /// Only who speaks for a party can replace somebody, and nobody replaces themselves.
    ReplacesNobody {
        /// Who.
        actor: ActorId,
    },
    /// A list is longer than a record can hold.
    TooMany {
        /// Of what.
        what: Countable,
        /// How many there would be.
        given: usize,
        /// The most there may be.
        max: usize,
    },
    /// The meeting has not been held.
    NotHeld,
    /// There is no decision list yet.
    NoDecisionList,
    /// Another draft than this is the last one.
    OtherDraft {
        /// What was asked.
        asked: u32,
        /// The last one.
        last: u32,
    },
    /// The decision list was fixed, so it stays as it is.
    DecisionListFixed {
        /// By which meeting.
        at: MeetingId,
    },
    /// The account of the meeting was fixed; what is agreed now is agreed in a later meeting.
    AgreedTooLate {
        /// By which meeting.
        fixed_at: MeetingId,
    },
    /// The action cannot be agreed or closed so.
    Action(action::Refusal),
    /// What came of an action is told to a later meeting of the same body that was held, on the day or afterwards.
    CannotReportAt {
        /// The meeting named.
        at: MeetingId,
        /// Why not.
        because: Untold,
    },
    /// A decision list is fixed by a later meeting of the same body that was held.
    CannotFixAt {
        /// The meeting named.
        at: MeetingId,
        /// Why not.
        because: Unfit,
    },
}

/// What makes a day unusual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusual {
    /// The framework plans no meeting of the body on it.
    NotByRule {
        /// The next day that it does.
        next: Option<Date>,
    },
    /// It has passed.
    Past {
        /// Today.
        today: Date,
    },
}

/// What became of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Over {
    /// It was held.
    Held,
    /// It was cancelled.
    Cancelled,
}

/// Why an item does not go on from an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Uncarried {
    /// There is no such meeting, or no such item on its agenda.
    Unknown,
    /// It is of another body.
    OtherBody,
    /// That meeting is not earlier, or it is not over.
    NotOver,
    /// That item was about something else.
    OtherSubject,
}

/// Why a meeting does not fix a decision list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unfit {
    /// There is no such meeting.
    Unknown,
    /// It is of another body.
    OtherBody,
    /// It is not later.
    NotLater,
    /// It has not been held.
    NotHeld,
}

/// Why a meeting was not told what came of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Untold {
    /// It is no later meeting of the body that was held.
    Unfit(Unfit),
    /// It was over by then.
    Before {
        /// The day of that meeting.
        on: Date,
    },
}

/// What there can be too many of, or what can be named twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Countable {
    /// Items of one agenda.
    Items,
    /// People at one meeting.
    Present,
}

impl Refusal {
    /// The rule's name, as services report it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::MeetingUnknown => "MEETING_UNKNOWN",
            Self::AlreadyPlanned => "ALREADY_PLANNED",
            Self::OtherFramework { .. } => "OTHER_FRAMEWORK",
            Self::NotPermitted { .. } => "NOT_PERMITTED",
            Self::BodyUnknown { .. } => "BODY_UNKNOWN",
            Self::NotAWorkingDay { .. } => "NOT_A_WORKING_DAY",
            Self::ReasonRequired { .. } => "REASON_REQUIRED",
            Self::Over { .. } => "MEETING_OVER",
            Self::PapersFrozen => "PAPERS_FROZEN",
            Self::PapersNotSent => "PAPERS_NOT_SENT",
            Self::AgendaNotFixed => "AGENDA_NOT_FIXED",
            Self::AgendaEmpty => "AGENDA_EMPTY",
            Self::ItemUnknown { .. } => "ITEM_UNKNOWN",
            Self::ItemMissing { .. } => "ITEM_MISSING",
            Self::Repeated { .. } => "REPEATED",
            Self::NotTheAgenda { .. } => "NOT_THE_AGENDA",
            Self::AlreadyOnAgenda { .. } => "ALREADY_ON_AGENDA",
            Self::DayPassed { .. } => "MEETING_DAY_PASSED",
            Self::NotYet { .. } => "MEETING_NOT_YET",
            Self::AuthoriserRequired { .. } => "AUTHORISER_REQUIRED",
            Self::NotLate { .. } => "NOT_LATE",
            Self::DossierUnknown { .. } => "DOSSIER_UNKNOWN",
            Self::VisitNotOpen { .. } => "VISIT_NOT_OPEN",
            Self::VisitElsewhere { .. } => "VISIT_ELSEWHERE",
            Self::CannotCarry { .. } => "CANNOT_CARRY",
            Self::PartyUnknown { .. } => "PARTY_UNKNOWN",
            Self::PartyWithoutSeat { .. } => "PARTY_WITHOUT_SEAT",
            Self::PartyRequired { .. } => "PARTY_REQUIRED",
            Self::ReplacesNobody { .. } => "REPLACES_NOBODY",
            Self::TooMany { .. } => "TOO_MANY",
            Self::NotHeld => "MEETING_NOT_HELD",
            Self::NoDecisionList => "NO_DECISION_LIST",
            Self::OtherDraft { .. } => "OTHER_DRAFT",
            Self::DecisionListFixed { .. } => "DECISION_LIST_FIXED",
            Self::CannotFixAt { .. } => "CANNOT_FIX_AT",
            Self::AgreedTooLate { .. } => "AGREED_TOO_LATE",
            Self::Action(refusal) => refusal.name(),
            Self::CannotReportAt { .. } => "CANNOT_REPORT_AT",
        }
    }
}
