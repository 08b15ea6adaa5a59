//! The demonstration as it is built: everything in its files is used and sound, on whatever day it runs, and what it says
//! to try can be typed.

use std::{collections::BTreeSet, ffi::OsString, fs, path::Path};

use audit::{Passage, Step};
use domain::{framework::EndKind, ids::BodyId};
use jiff::{civil::Date, tz::TimeZone};
use journal::{Journal as _, MemoryJournal};
use record::{LogId, Position};
use tempfile::TempDir;
use uuid::Uuid;
use views::{
    AsOf, PhaseKind, Views,
    query::{agenda, dossiers, register},
};

use super::{
    documents::PAPERS,
    examples::{Act, Stands, Term, name},
    past::Shipped,
    plan::{Plan, TooEarly},
    *,
};
use crate::{cli, document::Source};

const TODAY: Date = Date::constant(2026, 11, 22);

fn zone() -> TimeZone {
    TimeZone::get(TIME_ZONE).unwrap()
}

/// The past as of a day in a journal in memory, and views of it.
struct Built {
    journal: Arc<MemoryJournal>,
    written: Written,
    views: Views,
    _directory: TempDir,
}

impl Built {
    async fn on(today: Date) -> Self {
        let journal = Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(1))));
        let written = past::write(journal.clone(), today, &zone(), serve::config::SOURCE).await.unwrap();
        let directory = tempfile::tempdir().unwrap();
        let views = Views::open(directory.path(), journal.log_id(), journal.head()).unwrap();
        for position in 1..=journal.head().0 {
            let stored = journal.at(Position(position)).await.unwrap().unwrap();
            views.apply(&[stored]).unwrap();
        }
        Self { journal, written, views, _directory: directory }
    }

    fn agenda(&self, body: &BodyId) -> Vec<agenda::Row> {
        let query =
            agenda::Query { body: body.clone(), as_of: AsOf::Now, after: Position::START, limit: 100 };
        self.views.agenda(&query).unwrap().rows
    }

    fn dossiers(&self, phase: PhaseKind) -> Vec<dossiers::Row> {
        let query = dossiers::Query {
            filter: dossiers::Filter { phases: vec![phase], ..Default::default() },
            order: dossiers::Order::OpenedOldest,
            as_of: AsOf::Now,
            after: Position::START,
            limit: 100,
        };
        self.views.dossiers(&query).unwrap().rows
    }
}

#[tokio::test]
async fn every_body_has_something_to_do_in_both_rounds() {
    let built = Built::on(TODAY).await;
    let [region, _] = Shipped::all();
    let (mut overdue, mut soon, mut again) = (0, 0, 0);
    for body in &region.framework.bodies {
        let rows = built.agenda(&body.id);
        let rounds: BTreeSet<_> = rows.iter().map(|row| row.round.as_str()).collect();
        assert_eq!(rounds, ["businesscase", "voorstel"].into(), "{}", body.id);
        let late = rows.iter().filter(|row| row.term.as_ref().unwrap().is_over(TODAY)).count();
        (overdue, soon) = (overdue + late, soon + rows.len() - late);
        again += rows.iter().filter(|row| row.visit.number > 1).count();
    }
    assert!(overdue >= 3 && soon >= 5 && again >= 1, "{overdue} overdue, {soon} in time, {again} again");
}

#[tokio::test]
async fn the_register_has_bijlage_1_as_it_is_and_what_was_adopted() {
    let built = Built::on(TODAY).await;
    let query = register::Query {
        filter: register::Filter::default(),
        as_of: AsOf::Now,
        after: Position::START,
        limit: 100,
    };
    let rows = built.views.register(&query).unwrap().rows;
    let (existing, adopted): (Vec<_>, Vec<_>) =
        rows.iter().partition(|row| matches!(row.source, register::From::Registration(_)));
    assert_eq!((existing.len(), adopted.len(), built.written.arrangements), (18, 1, 18));
    // As bijlage 1 has them: five without partner and funding, and one without a target group.
    let bare = existing.iter().filter(|row| row.partners.is_empty() && row.funding.is_empty());
    assert_eq!(bare.count(), 5);
    assert_eq!(existing.iter().filter(|row| row.target_group.is_none()).count(), 1);
    assert_eq!(existing.iter().filter(|row| row.level == domain::arrangement::Level::Individual).count(), 4);
    assert_eq!(existing.iter().filter(|row| row.party.as_str() == "swv-ppo-nk").count(), 9);
    assert!(existing.iter().all(|row| row.functions.is_empty()));
}

#[tokio::test]
async fn dossiers_stand_where_the_examples_say_under_the_numbers_that_the_tour_names() {
    let built = Built::on(TODAY).await;
    for example in examples::dossiers() {
        let reference = built.written.reference(&example.title).parse().unwrap();
        let answer =
            built.views.dossier(&views::query::dossier::Key::Reference(reference), AsOf::Now).unwrap();
        let dossier = answer.dossier.unwrap();
        assert_eq!(dossier.title, views::Words::Known(example.title.clone()));
        assert!(example.title.starts_with("Voorbeeld: "), "{}", example.title);
        let Stands::Waits { step, term } = &example.stands else { continue };
        let last = dossier.visits.last().unwrap();
        assert_eq!(last.visit.step, name(step), "{}", example.title);
        assert_eq!(last.due.unwrap() < TODAY, *term == Term::Overdue, "{}", example.title);
    }
    assert_eq!(built.dossiers(PhaseKind::AtStep).len(), 10);
    assert_eq!(built.dossiers(PhaseKind::Revising).len(), 1);
    assert_eq!(built.dossiers(PhaseKind::Preparing).len(), 1);
    for kind in [EndKind::Adopted, EndKind::Rejected, EndKind::NoAgreement, EndKind::Withdrawn] {
        assert_eq!(built.dossiers(PhaseKind::Ended(kind)).len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn the_rules_decide_the_past_again_without_a_difference() {
    let built = Built::on(TODAY).await;
    let mut passage = Passage::of_journal(built.journal.as_ref());
    loop {
        match passage.step().await {
            Step::Progress(_) => {}
            Step::Agreed(progress) => {
                assert_eq!(progress.position, built.journal.head());
                break;
            }
            Step::Different(difference) => panic!("{difference:?}"),
            Step::Closed => panic!("nobody closed the journal"),
        }
    }
}

#[tokio::test]
async fn the_past_can_be_written_on_other_days_too() {
    for today in [Date::constant(2026, 12, 31), Date::constant(2027, 5, 5), Date::constant(2028, 2, 29)] {
        let journal = Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(1))));
        past::write(journal.clone(), today, &zone(), serve::config::SOURCE).await.unwrap();
        let last = journal.at(journal.head()).await.unwrap().unwrap();
        let recorded = record::decode(&last.entry.record).unwrap().recorded;
        assert!(recorded.today() < today, "{today}: {recorded:?}");
    }
}

#[test]
fn on_any_day_everything_happens_in_order_and_before_that_day() {
    let shipped = Shipped::all();
    let on: Vec<_> = examples::dossiers().into_iter().map(|example| Shipped::of(&shipped, example)).collect();
    for today in TODAY.series(jiff::ToSpan::days(11)).take(100) {
        let plan = Plan::of(&on, today, &zone()).unwrap();
        for (place, (example, _)) in on.iter().enumerate() {
            let own: Vec<_> = plan.happenings.iter().filter(|happening| happening.example == place).collect();
            let acts: Vec<_> = own.iter().map(|happening| happening.act).collect();
            let expected: Vec<_> = std::iter::once(None).chain((0..example.acts.len()).map(Some)).collect();
            assert_eq!(acts, expected, "{today}: {}", example.title);
            let apart = own.windows(2).all(|pair| pair[0].at < pair[1].at && pair[0].on < pair[1].on);
            assert!(apart && own.iter().all(|happening| happening.on < today), "{today}: {}", example.title);
        }
    }
    let early = Plan::of(&on, Date::constant(2026, 6, 1), &zone()).unwrap_err();
    assert!(matches!(early, TooEarly { effective_from, .. } if effective_from == Date::constant(2026, 1, 1)));
}

#[test]
fn every_paper_is_complete_and_belongs_to_an_example() {
    let [region, _] = Shipped::all();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demo/documents");
    let there: BTreeSet<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap().replace(".md", ""))
        .collect();
    let listed: BTreeSet<_> = PAPERS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, there);
    let mut used = BTreeSet::from([PAPER.to_owned()]);
    for act in examples::dossiers().into_iter().flat_map(|example| example.acts) {
        if let Act::Submit(paper) | Act::Resubmit(paper) = act {
            used.insert(paper);
        }
    }
    assert_eq!(used, there);
    for (name, text) in PAPERS {
        let source = Source::open(text.as_bytes()).unwrap();
        let format = source.front().format.as_ref().unwrap().value.clone();
        let reading = source.read(region.framework.format(&examples::name(&format)).unwrap());
        assert_eq!((reading.faults, reading.gaps), (vec![], vec![]), "{name}");
    }
}

#[tokio::test]
async fn what_there_is_to_try_can_be_typed() {
    let journal = Arc::new(MemoryJournal::new(LogId(Uuid::from_u128(1))));
    let written = past::write(journal, TODAY, &zone(), serve::config::SOURCE).await.unwrap();
    let directory = Path::new("/tmp/een map");
    let key = tlog::SigningKey::new("besluitspoor.invalid/demo", &[7; 32]).unwrap().verifier();
    let place = Place {
        directory,
        program: Path::new("/opt/besluitspoor"),
        grpc: LISTEN,
        metrics: METRICS,
        key: &key,
    };
    let tour = Tour::of(&written, TODAY, place);
    let commands = tour.parts.iter().flat_map(|part| part.commands.clone());
    let commands: Vec<_> = commands.chain([Stopped::of(directory).command]).collect();
    assert_eq!(commands.len(), 11);
    for words in commands {
        let line = std::iter::once("besluitspoor".to_owned()).chain(words.clone()).map(OsString::from);
        assert!(matches!(cli::read(line), Ok(cli::Line::Command(_))), "{words:?}");
    }
    let people = people::with_tokens().unwrap();
    for part in &tour.parts {
        let known = people.iter().any(|person| part.token_file == format!("tokens/{}", person.file));
        assert!(known, "{}", part.token_file);
    }
}

#[tokio::test]
async fn the_services_find_the_past_that_was_written() {
    let place = tempfile::tempdir().unwrap();
    let arguments = Args { data: Some(place.path().join("demo")), ..Args::default() };
    let home = home(&arguments).unwrap();
    let mut config = Config::new(home.directory.clone(), home.tokens()).unwrap();
    (config.listen, config.metrics) = ("127.0.0.1:0".parse().unwrap(), "127.0.0.1:0".parse().unwrap());
    write(&config, TODAY).await.unwrap();
    assert!(fs::read_dir(home.directory.join("journal")).unwrap().count() > 0);
    let running = serve::start(config).await.unwrap();
    let file = home.directory.join("tokens/member-pora");
    let server = format!("http://{}", running.grpc);
    let line =
        ["besluitspoor", "agenda", "pora", "--server", &server, "--token-file", file.to_str().unwrap()];
    let Ok(cli::Line::Command(read)) = cli::read(line.map(OsString::from)) else { panic!("it can be typed") };
    let client = Session::of(read.globals).client().await.unwrap();
    let asked = || wire::v1::GetAgendaRequest { body_id: "pora".into(), ..Default::default() };
    // The views may still be catching up with the journal.
    let mut waiting = 0;
    for _ in 0..200 {
        waiting = client.agendas().get_agenda(asked()).await.unwrap().into_inner().items.len();
        if waiting == 2 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(waiting, 2);
    running.stop().await;
}

#[test]
fn it_listens_on_this_machine_only() {
    assert_eq!(address("127.0.0.1:4750"), Ok(LISTEN));
    assert!(address("[::1]:0").is_ok());
    for wrong in ["0.0.0.0:4750", "192.0.2.1:4750", "localhost:4750", "4750", ""] {
        assert!(address(wrong).is_err(), "{wrong}");
    }
}
