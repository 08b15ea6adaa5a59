//! One record of every type, and more where a type has optional parts: what the golden files hold.

mod arrangement;
mod commitment;
mod escalation;
mod evaluation;
mod keeping;
mod mandate;
mod meeting;
mod preparation;
mod term;
mod voice;

use domain::{
    Event,
    arrangement::{ArrangementRegistered, Event as OfArrangement, Level},
    context::Capacity,
    decision::{Office, PartyStance, Replacement, Stance},
    dossier::{
        self,
        command::{Answer, Judgement},
        event::{
            ConditionNumber, ConditionSet, ConditionsAnswered, DocumentFiled, DocumentRef, DossierHandedOver,
            DossierOpened, DossierWithdrawn, Next, Opening, OutcomeCorrected, RoundSubmitted, SectionFiled,
            Treated, VisitRef,
        },
    },
    framework::{EndKind, FrameworkRef, Outcome, Role, adoption::FrameworkAdopted},
    ids::{ArrangementId, CommandId, DossierId, MandateId, Revision},
    mandate::MandateRef,
    sealed::{Digest, Sealed},
};
use jiff::civil::{Date, date};
use record::{HistoryId, Record, Recorded, document_digest};
use uuid::Uuid;

/// What the samples are written with.
pub(crate) const SOURCE: &str = "urn:nld:oin:00000001823288444000:systeem:besluitspoor";

/// Every sample, with the name of its golden file.
pub(crate) fn all() -> Vec<(&'static str, Record)> {
    let mut all = acts_of_coordinators();
    all.extend(acts_of_bodies());
    all.extend(decisions());
    all.extend(term::acts());
    all.extend(voice::acts());
    all.extend(escalation::acts());
    all.extend(acts_of_administrators());
    all.extend(arrangement::acts());
    all.extend(commitment::acts());
    all.extend(evaluation::acts());
    all.extend(mandate::acts());
    all.extend(meeting::acts());
    all.extend(preparation::acts());
    all.extend(keeping::acts());
    all
}

/// A name of any kind.
fn id<T: std::str::FromStr>(text: &str) -> T {
    text.parse().ok().unwrap_or_else(|| panic!("'{text}' is a name"))
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_b5f0_0000_7000_8000_0000_0000_0000 + number)
}

fn sealed(byte: u8) -> Sealed {
    Sealed(Digest([byte; 32]))
}

/// A record of a dossier, written by the coordinator.
fn coordinator(revision: u64, event: dossier::Event) -> Record {
    Record {
        id: uuid(u128::from(revision)),
        history: HistoryId::Dossier(DossierId(uuid(0xd0))),
        revision: Revision(revision),
        command: CommandId(uuid(0xc0 + u128::from(revision))),
        recorded: Recorded::new(id("2026-03-12T13:03:11.120Z"), 3_600),
        actor: id("u-1f3a"),
        capacity: Capacity::Coordinator { party: id("ppo-nk") },
        event: Event::Dossier(event),
    }
}

/// A record of a dossier, written by the secretary of the body that treated it.
fn secretary(revision: u64, treated: Treated) -> Record {
    Record {
        recorded: Recorded::new(id("2026-07-01T07:30:00.000001Z"), 7_200),
        actor: id("u-9c41"),
        capacity: Capacity::Secretary { body: treated.body.clone() },
        ..coordinator(revision, dossier::Event::treated(treated))
    }
}

fn administrator(history: HistoryId, event: Event) -> Record {
    Record {
        id: uuid(1),
        history,
        revision: Revision(1),
        command: CommandId(uuid(0xc1)),
        recorded: Recorded::new(id("2026-01-05T09:00:00Z"), 3_600),
        actor: id("u-0001"),
        capacity: Capacity::Administrator,
        event,
    }
}

fn framework() -> FrameworkRef {
    FrameworkRef { id: id("regio-alkmaar"), version: id("2026.1"), digest: Digest([0xfa; 32]) }
}

fn document(format: &str, version: u32) -> DocumentRef {
    DocumentRef { format: id(format), version }
}

fn visit(step: &str, number: u32) -> VisitRef {
    VisitRef { step: id(step), number }
}

/// A visit that opened when a body had treated the one before.
fn opening(step: &str, number: u32, body: &str, role: Role, due: Option<Date>) -> Opening {
    let round = step.split('-').next().unwrap_or(step);
    Opening {
        visit: visit(step, number),
        round: id(round),
        body: id(body),
        role,
        documents: vec![document(round, 1)],
        arrived: date(2026, 6, 30),
        due,
    }
}

/// A visit that opened when a coordinator submitted a document.
fn submitted(step: &str, number: u32, body: &str, role: Role, version: u32) -> RoundSubmitted {
    let opens = Opening {
        documents: vec![document("voorstel", version)],
        arrived: date(2026, 3, 12),
        ..opening(step, number, body, role, Some(date(2026, 4, 9)))
    };
    RoundSubmitted { round: opens.round.clone(), document: document("voorstel", version), opens }
}

/// A treatment without anything that may be left out.
fn treated(step: &str, body: &str, role: Role, outcome: Outcome, next: Next) -> Treated {
    Treated {
        visit: visit(step, 1),
        body: id(body),
        role,
        outcome,
        treated_on: date(2026, 6, 30),
        motivation: None,
        conditions: Vec::new(),
        judged: Vec::new(),
        stances: Vec::new(),
        departs_from: Vec::new(),
        next,
    }
}

fn condition(number: u32) -> ConditionSet {
    ConditionSet { number: ConditionNumber(number), text: sealed(0x40), holder: None, due: None }
}

/// One stance of every kind, with and without what may be left out.
fn stances() -> Vec<PartyStance> {
    let taken = |party, stance, words: Option<u8>| PartyStance {
        party: id(party),
        stance,
        words: words.map(sealed),
        replacement: None,
        mandate: None,
        dissent: None,
    };
    let replacement = Replacement {
        seated: id("u-4d10"),
        replaces: id("u-2b77"),
        office: Office::Official,
        reported_on: date(2026, 6, 26),
        reason: Some(sealed(0x37)),
    };
    let bare = Replacement { office: Office::Executive, reason: None, ..replacement.clone() };
    vec![
        PartyStance {
            replacement: Some(replacement),
            mandate: Some(MandateRef { id: MandateId(uuid(0xa1)), revision: Revision(2) }),
            ..taken("gemeente-alkmaar", Stance::Agrees, Some(0x36))
        },
        taken("gemeente-bergen", Stance::AgreesWithConditions, Some(0x38)),
        PartyStance {
            dissent: Some(sealed(0x3a)),
            ..taken("gemeente-castricum", Stance::Objects, Some(0x39))
        },
        taken("gemeente-heiloo", Stance::Abstains, None),
        taken("gemeente-uitgeest", Stance::Absent, None),
        PartyStance { replacement: Some(bare), ..taken("swv-ppo-nk", Stance::Agrees, None) },
        taken("swv-vo-nk", Stance::Recused, Some(0x3b)),
    ]
}

fn opened() -> DossierOpened {
    DossierOpened {
        framework: framework(),
        title: sealed(0x10),
        functions: vec![id("opbouwen"), id("terugleiden")],
        target_group: Some(sealed(0x11)),
        follows: Some(DossierId(uuid(0xd1))),
        coordinator: id("u-1f3a"),
        party: id("ppo-nk"),
        awaits: id("voorstel"),
    }
}

fn filed() -> DocumentFiled {
    let section = |name, words, text| SectionFiled { id: id(name), words, text: sealed(text) };
    let sections = vec![
        section("inleiding.aanleiding", 112, 0x20),
        section("inleiding.doelgroep", 48, 0x21),
        section("financiering", 0, 0x22),
    ];
    DocumentFiled { document: document("voorstel", 1), digest: document_digest(&sections), sections }
}

fn acts_of_coordinators() -> Vec<(&'static str, Record)> {
    use dossier::Event as D;
    let bare = DossierOpened { target_group: None, follows: None, ..opened() };
    let first = submitted("voorstel-beleidsoverleg", 1, "beleidsoverleg", Role::Informed, 1);
    let no_term = RoundSubmitted { opens: Opening { due: None, ..first.opens.clone() }, ..first.clone() };
    let again = submitted("voorstel-rbo", 2, "rbo", Role::Advises, 2);
    let answers = vec![
        Answer { condition: ConditionNumber(1), text: sealed(0x50) },
        Answer { condition: ConditionNumber(2), text: sealed(0x51) },
    ];
    let handed_over = DossierHandedOver {
        from: id("u-1f3a"),
        to: id("u-77b2"),
        party: id("swv-vo-nk"),
        reason: Some(sealed(0x61)),
    };
    vec![
        ("dossier-geopend.v1", coordinator(1, D::DossierOpened(opened()))),
        ("dossier-geopend.v1.bare", coordinator(1, D::DossierOpened(bare))),
        ("document-vastgelegd.v1", coordinator(2, D::DocumentFiled(filed()))),
        ("ronde-ingediend.v1", coordinator(3, D::RoundSubmitted(first))),
        ("ronde-ingediend.v1.no-term", coordinator(3, D::RoundSubmitted(no_term))),
        ("herziening-ingediend.v1", coordinator(8, D::RevisionSubmitted(again))),
        ("voorwaarden-beantwoord.v1", coordinator(9, D::ConditionsAnswered(ConditionsAnswered { answers }))),
        (
            "voorstel-ingetrokken.v1",
            coordinator(
                4,
                D::DossierWithdrawn(DossierWithdrawn { reason: sealed(0x60), end: id("ingetrokken") }),
            ),
        ),
        ("dossier-overgedragen.v1", coordinator(5, D::DossierHandedOver(handed_over.clone()))),
        (
            "dossier-overgedragen.v1.bare",
            coordinator(5, D::DossierHandedOver(DossierHandedOver { reason: None, ..handed_over })),
        ),
    ]
}

fn acts_of_bodies() -> Vec<(&'static str, Record)> {
    let to_rbo = Next::Visit(opening("voorstel-rbo", 1, "rbo", Role::Advises, Some(date(2026, 7, 28))));
    let to_pora = Next::Visit(opening("voorstel-pora", 1, "pora", Role::Advises, None));
    let again = Next::Visit(opening("voorstel-pora", 2, "pora", Role::Advises, Some(date(2026, 9, 2))));
    let noted = treated("voorstel-beleidsoverleg", "beleidsoverleg", Role::Informed, Outcome::Noted, to_rbo);
    let conditional =
        ConditionSet { holder: Some(id("gemeente-heiloo")), due: Some(date(2026, 9, 1)), ..condition(2) };
    let advice = Treated {
        motivation: Some(sealed(0x30)),
        conditions: vec![condition(1), conditional],
        ..treated("voorstel-rbo", "rbo", Role::Advises, Outcome::PositiveWithConditions, to_pora.clone())
    };
    let silent = treated("voorstel-rbo", "rbo", Role::Advises, Outcome::NoAdvice, to_pora);
    let deferred = Treated {
        motivation: Some(sealed(0x31)),
        ..treated("voorstel-pora", "pora", Role::Advises, Outcome::Deferred, again)
    };
    let to_submitter = Next::Revision { resume_at: id("voorstel-rbo") };
    let referred_back = Treated {
        motivation: Some(sealed(0x32)),
        ..treated("voorstel-pora", "pora", Role::Advises, Outcome::ReferredBack, to_submitter)
    };
    vec![
        ("kennisname-vastgelegd.v2", secretary(4, noted)),
        ("advies-uitgebracht.v2", secretary(5, advice)),
        ("advies-uitgebracht.v2.bare", secretary(5, silent)),
        ("dossier-aangehouden.v2", secretary(6, deferred)),
        ("dossier-terugverwezen.v2", secretary(7, referred_back)),
    ]
}

fn decisions() -> Vec<(&'static str, Record)> {
    let end = |end, kind| Next::End { end: id(end), kind };
    let decided = |outcome, next| treated("voorstel-oogo", "oogo", Role::Decides, outcome, next);
    let adopted = decided(Outcome::Adopted, Next::Round(id("businesscase")));
    let departing = Treated {
        motivation: Some(sealed(0x33)),
        conditions: vec![condition(3)],
        judged: vec![
            Judgement { condition: ConditionNumber(1), met: true },
            Judgement { condition: ConditionNumber(2), met: false },
        ],
        stances: stances(),
        departs_from: vec![visit("businesscase-rbo", 1), visit("businesscase-pora", 2)],
        ..treated(
            "businesscase-oogo",
            "oogo",
            Role::Decides,
            Outcome::AdoptedWithConditions,
            Next::Visit(opening("businesscase-heiloo", 1, "college-heiloo", Role::Ratifies, None)),
        )
    };
    let rejected = Treated {
        motivation: Some(sealed(0x34)),
        ..decided(Outcome::Rejected, end("afgewezen", EndKind::Rejected))
    };
    let split = Treated {
        motivation: Some(sealed(0x35)),
        ..decided(Outcome::NoAgreement, end("geen-overeenstemming", EndKind::NoAgreement))
    };
    let adopted_end = end("vastgesteld", EndKind::Adopted);
    let ratified =
        treated("businesscase-heiloo", "college-heiloo", Role::Ratifies, Outcome::Ratified, adopted_end);
    let corrected =
        OutcomeCorrected { corrects: Revision(10), reason: sealed(0x62), treated: rejected.clone() };
    let correction = Record {
        event: Event::Dossier(dossier::Event::OutcomeCorrected(corrected)),
        ..secretary(11, rejected.clone())
    };
    vec![
        ("besluit-genomen.v2", secretary(10, adopted)),
        ("besluit-genomen.v2.departs-from-advice", secretary(20, departing)),
        ("besluit-genomen.v2.rejected", secretary(10, rejected)),
        ("overeenstemming-uitgebleven.v2", secretary(10, split)),
        ("besluit-bekrachtigd.v2", secretary(21, ratified)),
        ("uitkomst-gecorrigeerd.v2", correction),
    ]
}

fn acts_of_administrators() -> Vec<(&'static str, Record)> {
    let adopted = FrameworkAdopted {
        framework: framework(),
        supersedes: Some(id("2025.2")),
        effective_from: date(2026, 2, 1),
        reference_prefix: "OZA".to_owned(),
        file: sealed(0x70),
    };
    let registered = ArrangementRegistered {
        name: sealed(0x71),
        target_group: Some(sealed(0x72)),
        partners: vec![sealed(0x73), sealed(0x74)],
        funding: vec![id("tlv"), id("jeugdhulp")],
        functions: vec![id("opbouwen")],
        party: id("ppo-nk"),
        level: Level::Group,
    };
    let bare = ArrangementRegistered {
        target_group: None,
        partners: Vec::new(),
        funding: Vec::new(),
        functions: Vec::new(),
        level: Level::Individual,
        ..registered.clone()
    };
    let adoption =
        |adopted| administrator(HistoryId::Framework(id("regio-alkmaar")), Event::FrameworkAdopted(adopted));
    let registration = |registered| {
        administrator(
            HistoryId::Arrangement(ArrangementId(uuid(0xa0))),
            Event::Arrangement(OfArrangement::ArrangementRegistered(registered)),
        )
    };
    vec![
        ("kader-vastgesteld.v1", adoption(adopted.clone())),
        ("kader-vastgesteld.v1.first", adoption(FrameworkAdopted { supersedes: None, ..adopted })),
        ("arrangement-geregistreerd.v1", registration(registered)),
        ("arrangement-geregistreerd.v1.bare", registration(bare)),
    ]
}
