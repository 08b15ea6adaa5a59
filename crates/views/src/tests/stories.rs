//! What a secretary and a coordinator would see, told one by one.

use domain::{
    dossier::{
        Command,
        command::{CorrectOutcome, RecordOutcome, Treatment, Withdraw},
        state::Phase,
    },
    framework::{EndKind, Outcome},
    ids::{DossierId, Revision},
};
use jiff::SignedDuration;
use record::Position;

use super::{
    region::id,
    snapshot::{agenda, dossier_at, entries, list},
    world::{Sealing, World},
};
use crate::{
    AsOf, PhaseKind, Views,
    query::{dossier, dossiers, parts::WaitsFor, register},
};

fn views_of(world: &World) -> (tempfile::TempDir, Views) {
    let directory = tempfile::tempdir().unwrap();
    let views = Views::open(directory.path(), world.log, Position::START).unwrap();
    views.apply(&world.stored).unwrap();
    (directory, views)
}

/// Whose agendas a dossier is on, and as which visit.
fn waits(views: &Views, as_of: AsOf) -> Vec<(String, String, u32)> {
    let rows = ["beleidsoverleg", "pora", "oogo", "partijen"].map(|body| agenda(views, &id(body), as_of, 10));
    let rows = rows.into_iter().flatten();
    rows.map(|row| (row.body.to_string(), row.visit.step.to_string(), row.visit.number)).collect()
}

impl World {
    /// A dossier that was submitted and waits for the first body.
    fn submitted(&mut self) -> DossierId {
        let dossier = self.open_in(Some(0));
        self.file(dossier);
        assert!(self.submit(dossier, &id("voorstel")));
        dossier
    }

    /// The body that the dossier waits for treats it.
    pub(super) fn treat(&mut self, dossier: DossierId, outcome: Outcome) {
        self.now += SignedDuration::from_hours(30);
        let Phase::AtStep { visit } = self.state(dossier).phase.clone() else {
            panic!("it waits for nobody")
        };
        let (mut treatment, mut texts) = self.treatment(dossier, outcome);
        // It may depart from advice, which asks for reasons.
        while treatment.motivation.is_none() {
            (treatment, texts) = self.treatment(dossier, outcome);
        }
        self.must(dossier, Command::RecordOutcome(RecordOutcome { visit, treatment }), texts);
    }

    fn correct_to(&mut self, dossier: DossierId, corrects: u64, outcome: Outcome) {
        let treated_on = self.state(dossier).treated_at(Revision(corrects)).unwrap().treated_on;
        let mut sealing = Sealing::new(self);
        let (reason, motivation) = (sealing.seal("Verkeerd gehoord."), Some(sealing.seal("Te duur.")));
        let texts = sealing.texts();
        let (conditions, judged) = (Vec::new(), Vec::new());
        let treatment = Treatment {
            outcome,
            treated_on,
            motivation,
            conditions,
            judged,
            stances: Vec::new(),
            resume_at: None,
        };
        let command = CorrectOutcome { corrects: Revision(corrects), reason, treatment };
        self.must(dossier, Command::CorrectOutcome(command), texts);
    }

    /// A dossier that ended adopted.
    pub(super) fn adopted(&mut self) -> DossierId {
        let dossier = self.submitted();
        for outcome in [Outcome::Noted, Outcome::Positive, Outcome::Adopted] {
            self.treat(dossier, outcome);
        }
        self.file(dossier);
        assert!(self.submit(dossier, &id("businesscase")));
        for outcome in [Outcome::Noted, Outcome::Negative, Outcome::Adopted, Outcome::Ratified] {
            self.treat(dossier, outcome);
        }
        dossier
    }
}

#[test]
fn a_correction_moves_a_dossier_to_the_agenda_it_belongs_on() {
    let mut world = World::new(61);
    let dossier = world.submitted();
    world.treat(dossier, Outcome::Noted);
    world.treat(dossier, Outcome::Positive);
    let wrong = AsOf::Position(world.head());
    let given = world.state(dossier).revision.0;
    // PORA did not advise: it put the dossier off.
    world.correct_to(dossier, given, Outcome::Deferred);
    let (_directory, views) = views_of(&world);
    assert_eq!(waits(&views, wrong), [("oogo".into(), "voorstel-oogo".into(), 1)]);
    assert_eq!(waits(&views, AsOf::Now), [("pora".into(), "voorstel-pora".into(), 2)]);
    let row = &agenda(&views, &id("pora"), AsOf::Now, 1)[0];
    let given = row.outcomes.iter().map(|given| (given.outcome, given.corrected)).collect::<Vec<_>>();
    assert_eq!(given, [(Outcome::Noted, false), (Outcome::Deferred, true)]);
    let visits = dossier_at(&views, dossier, AsOf::Now).unwrap().visits;
    assert_eq!(visits.iter().filter(|visit| visit.standing == dossier::Standing::Void).count(), 1);
}

#[test]
fn a_withdrawn_dossier_leaves_every_agenda_and_is_still_found() {
    let mut world = World::new(62);
    let dossier = world.submitted();
    world.treat(dossier, Outcome::Noted);
    let before = AsOf::Position(world.head());
    let mut sealing = Sealing::new(&mut world);
    let reason = sealing.seal("Toch niet.");
    let texts = sealing.texts();
    world.must(dossier, Command::Withdraw(Withdraw { reason }), texts);
    let (_directory, views) = views_of(&world);
    assert_eq!(waits(&views, before), [("pora".into(), "voorstel-pora".into(), 1)]);
    assert_eq!(waits(&views, AsOf::Now), []);
    let ended = dossiers::Filter { phases: vec![PhaseKind::Ended(EndKind::Withdrawn)], ..Default::default() };
    assert_eq!(list(&views, &ended, 10).len(), 1);
    let found = dossier_at(&views, dossier, AsOf::Now).unwrap();
    assert_eq!((found.waits_for, found.withdrawn.is_some()), (WaitsFor::Nobody, true));
}

#[test]
fn a_deferral_is_a_second_visit_on_the_same_agenda() {
    let mut world = World::new(63);
    let dossier = world.submitted();
    world.treat(dossier, Outcome::Noted);
    let first = world.head();
    world.treat(dossier, Outcome::Deferred);
    let (_directory, views) = views_of(&world);
    let then = &agenda(&views, &id("pora"), AsOf::Position(first), 5)[0];
    let now = &agenda(&views, &id("pora"), AsOf::Now, 5)[0];
    assert_eq!((then.visit.number, now.visit.number), (1, 2));
    assert_eq!((then.opened, now.opened), (first, world.head()));
    assert_eq!((then.outcomes.len(), now.outcomes.len()), (1, 2));
}

#[test]
fn what_was_on_the_agenda_on_a_day_shows_what_was_known_then() {
    let mut world = World::new(64);
    let dossier = world.submitted();
    world.treat(dossier, Outcome::Noted);
    world.treat(dossier, Outcome::PositiveWithConditions);
    let evening = world.records.iter().map(|record| record.recorded.now).max().unwrap();
    world.now += SignedDuration::from_hours(100);
    world.treat(dossier, Outcome::Adopted);
    let (_directory, views) = views_of(&world);
    assert_eq!(agenda(&views, &id("oogo"), AsOf::Now, 5), []);
    let then = agenda(
        &views,
        &id("oogo"),
        AsOf::Moment { moment: evening + SignedDuration::from_hours(50), head: Position::START },
        5,
    );
    assert_eq!(then.len(), 1);
    assert_eq!(then[0].dossier, dossier);
    assert_eq!((then[0].conditions.len(), then[0].documents.len(), then[0].outcomes.len()), (2, 1, 2));
}

#[test]
fn a_dossier_that_ends_adopted_enters_the_register_and_a_correction_takes_it_out() {
    let mut world = World::new(65);
    let dossier = world.adopted();
    let adopted = AsOf::Position(world.head());
    let ratified = world.state(dossier).revision.0;
    world.correct_to(dossier, ratified, Outcome::NotRatified);
    let rejected = AsOf::Position(world.head());
    let corrected = world.state(dossier).revision.0;
    world.correct_to(dossier, corrected, Outcome::Ratified);
    let (_directory, views) = views_of(&world);
    let stands = |as_of| entries(&views, &register::Filter::default(), as_of);
    assert_eq!(stands(rejected), []);
    for (as_of, added) in [(adopted, world.head().0 - 2), (AsOf::Now, world.head().0)] {
        let rows = stands(as_of);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].added, Position(added));
        let register::From::Dossier { id, decision, .. } = &rows[0].source else { panic!("{rows:?}") };
        // The decision was the record before the ratification.
        assert_eq!((*id, *decision), (dossier, Some(Position(world.head().0 - 3))));
    }
}

#[test]
fn the_register_is_filtered_by_party_level_and_text() {
    use domain::arrangement::Level;
    let mut world = World::new(66);
    world.adopted();
    for _ in 0..12 {
        world.register_any();
    }
    let (_directory, views) = views_of(&world);
    let all = entries(&views, &register::Filter::default(), AsOf::Now);
    assert_eq!(all.len(), 13);
    let any = register::Filter::default;
    for (filter, holds) in [
        (register::Filter { level: Some(Level::Individual), ..any() }, |row: &register::Row| {
            row.level == Level::Individual
        }),
        (register::Filter { party: Some(id("swv-po")), ..any() }, |row: &register::Row| {
            row.party.as_str() == "swv-po"
        }),
        (register::Filter { text: Some("bestaande taal".into()), ..any() }, |row: &register::Row| {
            row.name.known() == Some("Bestaande TAALKLAS")
        }),
    ] as [(register::Filter, fn(&register::Row) -> bool); 3]
    {
        let expected: Vec<_> = all.iter().filter(|row| holds(row)).cloned().collect();
        assert!(!expected.is_empty() && expected.len() < all.len(), "{filter:?}");
        assert_eq!(entries(&views, &filter, AsOf::Now), expected, "{filter:?}");
    }
}

#[test]
fn reference_numbers_count_the_dossiers_of_a_prefix_and_year() {
    let mut world = World::new(67);
    // Four hours before midnight UTC it is still this year in the region, one hour before midnight it is next year.
    world.now = "2026-12-31T19:00:00Z".parse().unwrap();
    let mut opened: Vec<(DossierId, i16, usize)> = Vec::new();
    for round in 0..6 {
        if round == 3 {
            world.now = "2027-01-20T12:00:00Z".parse().unwrap();
        }
        let dossier = world.open_any();
        let record = world.records.last().unwrap();
        let noord = world.state(dossier).framework.id.as_str() == "regio-noord";
        opened.push((dossier, record.recorded.today().year(), usize::from(noord)));
    }
    let (_directory, views) = views_of(&world);
    let mut counted = std::collections::BTreeMap::<(i16, usize), u32>::new();
    for (dossier, year, prefix) in opened {
        let number = counted.entry((year, prefix)).or_default();
        *number += 1;
        let expected = format!("{}-{year}-{number:04}", ["OZA", "OZ-N"][prefix]);
        assert_eq!(dossier_at(&views, dossier, AsOf::Now).unwrap().reference.to_string(), expected);
        let key = dossier::Key::Reference(expected.parse().unwrap());
        assert_eq!(views.dossier(&key, AsOf::Now).unwrap().dossier.unwrap().id, dossier);
    }
    assert!(counted.len() >= 3, "{counted:?}");
    let nobody = dossier::Key::Reference("OZA-2026-9999".parse().unwrap());
    assert_eq!(views.dossier(&nobody, AsOf::Now).unwrap().dossier, None);
}

#[test]
fn a_framework_is_kept_with_its_file() {
    let world = World::new(68);
    let (_directory, views) = views_of(&world);
    let adopted = views.frameworks().unwrap().adopted;
    assert_eq!(adopted.len(), 2);
    for (version, framework) in adopted.iter().zip(&world.frameworks) {
        assert_eq!(version.framework, framework.reference);
        assert_eq!(&*version.reference_prefix, framework.reference_prefix);
    }
    let files: Vec<_> = adopted.iter().filter_map(|version| version.file.clone()).collect();
    assert!(files.iter().all(|file| file.contains("version = '2026.1'")) && !files.is_empty());
}
