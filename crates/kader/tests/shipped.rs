//! The frameworks that come with the program, and one of another region: the route is data.

use std::collections::BTreeSet;

use domain::framework::{
    Conclusion, ConclusionRoute, DecisionRule, EndKind, Framework, Ladder, Opener, Outcome, Role, Target,
    check::{self, TermList},
};
use kader::shipped;

fn alkmaar() -> Framework {
    kader::read(shipped::regio_alkmaar()).expect("it is sound")
}

fn short() -> Framework {
    kader::read(shipped::regio_alkmaar_kort()).expect("it is sound")
}

fn elsewhere() -> Framework {
    kader::read(include_bytes!("files/regio-elders.toml")).expect("it is sound")
}

fn steps(framework: &Framework) -> Vec<(String, &'static str)> {
    framework.route.steps.iter().map(|step| (step.id.to_string(), step.role.name())).collect()
}

#[test]
fn every_framework_is_sound() {
    let small = kader::read(include_bytes!("files/klein.toml")).unwrap();
    for framework in [alkmaar(), short(), elsewhere(), small] {
        assert_eq!(check::faults(&framework), [], "{}", framework.reference.id);
    }
}

fn laddered() -> Framework {
    kader::read(include_bytes!("../frameworks/voorbeelden/escalatieladder.toml")).expect("it is sound")
}

#[test]
fn what_is_shipped_has_no_ladder_because_the_region_has_none() {
    for framework in [alkmaar(), short(), elsewhere()] {
        assert_eq!(framework.ladder, Ladder::default(), "{}", framework.reference.id);
    }
}

#[test]
fn the_example_of_a_ladder_is_the_region_with_one() {
    let mut example = laddered();
    let names: Vec<_> = example.ladder.rungs.iter().map(|rung| rung.id.to_string()).collect();
    assert_eq!(names, ["regisseurs", "doorbraak"]);
    assert_eq!(example.ladder.opened_by, Opener::ALL);
    let end = Target::End("geen-overeenstemming".parse().unwrap());
    for step in &mut example.route.steps {
        if let Some(target) = step.on.get_mut(&Outcome::NoAgreement) {
            assert_eq!(*target, Target::Ladder);
            *target = end.clone();
        }
    }
    let region = alkmaar();
    let without = Framework {
        reference: region.reference.clone(),
        title: region.title.clone(),
        ladder: Ladder::default(),
        ..example
    };
    assert_eq!(without, region, "and in nothing else");
}

#[test]
fn the_region_has_eight_parties_in_five_bodies() {
    let framework = alkmaar();
    assert_eq!(framework.reference.id.as_str(), "regio-alkmaar");
    assert_eq!(framework.reference.version.as_str(), "2026.1");
    assert_eq!(framework.reference_prefix, "OZA");
    let of_kind = |kind: &str| framework.parties.iter().filter(|party| party.kind.as_str() == kind).count();
    assert_eq!((framework.parties.len(), of_kind("gemeente"), of_kind("samenwerkingsverband")), (8, 6, 2));
    let bodies: Vec<_> = framework.bodies.iter().map(|body| body.id.as_str()).collect();
    assert_eq!(bodies, ["beleidsoverleg", "rbo", "regisseuroverleg", "pora", "oogo"]);
    assert!(framework.bodies.iter().all(|body| body.composition.ends_with('.')), "the legend, quoted");
}

#[test]
fn the_formats_are_those_of_bijlage_2_and_3() {
    let framework = alkmaar();
    let format = |name: &str| framework.format(&name.parse().unwrap()).unwrap().clone();
    let chapters =
        |name: &str| format(name).sections.iter().map(|it| it.chapter.clone()).collect::<BTreeSet<_>>();

    assert_eq!(format("voorstel").sections.len(), 10);
    assert_eq!(chapters("voorstel").len(), 5);
    assert_eq!(format("voorstel").limit.unwrap().words_max(), 900);

    // Bijlage 3 has 24 fields; the summary itself is ours.
    assert_eq!(format("businesscase").sections.len(), 24 + 1);
    assert_eq!(chapters("businesscase").len(), 9);
    assert_eq!(format("businesscase").limit, None);
    assert_eq!(format("projectplan").sections, format("businesscase").sections);
    assert!(format("businesscase").section(&"inleiding.aanleiding".parse().unwrap()).is_some());

    // What the first round wrote under the same name can be taken over by the second.
    let names = |name: &str| format(name).sections.iter().map(|it| it.id.clone()).collect::<BTreeSet<_>>();
    let shared: Vec<_> = names("voorstel").intersection(&names("businesscase")).cloned().collect();
    assert_eq!(shared.len(), 7, "{shared:?}");
}

#[test]
fn both_rounds_pass_all_five_bodies_in_the_order_of_the_legend() {
    let roles = ["informed", "advises", "advises", "advises", "decides"];
    let bodies = ["beleidsoverleg", "rbo", "regisseuroverleg", "pora", "oogo"];
    let expected: Vec<_> = ["voorstel", "businesscase"]
        .iter()
        .flat_map(|round| bodies.iter().zip(roles).map(move |(body, role)| (format!("{round}-{body}"), role)))
        .collect();
    assert_eq!(steps(&alkmaar()), expected);
}

#[test]
fn what_a_decision_leads_to() {
    let framework = alkmaar();
    let on = |step: &str, outcome| framework.route.step(&step.parse().unwrap()).unwrap().on[&outcome].clone();
    let end = |name: &str| Target::End(name.parse().unwrap());
    for outcome in [Outcome::Adopted, Outcome::AdoptedAmended, Outcome::AdoptedWithConditions] {
        assert_eq!(on("voorstel-oogo", outcome), Target::Round("businesscase".parse().unwrap()));
        assert_eq!(on("businesscase-oogo", outcome), end("vastgesteld"));
    }
    for step in ["voorstel-oogo", "businesscase-oogo"] {
        assert_eq!(on(step, Outcome::Rejected), end("afgewezen"));
        assert_eq!(on(step, Outcome::NoAgreement), end("geen-overeenstemming"));
    }
    assert_eq!(
        on("voorstel-rbo", Outcome::Negative),
        Target::Step("voorstel-regisseuroverleg".parse().unwrap())
    );
    assert_eq!(framework.route.withdrawn_end().unwrap().id.as_str(), "ingetrokken");
    assert_eq!(framework.route.ends.iter().map(|end| end.kind).collect::<Vec<_>>(), EndKind::ALL);
    let oogo = framework.route.step(&"businesscase-oogo".parse().unwrap()).unwrap();
    assert_eq!(oogo.rule, DecisionRule::Consensus);
    assert_eq!(oogo.requires, [["businesscase", "projectplan"].map(|name| name.parse().unwrap()).to_vec()]);
}

#[test]
fn the_lists_are_those_of_the_framework() {
    let framework = alkmaar();
    let of = |list| match list {
        TermList::Functions => framework.functions.len(),
        TermList::FundingCodes => framework.funding_codes.len(),
        TermList::Indicators => framework.indicators.len(),
    };
    assert_eq!(of(TermList::Functions), 6);
    assert_eq!(of(TermList::FundingCodes), 12);
    assert_eq!(of(TermList::Indicators), 3 + 6 + 4);
}

#[test]
fn what_is_usual_may_be_left_out() {
    let framework = alkmaar();
    let pora = framework.route.step(&"voorstel-pora".parse().unwrap()).unwrap();
    assert_eq!(pora.on[&Outcome::Deferred], Target::Again);
    assert_eq!(pora.on[&Outcome::ReferredBack], Target::Submitter);
    assert_eq!((pora.visits_max, pora.rule), (3, DecisionRule::Chair));
    assert_eq!(pora.requires, [["voorstel".parse().unwrap()].to_vec()]);
    let back: Vec<_> = pora.returns_to.iter().map(|step| step.as_str()).collect();
    assert_eq!(
        back,
        ["voorstel-beleidsoverleg", "voorstel-rbo", "voorstel-regisseuroverleg", "voorstel-pora"]
    );
    let informed = framework.route.steps.iter().filter(|step| step.role == Role::Informed);
    assert!(informed.clone().count() == 2 && informed.clone().all(|step| step.returns_to.is_empty()));
}

#[test]
fn the_short_first_round_ends_at_the_regisseuroverleg() {
    let (long, short) = (alkmaar(), short());
    assert_eq!(
        steps(&short)[..3],
        [
            ("voorstel-beleidsoverleg".to_owned(), "informed"),
            ("voorstel-rbo".to_owned(), "advises"),
            ("voorstel-regisseuroverleg".to_owned(), "decides"),
        ]
    );
    // Everything else is the same.
    assert_eq!(short.route.steps[3..], long.route.steps[5..]);
    assert_eq!(
        (&short.parties, &short.bodies, &short.formats, &short.calendar, &short.indicators),
        (&long.parties, &long.bodies, &long.formats, &long.calendar, &long.indicators)
    );
    assert_eq!((&short.functions, &short.funding_codes), (&long.functions, &long.funding_codes));
}

#[test]
fn another_region_is_another_file() {
    let framework = elsewhere();
    let ratifies = framework.route.step(&"uitwerken-colleges".parse().unwrap()).unwrap();
    assert_eq!(ratifies.role, Role::Ratifies);
    let board = framework.route.step(&"uitwerken-stuurgroep".parse().unwrap()).unwrap();
    assert_eq!(board.on[&Outcome::NoAgreement], Target::Step("uitwerken-bemiddeling".parse().unwrap()));
    assert_eq!(board.requires, [["idee".parse().unwrap()].to_vec(), ["plan".parse().unwrap()].to_vec()]);
    let group = framework.route.step(&"verkennen-adviesgroep".parse().unwrap()).unwrap();
    assert_eq!(group.on[&Outcome::Positive], Target::Step("verkennen-stuurgroep".parse().unwrap()));
    assert_eq!(group.on[&Outcome::Negative], Target::Step("verkennen-ouders".parse().unwrap()));
    assert_eq!(framework.calendar.closed().len(), 2);
    assert_eq!(framework.supersedes, Some("2".parse().unwrap()));
}

#[test]
fn what_was_adopted_is_not_judged_again() {
    assert_eq!(kader::read_adopted(shipped::regio_alkmaar()), Ok(alkmaar()));
    let unsound = include_bytes!("bad/paths-unsound.toml");
    assert!(kader::read(unsound).is_err());
    assert!(kader::read_adopted(unsound).is_ok_and(|framework| !check::faults(&framework).is_empty()));
    assert!(kader::read_adopted(include_bytes!("bad/steps.toml")).is_err());
}

#[test]
fn the_digest_is_of_the_exact_bytes() {
    let file = include_bytes!("files/klein.toml");
    let digest = |bytes: &[u8]| kader::read(bytes).unwrap().reference.digest;
    assert_eq!(digest(file), digest(file));
    assert_ne!(digest(file), digest(&[file.as_slice(), b"\n"].concat()));
    assert_eq!(digest(file).to_string().len(), 64);
}

#[test]
fn a_chart_has_every_place_and_arrow() {
    let framework = alkmaar();
    let chart = kader::draw::mermaid(&framework);
    let count = |part: &str| chart.matches(part).count();
    assert_eq!(count("subgraph"), 2);
    assert_eq!(count("<br/>"), 2 * 10);
    // Two openings, ten ways on and two times two ends of a decision; deferrals and referrals back.
    assert_eq!((count(" --> ") + count(" -->|"), count(" -.->|")), (2 + 10 + 4, 10 + 8));
    assert!(chart.contains("s4 -->|\"vastgesteld, ook gewijzigd of met voorwaarden\"| r1\n"), "{chart}");
    assert!(chart.contains("e3([\"Ingetrokken: door de indiener, op elk moment\"])\n"));
}

#[test]
fn the_example_of_ratification_asks_every_party_for_itself() {
    let file = include_bytes!("../frameworks/voorbeelden/bekrachtiging-per-partij.toml");
    let framework = kader::read(file).expect("it is sound");
    let last = framework.route.steps.last().unwrap();
    assert_eq!(framework.ratifiers(last).len(), 8);
    assert_eq!(last.on.keys().copied().collect::<Vec<_>>(), [Outcome::Ratified, Outcome::NotRatified]);
    let drawn = kader::draw::mermaid(&framework);
    assert!(drawn.contains("elke gemeente en elk samenwerkingsverband voor zichzelf"), "{drawn}");
    assert!(kader::draw::svg(&framework).contains("voor zichzelf"));
}

#[test]
fn the_example_of_evaluating_names_a_way_for_every_conclusion() {
    let framework =
        kader::read(include_bytes!("../frameworks/voorbeelden/evaluatie.toml")).expect("it is sound");
    let by = |conclusion| framework.evaluation.get(&conclusion);
    let body = |name: &str| Some(ConclusionRoute::Body(name.parse().unwrap()));
    assert_eq!(by(Conclusion::Continue).cloned(), body("regie"));
    assert_eq!(by(Conclusion::Close).cloned(), body("raad"));
    assert_eq!(by(Conclusion::Develop), Some(&ConclusionRoute::Dossier));
    assert_eq!(framework.evaluation.len(), Conclusion::ALL.len());
    // What was adopted before names none: it is up to who writes it down.
    for framework in [alkmaar(), short(), elsewhere()] {
        assert!(framework.evaluation.is_empty(), "{}", framework.reference.id);
    }
}
