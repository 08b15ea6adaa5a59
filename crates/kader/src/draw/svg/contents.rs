//! What stands in each box, and how much room that needs.

use domain::framework::{EndKind, Framework, Role};

use super::{
    shapes::{Rect, Shape, Style, Text},
    text,
};
use crate::{
    draw::edges::{self, Node},
    words::role_nl,
};

/// The width of the boxes in a lane.
pub(super) const BOX_WIDTH: i32 = 216;
const PADDING: i32 = 12;
const NAME_LINES_MAX: usize = 3;

/// The texts of a box, with the first line at zero, and their height.
pub(super) struct Contents {
    pub(super) id: String,
    pub(super) class: String,
    pub(super) round: i32,
    pub(super) title: String,
    lines: Vec<(Style, String)>,
}

impl Contents {
    /// The submitter with the document that opens a round.
    pub(super) fn of_opening(framework: &Framework, round: usize) -> Self {
        let documents = edges::documents(framework, round);
        let mut lines = wrapped(Style::SMALL, "De indiener dient in:", BOX_WIDTH);
        lines.extend(wrapped(Style::NAME, &documents, BOX_WIDTH));
        let title = format!("De indiener opent {} met: {documents}", framework.route.rounds[round].name);
        Self { id: id(framework, Node::Opening(round)), class: "opening".into(), round: 2, title, lines }
    }

    /// A body in its role.
    pub(super) fn of_step(framework: &Framework, index: usize) -> Self {
        let step = &framework.route.steps[index];
        let body = framework.body(&step.body);
        let name = body.map_or(step.body.as_str(), |body| &body.name);
        let mut lines = wrapped(Style::NAME, name, BOX_WIDTH);
        lines.extend(wrapped(Style::ROLE, role_nl(step.role), BOX_WIDTH));
        lines.extend(wrapped(Style::SMALL, &edges::bounds(step), BOX_WIDTH));
        let composition = body.map_or("", |body| &body.composition);
        let title = format!("{name} {}. {composition}", role_nl(step.role));
        let class = format!("step {}", role_class(step.role));
        Self { id: id(framework, Node::Step(index)), class, round: 8, title, lines }
    }

    /// A way in which a dossier ends.
    pub(super) fn of_end(framework: &Framework, index: usize, width: i32) -> Self {
        let end = &framework.route.ends[index];
        let mut lines = wrapped(Style::NAME, &end.name, width);
        lines.extend(wrapped(Style::SMALL, meaning(end.kind), width));
        let class = format!("end {}", end_class(end.kind));
        let title = format!("{}: {}", end.name, meaning(end.kind));
        Self { id: id(framework, Node::End(index)), class, round: 26, title, lines }
    }

    /// The height that the texts need.
    pub(super) fn height(&self) -> i32 {
        2 * PADDING + self.lines.iter().map(|(style, _)| style.leading()).sum::<i32>() - 4
    }

    /// The box at its place, with its texts centred in it.
    pub(super) fn placed(self, rect: Rect) -> Shape {
        let mut y = rect.y + (rect.h - self.height()) / 2 + PADDING;
        let mut texts = Vec::new();
        for (style, text) in self.lines {
            texts.push(Text { x: rect.middle(), y: y + style.size, style, centred: true, text });
            y += style.leading();
        }
        Shape { id: self.id, class: self.class, rect, round: self.round, title: self.title, texts }
    }
}

/// The id of a node's box.
pub(super) fn id(framework: &Framework, node: Node) -> String {
    let route = &framework.route;
    match node {
        Node::Opening(round) => format!("opening-{}", route.rounds[round].id),
        Node::Step(step) => format!("step-{}", route.steps[step].id),
        Node::End(end) => format!("end-{}", route.ends[end].id),
    }
}

/// The class of a role's boxes.
pub(super) fn role_class(role: Role) -> &'static str {
    role.name()
}

/// The class of a kind of end, and of the arrows to it.
pub(super) fn end_class(kind: EndKind) -> &'static str {
    match kind {
        EndKind::Adopted => "end-adopted",
        EndKind::Rejected => "end-rejected",
        EndKind::NoAgreement => "end-no-agreement",
        EndKind::Withdrawn => "end-withdrawn",
    }
}

fn meaning(kind: EndKind) -> &'static str {
    match kind {
        EndKind::Adopted => "het arrangement mag beginnen",
        EndKind::Rejected => "het arrangement begint niet",
        EndKind::NoAgreement => "er is geen besluit",
        EndKind::Withdrawn => "door de indiener, op elk moment",
    }
}

fn wrapped(style: Style, text: &str, width: i32) -> Vec<(Style, String)> {
    let lines = text::wrap(text, style.size, style.bold, width - 2 * PADDING, NAME_LINES_MAX);
    lines.into_iter().map(|line| (style, line)).collect()
}
