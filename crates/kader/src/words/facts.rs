//! What a fault fills into its sentence.

use domain::{
    calendar::meeting::Gap,
    framework::{
        EndKind, Role,
        check::{ChecklistFault as C, FaultKind, LadderFault as L, List, RatifierFault as R, limits},
    },
    ids::FormatId,
};

use super::{Fact, Words, both, fact, fact_in, of_target, of_terms};

/// The sentence that a fault is said with: that of its rule, or of a special case of it.
pub(super) fn sentence(kind: &FaultKind) -> &'static str {
    if let FaultKind::TermTooShort { gap: None, .. } = kind { "TERM_WITHOUT_MEETINGS" } else { kind.name() }
}

/// What fills it in. A new rule also needs its sentence in the [table](super::table).
pub(super) fn of_kind(kind: &FaultKind) -> Vec<Fact> {
    use FaultKind as K;
    match kind {
        K::DuplicateId
        | K::FrameworkIdDotted
        | K::ThresholdZero
        | K::NoFunctions
        | K::BodyWithoutSeats
        | K::FormatWithoutSections
        | K::FormatWithoutRequiredSection
        | K::Checklist(C::Empty)
        | K::NoRounds
        | K::RoundWithoutSteps
        | K::RoundWithoutFormat
        | K::RequirementEmpty
        | K::ReturnsMissing
        | K::Unreachable
        | K::LeadsNowhere
        | K::NoWayToEnd
        | K::NoWithdrawnEnd
        | K::SeveralWithdrawnEnds
        | K::NoAdoptedEnd
        | K::AdoptedUndecided => Vec::new(),
        K::ListTooLong { list, count, max } => vec![list_fact(*list), fact("count", count), fact("max", max)],
        K::NameUnfit { length, max }
        | K::CompositionTooLong { length, max }
        | K::Checklist(C::TextUnfit { length, max }) => vec![fact("length", length), fact("max", max)],
        K::Checklist(C::Unknown { checklist } | C::Twice { checklist }) => vec![fact("named", checklist)],
        K::SupersedesItself { version } => vec![fact("version", version)],
        K::EffectiveOutsideCalendar { date } => vec![fact("date", date)],
        K::ReferencePrefixUnfit { prefix } => {
            vec![fact("prefix", prefix), fact("max", limits::REFERENCE_PREFIX_LENGTH_MAX)]
        }
        K::SeatKindUnknown { kind } | K::SeatKindTwice { kind } => vec![fact("kind", kind)],
        K::Ratifiers(fault) => of_ratifiers(fault),
        K::QuorumAboveParties { quorum, parties } => vec![fact("quorum", quorum), fact("parties", parties)],
        K::QuorumAboveKind { per_kind, kind, parties } => {
            vec![fact("per_kind", per_kind), fact("kind", kind), fact("parties", parties)]
        }
        K::PapersDueTooEarly { papers_due_days: days, max } => vec![fact("days", days), fact("max", max)],
        K::DispatchTooEarly { dispatch_days, papers_due_days } => {
            vec![fact("days", dispatch_days), fact("due", papers_due_days)]
        }
        K::LimitUnfit { pages_a4, words_per_page, words_max } => {
            vec![fact("pages", pages_a4), fact("words", words_per_page), fact("max", words_max)]
        }
        K::StepOutOfOrder { after } => vec![fact("after", after)],
        K::BodyUnknown { body } => vec![fact("named", body)],
        K::Ladder(fault) => of_ladder(fault),
        K::FormatUnknown { format } => vec![fact("named", format)],
        K::RoundUnknown { round } => vec![fact("named", round)],
        K::StepUnknown { step } | K::ReturnsForward { step } => vec![fact("named", step)],
        K::EndUnknown { end } | K::WithdrawnByBody { end } => vec![fact("named", end)],
        K::OutcomeUnhandled { role } | K::ReturnsUnused { role } | K::StancesUnused { role } => {
            vec![fact("role", role)]
        }
        K::OutcomeOfOtherRole { role } => vec![fact("role", role), fact("outcomes", outcomes(*role))],
        K::DeferralLeadsAway { target }
        | K::ReferralLeadsAway { target }
        | K::OutcomeTurnsBack { target }
        | K::LeadsBackward { target }
        | K::NoAgreementDecides { target } => vec![Fact { name: "target", words: of_target(target) }],
        K::LeadsPastOpening { step, round } => vec![fact("step", step), fact("round", round)],
        K::AdviceIsVeto { end, kind } | K::EndContradictsOutcome { end, kind } => {
            vec![fact("end", end), end_kind(*kind)]
        }
        K::VisitsUnfit { visits_max, max } => vec![fact("visits", visits_max), fact("max", max)],
        K::TermUnfit { term_days, max } => vec![fact("days", term_days), fact("max", max)],
        K::TermTooShort { term_days, gap, papers_due_days } => term(*term_days, *gap, *papers_due_days),
        K::RequirementUnsupplied { any_of } => vec![choice(any_of)],
    }
}

fn of_ratifiers(fault: &R) -> Vec<Fact> {
    match fault {
        R::Unused { role } => vec![fact("role", role)],
        R::KindUnknown { kind } | R::KindTwice { kind } => vec![fact("kind", kind)],
        R::Stances | R::Deferral => Vec::new(),
    }
}

fn of_ladder(fault: &L) -> Vec<Fact> {
    match fault {
        L::WithoutRungs | L::Unopened | L::Closed | L::LedOnto => Vec::new(),
        L::PartyUnknown { party } => vec![fact("named", party)],
        L::OpenerUnused { opener } => vec![fact("opener", opener)],
        L::TimesUnfit { times_max, max } => vec![fact("times", times_max), fact("max", max)],
        L::EndUnclear { ends } => vec![fact("ends", ends)],
        L::FunctionUnfit { length, max } => vec![fact("length", length), fact("max", max)],
    }
}

fn term(term_days: u32, gap: Option<Gap>, papers_due_days: u32) -> Vec<Fact> {
    let mut facts = vec![fact("days", term_days)];
    if let Some(gap) = gap {
        let needed = gap.working_days.saturating_add(papers_due_days);
        facts.extend([fact("from", gap.from), fact("until", gap.until), fact("gap", gap.working_days)]);
        facts.extend([fact("papers", papers_due_days), fact("needed", needed)]);
    }
    facts
}

fn choice(any_of: &[FormatId]) -> Fact {
    let names: Vec<_> = any_of.iter().map(|format| format!("'{format}'")).collect();
    fact_in("any_of", names.join(" of "), names.join(" or "))
}

fn outcomes(role: Role) -> String {
    role.outcomes().iter().map(|outcome| outcome.name()).collect::<Vec<_>>().join(", ")
}

fn end_kind(kind: EndKind) -> Fact {
    fact_in("kind", super::end_kind_nl(kind), kind.name())
}

fn list_fact(list: List) -> Fact {
    Fact { name: "list", words: of_list(list) }
}

fn of_list(list: List) -> Words {
    match list {
        List::Parties => both("partijen", "parties"),
        List::Bodies => both("gremia", "bodies"),
        List::Formats => both("formats", "formats"),
        List::Sections => both("onderdelen", "sections"),
        List::Rounds => both("rondes", "rounds"),
        List::Steps => both("stappen", "steps"),
        List::Requirements => both("gevraagde documenten", "documents asked for"),
        List::Ends => both("eindes", "ends"),
        List::Checklists => both("lijsten voor de voorbereiding", "checklists"),
        List::Themes => both("thema's", "themes"),
        List::Items => both("punten", "items"),
        List::Rungs => both("treden", "rungs"),
        List::Terms(list) => of_terms(list),
    }
}

#[cfg(test)]
mod tests {
    use domain::framework::{
        Opener, Outcome, Target,
        check::{Fault, Place, TermList},
    };

    use jiff::civil::date;

    use super::*;
    use crate::words::{of_fault, of_rule};

    fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(name: &str) -> T {
        name.parse().unwrap()
    }

    /// One fault of every kind that has facts.
    fn kinds() -> Vec<FaultKind> {
        use FaultKind as K;
        let target = Target::Step(id("ergens"));
        let (end, kind) = (id("ja"), EndKind::Adopted);
        let gap = Gap { from: date(2030, 12, 4), until: date(2031, 2, 5), working_days: 42 };
        vec![
            K::ListTooLong { list: List::Terms(TermList::Indicators), count: 101, max: 100 },
            K::NameUnfit { length: 0, max: 200 },
            K::CompositionTooLong { length: 1_001, max: 1_000 },
            K::Checklist(C::TextUnfit { length: 2_001, max: 2_000 }),
            K::Checklist(C::Unknown { checklist: id("gespreksmap") }),
            K::Checklist(C::Twice { checklist: id("gespreksmap") }),
            K::SupersedesItself { version: id("1") },
            K::EffectiveOutsideCalendar { date: date(1, 1, 1) },
            K::ReferencePrefixUnfit { prefix: "x".into() },
            K::SeatKindUnknown { kind: id("school") },
            K::SeatKindTwice { kind: id("school") },
            K::QuorumAboveParties { quorum: 2, parties: 1 },
            K::QuorumAboveKind { per_kind: 2, kind: id("school"), parties: 1 },
            K::PapersDueTooEarly { papers_due_days: 101, max: 100 },
            K::DispatchTooEarly { dispatch_days: 11, papers_due_days: 10 },
            K::LimitUnfit { pages_a4: 0, words_per_page: 450, words_max: 200_000 },
            K::StepOutOfOrder { after: id("later") },
            K::BodyUnknown { body: id("raad") },
            K::FormatUnknown { format: id("plan") },
            K::RoundUnknown { round: id("later") },
            K::StepUnknown { step: id("ergens") },
            K::EndUnknown { end: id("ja") },
            K::OutcomeUnhandled { role: Role::Decides },
            K::OutcomeOfOtherRole { role: Role::Decides },
            K::DeferralLeadsAway { target: target.clone() },
            K::ReferralLeadsAway { target: Target::Again },
            K::OutcomeTurnsBack { target: Target::Submitter },
            K::LeadsBackward { target: Target::Round(id("eerder")) },
            K::LeadsPastOpening { step: id("ergens"), round: id("later") },
            K::NoAgreementDecides { target },
            K::AdviceIsVeto { end: id("nee"), kind },
            K::EndContradictsOutcome { end, kind },
            K::WithdrawnByBody { end: id("terug") },
            K::VisitsUnfit { visits_max: 11, max: 10 },
            K::TermUnfit { term_days: 0, max: 400 },
            K::TermTooShort { term_days: 20, gap: Some(gap), papers_due_days: 10 },
            K::TermTooShort { term_days: 20, gap: None, papers_due_days: 10 },
            K::RequirementUnsupplied { any_of: vec![id("plan"), id("begroting")] },
            K::Ladder(L::PartyUnknown { party: id("raad") }),
            K::Ladder(L::OpenerUnused { opener: Opener::PassedTerm }),
            K::Ladder(L::TimesUnfit { times_max: 11, max: 10 }),
            K::Ladder(L::EndUnclear { ends: 2 }),
            K::Ladder(L::FunctionUnfit { length: 0, max: 200 }),
            K::ReturnsForward { step: id("later") },
            K::ReturnsUnused { role: Role::Informed },
            K::StancesUnused { role: Role::Informed },
            K::Ratifiers(R::Unused { role: Role::Decides }),
            K::Ratifiers(R::KindUnknown { kind: id("school") }),
            K::Ratifiers(R::KindTwice { kind: id("school") }),
        ]
    }

    #[test]
    fn a_fault_says_every_fact_that_it_has() {
        for kind in kinds() {
            let said = of_rule(sentence(&kind), &of_kind(&kind));
            for fact in of_kind(&kind) {
                assert!(said.nl.contains(&fact.words.nl), "{kind:?} lacks {}: {}", fact.name, said.nl);
                assert!(said.en.contains(&fact.words.en), "{kind:?} lacks {}: {}", fact.name, said.en);
            }
        }
    }

    #[test]
    fn a_fault_says_where_it_is() {
        let places = [
            (Place::Framework, "het kader: "),
            (Place::Party(id("a")), "partij 'a': "),
            (Place::Section(id("a"), id("b")), "onderdeel 'b' van format 'a': "),
            (
                Place::StepOutcome(id("a"), Outcome::Negative),
                "stap 'a', uitkomst negative (negatief advies): ",
            ),
            (Place::Term(TermList::Functions, id("a")), "'a' bij de functies: "),
        ];
        for (place, begins) in places {
            let said = of_fault(&Fault { place, kind: FaultKind::Unreachable });
            assert!(said.nl.starts_with(begins), "{}", said.nl);
            assert!(
                said.nl.contains("leidt een dossier hierheen") && said.en.contains("leads a dossier here")
            );
        }
    }
}
