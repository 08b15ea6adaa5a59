//! Every kind of record, told in two languages.

use domain::{
    Event,
    arrangement::{
        ArrangementConcluded, ArrangementRegistered, EvaluationRecorded, Event as Of, Follower, Found, Level,
        MeasureForm, Measured, Numbers,
    },
    dossier::{
        self,
        command::{Answer, Judgement},
        event::{
            ConditionNumber, ConditionSet, ConditionsAnswered, DocumentFiled, DocumentRef, DossierHandedOver,
            DossierOpened, DossierWithdrawn, Next, Opening, OutcomeCorrected, PartySpoke, Replaces,
            RoundSubmitted, SectionFiled, TermResumed, TermSuspended, Treated, VisitRef, Voice, WaitingOn,
        },
    },
    framework::{Conclusion, EndKind, Outcome, Role, adoption::FrameworkAdopted},
    ids::{EvaluationNumber, Revision},
    keeping::{
        self, Ground, RecordTexts,
        event::{ErasureDeclined, ErasureRequested, HistoryConfirmed, HoldLifted, HoldPlaced, TextsErased},
    },
    sealed::{Digest, Sealed},
};
use jiff::civil::date;
use wire::{Language, Names};

use crate::archive::{dossier, id};

const SEALED: Sealed = Sealed(Digest([7; 32]));

fn visit(step: &str) -> VisitRef {
    VisitRef { step: id(step), number: 1 }
}

fn document(format: &str, version: u32) -> DocumentRef {
    DocumentRef { format: id(format), version }
}

fn opening(body: &str) -> Opening {
    Opening {
        visit: visit(&format!("voorstel-{body}")),
        round: id("voorstel"),
        body: id(body),
        role: Role::Advises,
        documents: vec![document("voorstel", 1)],
        arrived: date(2026, 3, 12),
        due: None,
    }
}

fn to(body: &str) -> Next {
    Next::Visit(opening(body))
}

fn end(end: &str, kind: EndKind) -> Next {
    Next::End { end: id(end), kind }
}

fn treated(body: &str, role: Role, outcome: Outcome, next: Next) -> Treated {
    let set =
        |number| ConditionSet { number: ConditionNumber(number), text: SEALED, holder: None, due: None };
    Treated {
        visit: visit(&format!("voorstel-{body}")),
        body: id(body),
        role,
        outcome,
        treated_on: date(2026, 3, 12),
        motivation: Some(SEALED),
        conditions: if outcome.sets_conditions() { vec![set(1), set(2)] } else { Vec::new() },
        judged: Vec::new(),
        stances: Vec::new(),
        departs_from: Vec::new(),
        next,
    }
}

fn did(body: &str, role: Role, outcome: Outcome, next: Next) -> Event {
    Event::Dossier(dossier::Event::treated(treated(body, role, outcome, next)))
}

fn coordinators(framework: &domain::framework::Framework) -> Vec<Event> {
    use dossier::Event as D;
    let submitted = |format: &str, version, body| RoundSubmitted {
        round: id("voorstel"),
        document: document(format, version),
        opens: opening(body),
    };
    let answer = |number| Answer { condition: ConditionNumber(number), text: SEALED };
    let section = |name: &str, words| SectionFiled { id: id(name), words, text: SEALED };
    let opened = DossierOpened {
        framework: framework.reference.clone(),
        title: SEALED,
        functions: vec![id("terugleiden"), id("opbouwen")],
        target_group: None,
        follows: None,
        coordinator: id("u-1"),
        party: id("gemeente-heiloo"),
        awaits: id("voorstel"),
    };
    let again =
        DossierOpened { functions: vec![id("opbouwen")], follows: Some(dossier(1)), ..opened.clone() };
    let sections = vec![section("inleiding.aanleiding", 1_112), section("financiering", 2)];
    let events = vec![
        D::DossierOpened(opened),
        D::DossierOpened(again),
        D::DocumentFiled(DocumentFiled {
            document: document("voorstel", 2),
            digest: Digest([1; 32]),
            sections,
        }),
        D::RoundSubmitted(submitted("voorstel", 2, "beleidsoverleg")),
        D::RevisionSubmitted(submitted("voorstel", 3, "rbo")),
        D::ConditionsAnswered(ConditionsAnswered { answers: vec![answer(1), answer(2)] }),
        D::DossierWithdrawn(DossierWithdrawn { reason: SEALED, end: id("ingetrokken") }),
        D::DossierHandedOver(DossierHandedOver {
            from: id("u-1"),
            to: id("u-2"),
            party: id("swv-ppo-nk"),
            reason: None,
        }),
    ];
    events.into_iter().map(Event::Dossier).collect()
}

fn bodies() -> Vec<Event> {
    let advised = |outcome| did("pora", Role::Advises, outcome, to("oogo"));
    let decided = |outcome, next| did("oogo", Role::Decides, outcome, next);
    let judged = |number, met| Judgement { condition: ConditionNumber(number), met };
    let departing = Treated {
        departs_from: vec![visit("voorstel-rbo"), visit("voorstel-pora")],
        judged: vec![judged(1, true), judged(2, false), judged(3, true)],
        ..treated("oogo", Role::Decides, Outcome::AdoptedAmended, Next::Round(id("businesscase")))
    };
    let corrected = OutcomeCorrected {
        corrects: Revision(7),
        reason: SEALED,
        treated: treated("pora", Role::Advises, Outcome::Positive, to("oogo")),
    };
    vec![
        did("beleidsoverleg", Role::Informed, Outcome::Noted, to("rbo")),
        advised(Outcome::Positive),
        advised(Outcome::PositiveWithConditions),
        advised(Outcome::Negative),
        advised(Outcome::NoAdvice),
        did("pora", Role::Advises, Outcome::Deferred, to("pora")),
        did("pora", Role::Advises, Outcome::ReferredBack, Next::Revision { resume_at: id("voorstel-rbo") }),
        decided(Outcome::Adopted, end("vastgesteld", EndKind::Adopted)),
        Event::Dossier(dossier::Event::treated(departing)),
        decided(Outcome::AdoptedWithConditions, Next::Round(id("businesscase"))),
        decided(Outcome::Rejected, end("afgewezen", EndKind::Rejected)),
        decided(Outcome::NoAgreement, end("geen-overeenstemming", EndKind::NoAgreement)),
        did("college-heiloo", Role::Ratifies, Outcome::Ratified, end("vastgesteld", EndKind::Adopted)),
        did("college-heiloo", Role::Ratifies, Outcome::NotRatified, end("afgewezen", EndKind::Rejected)),
        Event::Dossier(dossier::Event::OutcomeCorrected(corrected)),
    ]
}

fn parties() -> Vec<Event> {
    let voice = |ratified| Voice {
        party: id("gemeente-heiloo"),
        ratified,
        decided_on: date(2026, 6, 9),
        organ: SEALED,
        reasons: (!ratified).then_some(SEALED),
        mandate: None,
    };
    let among = PartySpoke {
        visit: visit("businesscase-partijen"),
        body: id("partijen"),
        voice: voice(true),
        replaces: None,
        completes: None,
    };
    let next = Next::End { end: id("afgewezen"), kind: EndKind::Rejected };
    let Event::Dossier(dossier::Event::RatificationGiven(together)) =
        did("partijen", Role::Ratifies, Outcome::NotRatified, next)
    else {
        panic!("a ratification")
    };
    let last = PartySpoke {
        voice: voice(false),
        replaces: Some(Replaces { revision: Revision(21), reason: SEALED }),
        completes: Some(Box::new(together)),
        ..among.clone()
    };
    [among, last].map(|spoke| Event::Dossier(dossier::Event::PartySpoke(spoke))).to_vec()
}

fn terms() -> Vec<Event> {
    let suspended = |waits_for| {
        Event::Dossier(dossier::Event::TermSuspended(TermSuspended {
            visit: visit("voorstel-pora"),
            body: id("pora"),
            from: date(2026, 3, 16),
            waits_for,
            reason: SEALED,
        }))
    };
    let resumed = TermResumed {
        visit: visit("voorstel-pora"),
        body: id("pora"),
        runs_from: date(2026, 3, 30),
        due: date(2026, 6, 18),
    };
    vec![
        suspended(WaitingOn::Submitter),
        suspended(WaitingOn::Party(id("swv-ppo-nk"))),
        suspended(WaitingOn::Body(id("rbo"))),
        suspended(WaitingOn::Outside(SEALED)),
        Event::Dossier(dossier::Event::TermResumed(resumed)),
    ]
}

fn administrators(framework: &domain::framework::Framework) -> Vec<Event> {
    let adopted = FrameworkAdopted {
        framework: framework.reference.clone(),
        supersedes: None,
        effective_from: date(2026, 1, 1),
        reference_prefix: "OZA".into(),
        file: SEALED,
    };
    let later = FrameworkAdopted { supersedes: Some(id("2025.2")), ..adopted.clone() };
    let registered = ArrangementRegistered {
        name: SEALED,
        target_group: None,
        partners: vec![SEALED],
        funding: vec![id("tlv")],
        functions: vec![id("opbouwen")],
        party: id("swv-ppo-nk"),
        level: Level::Group,
    };
    let bare =
        ArrangementRegistered { functions: Vec::new(), level: Level::Individual, ..registered.clone() };
    vec![
        Event::FrameworkAdopted(adopted),
        Event::FrameworkAdopted(later),
        Event::Arrangement(domain::arrangement::Event::ArrangementRegistered(registered)),
        Event::Arrangement(domain::arrangement::Event::ArrangementRegistered(bare)),
    ]
}

fn evaluators() -> Vec<Event> {
    let measured = |indicator: &str, found| Measured { indicator: id(indicator), found };
    let hidden = Found::Hidden(MeasureForm::Pupils, SEALED);
    let recorded = EvaluationRecorded {
        number: EvaluationNumber(1),
        planned: Some(date(2027, 6, 1)),
        on: date(2027, 6, 14),
        results: vec![
            measured("doelrealisatie", Found::Told(Numbers::Share { part: 12, whole: 24 })),
            measured("vrijstellingen", hidden),
        ],
        findings: SEALED,
        source: SEALED,
    };
    let bare = EvaluationRecorded { planned: None, results: Vec::new(), ..recorded.clone() };
    let continued = ArrangementConcluded {
        evaluation: Some(EvaluationNumber(1)),
        conclusion: Conclusion::Continue,
        on: date(2027, 7, 1),
        body: Some(id("regisseuroverleg")),
        follower: None,
        into: None,
        reason: SEALED,
        evaluations: vec![date(2028, 6, 1)],
    };
    let ended = ArrangementConcluded { evaluations: Vec::new(), ..continued.clone() };
    let follower = Some(Follower { dossier: dossier(2), revision: Revision(9) });
    let developed = ArrangementConcluded { conclusion: Conclusion::Develop, follower, ..ended.clone() };
    let integrated = ArrangementConcluded { conclusion: Conclusion::Integrate, ..ended.clone() };
    let closed =
        ArrangementConcluded { conclusion: Conclusion::Close, evaluation: None, body: None, ..ended };
    let evaluated = [recorded, bare].map(|it| Of::EvaluationRecorded(Box::new(it)));
    let concluded =
        [continued, developed, integrated, closed].map(|it| Of::ArrangementConcluded(Box::new(it)));
    evaluated.into_iter().chain(concluded).map(Event::Arrangement).collect()
}

fn keepers() -> Vec<Event> {
    use keeping::Event as K;
    let texts = vec![
        RecordTexts { revision: Revision(1), texts: vec![SEALED] },
        RecordTexts { revision: Revision(4), texts: vec![SEALED, Sealed(Digest([8; 32]))] },
    ];
    let one = vec![RecordTexts { revision: Revision(1), texts: vec![SEALED] }];
    let (request, requested_by, reason) = (Revision(9), id("u-a1"), SEALED);
    vec![
        K::ErasureRequested(ErasureRequested { ground: Ground::Privacy, texts: texts.clone(), reason: None }),
        K::ErasureRequested(ErasureRequested {
            ground: Ground::ProceduralFault,
            texts: one,
            reason: Some(SEALED),
        }),
        K::ErasureDeclined(ErasureDeclined { request, requested_by: id("u-a1"), reason }),
        K::TextsErased(TextsErased { request, requested_by, ground: Ground::Privacy, texts }),
        K::HoldPlaced(HoldPlaced { reason }),
        K::HoldLifted(HoldLifted { hold: Revision(12), reason }),
        K::HistoryConfirmed(HistoryConfirmed { last: Revision(13) }),
    ]
    .into_iter()
    .map(Event::Keeping)
    .collect()
}

/// The table is `story.txt`: one line of Dutch and one of English for each event, then an empty line.
#[test]
fn every_kind_of_record_is_told_in_one_sentence() {
    let framework = kader::read(kader::shipped::regio_alkmaar()).expect("a sound framework");
    let events = [
        coordinators(&framework),
        bodies(),
        parties(),
        terms(),
        administrators(&framework),
        evaluators(),
        keepers(),
    ]
    .concat();
    let told = |event: &Event| {
        let [nl, en] = [Language::Dutch, Language::English]
            .map(|language| audit::story::told(event, Names::of(&framework), language));
        format!("{nl}\n{en}\n")
    };
    let told = events.iter().map(told).collect::<Vec<_>>().join("\n");
    assert_eq!(told, include_str!("story.txt"), "if this is meant, it is the new table:\n{told}");
}

#[test]
fn without_a_framework_short_names_are_told() {
    let event = did("pora", Role::Advises, Outcome::Positive, to("oogo"));
    let told = audit::story::told(&event, Names::none(), Language::Dutch);
    assert_eq!(told, "pora gaf op 12 maart 2026 positief advies; het dossier gaat naar oogo.");
}
