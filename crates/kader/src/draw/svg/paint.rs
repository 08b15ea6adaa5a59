//! A picture as the text of an SVG file.

use std::fmt::Write as _;

use domain::framework::Framework;

use super::{
    layout::BEND,
    shapes::{Picture, Rect, Sample, Shape, Text, Wire},
};
use crate::{
    draw::edges::{self, Node},
    words::role_nl,
};

/// The classes of arrows and their colours.
const ARROWS: [(&str, &str); 7] = [
    ("onward", "#41515f"),
    ("again", "#0f766e"),
    ("back", "#8a3f8f"),
    ("end-adopted", "#2a7a43"),
    ("end-rejected", "#b03a2d"),
    ("end-no-agreement", "#9a6700"),
    ("end-withdrawn", "#75828f"),
];

/// What each class looks like. Every rule holds within a route only, so that a page can hold the picture.
const RULES: [(&str, &str); 27] = [
    ("text", "font-family:'Source Sans 3','Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;fill:#17212b"),
    (".t-title", "font-size:20px;font-weight:700"),
    (".t-sub", "font-size:13px;fill:#465665"),
    (".t-lane", "font-size:14px;font-weight:700;fill:#2b3c4d"),
    (".t-name", "font-size:15px;font-weight:700"),
    (".t-role", "font-size:13px"),
    (".t-small", "font-size:11px"),
    (".t-label", "font-size:11px;fill:#33424f"),
    (".page", "fill:#fff"),
    (".lane", "fill:#f4f6f9;stroke:#d5dde5"),
    (".shape rect", "stroke-width:1.5"),
    (".opening rect", "fill:#fff;stroke:#7a8996;stroke-dasharray:5 3"),
    (".informed rect", "fill:#e9edf1;stroke:#7d8b98"),
    ("rect.informed", "fill:#e9edf1;stroke:#7d8b98"),
    (".advises rect", "fill:#dcebfa;stroke:#2f6fb0"),
    ("rect.advises", "fill:#dcebfa;stroke:#2f6fb0"),
    (".decides rect", "fill:#1d4f80;stroke:#12385e"),
    ("rect.decides", "fill:#1d4f80;stroke:#12385e"),
    (".decides text", "fill:#fff"),
    (".ratifies rect", "fill:#eae3f5;stroke:#6849a0"),
    ("rect.ratifies", "fill:#eae3f5;stroke:#6849a0"),
    (".end-adopted rect", "fill:#dff2e4;stroke:#2a7a43"),
    (".end-rejected rect", "fill:#fae3e0;stroke:#b03a2d"),
    (".end-no-agreement rect", "fill:#fcefd0;stroke:#9a6700"),
    (".end-withdrawn rect", "fill:#eef0f2;stroke:#75828f;stroke-dasharray:5 3"),
    (".wire", "fill:none;stroke-width:1.6"),
    (".back", "stroke-dasharray:5 3"),
];

/// The whole file. Words of the framework are only ever text in it.
pub(super) fn paint(framework: &Framework, picture: &Picture) -> String {
    let (width, height) = (picture.width, picture.height);
    let mut svg = String::new();
    let mut put = |text: &str| {
        svg.push_str(text);
        svg.push('\n');
    };
    put(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"route\" xml:lang=\"nl\" lang=\"nl\" role=\"img\" \
         aria-labelledby=\"route-title route-desc\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">"
    ));
    put(&format!("<title id=\"route-title\">{}</title>", escape(&format!("Route: {}", framework.title))));
    put(&format!("<desc id=\"route-desc\">{}</desc>", escape(&description(framework))));
    put(&format!("<style>{}</style>", style()));
    put(&format!("<defs>{}</defs>", ARROWS.map(|(class, colour)| marker(class, colour)).concat()));
    put(&format!("<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>"));
    for lane in &picture.lanes {
        put(&format!("<rect class=\"lane\" {} rx=\"10\"/>", place(*lane)));
    }
    for wire in &picture.wires {
        put(&self::wire(wire));
    }
    for shape in &picture.shapes {
        put(&self::shape(shape));
    }
    for text in &picture.texts {
        put(&self::text(text));
    }
    for key in &picture.legend {
        put(&match &key.sample {
            Sample::Swatch { class, rect } => {
                format!("<rect class=\"{class}\" {} rx=\"3\" stroke-width=\"1.5\"/>", place(*rect))
            }
            Sample::Line { class, points } => {
                format!(
                    "<path class=\"wire {class}\" d=\"{}\" marker-end=\"url(#arrow-{class})\"/>",
                    bent(points)
                )
            }
        });
        put(&text(&key.text));
    }
    put("</svg>");
    svg
}

/// The route in sentences, for who cannot see the picture.
fn description(framework: &Framework) -> String {
    let route = &framework.route;
    let edges = edges::edges(route);
    let mut said = String::new();
    for (index, round) in route.rounds.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ =
            write!(said, "{}. De indiener dient in: {}. ", round.name, edges::documents(framework, index));
        for (place, step) in route.steps.iter().enumerate().filter(|(_, step)| step.round == round.id) {
            let body = framework.body(&step.body).map_or(step.body.as_str(), |body| &body.name);
            let _ = write!(said, "{body} {} ({}).", role_nl(step.role), edges::bounds(step));
            for edge in edges.iter().filter(|edge| edge.from == place) {
                let _ =
                    write!(said, " {}: {}.", capital(&edge.label), destination(framework, edge.to, place));
            }
            said.push(' ');
        }
    }
    said.trim_end().to_owned()
}

fn destination(framework: &Framework, to: Node, from: usize) -> String {
    let route = &framework.route;
    match to {
        Node::Step(step) if step == from => "opnieuw hier".to_owned(),
        Node::Step(step) => {
            let body = &route.steps[step].body;
            format!("naar {}", framework.body(body).map_or(body.as_str(), |body| &body.name))
        }
        Node::Opening(round) if route.rounds[round].id == route.steps[from].round => {
            "naar de indiener".to_owned()
        }
        Node::Opening(round) => format!("naar {}", route.rounds[round].name),
        Node::End(end) => format!("einde: {}", route.ends[end].name),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn shape(shape: &Shape) -> String {
    let texts: String = shape.texts.iter().map(text).collect();
    format!(
        "<g class=\"shape {}\" id=\"{}\"><title>{}</title><rect {} rx=\"{}\"/>{texts}</g>",
        shape.class,
        escape(&shape.id),
        escape(&shape.title),
        place(shape.rect),
        shape.round,
    )
}

fn wire(wire: &Wire) -> String {
    let (class, path) = (wire.class, bent(&wire.points));
    let (from, to, title) = (escape(&wire.from), escape(&wire.to), escape(&wire.title));
    let head = if wire.head { format!(" marker-end=\"url(#arrow-{class})\"") } else { String::new() };
    let ends = format!("data-from=\"{from}\" data-to=\"{to}\"");
    format!("<path class=\"wire {class}\" {ends} d=\"{path}\"{head}><title>{title}</title></path>")
}

fn text(text: &Text) -> String {
    let anchor = if text.centred { " text-anchor=\"middle\"" } else { "" };
    let (class, x, y) = (text.style.class, text.x, text.y);
    format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{}</text>", escape(&text.text))
}

fn place(rect: Rect) -> String {
    format!("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", rect.x, rect.y, rect.w, rect.h)
}

fn style() -> String {
    let rules = RULES.map(|(selector, looks)| format!(".route {selector}{{{looks}}}"));
    let arrows = ARROWS.map(|(class, colour)| format!(".route path.{class}{{stroke:{colour}}}"));
    rules.concat() + &arrows.concat()
}

fn marker(class: &str, colour: &str) -> String {
    format!(
        "<marker id=\"arrow-{class}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" \
         markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">\
         <path d=\"M0 0 8 4 0 8z\" fill=\"{colour}\"/></marker>"
    )
}

/// A line along points, with rounded bends.
fn bent(points: &[(i32, i32)]) -> String {
    let mut path = String::new();
    let towards = |from: (i32, i32), to: (i32, i32), bend: i32| {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        (from.0 + dx.signum() * bend.min(dx.abs() / 2), from.1 + dy.signum() * bend.min(dy.abs() / 2))
    };
    for (index, point) in points.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| points.get(before));
        let _ = match (before, points.get(index + 1)) {
            (None, _) => write!(path, "M{} {}", point.0, point.1),
            (Some(_), None) => write!(path, " L{} {}", point.0, point.1),
            (Some(before), Some(after)) => {
                let (into, out) = (towards(*point, *before, BEND), towards(*point, *after, BEND));
                write!(path, " L{} {} Q{} {} {} {}", into.0, into.1, point.0, point.1, out.0, out.1)
            }
        };
    }
    path
}

/// Text as XML has it; characters that XML cannot have are left out.
fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, each| {
        match each {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if each.is_control() => {}
            _ => escaped.push(each),
        }
        escaped
    })
}
