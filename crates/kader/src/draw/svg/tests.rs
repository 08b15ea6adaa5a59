//! That a picture can be read: everything is there, nothing lies over anything else, and it is well formed.

use std::sync::LazyLock;

use domain::framework::{Framework, Outcome, Target};
use proptest::prelude::*;

use super::{
    layout::picture,
    shapes::{Picture, Rect, Text},
    svg, text,
};
use crate::{
    draw::edges::{Course, Edge, edges},
    shipped,
};

const LADDERED: &[u8] = include_bytes!("../../../frameworks/voorbeelden/escalatieladder.toml");
const ELSEWHERE: &[u8] = include_bytes!("../../../tests/files/regio-elders.toml");

/// Without meeting rules: no picture shows them, and they take long to check.
fn frameworks() -> Vec<Framework> {
    static READ: LazyLock<Vec<Framework>> = LazyLock::new(|| {
        let files = [shipped::regio_alkmaar(), shipped::regio_alkmaar_kort(), LADDERED, ELSEWHERE];
        files.into_iter().map(|file| crate::read(file).unwrap()).collect()
    });
    let mut frameworks = READ.clone();
    frameworks.iter_mut().flat_map(|framework| &mut framework.bodies).for_each(|body| body.meets = None);
    frameworks
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

/// The room that a text may take.
fn room(text: &Text) -> Rect {
    let w = text::width(&text.text, text.style.size, text.style.bold);
    let x = if text.centred { text.x - w / 2 } else { text.x };
    Rect { x, y: text.y - text.style.size, w, h: text.style.size + 2 }
}

/// The thin rectangles that an arrow covers, without its two ends.
fn pieces(points: &[(i32, i32)]) -> Vec<Rect> {
    points
        .windows(2)
        .map(|pair| {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            assert!(ax == bx || ay == by, "an arrow runs along the axes: {points:?}");
            Rect { x: ax.min(bx), y: ay.min(by), w: (ax - bx).abs(), h: (ay - by).abs() }
        })
        .collect()
}

fn check(framework: &Framework) {
    let picture = picture(framework);
    everything_is_there(framework, &picture);
    nothing_overlaps(&picture);
    for wire in &picture.wires {
        for piece in pieces(&wire.points) {
            let crossed = picture.shapes.iter().find(|shape| overlap(shape.rect, piece));
            assert_eq!(crossed.map(|shape| &shape.id), None, "{} to {}", wire.from, wire.to);
            let crossed = picture.texts.iter().find(|text| overlap(room(text), piece));
            assert_eq!(crossed, None, "{} to {}", wire.from, wire.to);
        }
    }
}

fn everything_is_there(framework: &Framework, picture: &Picture) {
    let route = &framework.route;
    assert_eq!(picture.lanes.len(), route.rounds.len());
    assert_eq!(picture.shapes.len(), route.rounds.len() + route.steps.len() + route.ends.len());
    let edges: Vec<Edge> = edges(route);
    assert_eq!(picture.wires.len(), route.rounds.len() + edges.len());
    for class in [("again", Course::Again), ("back", Course::Back)] {
        let drawn = picture.wires.iter().filter(|wire| wire.class == class.0).count();
        assert_eq!(drawn, edges.iter().filter(|edge| edge.course == class.1).count(), "{class:?}");
    }
}

fn nothing_overlaps(picture: &Picture) {
    let page = Rect { x: 0, y: 0, w: picture.width, h: picture.height };
    let inside = |outer: Rect, inner: Rect| {
        outer.x <= inner.x
            && outer.y <= inner.y
            && inner.right() <= outer.right()
            && inner.bottom() <= outer.bottom()
    };
    let labels: Vec<Rect> =
        picture.texts.iter().chain(picture.legend.iter().map(|key| &key.text)).map(room).collect();
    for (index, shape) in picture.shapes.iter().enumerate() {
        assert!(inside(page, shape.rect), "{}", shape.id);
        for text in &shape.texts {
            assert!(inside(shape.rect, room(text)), "'{}' in {}", text.text, shape.id);
        }
        for other in &picture.shapes[index + 1..] {
            assert!(!overlap(shape.rect, other.rect), "{} and {}", shape.id, other.id);
        }
        assert!(!labels.iter().any(|label| overlap(*label, shape.rect)), "words over {}", shape.id);
    }
    for (index, label) in labels.iter().enumerate() {
        assert!(inside(page, *label), "{label:?}");
        assert!(!labels[index + 1..].iter().any(|other| overlap(*label, *other)), "{label:?}");
    }
}

/// Parses a picture as XML; what it has of each kind of element.
fn count(svg: &str, name: &str) -> usize {
    let document = roxmltree::Document::parse(svg).unwrap();
    document.descendants().filter(|node| node.has_tag_name(name)).count()
}

#[test]
fn every_framework_can_be_read_from_its_picture() {
    for framework in frameworks() {
        check(&framework);
    }
}

#[test]
fn a_picture_is_xml_and_speaks_dutch() {
    for framework in frameworks() {
        let drawn = svg(&framework);
        assert_eq!(drawn, svg(&framework), "the same framework gives the same picture");
        let document = roxmltree::Document::parse(&drawn).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("lang"), Some("nl"));
        assert_eq!(root.attribute("role"), Some("img"));
        for id in root.attribute("aria-labelledby").unwrap().split(' ') {
            assert!(root.children().any(|child| child.attribute("id") == Some(id)), "{id}");
        }
        let description = root.children().find(|child| child.has_tag_name("desc")).unwrap().text().unwrap();
        for step in &framework.route.steps {
            assert!(description.contains(&framework.body(&step.body).unwrap().name), "{}", step.id);
        }
        let ids: Vec<_> = document.descendants().filter_map(|node| node.attribute("id")).collect();
        for wire in document.descendants().filter(|node| node.attribute("data-from").is_some()) {
            for end in ["data-from", "data-to"] {
                assert!(ids.contains(&wire.attribute(end).unwrap()));
            }
        }
    }
}

#[test]
fn the_ladder_stands_in_the_picture_and_the_chart() {
    let framework = kader_read(LADDERED);
    for drawn in [svg(&framework), crate::draw::mermaid(&framework)] {
        for said in ["regionale doorbraakfunctionaris, 20 werkdagen", "na de escalatieladder"] {
            assert!(drawn.contains(said), "{said}: {drawn}");
        }
    }
    let without = kader_read(shipped::regio_alkmaar());
    assert!(!svg(&without).contains("escalatieladder"));
}

fn kader_read(file: &[u8]) -> Framework {
    crate::read(file).expect("it is sound")
}

#[test]
fn names_cannot_become_markup() {
    let mut framework = frameworks().remove(0);
    framework.title = "</title><script>x</script> & \"quotes\" \u{1}\u{ffff}".into();
    framework.bodies[0].name = "<b onload='x'>".into();
    framework.bodies[1].composition = "\"/><rect/>".into();
    let drawn = svg(&framework);
    assert_eq!(count(&drawn, "script") + count(&drawn, "b"), 0);
    assert_eq!(count(&drawn, "rect"), count(&svg(&frameworks()[0]), "rect"));
}

#[test]
fn an_empty_route_is_an_empty_picture() {
    let mut framework = frameworks().remove(0);
    framework.route = domain::framework::Route::default();
    assert_eq!(count(&svg(&framework), "marker"), 7);
}

/// Words of any length and script, and outcomes that lead anywhere, or only ahead.
fn spoiled(ahead: bool) -> impl Strategy<Value = Framework> {
    let names = proptest::collection::vec(".{0,200}", 8);
    let targets = proptest::collection::vec((0_usize..20, 0_usize..20, 0_usize..20), 0..12);
    (0_usize..3, names, targets, any::<bool>()).prop_map(move |(which, names, targets, renamed)| {
        let mut framework = frameworks().remove(which);
        if renamed {
            let [title, round, end, format, bodies @ ..] = names.as_slice() else { return framework };
            framework.title.clone_from(title);
            framework.route.rounds[0].name.clone_from(round);
            framework.route.ends[0].name.clone_from(end);
            framework.formats[0].title.clone_from(format);
            for (body, name) in framework.bodies.iter_mut().zip(bodies) {
                body.name.clone_from(name);
            }
        }
        for (step, outcome, target) in targets {
            retarget(&mut framework, ahead, (step, outcome, target));
        }
        framework
    })
}

fn retarget(framework: &mut Framework, ahead: bool, (step, outcome, target): (usize, usize, usize)) {
    let route = &mut framework.route;
    let step = step % route.steps.len();
    let round = route.rounds.iter().position(|round| round.id == route.steps[step].round).unwrap();
    let here = route.steps[step].round.clone();
    let (first_step, first_round) = if ahead { (step + 1, round + 1) } else { (0, 0) };
    let steps = route.steps[first_step..].iter().filter(|step| !ahead || step.round == here);
    let targets: Vec<Target> = steps
        .map(|step| Target::Step(step.id.clone()))
        .chain(route.rounds[first_round..].iter().map(|round| Target::Round(round.id.clone())))
        .chain(route.ends.iter().map(|end| Target::End(end.id.clone())))
        .collect();
    let step = &mut route.steps[step];
    let onward: Vec<Outcome> =
        step.role.outcomes().iter().copied().filter(|outcome| !outcome.turns_back()).collect();
    step.on.insert(onward[outcome % onward.len()], targets[target % targets.len()].clone());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_framework_makes_a_well_formed_picture(framework in spoiled(false)) {
        prop_assert!(roxmltree::Document::parse(&svg(&framework)).is_ok());
        prop_assert!(crate::draw::mermaid(&framework).starts_with("flowchart TB\n"));
    }

    #[test]
    fn a_picture_of_any_route_that_leads_ahead_can_be_read(framework in spoiled(true)) {
        check(&framework);
    }
}
