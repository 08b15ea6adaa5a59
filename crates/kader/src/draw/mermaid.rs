//! The route as a Mermaid flowchart.

use std::fmt::Write as _;

use domain::framework::{EndKind, Framework};

use super::edges::{self, Course, Node};
use crate::words::role_nl;

/// The route as a Mermaid flowchart: rounds as groups, one arrow for all outcomes with the same consequence.
pub fn mermaid(framework: &Framework) -> String {
    let route = &framework.route;
    let mut chart = String::from("flowchart TB\n");
    for (index, round) in route.rounds.iter().enumerate() {
        let documents = escape(&edges::documents(framework, index));
        line(&mut chart, 1, &format!("subgraph g{index}[\"{}\"]", escape(&round.name)));
        line(&mut chart, 2, &format!("{}[/\"indiener: {documents}\"/]", name(Node::Opening(index))));
        for (place, step) in route.steps.iter().enumerate().filter(|(_, step)| step.round == round.id) {
            let body = framework.body(&step.body).map_or(step.body.as_str(), |body| &body.name);
            let text = format!("{}<br/>{}<br/>{}", escape(body), role_nl(step.role), edges::bounds(step));
            line(&mut chart, 2, &format!("{}[\"{text}\"]", name(Node::Step(place))));
        }
        line(&mut chart, 1, "end");
    }
    for (index, end) in route.ends.iter().enumerate() {
        let text = match end.kind {
            EndKind::Withdrawn => format!("{}: door de indiener, op elk moment", end.name),
            EndKind::Adopted | EndKind::Rejected | EndKind::NoAgreement => end.name.clone(),
        };
        line(&mut chart, 1, &format!("{}([\"{}\"])", name(Node::End(index)), escape(&text)));
    }
    ladder(&mut chart, framework);
    for index in 0..route.rounds.len() {
        let first = route.first_step(&route.rounds[index].id);
        let place = first.and_then(|first| route.steps.iter().position(|step| step.id == first.id));
        if let Some(place) = place {
            line(&mut chart, 1, &format!("{} --> {}", name(Node::Opening(index)), name(Node::Step(place))));
        }
    }
    for edge in edges::edges(route) {
        let arrow = match edge.course {
            Course::Onward => "-->",
            Course::Again | Course::Back => "-.->",
        };
        let (from, to) = (name(Node::Step(edge.from)), name(edge.to));
        line(&mut chart, 1, &format!("{from} {arrow}|\"{}\"| {to}", escape(&edge.label)));
    }
    chart
}

/// The rungs, one above the other, and the end that a dispute after the last may come to.
fn ladder(chart: &mut String, framework: &Framework) {
    let rungs = edges::rungs(framework);
    let ends = &framework.route.ends;
    let Some(last) = rungs.len().checked_sub(1) else { return };
    line(chart, 1, "subgraph ladder[\"Escalatieladder: terug naar de stap, of een trede hoger\"]");
    for (index, rung) in rungs.iter().enumerate() {
        line(chart, 2, &format!("t{index}[/\"{}\"\\]", escape(rung)));
    }
    line(chart, 1, "end");
    for index in 0..last {
        line(chart, 1, &format!("t{index} --> t{}", index + 1));
    }
    if let Some(end) = ends.iter().position(|end| end.kind == EndKind::NoAgreement) {
        line(chart, 1, &format!("t{last} -->|\"geschil\"| {}", name(Node::End(end))));
    }
}

fn line(chart: &mut String, depth: usize, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(chart, "{:1$}{text}", "", depth * 4);
}

fn name(node: Node) -> String {
    match node {
        Node::Opening(index) => format!("r{index}"),
        Node::Step(index) => format!("s{index}"),
        Node::End(index) => format!("e{index}"),
    }
}

/// Everything that Mermaid or HTML could take for more than a letter, by its number.
fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, each| {
        if each.is_alphanumeric() || " ,.-:()'/".contains(each) {
            escaped.push(each);
        } else {
            escaped.push_str(&format!("#{};", u32::from(each)));
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_quotes() {
        assert_eq!(escape("RBO (ambtenaren), één"), "RBO (ambtenaren), één");
        assert_eq!(escape("a\"]; <b>\n`x`#35;"), "a#34;#93;#59; #60;b#62;#10;#96;x#96;#35;35#59;");
    }
}
