//! A document version is kept for good, complete or not.

use domain::{
    context::Capacity,
    dossier::{
        DOCUMENTS_MAX, Event, Refusal, SECTIONS_MAX, document_faults,
        event::DocumentFiled,
        refusal::{Countable, DocumentFault, Needs},
    },
    framework::Outcome,
    sealed::Digest,
};

use crate::{
    acts::{
        administrator, colleague, coordinator, document, file, file_complete, neighbour, secretary, sections,
        withdraw,
    },
    region::{VOORSTEL_WORDS_MAX, id, ids, region},
    story::{Case, Story, given},
};

#[test]
fn a_version_is_filed_complete_or_not() {
    let incomplete = [("aanleiding", 12), ("planning", 0)];
    given(Story::opened()).when(file("voorstel", &incomplete), coordinator(0)).then(Event::DocumentFiled(
        DocumentFiled {
            document: document("voorstel", 1),
            digest: Digest([11; 32]),
            sections: sections(&incomplete),
        },
    ));
}

#[test]
fn versions_are_counted_for_each_format() {
    let story =
        Story::opened().files("voorstel").files("businesscase").files("voorstel").files("projectplan");
    let filed: Vec<_> = story.dossier().documents.iter().map(|filed| filed.document.clone()).collect();
    let expected = [("voorstel", 1), ("businesscase", 1), ("voorstel", 2), ("projectplan", 1)];
    assert_eq!(filed, expected.map(|(format, version)| document(format, version)));
}

#[test]
fn a_version_may_be_filed_wherever_the_dossier_is() {
    let visited = Story::at("voorstel-rbo").files("voorstel");
    let revising = visited.outcome(Outcome::ReferredBack).files("voorstel");
    assert_eq!(revising.dossier().documents.len(), 3);
}

#[test]
fn filing_changes_nothing_that_bodies_look_at() {
    let before = Story::at("voorstel-rbo");
    let after = before.clone().files("voorstel").files("businesscase");
    assert_eq!(before.dossier().phase, after.dossier().phase);
    assert_eq!(before.dossier().submitted, after.dossier().submitted);
    assert_eq!(before.dossier().visits, after.dossier().visits);
}

#[test]
fn every_fault_of_a_document_is_named_in_the_order_of_its_format() {
    let voorstel = region().format(&id("voorstel")).unwrap().clone();
    let faults = document_faults(&voorstel, &sections(&[("planning", 901), ("doelgroep", 0)]));
    let expected = [
        DocumentFault::SectionMissing(id("aanleiding")),
        DocumentFault::SectionEmpty(id("doelgroep")),
        DocumentFault::SectionMissing(id("financiering")),
        DocumentFault::TooLong { words: 901, words_max: VOORSTEL_WORDS_MAX, pages_a4: 2 },
    ];
    assert_eq!(faults, expected);
}

#[test]
fn the_most_words_are_just_enough_and_no_sum_overflows() {
    let voorstel = region().format(&id("voorstel")).unwrap().clone();
    let words = |planning| {
        sections(&[("aanleiding", 300), ("doelgroep", 300), ("financiering", 299), ("planning", planning)])
    };
    assert_eq!(document_faults(&voorstel, &words(1)), []);
    let too_long = |words| DocumentFault::TooLong { words, words_max: VOORSTEL_WORDS_MAX, pages_a4: 2 };
    assert_eq!(document_faults(&voorstel, &words(2)), [too_long(901)]);
    assert_eq!(document_faults(&voorstel, &words(u32::MAX)), [too_long(u32::MAX)]);
    let projectplan = region().format(&id("projectplan")).unwrap().clone();
    assert_eq!(document_faults(&projectplan, &sections(&[("plan", u32::MAX)])), [], "it has no limit");
}

#[test]
fn the_last_version_that_a_dossier_can_hold_is_filed() {
    assert_eq!(filed_often(DOCUMENTS_MAX).dossier().documents.len(), DOCUMENTS_MAX);
}

#[test]
fn refused() {
    Case::all_hold(refusals());
}

/// Every way in which filing is refused.
pub(crate) fn refusals() -> Vec<Case> {
    [by_whom(), what()].into_iter().flatten().collect()
}

fn by_whom() -> Vec<Case> {
    let case = |rule, when, by, refused| Case { rule, given: Story::opened(), when, by, refused };
    let plain = || file_complete("voorstel");
    let needs = Needs::Coordinator;
    vec![
        case(
            "a secretary files nothing",
            plain(),
            secretary("rbo", 0),
            Refusal::NotPermitted { acted_as: Capacity::Secretary { body: id("rbo") }, needs: needs.clone() },
        ),
        case(
            "an administrator files nothing",
            plain(),
            administrator(0),
            Refusal::NotPermitted { acted_as: Capacity::Administrator, needs },
        ),
        case(
            "not even a colleague, who first takes the dossier over",
            plain(),
            colleague(0),
            Refusal::OtherCoordinator { coordinator: id("u-coordinator") },
        ),
        case(
            "nor a coordinator of another party",
            plain(),
            neighbour(0),
            Refusal::OtherCoordinator { coordinator: id("u-coordinator") },
        ),
    ]
}

fn what() -> Vec<Case> {
    let case = |rule, when, refused| Case { rule, given: Story::opened(), when, by: coordinator(0), refused };
    let plain = || file_complete("voorstel");
    let unknown = [("samenvatting", 1), ("aanleiding", 1), ("begroting", 0), ("aanleiding", 2)];
    let mut other = Story::opened();
    other.framework.reference.digest = Digest([9; 32]);
    vec![
        case(
            "in a format of the framework",
            file("gedicht", &[]),
            Refusal::FormatUnknown {
                format: id("gedicht"),
                known: ids(&["voorstel", "businesscase", "projectplan"]),
            },
        ),
        case(
            "with sections of the format; all others are named",
            file("voorstel", &unknown),
            Refusal::DocumentFaulty {
                faults: ["samenvatting", "begroting"]
                    .map(|name| DocumentFault::SectionUnknown(id(name)))
                    .into(),
            },
        ),
        case(
            "each section once",
            file("voorstel", &[("aanleiding", 1), ("doelgroep", 1), ("aanleiding", 1)]),
            Refusal::Repeated { what: Countable::Sections, which: "aanleiding".into() },
        ),
        case(
            "no more sections than a record holds",
            file("voorstel", &[("aanleiding", 1); SECTIONS_MAX + 1]),
            Refusal::TooMany { what: Countable::Sections, given: SECTIONS_MAX + 1, max: SECTIONS_MAX },
        ),
        Case {
            rule: "no more versions than a dossier holds",
            given: filed_often(DOCUMENTS_MAX),
            when: plain(),
            by: coordinator(0),
            refused: Refusal::TooMany {
                what: Countable::Documents,
                given: DOCUMENTS_MAX + 1,
                max: DOCUMENTS_MAX,
            },
        },
        Case {
            rule: "not after the end",
            given: Story::opened().and(withdraw(), coordinator(0)),
            when: plain(),
            by: coordinator(0),
            refused: Refusal::Ended { end: id("ingetrokken") },
        },
        Case {
            rule: "only under the framework of the dossier",
            given: other,
            when: plain(),
            by: coordinator(0),
            refused: Refusal::OtherFramework { dossier: region().reference },
        },
    ]
}

fn filed_often(count: usize) -> Story {
    (0..count).fold(Story::opened(), |story, _| story.files("voorstel"))
}
