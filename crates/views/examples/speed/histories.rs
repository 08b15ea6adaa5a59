//! Histories of six records, some thousands of them under way at once.

use bytes::Bytes;
use domain::{
    Event,
    context::Capacity,
    dossier::event::{
        DocumentFiled, DocumentRef, DossierOpened, Event as Dossier, Next, Opening, RoundSubmitted,
        SectionFiled, Treated, VisitRef,
    },
    framework::{FrameworkRef, Outcome, Role, adoption::FrameworkAdopted},
    ids::{CommandId, DossierId, Revision},
    sealed::{Digest, Sealed},
};
use jiff::{Timestamp, civil::date};
use journal::Entry;
use record::{HistoryId, Record, Recorded, Sealer, document_digest, encode};
use uuid::Uuid;

const SOURCE: &str = "urn:nld:oin:00000001823288444000:systeem:besluitspoor";
const UNDER_WAY: usize = 5_000;
const RECORDS_EACH: u64 = 6;
const SECTIONS: [&str; 6] = ["inleiding", "aanleiding", "doelgroep", "aanpak", "financiering", "planning"];
const WORDS: &str = "Op drie scholen in de gemeente wachten kinderen langer dan een half jaar op een plek waar onderwijs \
                     en zorg samenkomen; met deze groep kunnen zij dicht bij huis blijven.";

pub(super) struct Histories {
    throw: u64,
    left: u64,
    under_way: Vec<(DossierId, u64)>,
    adopted: bool,
}

impl Histories {
    pub(super) fn new(dossiers: u64) -> Self {
        Self { throw: 1, left: dossiers, under_way: Vec::new(), adopted: false }
    }

    fn throw(&mut self) -> u64 {
        self.throw =
            self.throw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.throw ^ (self.throw >> 29)
    }

    fn uuid(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.throw(), self.throw())
    }
}

impl Iterator for Histories {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let mut sealer = Sealer::new({
            let seed = self.throw();
            move || [u8::try_from(seed & 0xFF).unwrap_or_default(); 32]
        });
        if !self.adopted {
            self.adopted = true;
            let event = Event::FrameworkAdopted(FrameworkAdopted {
                framework: framework(),
                supersedes: None,
                effective_from: date(2026, 1, 1),
                reference_prefix: "OZA".into(),
                file: sealer.seal("file", WORDS),
            });
            let command = CommandId(self.uuid());
            return Some(entry(HistoryId::Framework(framework().id), 1, command, event, sealer));
        }
        while self.left > 0 && self.under_way.len() < UNDER_WAY {
            self.left -= 1;
            let id = DossierId(self.uuid());
            self.under_way.push((id, 0));
        }
        if self.under_way.is_empty() {
            return None;
        }
        let pick = usize::try_from(self.throw() % self.under_way.len() as u64).unwrap_or_default();
        let (id, done) = self.under_way[pick];
        let advised = self.throw() % 10 < 6;
        let command = if done == 0 { CommandId(id.0) } else { CommandId(self.uuid()) };
        let event = Event::Dossier(event(done, advised, &mut sealer));
        self.under_way[pick].1 += 1;
        // Four in ten stay where they are: they wait for the advice.
        if done + 1 == RECORDS_EACH || (done == 3 && !advised) {
            self.under_way.swap_remove(pick);
        }
        Some(entry(HistoryId::Dossier(id), done + 1, command, event, sealer))
    }
}

fn entry(history: HistoryId, revision: u64, command: CommandId, event: Event, sealer: Sealer<'_>) -> Entry {
    let record = Record {
        id: command.0,
        history: history.clone(),
        revision: Revision(revision),
        command,
        recorded: Recorded::new(Timestamp::constant(1_773_320_591, 0), 3_600),
        actor: id("u-coordinator-7"),
        capacity: Capacity::Coordinator { party: id("gemeente-heiloo") },
        event,
    };
    let bytes = encode(&record, SOURCE).expect("these records are lawful");
    let texts = Bytes::from(sealer.into_texts());
    Entry { history, revision: Revision(revision), command, record: bytes.into(), texts }
}

fn event(done: u64, advised: bool, sealer: &mut Sealer<'_>) -> Dossier {
    match done {
        0 => Dossier::DossierOpened(DossierOpened {
            framework: framework(),
            title: sealer.seal("title", "Onderwijs-zorggroep Heiloo voor kleuters"),
            functions: vec![id("terugleiden"), id("versterken")],
            target_group: Some(sealer.seal("target", "kleuters die nu nergens passen")),
            follows: None,
            coordinator: id("u-coordinator-7"),
            party: id("gemeente-heiloo"),
            awaits: id("voorstel"),
        }),
        1 => {
            let section =
                |name: &&str| SectionFiled { id: id(name), words: 30, text: sealer.seal(name, WORDS) };
            let sections: Vec<_> = SECTIONS.iter().map(section).collect();
            Dossier::DocumentFiled(DocumentFiled {
                document: document(),
                digest: document_digest(&sections),
                sections,
            })
        }
        2 => Dossier::RoundSubmitted(RoundSubmitted {
            round: id("voorstel"),
            document: document(),
            opens: opening("beleidsoverleg", Role::Informed),
        }),
        3 => Dossier::NoticeTaken(treated(
            "beleidsoverleg",
            Role::Informed,
            Outcome::Noted,
            None,
            Next::Visit(opening("pora", Role::Advises)),
        )),
        4 if advised => {
            let why = sealer.seal("motivation", WORDS);
            let next = Next::Visit(opening("oogo", Role::Decides));
            Dossier::AdviceGiven(treated("pora", Role::Advises, Outcome::Positive, Some(why), next))
        }
        4 => {
            let why = sealer.seal("motivation", WORDS);
            let next = Next::Visit(opening("oogo", Role::Decides));
            Dossier::AdviceGiven(treated("pora", Role::Advises, Outcome::Negative, Some(why), next))
        }
        _ => {
            let next = Next::Round(id("businesscase"));
            Dossier::DecisionTaken(treated("oogo", Role::Decides, Outcome::Adopted, None, next))
        }
    }
}

fn treated(body: &str, role: Role, outcome: Outcome, motivation: Option<Sealed>, next: Next) -> Treated {
    Treated {
        visit: visit(body),
        body: id(body),
        role,
        outcome,
        treated_on: date(2026, 3, 12),
        motivation,
        conditions: Vec::new(),
        judged: Vec::new(),
        stances: Vec::new(),
        departs_from: Vec::new(),
        next,
    }
}

fn opening(body: &str, role: Role) -> Opening {
    Opening {
        visit: visit(body),
        round: id("voorstel"),
        body: id(body),
        role,
        documents: vec![document()],
        arrived: date(2026, 3, 12),
        due: Some(date(2026, 4, 12)),
    }
}

fn visit(body: &str) -> VisitRef {
    VisitRef { step: id(&format!("voorstel-{body}")), number: 1 }
}

fn document() -> DocumentRef {
    DocumentRef { format: id("voorstel"), version: 1 }
}

fn framework() -> FrameworkRef {
    FrameworkRef { id: id("regio-alkmaar"), version: id("2026.1"), digest: Digest([7; 32]) }
}

fn id<T: std::str::FromStr>(name: &str) -> T {
    name.parse().ok().expect("a good name")
}
