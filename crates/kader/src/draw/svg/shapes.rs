//! What a picture is made of. All measures are in pixels.

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rect {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) w: i32,
    pub(super) h: i32,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// The left end, or the middle if it is centred.
    pub(super) x: i32,
    /// The line that the letters stand on.
    pub(super) y: i32,
    pub(super) style: Style,
    pub(super) centred: bool,
    pub(super) text: String,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// The class that the style sheet knows it by.
    pub(super) class: &'static str,
    /// The size of the font.
    pub(super) size: i32,
    pub(super) bold: bool,
}

/// A box with text in it: a step, an opening document or an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    /// Unique in the picture, e.g. `step-voorstel-pora`.
    pub(super) id: String,
    /// The classes that the style sheet knows it by.
    pub(super) class: String,
    pub(super) rect: Rect,
    /// The radius of its corners.
    pub(super) round: i32,
    /// What a pointer or a screen reader is told.
    pub(super) title: String,
    pub(super) texts: Vec<Text>,
}

/// An arrow along straight pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wire {
    /// The shape that it comes from.
    pub(super) from: String,
    /// The shape that it leads to.
    pub(super) to: String,
    pub(super) class: &'static str,
    pub(super) points: Vec<(i32, i32)>,
    /// Whether it has a head. Without one it runs into another arrow that leads to the same shape.
    pub(super) head: bool,
    pub(super) title: String,
}

/// One entry of the legend: a sample and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) sample: Sample,
    pub(super) text: Text,
}

/// What the legend explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sample {
    /// A colour of boxes.
    Swatch { class: String, rect: Rect },
    /// A kind of arrow.
    Line { class: &'static str, points: Vec<(i32, i32)> },
}

/// The whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Picture {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The backgrounds of the rounds.
    pub(super) lanes: Vec<Rect>,
    pub(super) wires: Vec<Wire>,
    pub(super) shapes: Vec<Shape>,
    /// Titles of the picture and the rounds, and the words at the arrows.
    pub(super) texts: Vec<Text>,
    pub(super) legend: Vec<Key>,
}

impl Rect {
    pub(super) fn right(self) -> i32 {
        self.x + self.w
    }

    pub(super) fn bottom(self) -> i32 {
        self.y + self.h
    }

    pub(super) fn middle(self) -> i32 {
        self.x + self.w / 2
    }
}

impl Style {
    pub(super) const TITLE: Self = Self { class: "t-title", size: 20, bold: true };
    pub(super) const SUBTITLE: Self = Self { class: "t-sub", size: 13, bold: false };
    pub(super) const LANE: Self = Self { class: "t-lane", size: 14, bold: true };
    pub(super) const NAME: Self = Self { class: "t-name", size: 15, bold: true };
    pub(super) const ROLE: Self = Self { class: "t-role", size: 13, bold: false };
    pub(super) const SMALL: Self = Self { class: "t-small", size: 11, bold: false };
    pub(super) const LABEL: Self = Self { class: "t-label", size: 11, bold: false };

    /// The distance between two lines.
    pub(super) fn leading(self) -> i32 {
        self.size + 4
    }
}
