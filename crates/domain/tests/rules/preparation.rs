//! Preparing a proposal: by which lists, what is noted, what is missing, and when a round waits for it.

use domain::{
    action::{self, Agree, Closed, Closing, Doer, Status, Who},
    count::{Count, Counted},
    dossier::{self, may_prepare},
    framework::{
        Checklist, Framework,
        checklist::{Item, ItemKind, Theme},
    },
    ids::{ActionNumber, Revision},
    preparation::{
        Command, Event, ItemRef, NOTES_MAX, Note, Refusal,
        Refusal::Action as ToDo,
        State,
        command::{AgreeAction, Begin},
        complete::Missing,
        decide,
        event::{
            CountGiven, ListTaken, PartnerNoted, PreparationBegun, QuestionAnswered, StepCarriedOut,
            SupportRecorded,
        },
        evolve, pass, ready,
        replay::command_of,
    },
};
use proptest::prelude::*;

use crate::{
    acts::{administrator, coordinator, day, file_complete, neighbour, sealed, secretary, submit, withdraw},
    region::{id, ids, region},
    story::Story,
};

fn list(name: &str, items: &[(&str, ItemKind, bool)]) -> Checklist {
    let item = |(name, kind, optional): &(&str, ItemKind, bool)| Item {
        id: id(name),
        theme: id("1"),
        kind: *kind,
        text: (*name).into(),
        at: None,
        optional: *optional,
        step: None,
    };
    Checklist {
        id: id(name),
        title: name.into(),
        version: "1".into(),
        source: "niemand".into(),
        themes: vec![Theme { id: id("1"), title: "Een".into() }],
        items: items.iter().map(item).collect(),
    }
}

/// The region, with a list of steps and one of everything else; `prepared` is what its first round asks for.
fn prepared(lists: &[&str]) -> Framework {
    let mut framework = region();
    framework.checklists = vec![
        list("stappen", &[("1", ItemKind::Step, false), ("6", ItemKind::Step, true)]),
        list(
            "map",
            &[
                ("1.1", ItemKind::Question, false),
                ("a", ItemKind::Count, false),
                ("school", ItemKind::Partner, false),
                ("bestuurlijk", ItemKind::Support, false),
            ],
        ),
    ];
    framework.route.rounds[0].prepared = ids(lists);
    framework
}

fn at(list: &str, item: &str) -> ItemRef {
    ItemRef { list: id(list), item: id(item) }
}

fn begin(lists: &[&str]) -> Command {
    Command::Begin(Begin { lists: ids(lists) })
}

fn step(item: &str, n: i32) -> Note {
    Note::Step(StepCarriedOut { at: at("stappen", item), on: day(n), holder: sealed(1), result: sealed(2) })
}

fn answer() -> Note {
    let (agreement, with) = (Some(sealed(4)), None);
    Note::Answer(QuestionAnswered { at: at("map", "1.1"), answer: sealed(3), agreement, with })
}

fn count(count: Count) -> Note {
    let counted = Counted { count, on: day(-100), source: sealed(5) };
    Note::Count(CountGiven { at: at("map", "a"), counted })
}

fn partner(spoken: Option<i32>) -> Note {
    Note::Partner(PartnerNoted { at: at("map", "school"), spoken_on: spoken.map(day), words: None })
}

fn support() -> Note {
    Note::Support(SupportRecorded { at: at("map", "bestuurlijk"), on: day(0), by: sealed(6) })
}

/// What is true after these commands, each decided again from its event.
fn after(framework: &Framework, commands: &[Command]) -> State {
    commands.iter().fold(State::Unbegun, |state, command| {
        let event = decide(framework, &state, command.clone(), &coordinator(0)).expect("it is allowed");
        let again = decide(framework, &state, command_of(&event), &coordinator(0));
        assert_eq!(again, Ok(event.clone()));
        evolve(state, &event)
    })
}

fn noting(notes: Vec<Note>) -> Vec<Command> {
    std::iter::once(begin(&[])).chain(notes.into_iter().map(Command::Note)).collect()
}

#[test]
fn a_preparation_begins_by_the_chosen_lists_and_those_that_a_round_asks_for() {
    let cases: [(&[&str], &[&str], &[&str]); 4] = [
        (&[], &[], &["stappen", "map"]),
        (&[], &["map"], &["map"]),
        (&["stappen"], &["map"], &["stappen", "map"]),
        (&["stappen"], &["stappen"], &["stappen"]),
    ];
    for (asked, chosen, lists) in cases {
        let framework = prepared(asked);
        let begun = decide(&framework, &State::Unbegun, begin(chosen), &coordinator(0));
        let expected = PreparationBegun { framework: framework.reference.clone(), lists: ids(lists) };
        assert_eq!(begun, Ok(Event::PreparationBegun(expected)), "asked {asked:?}, chosen {chosen:?}");
    }
}

#[test]
fn what_is_noted_again_stays_beside_what_was_noted_before() {
    let framework = prepared(&[]);
    let commands = noting(vec![count(Count::Told(23)), answer(), count(Count::Told(25))]);
    let state = pass(after(&framework, &commands));
    let preparation = state.preparation().unwrap();
    assert_eq!(preparation.revision, Revision(5), "a record about its keeping counts");
    let a = at("map", "a");
    let numbers: Vec<_> = preparation.noted(&a).map(|noted| (noted.revision, noted.note.clone())).collect();
    assert_eq!(numbers, [(Revision(4), count(Count::Told(25))), (Revision(2), count(Count::Told(23)))]);
    assert_eq!(preparation.last(&a).map(|noted| noted.revision), Some(Revision(4)));
}

#[test]
fn refused() {
    let framework = prepared(&[]);
    let begun = after(&framework, &[begin(&["map"])]);
    let take = |list: &str| Command::TakeList(ListTaken { list: id(list) });
    let unknown = || Refusal::ListUnknown { list: id("routekaart"), known: ids(&["stappen", "map"]) };
    let (future, today) = (day(1), day(0));
    let asked_otherwise = |at, noted, is| Refusal::OtherKind { at, noted, is };
    let question_as_count = Note::Count(CountGiven {
        at: at("map", "1.1"),
        counted: Counted { count: Count::Told(20), on: day(0), source: sealed(1) },
    });
    let cases = [
        (State::Unbegun, Command::Note(answer()), Refusal::PreparationUnknown),
        (State::Unbegun, take("map"), Refusal::PreparationUnknown),
        (begun.clone(), begin(&[]), Refusal::AlreadyBegun),
        (State::Unbegun, begin(&["routekaart"]), unknown()),
        (State::Unbegun, begin(&["map", "map"]), Refusal::Repeated { list: id("map") }),
        (begun.clone(), take("routekaart"), unknown()),
        (begun.clone(), take("map"), Refusal::ListAlreadyTaken { list: id("map") }),
        (
            begun.clone(),
            Command::Note(step("1", 0)),
            Refusal::ListNotTaken { list: id("stappen"), taken: ids(&["map"]) },
        ),
        (
            begun.clone(),
            Command::Note(Note::Partner(PartnerNoted { at: at("map", "9"), spoken_on: None, words: None })),
            Refusal::ItemUnknown { at: at("map", "9") },
        ),
        (
            begun.clone(),
            Command::Note(question_as_count),
            asked_otherwise(at("map", "1.1"), ItemKind::Count, ItemKind::Question),
        ),
        (begun.clone(), Command::Note(partner(Some(1))), Refusal::DateInFuture { given: future, today }),
        (begun, Command::Note(count(Count::Told(9))), Refusal::FewInTheClear { threshold: 10 }),
    ];
    for (state, command, refused) in cases {
        let again = || decide(&framework, &state, command.clone(), &coordinator(0));
        assert_eq!(again(), Err(refused), "{command:?}");
        assert_eq!(again(), again());
    }
    for by in [secretary("oogo", 0), administrator(0)] {
        let refused = decide(&framework, &State::Unbegun, begin(&[]), &by);
        assert_eq!(refused, Err(Refusal::NotPermitted { acted_as: by.capacity.clone() }));
    }
    let bare = decide(&region(), &State::Unbegun, begin(&[]), &coordinator(0));
    assert_eq!(bare, Err(Refusal::NoLists));
}

fn agree(on: i32, due: i32) -> Command {
    let doer = Doer::Known { who: Who::Party(id("gemeente-heiloo")), words: None };
    let action = Agree { what: sealed(7), doer, due: day(due), about: None };
    Command::AgreeAction(AgreeAction { on: day(on), action })
}

fn close(action: u32, on: i32) -> Command {
    let (action, how) = (ActionNumber(action), Closing::Done { evidence: sealed(8) });
    Command::CloseAction(Closed { action, on: day(on), how })
}

#[test]
fn what_a_conversation_agreed_stays_on_the_list_until_it_is_done() {
    let framework = prepared(&[]);
    let commands = [begin(&[]), agree(-10, 5), Command::Note(answer()), agree(-3, 2), close(1, 0)];
    let state = after(&framework, &commands);
    let actions: Vec<_> = state.preparation().unwrap().actions.iter().collect();
    let told: Vec<_> = actions.iter().map(|action| (action.agreed_on, action.status())).collect();
    assert_eq!(told, [(day(-10), Status::Done), (day(-3), Status::Open)]);
    assert!(
        actions[1].is_overdue(day(3)) && !actions[1].is_overdue(day(2)) && !actions[0].is_overdue(day(9))
    );
    let known = vec![ActionNumber(1), ActionNumber(2)];
    let action = ActionNumber(1);
    let cases = [
        (agree(1, 2), Refusal::DateInFuture { given: day(1), today: day(0) }),
        (agree(-1, -2), ToDo(action::Refusal::DueTooEarly { due: day(-2), agreed_on: day(-1) })),
        (close(9, 0), ToDo(action::Refusal::ActionUnknown { action: ActionNumber(9), known })),
        (close(1, 0), ToDo(action::Refusal::AlreadyClosed { action, on: day(0) })),
        (close(2, -4), ToDo(action::Refusal::ClosedTooEarly { on: day(-4), agreed_on: day(-3) })),
        (close(2, 1), ToDo(action::Refusal::ClosedInFuture { on: day(1), today: day(0) })),
    ];
    for (command, refused) in cases {
        assert_eq!(decide(&framework, &state, command.clone(), &coordinator(0)), Err(refused), "{command:?}");
    }
    for command in [agree(0, 0), close(1, 0)] {
        let refused = decide(&framework, &State::Unbegun, command, &coordinator(0));
        assert_eq!(refused, Err(Refusal::PreparationUnknown));
    }
}

#[test]
fn a_preparation_is_not_endless() {
    let framework = prepared(&[]);
    let mut state = after(&framework, &[begin(&[])]);
    for _ in 0..NOTES_MAX {
        state = evolve(state, &Event::Noted(answer()));
    }
    let more = decide(&framework, &state, Command::Note(answer()), &coordinator(0));
    assert_eq!(more, Err(Refusal::TooMany { max: NOTES_MAX }));
}

#[test]
fn only_the_coordinator_of_a_dossier_that_is_underway_prepares() {
    let opened = Story::opened();
    let ended = Story::opened().and(withdraw(), coordinator(1));
    assert!(may_prepare(&opened.state, &begin(&[]), &coordinator(1)).is_ok());
    let refused =
        |story: &Story, by| may_prepare(&story.state, &begin(&[]), &by).map(|_| ()).unwrap_err().name();
    assert_eq!(refused(&Story::unopened(), coordinator(0)), "DOSSIER_UNKNOWN");
    assert_eq!(refused(&opened, neighbour(1)), "OTHER_COORDINATOR");
    assert_eq!(refused(&opened, secretary("oogo", 1)), "NOT_PERMITTED");
    assert_eq!(refused(&ended, coordinator(1)), "ENDED");
    // What was agreed can be done after that, and somebody must be able to say so.
    assert!(may_prepare(&ended.state, &close(1, 0), &coordinator(1)).is_ok());
    assert!(may_prepare(&ended.state, &close(1, 0), &neighbour(1)).is_err());
}

/// Every item that is not optional, done in a way that counts.
fn complete() -> Vec<Note> {
    vec![step("1", 0), answer(), count(Count::Few(sealed(9))), partner(None), support()]
}

#[test]
fn a_round_waits_for_every_item_that_is_not_optional_and_only_where_the_framework_says_so() {
    let framework = prepared(&["stappen", "map"]);
    let story = Story::opened();
    let dossier = story.state.dossier().unwrap();
    let round = id("voorstel");
    let missing = |stappen: &[&str], map: &[&str]| {
        let of = [("stappen", stappen), ("map", map)];
        let of = of.into_iter().filter(|(_, items)| !items.is_empty());
        let missing = of.map(|(list, items)| Missing { list: id(list), items: ids(items) }).collect();
        Err(Refusal::NotPrepared { round: id("voorstel"), missing })
    };
    let all = ["1.1", "a", "school", "bestuurlijk"];
    assert_eq!(ready(&framework, dossier, &round, &State::Unbegun), missing(&["1"], &all));
    let half = after(&framework, &noting(vec![step("1", 0), answer()]));
    assert_eq!(ready(&framework, dossier, &round, &half), missing(&[], &all[1..]));
    let whole = after(&framework, &noting(complete()));
    assert_eq!(ready(&framework, dossier, &round, &whole), Ok(()));
    // Nothing is asked by a framework that says nothing, of a round that is not in it, or of a round that was submitted.
    assert_eq!(ready(&prepared(&[]), dossier, &round, &State::Unbegun), Ok(()));
    assert_eq!(ready(&framework, dossier, &id("businesscase"), &State::Unbegun), Ok(()));
    let submitted = Story::opened()
        .and(file_complete("voorstel"), coordinator(0))
        .and(submit("voorstel", "voorstel", 1), coordinator(0));
    let dossier: &dossier::Dossier = submitted.state.dossier().unwrap();
    assert_eq!(ready(&framework, dossier, &round, &State::Unbegun), Ok(()));
}

proptest! {
    /// Whatever is noted in whatever order, and how often: what is missing only becomes less, and nothing more is missing
    /// than was not noted.
    #[test]
    fn noting_more_never_makes_more_missing(order in proptest::collection::vec(0_usize..5, 0..12)) {
        let framework = prepared(&["stappen", "map"]);
        let story = Story::opened();
        let dossier = story.state.dossier().unwrap();
        let notes: Vec<_> = order.iter().map(|n| complete()[*n].clone()).collect();
        let mut before = usize::MAX;
        let mut state = after(&framework, &[begin(&[])]);
        for note in std::iter::once(None).chain(notes.into_iter().map(Some)) {
            if let Some(note) = note {
                let event = decide(&framework, &state, Command::Note(note), &coordinator(0)).unwrap();
                state = evolve(state, &event);
            }
            let count = match ready(&framework, dossier, &id("voorstel"), &state) {
                Ok(()) => 0,
                Err(Refusal::NotPrepared { missing, .. }) => missing.iter().map(|of| of.items.len()).sum(),
                Err(other) => panic!("refused otherwise: {other:?}"),
            };
            prop_assert!(count <= before);
            before = count;
        }
        let noted: std::collections::BTreeSet<_> = order.iter().collect();
        prop_assert_eq!(before, 5 - noted.len());
    }
}
