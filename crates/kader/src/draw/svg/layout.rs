//! All rounds together, the ends below them, and the arrows between.

use std::collections::{BTreeMap, BTreeSet};

use domain::framework::Framework;
use jiff::civil::Date;

use super::{
    contents::{self, BOX_WIDTH, Contents},
    lane::{Lane, Row, TRACK_GAP, TURNING_WIDTH, count},
    legend,
    shapes::{Picture, Rect, Style, Text, Wire},
    text,
};
use crate::draw::edges::{self, Course, Edge, Node};

const MARGIN: i32 = 24;
const LANE_GAP: i32 = 20;
const END_WIDTH: i32 = 190;
const END_GAP: i32 = 20;
/// How far left of a box its referrals back run up.
const BACK_OFFSET: i32 = 34;
/// The radius of the bends in an arrow.
pub(super) const BEND: i32 = 8;
/// How far left of a box the loop of a deferral reaches.
const LOOP_WIDTH: i32 = 18;

/// Where everything stands that arrows run along.
struct Plan<'a> {
    framework: &'a Framework,
    lanes: Vec<(Lane<'a>, i32)>,
    /// The box of every node.
    rects: BTreeMap<Node, Rect>,
    /// The heights at which arrows run to other rounds and to ends, one each.
    channels: BTreeMap<Node, i32>,
}

/// The whole picture.
pub(super) fn picture(framework: &Framework) -> Picture {
    let edges = edges::edges(&framework.route);
    let mut picture = Picture::default();
    let rounds = 0..framework.route.rounds.len();
    let mut x = MARGIN;
    let mut lanes = Vec::new();
    for lane in rounds.map(|round| Lane::of(framework, round, &edges)) {
        let width = lane.width;
        lanes.push((lane, x));
        x += width + LANE_GAP;
    }
    let ends = count(framework.route.ends.len());
    let ends_width = ends * (END_WIDTH + END_GAP) - END_GAP;
    picture.width = (x - LANE_GAP).max(MARGIN + ends_width).max(360) + MARGIN;
    let y = title(framework, &mut picture);
    let mut plan = Plan { framework, lanes, rects: BTreeMap::new(), channels: BTreeMap::new() };
    let bottom = plan.place(y, &edges, &mut picture);
    let bottom = plan.place_ends(bottom, ends_width, &edges, &mut picture);
    plan.wire(&mut picture);
    picture.height = legend::place(framework, &edges, bottom + MARGIN, &mut picture) + MARGIN;
    plan.fill(&mut picture);
    picture
}

/// The title, at the top; the height at which the rest begins.
fn title(framework: &Framework, picture: &mut Picture) -> i32 {
    let width = picture.width - 2 * MARGIN;
    let mut y = MARGIN;
    let reference = &framework.reference;
    let from = date_nl(framework.effective_from);
    let under = format!("{}, versie {}, vanaf {from}", reference.id, reference.version);
    for (style, text) in [(Style::TITLE, &framework.title), (Style::SUBTITLE, &under)] {
        for text in text::wrap(text, style.size, style.bold, width, 3) {
            picture.texts.push(Text { x: MARGIN, y: y + style.size, style, centred: false, text });
            y += style.leading();
        }
        y += 3;
    }
    y + MARGIN / 2
}

/// A date as people write it: `1 januari 2026`.
fn date_nl(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let month = usize::from(date.month().unsigned_abs());
    format!("{} {} {}", date.day(), MONTHS[month - 1], date.year())
}

impl<'a> Plan<'a> {
    /// Places the lanes and their boxes from `y` down; where they end.
    fn place(&mut self, y: i32, edges: &[Edge], picture: &mut Picture) -> i32 {
        let heading_lines = self.lanes.iter().map(|(lane, _)| lane.heading.len()).max().unwrap_or(0);
        let mut channel = y + 16 + count(heading_lines) * Style::LANE.leading();
        let openings = edges.iter().filter(|edge| edge.course == Course::Onward);
        let openings: BTreeSet<Node> =
            openings.map(|edge| edge.to).filter(|to| matches!(to, Node::Opening(_))).collect();
        for opening in openings {
            channel += TRACK_GAP;
            self.channels.insert(opening, channel);
        }
        let opening_y = channel + 20;
        let opening_height = self.lanes.iter().map(|(lane, _)| lane.opening.height()).max().unwrap_or(0);
        let mut bottom = opening_y;
        for (lane, x) in &self.lanes {
            let opening = Rect { x: x + TURNING_WIDTH, y: opening_y, w: BOX_WIDTH, h: opening_height };
            self.rects.insert(Node::Opening(lane.round), opening);
            let (rects, lane_bottom) = lane.rects(*x, opening.bottom() + 30);
            bottom = bottom.max(lane_bottom).max(opening.bottom());
            for (row, rect) in lane.rows.iter().zip(rects) {
                self.rects.insert(Node::Step(row.step), rect);
            }
            for (line, text) in lane.heading.iter().enumerate() {
                let y = y + 12 + Style::LANE.size + Style::LANE.leading() * count(line);
                let text = text.clone();
                picture.texts.push(Text { x: x + 16, y, style: Style::LANE, centred: false, text });
            }
        }
        let bottom = bottom + 14;
        let lane_rect = |(lane, x): &(Lane<'_>, i32)| Rect { x: *x, y, w: lane.width, h: bottom - y };
        picture.lanes = self.lanes.iter().map(lane_rect).collect();
        bottom
    }

    /// Places the ends in a row from `y` down, below the heights at which arrows run to them; where they end.
    fn place_ends(&mut self, y: i32, width: i32, edges: &[Edge], picture: &mut Picture) -> i32 {
        let mut channel = y + 6;
        let ends = 0..self.framework.route.ends.len();
        for end in ends.clone().map(Node::End) {
            if edges.iter().any(|edge| edge.to == end) {
                channel += TRACK_GAP;
                self.channels.insert(end, channel);
            }
        }
        let contents = ends.clone().map(|end| Contents::of_end(self.framework, end, END_WIDTH));
        let height = contents.map(|contents| contents.height()).max().unwrap_or(0);
        let mut rect = Rect { x: (picture.width - width) / 2, y: channel + 22, w: END_WIDTH, h: height };
        for end in ends {
            self.rects.insert(Node::End(end), rect);
            rect.x += END_WIDTH + END_GAP;
        }
        rect.bottom()
    }

    /// Draws every arrow, with its words.
    fn wire(&self, picture: &mut Picture) {
        for (lane, x) in &self.lanes {
            if let Some(first) = lane.rows.first() {
                let (from, to) = (Node::Opening(lane.round), Node::Step(first.step));
                picture.wires.push(self.wired(from, to, "onward", self.down(from, to), ""));
            }
            // Referrals back run into each other, so that only the highest reaches the submitter.
            let mut higher = None;
            for row in &lane.rows {
                self.wire_onward(lane, *x, row, picture);
                for edge in &row.turning {
                    let mut wire = self.turned(edge, higher);
                    if edge.course == Course::Back {
                        wire.head = higher.is_none();
                        higher = Some(wire.points[1].1);
                    }
                    picture.wires.push(wire);
                }
            }
        }
    }

    fn wire_onward(&self, lane: &Lane<'_>, x: i32, row: &Row<'_>, picture: &mut Picture) {
        let from = Node::Step(row.step);
        let rect = self.rects[&from];
        if let Some((edge, label)) = &row.below {
            words(label, rect.middle() + 8, rect.bottom() + 12, picture);
            let points = self.down(from, edge.to);
            picture.wires.push(self.wired(from, edge.to, self.colour(edge.to), points, &edge.label));
        }
        for exit in &row.exits {
            let (y, to) = (rect.y + exit.y, exit.edge.to);
            let lines = Style::LABEL.leading() * count(exit.label.len());
            words(&exit.label, rect.right() + 8, y - lines - 4, picture);
            let points = self.aside(rect, y, lane.track(x, to), to);
            picture.wires.push(self.wired(from, to, self.colour(to), points, &exit.edge.label));
        }
    }

    /// What turns back, at the left of a box: a loop to itself, or up to the submitter or to the referral that
    /// stands higher.
    fn turned(&self, edge: &Edge, higher: Option<i32>) -> Wire {
        let from = Node::Step(edge.from);
        let (rect, into) = (self.rects[&from], self.rects[&edge.to]);
        if edge.course == Course::Again {
            let (high, low, x) = (rect.bottom() - 30, rect.bottom() - 12, rect.x - LOOP_WIDTH);
            let points = vec![(rect.x, high), (x, high), (x, low), (rect.x, low)];
            return self.wired(from, edge.to, "again", points, &edge.label);
        }
        let (y, x) = (rect.y + 18, rect.x - BACK_OFFSET);
        let mut points = vec![(rect.x, y), (x, y)];
        match higher {
            Some(higher) => points.push((x, higher - BEND)),
            None => points.extend([(x, into.y + into.h / 2), (into.x, into.y + into.h / 2)]),
        }
        self.wired(from, edge.to, "back", points, &edge.label)
    }

    /// What an arrow that goes on leads to, as a class.
    fn colour(&self, to: Node) -> &'static str {
        match to {
            Node::Opening(_) | Node::Step(_) => "onward",
            Node::End(end) => contents::end_class(self.framework.route.ends[end].kind),
        }
    }

    /// From the bottom of a box to what stands below it.
    fn down(&self, from: Node, to: Node) -> Vec<(i32, i32)> {
        let (above, rect) = (self.rects[&from], self.rects[&to]);
        let start = (above.middle(), above.bottom());
        match self.channels.get(&to) {
            Some(channel) => {
                vec![start, (start.0, *channel), (rect.middle(), *channel), (rect.middle(), rect.y)]
            }
            None => vec![start, (rect.middle(), rect.y)],
        }
    }

    /// From the right of a box along a track: into the right of another step, or by a channel to its top.
    fn aside(&self, from: Rect, y: i32, track: i32, to: Node) -> Vec<(i32, i32)> {
        let rect = self.rects[&to];
        let start = [(from.right(), y), (track, y)];
        let rest = match (self.channels.get(&to), to) {
            (Some(channel), _) => {
                vec![(track, *channel), (rect.middle(), *channel), (rect.middle(), rect.y)]
            }
            (None, Node::Step(_) | Node::Opening(_) | Node::End(_)) => {
                let entry = rect.y + self.entry(to);
                vec![(track, entry), (rect.right(), entry)]
            }
        };
        start.into_iter().chain(rest).collect()
    }

    fn entry(&self, to: Node) -> i32 {
        let mut rows = self.lanes.iter().flat_map(|(lane, _)| &lane.rows);
        rows.find(|row| Node::Step(row.step) == to).and_then(|row| row.entry).unwrap_or(0)
    }

    fn wired(&self, from: Node, to: Node, class: &'static str, points: Vec<(i32, i32)>, title: &str) -> Wire {
        let id = |node| contents::id(self.framework, node);
        Wire { from: id(from), to: id(to), class, points, head: true, title: title.to_owned() }
    }

    /// Puts the boxes at their places.
    fn fill(self, picture: &mut Picture) {
        for (lane, _) in self.lanes {
            let opening = self.rects[&Node::Opening(lane.round)];
            picture.shapes.push(lane.opening.placed(opening));
            for row in lane.rows {
                picture.shapes.push(row.contents.placed(self.rects[&Node::Step(row.step)]));
            }
        }
        for end in 0..self.framework.route.ends.len() {
            let contents = Contents::of_end(self.framework, end, END_WIDTH);
            picture.shapes.push(contents.placed(self.rects[&Node::End(end)]));
        }
    }
}

fn words(lines: &[String], x: i32, y: i32, picture: &mut Picture) {
    for (line, text) in lines.iter().enumerate() {
        let y = y + Style::LABEL.size + Style::LABEL.leading() * count(line);
        picture.texts.push(Text { x, y, style: Style::LABEL, centred: false, text: text.clone() });
    }
}
