//! Where in the file a fault is told, and which faults can be told at all.

use domain::framework::check::{
    ChecklistFault as C, Fault, FaultKind, LadderFault as L, List, Place, RatifierFault as R, TermList,
};

use super::source::Part;

/// The parts that must have been read whole for a fault to be true. What is wrong with one thing by itself
/// rests on nothing else: things of which anything could not be read are left out before the check.
pub(super) fn rests_on(fault: &Fault) -> &'static [Part] {
    use FaultKind as K;
    match &fault.kind {
        K::NameUnfit { .. } if fault.place == Place::Framework => &[Part::Head],
        K::FrameworkIdDotted
        | K::SupersedesItself { .. }
        | K::EffectiveOutsideCalendar { .. }
        | K::ReferencePrefixUnfit { .. }
        | K::ThresholdZero => &[Part::Head],
        K::DuplicateId
        | K::NameUnfit { .. }
        | K::CompositionTooLong { .. }
        | K::SeatKindTwice { .. }
        | K::BodyWithoutSeats
        | K::PapersDueTooEarly { .. }
        | K::DispatchTooEarly { .. }
        | K::FormatWithoutSections
        | K::FormatWithoutRequiredSection
        | K::LimitUnfit { .. }
        | K::RoundWithoutFormat
        | K::OutcomeUnhandled { .. }
        | K::OutcomeOfOtherRole { .. }
        | K::DeferralLeadsAway { .. }
        | K::ReferralLeadsAway { .. }
        | K::OutcomeTurnsBack { .. }
        | K::VisitsUnfit { .. }
        | K::TermUnfit { .. }
        | K::RequirementEmpty
        | K::ReturnsUnused { .. }
        | K::StancesUnused { .. }
        | K::Ratifiers(R::Unused { .. } | R::KindTwice { .. } | R::Stances | R::Deferral)
        | K::Ladder(L::TimesUnfit { .. } | L::FunctionUnfit { .. } | L::LedOnto)
        | K::SeveralWithdrawnEnds => &[],
        K::NoFunctions => &[Part::Terms],
        K::ListTooLong { list, .. } => of_list(*list),
        K::SeatKindUnknown { .. }
        | K::Ratifiers(R::KindUnknown { .. })
        | K::Ladder(L::PartyUnknown { .. })
        | K::QuorumAboveParties { .. }
        | K::QuorumAboveKind { .. } => &[Part::Parties],
        K::Ladder(L::WithoutRungs | L::Unopened | L::Closed) => &[Part::Ladder],
        K::Ladder(L::OpenerUnused { .. } | L::EndUnclear { .. }) => &[Part::Ladder, Part::Route],
        K::BodyUnknown { .. } => &[Part::Bodies],
        K::TermTooShort { .. } => &[Part::Bodies, Part::Calendar],
        K::Checklist(C::Unknown { .. }) => &[Part::Checklists],
        K::Checklist(C::Empty | C::TextUnfit { .. } | C::Twice { .. }) => &[],
        K::FormatUnknown { .. } => &[Part::Formats],
        K::RequirementUnsupplied { .. } => &[Part::Formats, Part::Route],
        K::NoRounds
        | K::RoundWithoutSteps
        | K::StepOutOfOrder { .. }
        | K::RoundUnknown { .. }
        | K::StepUnknown { .. }
        | K::EndUnknown { .. }
        | K::LeadsBackward { .. }
        | K::LeadsPastOpening { .. }
        | K::NoAgreementDecides { .. }
        | K::AdviceIsVeto { .. }
        | K::EndContradictsOutcome { .. }
        | K::WithdrawnByBody { .. }
        | K::ReturnsMissing
        | K::ReturnsForward { .. }
        | K::Unreachable
        | K::LeadsNowhere
        | K::NoWayToEnd
        | K::NoWithdrawnEnd
        | K::NoAdoptedEnd
        | K::AdoptedUndecided => &[Part::Route],
    }
}

/// Whether a fault only repeats another: a step that says nothing of documents requires those of its round.
pub(super) fn is_told_elsewhere(
    fault: &Fault,
    line_of: impl Fn(&Place, Option<&str>) -> Option<usize>,
) -> bool {
    matches!((&fault.place, &fault.kind), (Place::Step(_), FaultKind::FormatUnknown { .. }))
        && line_of(&fault.place, Some("requires")).is_none()
}

/// The line of a fault: that of the key it is about, or of the place it is at, or of what holds that place.
pub(super) fn line(fault: &Fault, line_of: impl Fn(&Place, Option<&str>) -> Option<usize>) -> usize {
    let place = &fault.place;
    let of_key = keys(&fault.kind).iter().find_map(|key| line_of(place, Some(key)));
    let holder = || match place {
        Place::Section(format, _) => line_of(&Place::Format(format.clone()), None),
        Place::StepOutcome(step, _) => {
            let step = Place::Step(step.clone());
            line_of(&step, Some("on")).or_else(|| line_of(&step, None))
        }
        Place::Framework
        | Place::Party(_)
        | Place::Body(_)
        | Place::Format(_)
        | Place::Round(_)
        | Place::Step(_)
        | Place::End(_)
        | Place::Checklist(_)
        | Place::ChecklistTheme(..)
        | Place::ChecklistItem(..)
        | Place::Ladder
        | Place::Rung(_)
        | Place::Evaluation(_)
        | Place::Term(..) => None,
    };
    of_key.or_else(|| line_of(place, None)).or_else(holder).unwrap_or(1)
}

fn of_list(list: List) -> &'static [Part] {
    match list {
        List::Parties => &[Part::Parties],
        List::Bodies => &[Part::Bodies],
        List::Formats | List::Sections => &[Part::Formats],
        List::Rounds | List::Steps | List::Requirements | List::Ends => &[Part::Route],
        List::Checklists | List::Themes | List::Items => &[Part::Checklists],
        List::Rungs => &[Part::Ladder],
        List::Terms(_) => &[Part::Terms],
    }
}

/// The keys that a fault can be about, the likeliest first.
fn keys(kind: &FaultKind) -> &'static [&'static str] {
    use FaultKind as K;
    match kind {
        K::DuplicateId | K::FrameworkIdDotted => &["id"],
        K::NameUnfit { .. } => &["name", "title", "heading"],
        K::CompositionTooLong { .. } => &["composition"],
        K::SupersedesItself { .. } => &["supersedes"],
        K::EffectiveOutsideCalendar { .. } => &["effective_from"],
        K::ReferencePrefixUnfit { .. } => &["reference_prefix"],
        K::ThresholdZero => &["small_number_threshold"],
        K::NoFunctions => &["functions"],
        K::ListTooLong { list, .. } => of_long_list(*list),
        K::BodyWithoutSeats | K::SeatKindUnknown { .. } | K::SeatKindTwice { .. } => &["seats"],
        K::QuorumAboveParties { .. } | K::QuorumAboveKind { .. } => &["quorum"],
        K::PapersDueTooEarly { .. } => &["papers_due_days"],
        K::DispatchTooEarly { .. } => &["dispatch_days"],
        K::LimitUnfit { .. } => &["limit"],
        K::Checklist(C::Unknown { .. } | C::Twice { .. }) => &["prepared"],
        K::Checklist(C::TextUnfit { .. }) => &["text"],
        K::Checklist(C::Empty) => &["theme"],
        K::RoundWithoutFormat => &["opens_with"],
        K::BodyUnknown { .. } => &["body"],
        K::FormatUnknown { .. } | K::RequirementEmpty | K::RequirementUnsupplied { .. } => {
            &["requires", "opens_with"]
        }
        K::StepUnknown { .. } | K::ReturnsMissing | K::ReturnsForward { .. } | K::ReturnsUnused { .. } => {
            &["returns_to"]
        }
        K::StancesUnused { .. } => &["stances", "mandates"],
        K::Ratifiers(fault) => of_ratifiers(fault),
        K::VisitsUnfit { .. } => &["visits_max"],
        K::Ladder(fault) => of_ladder(fault),
        K::TermUnfit { .. } | K::TermTooShort { .. } => &["term_days"],
        K::FormatWithoutSections
        | K::FormatWithoutRequiredSection
        | K::NoRounds
        | K::RoundWithoutSteps
        | K::StepOutOfOrder { .. }
        | K::RoundUnknown { .. }
        | K::EndUnknown { .. }
        | K::OutcomeUnhandled { .. }
        | K::OutcomeOfOtherRole { .. }
        | K::DeferralLeadsAway { .. }
        | K::ReferralLeadsAway { .. }
        | K::OutcomeTurnsBack { .. }
        | K::LeadsBackward { .. }
        | K::LeadsPastOpening { .. }
        | K::NoAgreementDecides { .. }
        | K::AdviceIsVeto { .. }
        | K::EndContradictsOutcome { .. }
        | K::WithdrawnByBody { .. }
        | K::Unreachable
        | K::LeadsNowhere
        | K::NoWayToEnd
        | K::NoWithdrawnEnd
        | K::SeveralWithdrawnEnds
        | K::NoAdoptedEnd
        | K::AdoptedUndecided => &[],
    }
}

fn of_ratifiers(fault: &R) -> &'static [&'static str] {
    match fault {
        R::Unused { .. } | R::KindUnknown { .. } | R::KindTwice { .. } => &["ratified_by"],
        R::Stances => &["stances"],
        R::Deferral => &[],
    }
}

fn of_long_list(list: List) -> &'static [&'static str] {
    match list {
        List::Parties => &["party"],
        List::Bodies => &["body"],
        List::Formats => &["format"],
        List::Sections => &["chapter"],
        List::Rounds | List::Steps => &["round"],
        List::Requirements => &["requires", "opens_with"],
        List::Ends => &["end"],
        List::Checklists => &["checklist"],
        List::Themes | List::Items => &["theme"],
        List::Rungs => &["ladder"],
        List::Terms(TermList::Functions) => &["functions"],
        List::Terms(TermList::FundingCodes) => &["funding_codes"],
        List::Terms(TermList::Indicators) => &["indicators"],
    }
}

fn of_ladder(fault: &L) -> &'static [&'static str] {
    match fault {
        L::TimesUnfit { .. } => &["times_max"],
        L::Unopened | L::OpenerUnused { .. } => &["opened_by"],
        L::FunctionUnfit { .. } => &["function"],
        L::PartyUnknown { .. } => &["party"],
        L::WithoutRungs | L::EndUnclear { .. } | L::Closed | L::LedOnto => &[],
    }
}
