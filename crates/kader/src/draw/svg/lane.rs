//! One round: how its boxes stand above each other, and which arrows leave them where.

use std::collections::BTreeSet;

use domain::framework::{EndKind, Framework};

use super::{
    contents::{BOX_WIDTH, Contents},
    shapes::{Rect, Style},
    text,
};
use crate::draw::edges::{Course, Edge, Node};

/// The room at the left of the boxes, for what turns back.
pub(super) const TURNING_WIDTH: i32 = 50;
/// The room at the right of the boxes for the words at the arrows that leave there.
const WORDS_WIDTH: i32 = 140;
/// The distance between two arrows that run beside each other.
pub(super) const TRACK_GAP: i32 = 12;
const MARGIN: i32 = 16;
/// The least distance between two boxes above each other.
const STEP_GAP_MIN: i32 = 40;
const STEP_HEIGHT_MIN: i32 = 70;
/// The room that an arrow into the right side of a box takes.
const ENTRY_HEIGHT: i32 = 18;
const LABEL_LINES_MAX: usize = 4;

/// A way out of the right side of a box.
pub(super) struct Exit<'a> {
    pub(super) edge: &'a Edge,
    /// The words above the arrow.
    pub(super) label: Vec<String>,
    /// The height of the arrow, from the top of the box.
    pub(super) y: i32,
}

/// A step, and the arrows that leave it.
pub(super) struct Row<'a> {
    pub(super) step: usize,
    pub(super) contents: Contents,
    pub(super) height: i32,
    /// The usual way on, which leaves at the bottom.
    pub(super) below: Option<(&'a Edge, Vec<String>)>,
    pub(super) exits: Vec<Exit<'a>>,
    /// Whether an arrow enters at the right, and then how far from the top.
    pub(super) entry: Option<i32>,
    pub(super) turning: Vec<&'a Edge>,
}

/// A round.
pub(super) struct Lane<'a> {
    pub(super) round: usize,
    pub(super) heading: Vec<String>,
    pub(super) opening: Contents,
    pub(super) rows: Vec<Row<'a>>,
    /// What the arrows at the right lead to, one track each, from the boxes outward.
    pub(super) tracks: Vec<Node>,
    pub(super) width: i32,
}

impl<'a> Lane<'a> {
    pub(super) fn of(framework: &Framework, round: usize, edges: &'a [Edge]) -> Self {
        let route = &framework.route;
        let id = &route.rounds[round].id;
        let steps: Vec<usize> =
            (0..route.steps.len()).filter(|step| route.steps[*step].round == *id).collect();
        let below: Vec<Option<&Edge>> = steps
            .iter()
            .enumerate()
            .map(|(place, step)| below(framework, *step, steps.get(place + 1), edges))
            .collect();
        let beside = |edge: &&Edge| edge.course == Course::Onward && !below.contains(&Some(*edge));
        let entered: BTreeSet<Node> = edges.iter().filter(beside).map(|edge| edge.to).collect();
        let leaving = |step: usize| edges.iter().filter(move |edge| edge.from == step).filter(beside);
        let words =
            steps.iter().any(|step| leaving(*step).next().is_some() || entered.contains(&Node::Step(*step)));
        let words_width = if words { WORDS_WIDTH } else { 0 };
        let mut rows = Vec::new();
        for (place, step) in steps.iter().enumerate() {
            let turning =
                edges.iter().filter(|edge| edge.from == *step && edge.course != Course::Onward).collect();
            let below = below[place].map(|edge| (edge, label(&edge.label, BOX_WIDTH / 2 + words_width - 16)));
            let contents = Contents::of_step(framework, *step);
            rows.push(Row::of(
                *step,
                contents,
                below,
                leaving(*step),
                entered.contains(&Node::Step(*step)),
                turning,
            ));
        }
        let tracks = tracks(&rows);
        let gutter = if words { WORDS_WIDTH + TRACK_GAP * count(tracks.len()) } else { 0 };
        let width = TURNING_WIDTH + BOX_WIDTH + gutter + MARGIN;
        let heading = text::wrap(&route.rounds[round].name, Style::LANE.size, true, width - 2 * MARGIN, 3);
        Self { round, heading, opening: Contents::of_opening(framework, round), rows, tracks, width }
    }

    /// The x of the track that leads to a node, for a lane that begins at `x`.
    pub(super) fn track(&self, x: i32, to: Node) -> i32 {
        let place = self.tracks.iter().position(|node| *node == to).unwrap_or(0);
        x + TURNING_WIDTH + BOX_WIDTH + WORDS_WIDTH + TRACK_GAP * count(place)
    }

    /// Where the boxes of the steps stand, for a lane that begins at `x` and whose first step may at `y`; and
    /// where the words below the last one end.
    pub(super) fn rects(&self, x: i32, mut y: i32) -> (Vec<Rect>, i32) {
        let mut rects = Vec::new();
        let mut bottom = y;
        for row in &self.rows {
            let rect = Rect { x: x + TURNING_WIDTH, y, w: BOX_WIDTH, h: row.height };
            rects.push(rect);
            let words =
                row.below.as_ref().map_or(0, |(_, label)| 18 + Style::LABEL.leading() * count(label.len()));
            bottom = rect.bottom() + words;
            y = rect.bottom() + words.max(STEP_GAP_MIN);
        }
        (rects, bottom)
    }
}

impl<'a> Row<'a> {
    fn of(
        step: usize,
        contents: Contents,
        below: Option<(&'a Edge, Vec<String>)>,
        leaving: impl Iterator<Item = &'a Edge>,
        entered: bool,
        turning: Vec<&'a Edge>,
    ) -> Self {
        let entry = entered.then_some(ENTRY_HEIGHT);
        let mut y = entry.unwrap_or(0) + 4;
        let mut exits = Vec::new();
        for edge in leaving {
            let label = label(&edge.label, WORDS_WIDTH - 16);
            y += Style::LABEL.leading() * count(label.len()) + 8;
            exits.push(Exit { edge, label, y });
        }
        let height = contents.height().max(y + 10).max(STEP_HEIGHT_MIN);
        Self { step, contents, height, below, exits, entry, turning }
    }
}

/// The way on that leaves at the bottom: to the step below, or from the last step to the best end.
fn below<'a>(
    framework: &Framework,
    step: usize,
    next: Option<&usize>,
    edges: &'a [Edge],
) -> Option<&'a Edge> {
    let mut onward = edges.iter().filter(|edge| edge.from == step && edge.course == Course::Onward);
    let adopted = |node: Node| match node {
        Node::End(end) => framework.route.ends[end].kind == EndKind::Adopted,
        Node::Opening(_) | Node::Step(_) => false,
    };
    match next {
        Some(next) => onward.find(|edge| edge.to == Node::Step(*next)),
        None => onward.find(|edge| adopted(edge.to)),
    }
}

/// One track for everything that an arrow at the right leads to: first what runs up to another round, then what
/// runs down, the lowest exit nearest to the boxes, so that few arrows cross.
fn tracks(rows: &[Row<'_>]) -> Vec<Node> {
    let mut up = Vec::new();
    let mut down = Vec::new();
    for edge in rows.iter().flat_map(|row| &row.exits).map(|exit| exit.edge) {
        let tracks = if matches!(edge.to, Node::Opening(_)) { &mut up } else { &mut down };
        if !tracks.contains(&edge.to) {
            tracks.push(edge.to);
        }
    }
    down.reverse();
    up.into_iter().chain(down).collect()
}

fn label(text: &str, width: i32) -> Vec<String> {
    text::wrap(text, Style::LABEL.size, Style::LABEL.bold, width, LABEL_LINES_MAX)
}

/// A count of things on a picture, which is small.
pub(super) fn count(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}
