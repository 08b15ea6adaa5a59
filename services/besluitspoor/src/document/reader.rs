//! Goes through the lines of a document and finds the section that each belongs to.

use super::{
    finding::{Fault, Finding},
    lines::{Kind, Line},
    outline::{Outline, Place},
};

/// From this level on headings are the writer's own.
const LEVEL_OWN: usize = 3;

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Before the first heading.
    Start,
    /// In a chapter that the format does not have.
    Unknown,
    /// In this chapter.
    Chapter(usize),
}

/// A section that was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The line of its heading.
    pub(super) line: usize,
    /// Its words.
    pub(super) lines: Vec<String>,
}

/// What was found so far.
pub(super) struct Reader<'o> {
    outline: &'o Outline,
    at: At,
    /// The section that words go to. `None`: they go nowhere.
    section: Option<usize>,
    /// Whether words that belong nowhere were told already, under this heading.
    told: bool,
    /// The sections that were found, in the order of the format.
    pub(super) found: Vec<Option<Found>>,
    chapter_lines: Vec<Option<usize>>,
    /// What was wrong so far.
    pub(super) faults: Vec<Finding>,
}

impl<'o> Reader<'o> {
    /// A reader at the start of a document of so many sections.
    pub(super) fn new(outline: &'o Outline, sections: usize, faults: Vec<Finding>) -> Self {
        Self {
            outline,
            at: At::Start,
            section: None,
            told: false,
            found: vec![None; sections],
            chapter_lines: vec![None; outline.chapters.len()],
            faults,
        }
    }

    /// Takes the next line.
    pub(super) fn line(&mut self, line: Line) {
        let number = line.number;
        match line.kind {
            Kind::Words(words) => self.words(words, number),
            Kind::Heading { level, text, spaced, written } => {
                if !spaced {
                    if level < LEVEL_OWN && self.outline.knows(&text) {
                        let expected = format!("{} {text}", "#".repeat(level));
                        self.fault(number, Fault::HeadingWithoutSpace { expected });
                    } else {
                        return self.words(written, number);
                    }
                }
                match level {
                    1 => self.chapter(&text, &written, number),
                    2 => self.field(&text, &written, number),
                    _ => self.own(&text, written, number),
                }
            }
        }
    }

    fn words(&mut self, words: String, number: usize) {
        if let Some(found) = self.section.and_then(|section| self.found[section].as_mut()) {
            found.lines.push(words);
            return;
        }
        if words.trim().is_empty() || self.told {
            return;
        }
        let fault = match self.at {
            At::Start => {
                let first = self.outline.chapters.first().map(|chapter| chapter.heading.clone());
                Fault::TextBeforeHeading { first: first.unwrap_or_default() }
            }
            At::Chapter(chapter) => {
                let chapter = &self.outline.chapters[chapter];
                let fields = chapter.fields.iter().map(|field| field.heading.clone()).collect();
                Fault::TextOutsideField { chapter: chapter.heading.clone(), fields }
            }
            At::Unknown => return,
        };
        self.told = true;
        self.fault(number, fault);
    }

    /// A heading with one `#`.
    fn chapter(&mut self, text: &str, written: &str, number: usize) {
        if let Some(chapter) = self.outline.chapter(text) {
            return self.enter(Place::Chapter(chapter), number);
        }
        let own = match self.at {
            At::Chapter(chapter) => self.outline.field(chapter, text),
            At::Start | At::Unknown => None,
        };
        if let Some(field) = own.or_else(|| self.outline.field_anywhere(text)) {
            return self.wrong_level(field, written, number);
        }
        if !self.unknown(None, text, written, number) {
            self.at = At::Unknown;
        }
    }

    /// A heading with two.
    fn field(&mut self, text: &str, written: &str, number: usize) {
        let within = match self.at {
            At::Chapter(chapter) => Some(chapter),
            At::Start | At::Unknown => None,
        };
        if let Some(place) = within.and_then(|chapter| self.outline.field(chapter, text)) {
            return self.enter(place, number);
        }
        if let Some(place) = self.outline.field_anywhere(text) {
            // Under a chapter that is written wrongly, the chapter is what must be mended.
            if self.at != At::Unknown {
                let chapter = self.outline.chapters[chapter_of(place)].heading.clone();
                self.fault(number, Fault::HeadingMisplaced { given: shown(written), chapter });
            }
            return self.take(place, number);
        }
        if let Some(chapter) = self.outline.chapter(text) {
            return self.wrong_level(Place::Chapter(chapter), written, number);
        }
        match within.map(|chapter| &self.outline.chapters[chapter]) {
            Some(chapter) if chapter.section.is_some() => {
                let chapter = chapter.heading.clone();
                self.fault(number, Fault::HeadingInText { given: shown(written), chapter });
            }
            None if self.at == At::Unknown => self.section = None,
            Some(_) | None => {
                self.unknown(within, text, written, number);
            }
        }
    }

    /// A heading with three or more: the writer's own, unless it is a field's.
    fn own(&mut self, text: &str, written: String, number: usize) {
        if let At::Chapter(chapter) = self.at
            && let Some(place) = self.outline.field(chapter, text)
            && self.section_at(place).is_some_and(|section| self.found[section].is_none())
        {
            return self.wrong_level(place, &written, number);
        }
        self.words(written, number);
    }

    fn wrong_level(&mut self, place: Place, written: &str, number: usize) {
        let expected = self.outline.written(place);
        self.fault(number, Fault::HeadingLevel { given: shown(written), expected });
        self.enter(place, number);
    }

    /// Tells that a chapter, or a field in the chapter `within`, is none of the format's. Says whether one is near; its
    /// words are then taken to be meant for that.
    fn unknown(&mut self, within: Option<usize>, text: &str, written: &str, number: usize) -> bool {
        let nearest = self.outline.nearest(within, text);
        let fault = Fault::HeadingUnknown {
            given: shown(written),
            nearest: nearest.map(|place| self.outline.written(place)),
            known: self.outline.places(within).into_iter().map(|place| self.outline.written(place)).collect(),
        };
        self.fault(number, fault);
        self.section = None;
        self.told = true;
        let taken = |place| self.section_at(place).is_some_and(|section| self.found[section].is_some());
        if let Some(place) = nearest.filter(|place| !taken(*place)) {
            self.take(place, number);
        }
        nearest.is_some()
    }

    /// Goes to a place whose heading was written as it should be, apart from where and how often it stands.
    fn enter(&mut self, place: Place, number: usize) {
        let chapter_line = match place {
            Place::Chapter(chapter) => self.chapter_lines[chapter],
            Place::Field(..) => None,
        };
        let first_line = chapter_line.or_else(|| {
            self.section_at(place).and_then(|section| self.found[section].as_ref()).map(|found| found.line)
        });
        if let Some(first_line) = first_line {
            let given = self.outline.written(place);
            self.fault(number, Fault::HeadingRepeated { given, first_line });
            self.at = At::Chapter(chapter_of(place));
            self.section = None;
            self.told = true;
            return;
        }
        if let Some(after) = self.later_than(place) {
            let given = self.outline.written(place);
            let after = self.outline.written(after);
            self.fault(number, Fault::HeadingOutOfOrder { given, after });
        }
        self.take(place, number);
    }

    fn take(&mut self, place: Place, number: usize) {
        self.at = At::Chapter(chapter_of(place));
        self.told = false;
        if let Place::Chapter(chapter) = place {
            self.chapter_lines[chapter] = Some(number);
        }
        self.section = self.section_at(place);
        if let Some(section) = self.section {
            if self.found[section].is_none() {
                self.found[section] = Some(Found { line: number, lines: Vec::new() });
            } else {
                self.section = None;
                self.told = true;
            }
        }
    }

    /// A place of the same kind that already came and belongs after this one.
    fn later_than(&self, place: Place) -> Option<Place> {
        match place {
            Place::Chapter(chapter) => {
                let later = (chapter + 1)..self.outline.chapters.len();
                later.rev().find(|later| self.chapter_lines[*later].is_some()).map(Place::Chapter)
            }
            Place::Field(chapter, field) => {
                let fields = &self.outline.chapters[chapter].fields;
                let later = (field + 1)..fields.len();
                let came = |later: &usize| self.found[fields[*later].section].is_some();
                later.rev().find(came).map(|later| Place::Field(chapter, later))
            }
        }
    }

    fn section_at(&self, place: Place) -> Option<usize> {
        match place {
            Place::Chapter(chapter) => self.outline.chapters[chapter].section,
            Place::Field(chapter, field) => Some(self.outline.chapters[chapter].fields[field].section),
        }
    }

    fn fault(&mut self, line: usize, fault: Fault) {
        self.faults.push(Finding::at(line, fault));
    }
}

fn chapter_of(place: Place) -> usize {
    match place {
        Place::Chapter(chapter) | Place::Field(chapter, _) => chapter,
    }
}

/// A heading as an error repeats it: not longer than a line.
fn shown(written: &str) -> String {
    let written = written.trim();
    match written.char_indices().nth(wire::limits::GIVEN_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &written[..end]),
        None => written.to_owned(),
    }
}
