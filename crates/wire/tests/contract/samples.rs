//! A sample of every refusal, with what its sentences must hold.

use domain::{
    context::Capacity,
    dossier::{
        Refusal,
        event::{ConditionNumber, DocumentRef, VisitRef},
        refusal::{Awaits, Because, Countable, DocumentFault, Needs},
    },
    framework::{FrameworkRef, Outcome, Role},
    ids::Revision,
    sealed::Digest,
};
use jiff::civil::date;

use crate::fixture::{DOSSIER, id};

/// A refusal, and what its Dutch and its English sentence must hold.
pub(crate) type Told = (Refusal, &'static [&'static str], &'static [&'static str]);

pub(crate) fn reference() -> FrameworkRef {
    FrameworkRef { id: id("regio-alkmaar"), version: id("2026.1"), digest: Digest([7; 32]) }
}

pub(crate) fn visit(number: u32) -> VisitRef {
    VisitRef { step: id("voorstel-pora"), number }
}

fn document(version: u32) -> DocumentRef {
    DocumentRef { format: id("voorstel"), version }
}

/// Refusals about who acts, and where the dossier is.
fn of_the_dossier() -> Vec<Told> {
    use Refusal as R;
    let coordinator = Capacity::Coordinator { party: id("gemeente-heiloo") };
    let secretary = Capacity::Secretary { body: id("rbo") };
    vec![
        (R::DossierUnknown, &["geen dossier"], &["no dossier"]),
        (R::AlreadyOpened, &["al een dossier"], &["already opened"]),
        (
            R::OtherFramework { dossier: reference() },
            &["regio-alkmaar", "2026.1"],
            &["regio-alkmaar", "2026.1"],
        ),
        (
            R::FrameworkNotInForce { effective_from: date(2027, 1, 1) },
            &["1 januari 2027"],
            &["1 January 2027"],
        ),
        (
            R::NotPermitted { acted_as: coordinator, needs: Needs::SecretaryOf(id("pora")) },
            &["coördinator van gemeente-heiloo", "de secretaris van pora"],
            &["coordinator for gemeente-heiloo", "the secretary of pora"],
        ),
        (
            R::NotPermitted { acted_as: secretary, needs: Needs::CoordinatorOrAdministrator },
            &["secretaris van rbo", "de coördinator of een beheerder"],
            &["secretary of rbo", "the coordinator or an administrator"],
        ),
        (
            R::NotPermitted { acted_as: Capacity::Administrator, needs: Needs::Coordinator },
            &["beheerder", "een coördinator"],
            &["administrator", "a coordinator"],
        ),
        (R::OtherCoordinator { coordinator: id("u-7F3") }, &["u-7F3"], &["u-7F3"]),
        (R::Ended { end: id("vastgesteld") }, &["‘vastgesteld’"], &["‘vastgesteld’"]),
        (
            R::NotAwaited { awaits: Awaits::Round(id("businesscase")) },
            &["‘businesscase’"],
            &["‘businesscase’"],
        ),
        (
            R::NotAwaited { awaits: Awaits::Visit(visit(2)) },
            &["behandeling 2 aan stap ‘voorstel-pora’"],
            &["visit 2 to step ‘voorstel-pora’"],
        ),
        (R::NotAwaited { awaits: Awaits::Revision }, &["terugverwijzing"], &["referral back"]),
        (R::RoundUnknown { round: id("ronde-9") }, &["‘ronde-9’"], &["‘ronde-9’"]),
        (
            R::WrongRound { asked: id("businesscase"), awaited: id("voorstel") },
            &["‘businesscase’", "‘voorstel’"],
            &["‘businesscase’", "‘voorstel’"],
        ),
        (R::FunctionRequired, &["ten minste één"], &["at least one"]),
        (
            R::FunctionUnknown { function: id("vermaken"), known: vec![id("terugleiden"), id("opbouwen")] },
            &["‘vermaken’", "‘terugleiden’", "‘opbouwen’"],
            &["‘vermaken’", "‘terugleiden’", "‘opbouwen’"],
        ),
        (R::PartyUnknown { party: id("gemeente-x") }, &["partij ‘gemeente-x’"], &["party ‘gemeente-x’"]),
        (R::AlreadyDecided, &["intrekken kan niet meer"], &["no longer possible"]),
        (
            R::FollowedUnknown { followed: id(DOSSIER) },
            &[DOSSIER, "om op te volgen"],
            &[DOSSIER, "to follow"],
        ),
        (R::FollowedNotEnded { followed: id(DOSSIER) }, &[DOSSIER, "loopt nog"], &[DOSSIER, "not ended"]),
        (R::AlreadyCoordinator, &["al van deze coördinator"], &["already has this coordinator"]),
    ]
}

/// Refusals about documents.
pub(crate) fn of_documents() -> Vec<Told> {
    use Refusal as R;
    let long = DocumentFault::TooLong { words: 1_114, words_max: 900, pages_a4: 2 };
    let faults = vec![
        long.clone(),
        DocumentFault::SectionMissing(id("inleiding.doelgroep")),
        DocumentFault::SectionMissing(id("financiering")),
        DocumentFault::SectionEmpty(id("planning")),
        DocumentFault::SectionUnknown(id("bijlage")),
    ];
    vec![
        (
            R::FormatUnknown { format: id("brief"), known: vec![id("voorstel")] },
            &["‘brief’", "‘voorstel’"],
            &["‘brief’", "‘voorstel’"],
        ),
        (
            R::FormatNotForRound {
                format: id("voorstel"),
                round: id("ronde-2"),
                opens_with: vec![id("businesscase"), id("projectplan")],
            },
            &["‘ronde-2’", "‘voorstel’", "‘businesscase’ en ‘projectplan’"],
            &["‘ronde-2’", "‘voorstel’", "‘businesscase’ and ‘projectplan’"],
        ),
        (
            R::DocumentFaulty { faults: vec![long] },
            &["Het document is 214 woorden te lang: 1.114 van ten hoogste 900 woorden (2 A4). Kort het in"],
            &["The document is 214 words too long: 1,114 of at most 900 words (2 A4). Shorten it"],
        ),
        (
            R::DocumentFaulty { faults },
            &[
                "214 woorden",
                "‘inleiding.doelgroep’ en ‘financiering’",
                "‘planning’",
                "‘bijlage’",
                "Herstel dit",
            ],
            &[
                "214 words",
                "‘inleiding.doelgroep’ and ‘financiering’",
                "‘planning’",
                "‘bijlage’",
                "Mend this",
            ],
        ),
        (
            R::DocumentUnknown { document: document(3) },
            &["versie 3 van ‘voorstel’"],
            &["version 3 of ‘voorstel’"],
        ),
        (
            R::NewVersionNeeded { submitted: document(1) },
            &["versie 1 van ‘voorstel’"],
            &["version 1 of ‘voorstel’"],
        ),
        (
            R::ConditionsUnanswered { conditions: vec![ConditionNumber(1), ConditionNumber(4)] },
            &["voorwaarde 1 en voorwaarde 4"],
            &["condition 1 and condition 4"],
        ),
    ]
}

/// Refusals about what a body did.
fn of_outcomes() -> Vec<Told> {
    use Refusal as R;
    vec![
        (
            R::VisitNotOpen { asked: visit(1), open: Some(visit(2)) },
            &["behandeling 1", "behandeling 2"],
            &["visit 1", "visit 2"],
        ),
        (
            R::VisitNotOpen { asked: visit(1), open: None },
            &["behandeling 1", "geen enkel"],
            &["visit 1", "no body"],
        ),
        (
            R::OutcomeNotOfRole { outcome: Outcome::Adopted, role: Role::Advises },
            &["adviseert", "‘vastgesteld’", "‘negatief advies’"],
            &["advises", "‘adopted’", "‘no advice’"],
        ),
        (
            R::MotivationRequired { because: Because::Outcome(Outcome::Negative) },
            &["‘negatief advies’"],
            &["‘negative’"],
        ),
        (
            R::MotivationRequired { because: Because::DepartsFrom(vec![visit(1), visit(2)]) },
            &["wijkt af", "behandeling 1", "behandeling 2"],
            &["departs from", "visit 1", "visit 2"],
        ),
        (
            R::ConditionsRequired { outcome: Outcome::AdoptedWithConditions },
            &["‘vastgesteld met voorwaarden’"],
            &["‘adopted with conditions’"],
        ),
        (
            R::ConditionsNotPossible {
                outcome: Outcome::Positive,
                instead: Some(Outcome::PositiveWithConditions),
            },
            &["‘positief advies’", "of kies ‘positief advies met voorwaarden’"],
            &["‘positive’", "or choose ‘positive with conditions’"],
        ),
        (
            R::ConditionsNotPossible { outcome: Outcome::Noted, instead: None },
            &["‘ter kennisname’"],
            &["‘noted’"],
        ),
    ]
}

/// Refusals about parties that ratify for themselves.
fn of_parties() -> Vec<Told> {
    use Refusal as R;
    vec![
        (
            R::EachPartySpeaks { step: id("partijen"), parties: vec![id("gemeente-heiloo")] },
            &["partijen", "gemeente-heiloo"],
            &["partijen", "gemeente-heiloo"],
        ),
        (
            R::BodySpeaks { step: id("partijen"), body: id("pora") },
            &["partijen", "pora"],
            &["partijen", "pora"],
        ),
        (
            R::NotARatifier { party: id("elders"), parties: vec![id("gemeente-heiloo")] },
            &["elders", "gemeente-heiloo"],
            &["elders", "gemeente-heiloo"],
        ),
        (
            R::AlreadySpoke { party: id("gemeente-heiloo"), revision: Revision(24) },
            &["gemeente-heiloo", "regel 24"],
            &["gemeente-heiloo", "line 24"],
        ),
        (
            R::NotWhatItSaid { party: id("gemeente-heiloo"), asked: Revision(3), stands: Some(Revision(24)) },
            &["Regel 3", "regel 24"],
            &["Line 3", "line 24"],
        ),
        (
            R::NotWhatItSaid { party: id("gemeente-heiloo"), asked: Revision(3), stands: None },
            &["Regel 3", "nog niet"],
            &["Line 3", "not spoken yet"],
        ),
    ]
}

/// Refusals about days, and about where a dossier goes on.
fn of_days_and_ways() -> Vec<Told> {
    use Refusal as R;
    vec![
        (
            R::DateInFuture { given: date(2026, 5, 2), today: date(2026, 5, 1) },
            &["2 mei", "1 mei"],
            &["2 May", "1 May"],
        ),
        (
            R::DateBeforeArrival { given: date(2026, 3, 1), arrived: date(2026, 3, 8) },
            &["1 maart 2026", "8 maart 2026"],
            &["1 March 2026", "8 March 2026"],
        ),
        (
            R::DueDatePast { given: date(2026, 3, 1), treated_on: date(2026, 3, 8) },
            &["1 maart 2026", "8 maart 2026"],
            &["1 March 2026", "8 March 2026"],
        ),
        (
            R::SuspensionOverlaps { given: date(2026, 3, 10), until: date(2026, 3, 16) },
            &["10 maart 2026", "16 maart 2026"],
            &["10 March 2026", "16 March 2026"],
        ),
        (
            R::TermRanOut { given: date(2026, 4, 16), due: date(2026, 4, 15) },
            &["15 april 2026", "16 april 2026"],
            &["15 April 2026", "16 April 2026"],
        ),
        (
            R::ResumedTooEarly { given: date(2026, 3, 8), since: date(2026, 3, 9) },
            &["8 maart 2026", "9 maart 2026"],
            &["8 March 2026", "9 March 2026"],
        ),
        (R::AlreadySuspended { since: date(2026, 3, 9) }, &["9 maart 2026"], &["9 March 2026"]),
        (R::NotSuspended { visit: visit(2) }, &["behandeling 2", "‘voorstel-pora’"], &["‘voorstel-pora’"]),
        (R::NoTerm { step: id("voorstel-pora") }, &["‘voorstel-pora’"], &["‘voorstel-pora’"]),
        (R::WaitsForItself { body: id("pora") }, &["pora"], &["pora"]),
        (
            R::BodyUnknown { body: id("raad"), known: vec![id("rbo"), id("pora")] },
            &["‘raad’", "‘rbo’ en ‘pora’"],
            &["‘raad’", "‘rbo’ and ‘pora’"],
        ),
        (
            R::VisitsExhausted { step: id("voorstel-pora"), visits_max: 3 },
            &["‘voorstel-pora’", "3 keer"],
            &["‘voorstel-pora’", "3 times"],
        ),
        (
            R::CannotResumeAt {
                asked: id("voorstel-oogo"),
                possible: vec![id("voorstel-rbo"), id("voorstel-pora")],
            },
            &["‘voorstel-oogo’", "‘voorstel-rbo’ en ‘voorstel-pora’"],
            &["‘voorstel-oogo’", "‘voorstel-rbo’ and ‘voorstel-pora’"],
        ),
        (R::ResumeNotPossible { outcome: Outcome::Positive }, &["‘positief advies’"], &["‘positive’"]),
    ]
}

/// Refusals about lists, conditions and corrections.
fn of_the_rest() -> Vec<Told> {
    use Refusal as R;
    let condition = ConditionNumber(5);
    vec![
        (
            R::TooMany { what: Countable::Documents, given: 1_001, max: 200 },
            &["1.001 documentversies", "200"],
            &["1,001 document versions", "200"],
        ),
        (
            R::TooMany { what: Countable::Conditions, given: 201, max: 200 },
            &["201 voorwaarden"],
            &["201 conditions"],
        ),
        (
            R::Repeated { what: Countable::Sections, which: "planning".into() },
            &["onderdeel ‘planning’"],
            &["Section ‘planning’"],
        ),
        (
            R::Repeated { what: Countable::Answers, which: "5".into() },
            &["voorwaarde ‘5’"],
            &["condition ‘5’"],
        ),
        (R::AnswerRequired, &["ten minste één"], &["at least one"]),
        (R::ConditionUnknown { condition }, &["voorwaarde 5"], &["condition 5"]),
        (R::ConditionMet { condition }, &["voorwaarde 5"], &["condition 5"]),
        (R::NotAnOutcome { revision: Revision(4) }, &["Regel 4"], &["Record 4"]),
        (R::AlreadyCorrected { by: Revision(9) }, &["regel 9"], &["record 9"]),
        (R::NothingCorrected, &["hetzelfde"], &["already says"]),
        (R::CorrectionTooLate { later: Revision(12) }, &["Regel 12"], &["Record 12"]),
    ]
}

/// A sample of every rule, and of every shape of its facts.
pub(crate) fn all() -> Vec<Told> {
    let (stances, ladder) = (crate::stances::refusals(), crate::escalation::refusals());
    [
        of_the_dossier(),
        of_documents(),
        of_outcomes(),
        stances,
        of_parties(),
        of_days_and_ways(),
        of_the_rest(),
        ladder,
    ]
    .concat()
}
