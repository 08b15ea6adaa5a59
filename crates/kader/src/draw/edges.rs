//! The route as a graph: from each step, one edge for all outcomes that lead to the same place.

use domain::{
    framework::{EndKind, Format, Framework, Holder, Outcome, Role, Route, Rung, Step, Target},
    ids::{PartyKind, RoundId},
};

/// What is said of an outcome that leads onto the ladder before it leads anywhere else.
const LADDER_FIRST: &str = ", na de escalatieladder";

/// What an edge leads to, by its place in the route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    /// The submitter, with the document that opens a round.
    Opening(usize),
    Step(usize),
    End(usize),
}

/// Which way an edge goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    Onward,
    /// A new visit of the same step.
    Again,
    /// To the submitter, for a new version of the document.
    Back,
}

/// Where some outcomes of a step lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edge {
    /// The step, by its place in the route.
    pub(super) from: usize,
    pub(super) to: Node,
    pub(super) course: Course,
    pub(super) outcomes: Vec<Outcome>,
    /// The outcomes in a few words.
    pub(super) label: String,
}

/// Every edge, in the order of the steps and their outcomes.
pub(super) fn edges(route: &Route) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    for (from, step) in route.steps.iter().enumerate() {
        let first = edges.len();
        for (outcome, target) in &step.on {
            let Some((to, course)) = place(route, from, step, target) else { continue };
            match edges[first..].iter_mut().find(|edge| (edge.to, edge.course) == (to, course)) {
                Some(edge) => edge.outcomes.push(*outcome),
                None => edges.push(Edge { from, to, course, outcomes: vec![*outcome], label: String::new() }),
            }
        }
        for edge in &mut edges[first..] {
            edge.label = label(step, &edge.outcomes);
            if edge.outcomes.iter().any(|outcome| step.on.get(outcome) == Some(&Target::Ladder)) {
                edge.label.push_str(LADDER_FIRST);
            }
        }
    }
    edges
}

/// The documents that open a round, for people: `Businesscase of projectplan`.
pub(super) fn documents(framework: &Framework, round: usize) -> String {
    let title = |format: &Format| format.title.clone();
    let opens_with = &framework.route.rounds[round].opens_with;
    let titles: Vec<_> = opens_with.iter().filter_map(|id| framework.format(id)).map(title).collect();
    titles.join(" of ")
}

/// The rungs of the ladder, for people: `Regionale doorbraakfunctionaris (20 werkdagen)`.
pub(super) fn rungs(framework: &Framework) -> Vec<String> {
    let rung = |rung: &Rung| {
        let holder = match &rung.holder {
            Holder::Body(id) => framework.body(id).map_or(id.as_str(), |body| &body.name),
            Holder::Party(id) => framework.party(id).map_or(id.as_str(), |party| &party.name),
            Holder::Function(function) => function,
        };
        format!("{}: {holder}, {} werkdagen", rung.name, rung.term_days)
    };
    framework.ladder.rungs.iter().map(rung).collect()
}

/// The term and the visits of a step, and who speaks if not the body, for people.
pub(super) fn bounds(step: &Step) -> String {
    let visits = format!("hoogstens {} keer", step.visits_max);
    let bounds = match step.term_days {
        Some(days) => format!("{days} werkdagen, {visits}"),
        None => visits,
    };
    if !step.is_for_each_party() {
        return bounds;
    }
    let article = |kind: &PartyKind| if kind.as_str() == "gemeente" { "elke" } else { "elk" };
    let kinds: Vec<_> = step.ratified_by.iter().map(|kind| format!("{} {kind}", article(kind))).collect();
    format!("{} voor zichzelf; {bounds}", kinds.join(" en "))
}

fn place(route: &Route, from: usize, step: &Step, target: &Target) -> Option<(Node, Course)> {
    let round = |id: &RoundId| route.rounds.iter().position(|round| round.id == *id);
    Some(match target {
        Target::Step(id) => (Node::Step(route.steps.iter().position(|step| step.id == *id)?), Course::Onward),
        Target::Round(id) => (Node::Opening(round(id)?), Course::Onward),
        // Up the ladder, and from its last rung, if a dispute does not bring it back, to the end.
        Target::Ladder => {
            let end = route.ends.iter().position(|end| end.kind == EndKind::NoAgreement)?;
            (Node::End(end), Course::Onward)
        }
        Target::End(id) => (Node::End(route.ends.iter().position(|end| end.id == *id)?), Course::Onward),
        Target::Again => (Node::Step(from), Course::Again),
        Target::Submitter => (Node::Opening(round(&step.round)?), Course::Back),
    })
}

fn label(step: &Step, outcomes: &[Outcome]) -> String {
    let role = step.role;
    let onward = step.outcomes().iter().filter(|outcome| !outcome.turns_back());
    let all = onward.clone().count() > 1 && onward.clone().all(|outcome| outcomes.contains(outcome));
    let adopting = outcomes.iter().all(|outcome| outcome.adopts()) && outcomes.len() == 3;
    match role {
        Role::Advises if all => "elk advies".to_owned(),
        Role::Informed | Role::Decides | Role::Ratifies if all => "elke uitkomst".to_owned(),
        Role::Decides if adopting => "vastgesteld, ook gewijzigd of met voorwaarden".to_owned(),
        Role::Informed | Role::Advises | Role::Decides | Role::Ratifies => {
            outcomes.iter().map(|outcome| outcome.name_nl()).collect::<Vec<_>>().join(", ")
        }
    }
}
