//! The rules said no: which rule, which fact and what would help, as a call answers it.
//!
//! - [`facts`]: the facts of a refusal by name, for programs
//! - `nl`, `en`: the sentences for people, one for every rule

mod en;
mod nl;

pub use domain::facts;
use domain::{
    arrangement::{self, commitment},
    dossier::{self, refusal::DocumentFault},
    forecast::Blocked,
    framework::{Outcome, Role, adoption},
    ids::SectionId,
    keeping, mandate, meeting, preparation,
};
use tonic::{Code, Status};
use tonic_types::PreconditionViolation;

use crate::{
    failure::{Failure, ForecastFailure},
    language::Language,
    names::Names,
    status::Details,
    v1,
};

/// A dossier's refusal as a call answers it.
pub fn dossier(refusal: &dossier::Refusal, language: Language, names: Names<'_>) -> Status {
    let details = Details::new(refusal.name(), language, dossier_told(refusal, language, names));
    let details = details.facts(facts::dossier(refusal));
    let faults = if let dossier::Refusal::DocumentFaulty { faults } = refusal { &faults[..] } else { &[] };
    let details = details.faults(faults.iter().map(|fault| document_fault(fault, language, names)));
    details.status(dossier_code(refusal))
}

/// A framework's refusal as a call answers it.
pub fn adoption(refusal: &adoption::Refusal, language: Language) -> Status {
    let told = match language {
        Language::Dutch => nl::adoption(refusal),
        Language::English => en::adoption(refusal),
    };
    let details = Details::new(refusal.name(), language, told).facts(facts::adoption(refusal));
    match refusal {
        adoption::Refusal::NotPermitted { .. } => details.status(Code::PermissionDenied),
        adoption::Refusal::Unsound { faults } => {
            let unsound = faults.iter().map(|fault| {
                PreconditionViolation::new(
                    fault.kind.name(),
                    format!("{:?}", fault.place),
                    format!("{:?}", fault.kind),
                )
            });
            details.faults(unsound).status(Code::FailedPrecondition)
        }
        adoption::Refusal::AlreadyAdopted { .. } | adoption::Refusal::MustSupersede { .. } => {
            details.status(Code::FailedPrecondition)
        }
    }
}

/// A framework file that cannot be adopted: every finding with its line, as far as they fit in an answer.
/// `CheckFramework` gives them all.
pub fn unsound(findings: impl IntoIterator<Item = v1::Finding>, language: Language) -> Status {
    let findings: Vec<v1::Finding> = findings.into_iter().collect();
    let count = language.count(findings.len());
    let told = match language {
        Language::Dutch => format!(
            "Het kader kan niet worden vastgesteld: {count} bevindingen. Herstel ze; ‘framework check’ noemt ze alle."
        ),
        Language::English => format!(
            "The framework cannot be adopted: {count} findings. Mend them; ‘framework check’ names them all."
        ),
    };
    let faults = findings.into_iter().map(|finding| {
        let told = match language {
            Language::Dutch => finding.nl,
            Language::English => finding.en,
        };
        PreconditionViolation::new(finding.rule, format!("line {}", finding.line), told)
    });
    let details = Details::new("FRAMEWORK_UNSOUND", language, told).fact("findings", count);
    details.faults(faults).status(Code::FailedPrecondition)
}

/// Why no date can be given, as a call answers it. `None`: only an unsound framework can be the cause.
pub fn forecast(blocked: &Blocked, language: Language, names: Names<'_>) -> Option<Status> {
    match blocked {
        Blocked::NeverMeets { body, after, .. } => {
            let never = ForecastFailure::NeverMeets { body: names.body(body), after: *after };
            Some(Failure::Forecast(never).status(language))
        }
        Blocked::RoundUnknown { round } => {
            Some(dossier(&dossier::Refusal::RoundUnknown { round: round.clone() }, language, names))
        }
        Blocked::NoRounds | Blocked::StepUnknown { .. } | Blocked::LeadsNowhere { .. } => None,
    }
}

/// An arrangement's refusal as a call answers it.
pub fn arrangement(refusal: &arrangement::Refusal, language: Language, names: Names<'_>) -> Status {
    use arrangement::{Refusal as R, evaluation::Refusal as E};
    let told = match language {
        Language::Dutch => nl::arrangement(refusal, names),
        Language::English => en::arrangement(refusal, names),
    };
    let code = match refusal {
        R::NotPermitted { .. }
        | R::OutsideDossier { .. }
        | R::Commitment(commitment::Refusal::SecretaryNeeded { .. }) => Code::PermissionDenied,
        R::DossierUnknown { .. } | R::Evaluation(E::IntoUnknown { .. }) => Code::NotFound,
        R::AlreadyRegistered
        | R::NotBegun
        | R::Evaluation(_)
        | R::PartyUnknown(_)
        | R::FunctionUnknown(_)
        | R::FundingUnknown(_)
        | R::TooMany { .. }
        | R::AlreadyBegun
        | R::NotAdopted { .. }
        | R::FunctionRequired
        | R::IndicatorUnknown { .. }
        | R::Repeated { .. }
        | R::EndsBeforeItBegins { .. }
        | R::ValueBeyond { .. }
        | R::SmallNumberShown { .. }
        | R::Commitment(
            commitment::Refusal::DateInFuture { .. }
            | commitment::Refusal::BeforeDecision { .. }
            | commitment::Refusal::MandateRequired { .. }
            | commitment::Refusal::NothingToPledge { .. }
            | commitment::Refusal::PeriodsOverlap { .. }
            | commitment::Refusal::OutsideBinding { .. }
            | commitment::Refusal::NothingReported,
        ) => Code::FailedPrecondition,
    };
    Details::new(refusal.name(), language, told).facts(facts::arrangement(refusal)).status(code)
}

/// A mandate's refusal as a call answers it.
pub fn mandate(refusal: &mandate::Refusal, language: Language, names: Names<'_>) -> Status {
    use mandate::Refusal as R;
    let told = match language {
        Language::Dutch => nl::mandate(refusal, names),
        Language::English => en::mandate(refusal, names),
    };
    let code = match refusal {
        R::MandateUnknown => Code::NotFound,
        R::NotPermitted { .. } => Code::PermissionDenied,
        R::AlreadyGranted
        | R::PartyUnknown { .. }
        | R::WithoutSeat { .. }
        | R::ActRequired
        | R::Repeated { .. }
        | R::EscalationStandsAlone
        | R::EndsBeforeItBegins { .. }
        | R::AlreadyRevoked { .. }
        | R::RevokedBeforeItBegan { .. }
        | R::NotCovered { .. } => Code::FailedPrecondition,
    };
    Details::new(refusal.name(), language, told).facts(facts::mandate(refusal)).status(code)
}

/// A meeting's refusal as a call answers it.
pub fn meeting(refusal: &meeting::Refusal, language: Language, names: Names<'_>) -> Status {
    use meeting::Refusal as R;
    let told = match language {
        Language::Dutch => nl::meeting(refusal, names),
        Language::English => en::meeting(refusal, names),
    };
    let code = if matches!(refusal, R::MeetingUnknown) {
        Code::NotFound
    } else if matches!(refusal, R::NotPermitted { .. }) {
        Code::PermissionDenied
    } else {
        Code::FailedPrecondition
    };
    Details::new(refusal.name(), language, told).facts(facts::meeting(refusal)).status(code)
}

/// A refusal about a preparation as a call answers it; what is missing comes with it item by item, as far as it fits.
pub fn preparation(refusal: &preparation::Refusal, language: Language, names: Names<'_>) -> Status {
    use preparation::Refusal as R;
    let told = match language {
        Language::Dutch => nl::preparation(refusal, names),
        Language::English => en::preparation(refusal, names),
    };
    let code = match refusal {
        R::PreparationUnknown => Code::NotFound,
        R::NotPermitted { .. } => Code::PermissionDenied,
        R::Action(_)
        | R::AlreadyBegun
        | R::NoLists
        | R::ListUnknown { .. }
        | R::Repeated { .. }
        | R::ListAlreadyTaken { .. }
        | R::ListNotTaken { .. }
        | R::ItemUnknown { .. }
        | R::OtherKind { .. }
        | R::DateInFuture { .. }
        | R::FewInTheClear { .. }
        | R::TooMany { .. }
        | R::NotPrepared { .. } => Code::FailedPrecondition,
    };
    let missing = if let R::NotPrepared { missing, .. } = refusal { &missing[..] } else { &[] };
    let items = missing.iter().flat_map(|of| of.items.iter().map(move |item| (&of.list, item)));
    let faults = items.map(|(list, item)| {
        PreconditionViolation::new("ITEM_MISSING", format!("{list}:{item}"), names.item(list, item))
    });
    Details::new(refusal.name(), language, told)
        .facts(facts::preparation(refusal))
        .faults(faults)
        .status(code)
}

/// A refusal about the keeping of a history as a call answers it.
pub fn keeping(refusal: &keeping::Refusal, language: Language) -> Status {
    use keeping::Refusal as R;
    let told = match language {
        Language::Dutch => nl::keeping(refusal),
        Language::English => en::keeping(refusal),
    };
    let code = match refusal {
        R::NotPermitted { .. } | R::SecondPersonNeeded { .. } => Code::PermissionDenied,
        R::HistoryUnknown => Code::NotFound,
        R::UnderHold { .. }
        | R::AlreadyRequested { .. }
        | R::RequestNotOpen { .. }
        | R::TextsRequired
        | R::RecordUnknown { .. }
        | R::TextUnknown { .. }
        | R::AlreadyErased
        | R::TooMany { .. }
        | R::HoldUnknown { .. } => Code::FailedPrecondition,
    };
    Details::new(refusal.name(), language, told).facts(facts::keeping(refusal)).status(code)
}

/// What a person reads when a dossier's rules say no.
pub fn dossier_told(refusal: &dossier::Refusal, language: Language, names: Names<'_>) -> String {
    match language {
        Language::Dutch => nl::dossier(refusal, names),
        Language::English => en::dossier(refusal, names),
    }
}

fn dossier_code(refusal: &dossier::Refusal) -> Code {
    use dossier::Refusal as R;
    if matches!(refusal, R::DossierUnknown) {
        Code::NotFound
    } else if matches!(refusal, R::NotPermitted { .. } | R::OtherCoordinator { .. })
        || matches!(refusal, R::Escalation(refusal) if refusal.is_about_who())
    {
        Code::PermissionDenied
    } else {
        Code::FailedPrecondition
    }
}

/// What can be recorded instead of an outcome that does not follow from the stances.
struct Otherwise {
    /// When the parties do not agree.
    undecided: Outcome,
    /// When they agree on conditions.
    conditions: Option<Outcome>,
}

fn otherwise(outcome: Outcome) -> Otherwise {
    let adopted = outcome == Outcome::Adopted;
    let positive = outcome == Outcome::Positive;
    let undecided = if Role::Advises.outcomes().contains(&outcome) {
        Outcome::NoAdvice
    } else if Role::Ratifies.outcomes().contains(&outcome) {
        Outcome::NotRatified
    } else {
        Outcome::NoAgreement
    };
    let conditions = adopted
        .then_some(Outcome::AdoptedWithConditions)
        .or(positive.then_some(Outcome::PositiveWithConditions));
    Otherwise { undecided, conditions }
}

/// The faults of a document by kind, so that a sentence can name those of one kind together.
#[derive(Debug, Default)]
struct ByKind<'a> {
    /// Words, words allowed, pages allowed.
    too_long: Option<(u32, u32, u32)>,
    missing: Vec<&'a SectionId>,
    empty: Vec<&'a SectionId>,
    unknown: Vec<&'a SectionId>,
}

impl<'a> ByKind<'a> {
    fn of(faults: &'a [DocumentFault]) -> Self {
        let mut kinds = Self::default();
        for fault in faults {
            match fault {
                DocumentFault::SectionUnknown(id) => kinds.unknown.push(id),
                DocumentFault::SectionMissing(id) => kinds.missing.push(id),
                DocumentFault::SectionEmpty(id) => kinds.empty.push(id),
                DocumentFault::TooLong { words, words_max, pages_a4 } => {
                    kinds.too_long = Some((*words, *words_max, *pages_a4));
                }
            }
        }
        kinds
    }
}

fn document_fault(fault: &DocumentFault, language: Language, names: Names<'_>) -> PreconditionViolation {
    let (rule, subject) = match fault {
        DocumentFault::SectionUnknown(id) => ("SECTION_UNKNOWN", id.to_string()),
        DocumentFault::SectionMissing(id) => ("SECTION_MISSING", id.to_string()),
        DocumentFault::SectionEmpty(id) => ("SECTION_EMPTY", id.to_string()),
        DocumentFault::TooLong { .. } => ("TOO_LONG", "document".into()),
    };
    let told = match language {
        Language::Dutch => nl::document_fault(fault, names),
        Language::English => en::document_fault(fault, names),
    };
    PreconditionViolation::new(rule, subject, told)
}
