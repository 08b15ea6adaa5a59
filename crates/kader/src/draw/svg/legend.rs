//! What the colours and lines mean.

use domain::framework::{EndKind, Framework, Role};

use super::{
    contents::{end_class, role_class},
    shapes::{Key, Picture, Rect, Sample, Style, Text},
    text,
};
use crate::{
    draw::edges::{self, Course, Edge},
    words::role_nl,
};

const LEFT: i32 = 24;
const SAMPLE_WIDTH: i32 = 28;
const ROW_HEIGHT: i32 = 22;
const KEY_GAP: i32 = 22;

/// Explains what the picture uses, in rows from `y` down; where they end.
pub(super) fn place(framework: &Framework, edges: &[Edge], y: i32, picture: &mut Picture) -> i32 {
    let (mut x, mut y) = (LEFT, y);
    for (class, words) in entries(framework, edges) {
        // A name of a rung may be long.
        let room = picture.width - 2 * LEFT - SAMPLE_WIDTH - 8;
        let words = text::wrap(&words, Style::LABEL.size, false, room, 1).join(" ");
        let width = SAMPLE_WIDTH + 8 + text::width(&words, Style::LABEL.size, false);
        if x > LEFT && x + width > picture.width - LEFT {
            x = LEFT;
            y += ROW_HEIGHT;
        }
        let sample = match class {
            Class::Role(role) => Sample::Swatch {
                class: format!("step {}", role_class(role)),
                rect: Rect { x, y: y + 1, w: SAMPLE_WIDTH, h: 14 },
            },
            Class::Rung => Sample::Swatch {
                class: format!("end {}", end_class(EndKind::NoAgreement)),
                rect: Rect { x, y: y + 1, w: SAMPLE_WIDTH, h: 14 },
            },
            Class::Line(class) => {
                Sample::Line { class, points: vec![(x, y + 8), (x + SAMPLE_WIDTH - 2, y + 8)] }
            }
        };
        let (text_x, text_y) = (x + SAMPLE_WIDTH + 8, y + 12);
        let text = Text { x: text_x, y: text_y, style: Style::LABEL, centred: false, text: words };
        picture.legend.push(Key { sample, text });
        x += width + KEY_GAP;
    }
    y + ROW_HEIGHT
}

enum Class {
    Role(Role),
    Line(&'static str),
    Rung,
}

fn entries(framework: &Framework, edges: &[Edge]) -> Vec<(Class, String)> {
    let used = |role: &Role| framework.route.steps.iter().any(|step| step.role == *role);
    let mut entries: Vec<_> = Role::ALL
        .into_iter()
        .filter(used)
        .map(|role| (Class::Role(role), role_nl(role).to_owned()))
        .collect();
    let goes = |course| edges.iter().any(|edge| edge.course == course);
    if goes(Course::Onward) {
        entries.push((Class::Line("onward"), "gaat verder".to_owned()));
    }
    if goes(Course::Again) {
        entries.push((Class::Line("again"), "aangehouden: zelfde gremium, latere vergadering".to_owned()));
    }
    if goes(Course::Back) {
        entries.push((
            Class::Line("back"),
            "terugverwezen: nieuwe versie, dan verder bij de genoemde stap".to_owned(),
        ));
    }
    let rungs = edges::rungs(framework);
    entries.extend(
        (1..)
            .zip(rungs)
            .map(|(place, rung)| (Class::Rung, format!("escalatieladder, trede {place}: {rung}"))),
    );
    entries
}
