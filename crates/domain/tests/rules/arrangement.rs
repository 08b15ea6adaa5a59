//! What became of a decision: what begins, and from what.

use domain::{
    arrangement::{
        Basis, Command, Event, FundingLine, Plan, PlannedResult, Refusal, State, Value,
        between::{allowed, arrangement_of, decided_by, dossier_of},
        command::Begin,
        command_of, decide, evolve,
    },
    context::Context,
    count::{Count, Counted},
    dossier,
    framework::{Framework, Outcome},
    ids::{DossierId, Revision},
    sealed::names::{FEW, PARTNER, SOURCE, TARGET_GROUP},
    words,
};
use uuid::Uuid;

use crate::{
    acts::{self, administrator, coordinator, day, neighbour, sealed, secretary},
    region::{id, ids, region},
    story::Story,
};

const DOSSIER: DossierId = DossierId(Uuid::from_u128(0xd1));

/// The region, with something to measure by.
pub(crate) fn measuring() -> Framework {
    let term = |name: &str| domain::framework::Term { id: id(name), name: name.to_owned() };
    Framework { indicators: ["bereik", "tevredenheid"].map(term).to_vec(), ..region() }
}

pub(crate) fn begin() -> Begin {
    Begin {
        decided: Revision(9),
        plan: Plan {
            functions: ids(&["terugleiden"]),
            target_group: sealed(1),
            partners: vec![sealed(2), sealed(3)],
            funding: vec![FundingLine {
                code: id("tlv"),
                party: Some(id("swv-po")),
                basis: Basis::Individual,
                amount_cents: Some(12_500),
                from: day(10),
                until: Some(day(400)),
            }],
            indicators: vec![
                PlannedResult { indicator: id("bereik"), value: Value::Pupils(Count::Few(sealed(4))) },
                PlannedResult { indicator: id("tevredenheid"), value: Value::Score(75) },
            ],
            evaluations: vec![day(200), day(400)],
            pupils: Some(Counted { count: Count::Told(12), on: day(10), source: sealed(5) }),
        },
    }
}

pub(crate) fn begins(change: impl FnOnce(&mut Plan)) -> Command {
    let mut begin = begin();
    change(&mut begin.plan);
    Command::Begin(Box::new(begin))
}

fn begun() -> State {
    let event = decide(&measuring(), &State::Unknown, begins(|_| {}), &coordinator(9)).unwrap();
    evolve(State::Unknown, &event)
}

#[test]
fn what_was_decided_begins_with_what_is_planned() {
    let event = decide(&measuring(), &State::Unknown, begins(|_| {}), &coordinator(9)).unwrap();
    assert_eq!(command_of(&event), begins(|_| {}), "decided again, it is the same");
    let Event::ArrangementBegun(said) = &event else { panic!("{event:?}") };
    assert_eq!(said.framework, region().reference);
    let named = [
        (TARGET_GROUP, sealed(1)),
        (PARTNER, sealed(2)),
        (PARTNER, sealed(3)),
        (FEW, sealed(4)),
        (SOURCE, sealed(5)),
    ];
    assert_eq!(said.plan.sealed(), named);
    let words = words::of(&domain::Event::Arrangement(event.clone()));
    assert!(words.iter().map(|(name, sealed)| (name.as_str(), *sealed)).eq(named));
    let State::Begun(arrangement) = evolve(State::Unknown, &event) else { panic!() };
    assert_eq!((arrangement.revision, arrangement.begun), (Revision(1), said.as_ref().clone()));
}

#[test]
fn an_arrangement_is_refused_when_it_says_what_cannot_be() {
    let few = |number| Counted { count: Count::Told(number), on: day(10), source: sealed(5) };
    let planned = |value| vec![PlannedResult { indicator: id("bereik"), value }];
    let cases: Vec<(Command, Refusal)> = vec![
        (begins(|it| it.functions.clear()), Refusal::FunctionRequired),
        (begins(|it| it.functions = ids(&["vermaken"])), Refusal::FunctionUnknown(id("vermaken"))),
        (
            begins(|it| it.functions = ids(&["terugleiden", "terugleiden"])),
            Refusal::Repeated { which: "terugleiden".into() },
        ),
        (begins(|it| it.funding[0].code = id("zakgeld")), Refusal::FundingUnknown(id("zakgeld"))),
        (begins(|it| it.funding[0].party = Some(id("school"))), Refusal::PartyUnknown(id("school"))),
        (
            begins(|it| it.funding[0].until = Some(day(9))),
            Refusal::EndsBeforeItBegins { from: day(10), until: day(9) },
        ),
        (
            begins(|it| it.indicators[0].indicator = id("geluk")),
            Refusal::IndicatorUnknown { indicator: id("geluk"), known: ids(&["bereik", "tevredenheid"]) },
        ),
        (
            begins(|it| it.indicators[1].indicator = id("bereik")),
            Refusal::Repeated { which: "bereik".into() },
        ),
        (
            begins(|it| it.indicators = planned(Value::Share(1_001))),
            Refusal::ValueBeyond { indicator: id("bereik"), max: 1_000 },
        ),
        (
            begins(|it| it.indicators = planned(Value::Score(101))),
            Refusal::ValueBeyond { indicator: id("bereik"), max: 100 },
        ),
        (begins(|it| it.evaluations = vec![day(1), day(1)]), Refusal::Repeated { which: day(1).to_string() }),
        (begins(|it| it.partners = vec![sealed(1); 51]), Refusal::TooMany { given: 51, max: 50 }),
        (begins(|it| it.pupils = Some(few(9))), Refusal::SmallNumberShown { threshold: 10 }),
        (
            begins(|it| it.indicators = planned(Value::Pupils(Count::Told(0)))),
            Refusal::SmallNumberShown { threshold: 10 },
        ),
    ];
    for (command, refused) in cases {
        let decided = decide(&measuring(), &State::Unknown, command, &coordinator(9));
        assert_eq!(decided, Err(refused));
    }
    assert_eq!(decide(&measuring(), &begun(), begins(|_| {}), &coordinator(9)), Err(Refusal::AlreadyBegun));
    let just = begins(|it| it.pupils = Some(few(10)));
    assert!(decide(&measuring(), &State::Unknown, just, &coordinator(9)).is_ok(), "ten is not few");
}

/// A dossier that passed every body, and was ratified.
fn adopted() -> Story {
    Story::at("businesscase-partijen").outcome(Outcome::Ratified)
}

#[test]
fn only_what_was_adopted_begins_and_only_for_those_inside() {
    let adopted = adopted();
    let ask =
        |state: &dossier::State, by: &Context| allowed(&measuring(), DOSSIER, state, &begins(|_| {}), by);
    let outside = |by: &Context| Refusal::OutsideDossier {
        acted_as: by.capacity.clone(),
        coordinator: id("u-coordinator"),
        body: Some(id("oogo")),
    };
    for by in [coordinator(90), secretary("oogo", 90)] {
        assert_eq!(ask(&adopted.state, &by), Ok(()), "{by:?}");
    }
    // The parties ratified; they did not decide.
    for by in [neighbour(90), secretary("partijen", 90), secretary("pora", 90), administrator(90)] {
        assert_eq!(ask(&adopted.state, &by), Err(outside(&by)), "{by:?}");
    }
    let dossier = adopted.state.dossier().unwrap();
    assert_eq!(decided_by(dossier), Some(&id("oogo")));
    let unopened = ask(&dossier::State::Unopened, &coordinator(90));
    assert_eq!(unopened, Err(Refusal::DossierUnknown { dossier: DOSSIER }));
    let open = Story::opened();
    assert_eq!(ask(&open.state, &coordinator(90)), Err(Refusal::NotAdopted { dossier: DOSSIER, end: None }));
    let withdrawn = open.and(acts::withdraw(), coordinator(1));
    let end = Some(id("ingetrokken"));
    assert_eq!(ask(&withdrawn.state, &coordinator(90)), Err(Refusal::NotAdopted { dossier: DOSSIER, end }));
    assert_eq!(dossier_of(arrangement_of(DOSSIER)), DOSSIER);
}
