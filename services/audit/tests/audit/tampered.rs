//! What was tampered with is found, and where it shows.

use bytes::Bytes;
use domain::{
    Event,
    context::Capacity,
    dossier::{
        self,
        event::{Next, Treated},
    },
    framework::{EndKind, Outcome},
    ids::{CommandId, Revision},
    sealed::Digest,
};
use jiff::ToSpan as _;
use journal::Stored;
use record::{HistoryId, Position, Record, decode};
use uuid::Uuid;
use wire::Language;

use crate::{
    archive::{Archive, dossier, entry, id, sealed_again},
    verify::verified,
};

type Tamper = dyn Fn(&mut Vec<Stored>);

/// One record that was tampered with, and what must be said of it.
struct Case {
    name: &'static str,
    tamper: Box<Tamper>,
    at: u64,
    expected: &'static str,
    found: &'static str,
}

fn case(
    name: &'static str,
    tamper: impl Fn(&mut Vec<Stored>) + 'static,
    at: u64,
    expected: &'static str,
    found: &'static str,
) -> Case {
    Case { name, tamper: Box::new(tamper), at, expected, found }
}

/// Changes what the record at a position says, and keeps it where it is.
fn rewrite(stored: &mut [Stored], position: u64, change: impl FnOnce(&mut Record)) {
    let kept = &mut stored[usize::try_from(position).unwrap() - 1];
    let mut record = decode(&kept.entry.record).unwrap();
    change(&mut record);
    kept.entry.record = entry(&record, Bytes::new()).record;
}

/// Changes what a body did according to the record at a position.
fn retreat(stored: &mut [Stored], position: u64, change: impl FnOnce(&mut Treated)) {
    rewrite(stored, position, |record| {
        let Event::Dossier(event) = &record.event else { panic!("a dossier's record") };
        let mut treated = event.treatment().expect("a treatment").clone();
        change(&mut treated);
        record.event = Event::Dossier(dossier::Event::treated(treated));
    });
}

/// Takes a record away and closes the ranks.
fn without(stored: &mut Vec<Stored>, position: u64) {
    stored.remove(usize::try_from(position).unwrap() - 1);
    for (place, stored) in stored.iter_mut().enumerate() {
        stored.position = Position(place as u64 + 1);
    }
}

/// Positions in [`Archive::full`]: 1 adoption, 2 registration, then the first dossier: 3 opened, 4 filed,
/// 5 submitted, 6 noted, 7 to 10 advised, deferred, advised, referred back, 11 answered, 12 filed, 13 resubmitted,
/// 14 advised, 15 decided.
fn cases() -> Vec<Case> {
    let mut cases = of_bodies();
    cases.extend(of_coordinators());
    cases.extend(of_the_journal());
    cases.extend(of_frameworks());
    cases
}

fn of_bodies() -> Vec<Case> {
    vec![
        case(
            "another outcome that leads elsewhere",
            |stored| retreat(stored, 15, |treated| treated.outcome = Outcome::Rejected),
            15,
            "departs_from: voorstel-rbo/1; next.to: end; next.end: afgewezen; next.kind: rejected; next.round: –",
            "departs_from: voorstel-regisseuroverleg/2; next.to: round; next.round: businesscase; next.end: –; \
             next.kind: –",
        ),
        case(
            "another outcome that leads the same way shows where it is departed from",
            |stored| retreat(stored, 9, |treated| treated.outcome = Outcome::Positive),
            15,
            "departs_from: –",
            "departs_from: voorstel-regisseuroverleg/2",
        ),
        case(
            "another consequence",
            |stored| retreat(stored, 6, |treated| treated.next = Next::Round(id("businesscase"))),
            6,
            "next.to: visit; next.opens.visit: voorstel-rbo/1; next.opens.round: voorstel; next.opens.body: rbo; \
             next.opens.role: advises; next.opens.documents: voorstel/1; next.opens.arrived: 2026-03-09; \
             next.opens.due: 2026-05-26; next.round: –",
            "next.to: round; next.round: businesscase; next.opens.visit: –; next.opens.round: –; \
             next.opens.body: –; next.opens.role: –; next.opens.documents: –; next.opens.arrived: –; \
             next.opens.due: –",
        ),
        case(
            "another end",
            |stored| {
                let end = Next::End { end: id("vastgesteld"), kind: EndKind::Adopted };
                retreat(stored, 15, |treated| treated.next = end);
            },
            15,
            "next.to: round; next.round: businesscase; next.end: –; next.kind: –",
            "next.to: end; next.end: vastgesteld; next.kind: adopted; next.round: –",
        ),
        case(
            "somebody who may not",
            |stored| rewrite(stored, 10, |record| record.capacity = Capacity::Secretary { body: id("rbo") }),
            10,
            "refused: NOT_PERMITTED; acted_as: secretary:rbo; needs: secretary:pora",
            "actor: u-secretary; actingas: secretary:rbo;",
        ),
        case(
            "a motivation taken away",
            |stored| retreat(stored, 10, |treated| treated.motivation = None),
            10,
            "refused: MOTIVATION_REQUIRED; outcome: referred-back",
            "actor: u-secretary; actingas: secretary:pora;",
        ),
        case(
            "a date before the dossier arrived",
            |stored| {
                retreat(stored, 6, |treated| {
                    treated.treated_on = treated.treated_on.yesterday().unwrap() - 30.days()
                })
            },
            6,
            "refused: DATE_BEFORE_ARRIVAL; given: 2026-02-06; arrived: 2026-03-02",
            "actor: u-secretary;",
        ),
    ]
}

fn of_coordinators() -> Vec<Case> {
    vec![
        case(
            "somebody else's dossier",
            |stored| rewrite(stored, 11, |record| record.actor = id("u-other")),
            11,
            "refused: OTHER_COORDINATOR; coordinator: u-coordinator",
            "actor: u-other; actingas: coordinator:gemeente-heiloo;",
        ),
        case(
            "a section that is not in the document's digest",
            |stored| {
                rewrite(stored, 4, |record| {
                    let Event::Dossier(dossier::Event::DocumentFiled(filed)) = &mut record.event else {
                        panic!()
                    };
                    filed.sections[0].text.0 = Digest([9; 32]);
                });
            },
            4,
            "digest: ",
            "digest: ",
        ),
        case(
            "a framework that nobody adopted",
            |stored| {
                rewrite(stored, 3, |record| {
                    let Event::Dossier(dossier::Event::DossierOpened(opened)) = &mut record.event else {
                        panic!()
                    };
                    opened.framework.digest = Digest([9; 32]);
                });
            },
            3,
            "framework: one that was adopted before",
            "framework.id: regio-alkmaar; framework.version: 2026.1; framework.digest: 0909",
        ),
        case(
            "a dossier whose opening is gone",
            |stored| {
                let Stored { position, entry: opening } = stored[2].clone();
                rewrite(stored, 4, |record| record.revision = Revision(1));
                stored[3].entry.revision = Revision(1);
                stored[3].position = position;
                drop((stored.remove(2), opening));
            },
            3,
            "refused: DOSSIER_UNKNOWN",
            "actor: u-coordinator;",
        ),
        case(
            "an arrangement of nobody",
            |stored| {
                rewrite(stored, 2, |record| {
                    let Event::Arrangement(domain::arrangement::Event::ArrangementRegistered(registered)) =
                        &mut record.event
                    else {
                        panic!()
                    };
                    registered.party = id("gemeente-amsterdam");
                });
            },
            2,
            "refused: PARTY_UNKNOWN; party: gemeente-amsterdam",
            "actor: u-administrator; actingas: administrator;",
        ),
    ]
}

fn of_the_journal() -> Vec<Case> {
    vec![
        case("a record taken away", |stored| without(stored, 8), 8, "revision: 6", "revision: 7 (kept as 7)"),
        case("a gap", |stored| drop(stored.remove(7)), 9, "position: 8", "position: 9"),
        case("the beginning gone", |stored| drop(stored.remove(0)), 2, "position: 1", "position: 2"),
        case(
            "a record that says another revision",
            |stored| rewrite(stored, 8, |record| record.revision = Revision(9)),
            8,
            "revision: 6",
            "revision: 9 (kept as 6)",
        ),
        case(
            "a record of another dossier",
            |stored| rewrite(stored, 8, |record| record.history = HistoryId::Dossier(dossier(9))),
            8,
            "subject: dossier.00000000-0000-0000-0000-0000d0550001",
            "subject: dossier.00000000-0000-0000-0000-0000d0550009",
        ),
        case(
            "a record of another command",
            |stored| rewrite(stored, 8, |record| record.command = CommandId(Uuid::from_u128(9))),
            8,
            "commandid: 00000000-0000-0000-0000-0000c0c00007",
            "commandid: 00000000-0000-0000-0000-000000000009",
        ),
        case(
            "time that goes back",
            |stored| rewrite(stored, 12, |record| record.recorded.now -= 5.minutes()),
            12,
            "time: not before ",
            "time: 2026-04-06T",
        ),
        case(
            "bytes that are no record",
            |stored| stored[7].entry.record = Bytes::from_static(b"{\"specversion\":\"1.0\"}"),
            8,
            "type: one of the types that this software reads",
            "{\"specversion\":\"1.0\"}",
        ),
    ]
}

fn of_frameworks() -> Vec<Case> {
    vec![
        case(
            "a framework file whose words were changed",
            |stored| {
                let file = String::from_utf8(kader::shipped::regio_alkmaar().to_vec()).unwrap();
                stored[0].entry.texts = sealed_again("framework-file", &file.replace("Heiloo", "Hailoo"));
            },
            1,
            "framework.id: regio-alkmaar; framework.version: 2026.1; framework.digest: ",
            "the framework file is not beside the record of adoption: it was changed or taken away",
        ),
        case(
            "a framework file taken away",
            |stored| stored[0].entry.texts = Bytes::from_static(b"[]"),
            1,
            "framework.id: regio-alkmaar",
            "the framework file is not beside the record of adoption: it was changed or taken away",
        ),
        case(
            "a framework of another digest",
            |stored| {
                rewrite(stored, 1, |record| {
                    let Event::FrameworkAdopted(adopted) = &mut record.event else { panic!() };
                    adopted.framework.digest = Digest([9; 32]);
                });
            },
            1,
            "framework.id: regio-alkmaar; framework.version: 2026.1; framework.digest: 0909",
            "the framework file has digest ",
        ),
        case(
            "a framework that takes effect earlier than its file says",
            |stored| {
                rewrite(stored, 1, |record| {
                    let Event::FrameworkAdopted(adopted) = &mut record.event else { panic!() };
                    adopted.effective_from = adopted.effective_from.yesterday().unwrap();
                });
            },
            1,
            "effective_from: 2026-01-01",
            "effective_from: 2025-12-31",
        ),
        case(
            "a framework that a coordinator adopted",
            |stored| {
                let capacity = Capacity::Coordinator { party: id("gemeente-heiloo") };
                rewrite(stored, 1, |record| record.capacity = capacity);
            },
            1,
            "refused: NOT_PERMITTED; acted_as: coordinator:gemeente-heiloo; needs: administrator",
            "actor: u-administrator; actingas: coordinator:gemeente-heiloo;",
        ),
    ]
}

#[tokio::test]
async fn what_was_tampered_with_is_found_where_it_shows() {
    let archive = Archive::full().await;
    let stored = archive.stored().await;
    let mut complaints = Vec::new();
    for Case { name, tamper, at, expected, found } in cases() {
        let mut stored = stored.clone();
        tamper(&mut stored);
        let difference = verified(&stored).expect_err(name);
        let told = (difference.position.0, difference.expected(), difference.found());
        if told.0 != at || !told.1.starts_with(expected) || !told.2.starts_with(found) {
            complaints.push(format!("{name}: {told:#?}"));
        }
        let [nl, en] = Language::ALL.map(|language| difference.message(language));
        let place = told.0.to_string();
        assert!(nl != en && nl.contains(&place) && en.contains(&place), "{name}: {nl} {en}");
        assert!(nl.ends_with('.') && en.ends_with('.'), "{name}: {nl} {en}");
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
