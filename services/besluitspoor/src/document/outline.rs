//! The headings of a format: its chapters, and the fields in them.

use domain::framework::Format;
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// A heading with more wrong letters than this share of it is not taken for another, in percent.
const DISTANCE_PERCENT_MAX: usize = 34;

/// The headings of a format, in order.
#[derive(Debug)]
pub(super) struct Outline {
    /// Its chapters.
    pub(super) chapters: Vec<Chapter>,
}

/// A chapter: one text, or fields.
#[derive(Debug)]
pub(super) struct Chapter {
    /// Its heading.
    pub(super) heading: String,
    /// The section that it is, if it is one text.
    pub(super) section: Option<usize>,
    /// The fields in it; none if it is one text.
    pub(super) fields: Vec<Field>,
}

/// A field of a chapter.
#[derive(Debug)]
pub(super) struct Field {
    /// Its heading.
    pub(super) heading: String,
    /// Which section of the format it is, from 0.
    pub(super) section: usize,
}

/// A place in an outline: a chapter, or a field of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// This chapter.
    Chapter(usize),
    /// This field of this chapter.
    Field(usize, usize),
}

impl Outline {
    /// The headings of this format. A section whose name has a dot is a field of its chapter.
    pub(super) fn of(format: &Format) -> Self {
        let mut chapters: Vec<Chapter> = Vec::new();
        for (at, section) in format.sections.iter().enumerate() {
            if !section.id.as_str().contains('.') {
                let chapter =
                    Chapter { heading: section.chapter.clone(), section: Some(at), fields: Vec::new() };
                chapters.push(chapter);
                continue;
            }
            let field = Field { heading: section.heading.clone(), section: at };
            match chapters.last_mut() {
                Some(last) if last.section.is_none() && last.heading == section.chapter => {
                    last.fields.push(field)
                }
                Some(_) | None => {
                    chapters.push(Chapter {
                        heading: section.chapter.clone(),
                        section: None,
                        fields: vec![field],
                    });
                }
            }
        }
        Self { chapters }
    }

    /// The chapter with this heading.
    pub(super) fn chapter(&self, heading: &str) -> Option<usize> {
        let headings: Vec<_> = self.chapters.iter().map(|chapter| chapter.heading.as_str()).collect();
        same(&headings, heading)
    }

    /// The field with this heading in this chapter.
    pub(super) fn field(&self, chapter: usize, heading: &str) -> Option<Place> {
        let fields = &self.chapters[chapter].fields;
        let headings: Vec<_> = fields.iter().map(|field| field.heading.as_str()).collect();
        same(&headings, heading).map(|field| Place::Field(chapter, field))
    }

    /// The first field with this heading in any chapter.
    pub(super) fn field_anywhere(&self, heading: &str) -> Option<Place> {
        (0..self.chapters.len()).find_map(|chapter| self.field(chapter, heading))
    }

    /// Whether any chapter or field has this heading.
    pub(super) fn knows(&self, heading: &str) -> bool {
        self.chapter(heading).is_some() || self.field_anywhere(heading).is_some()
    }

    /// The fields of a chapter, or all chapters.
    pub(super) fn places(&self, chapter: Option<usize>) -> Vec<Place> {
        match chapter {
            Some(chapter) => {
                (0..self.chapters[chapter].fields.len()).map(|field| Place::Field(chapter, field)).collect()
            }
            None => (0..self.chapters.len()).map(Place::Chapter).collect(),
        }
    }

    /// The chapter, or the field of `chapter`, that a heading with wrong letters is nearest to.
    pub(super) fn nearest(&self, chapter: Option<usize>, heading: &str) -> Option<Place> {
        let wanted = key(heading);
        let distances = self
            .places(chapter)
            .into_iter()
            .map(|place| (strsim::osa_distance(&key(self.heading(place)), &wanted), place));
        let (distance, place) = distances.min()?;
        let near = distance * 100 <= wanted.chars().count() * DISTANCE_PERCENT_MAX;
        (near && !wanted.is_empty()).then_some(place)
    }

    /// The heading at a place.
    pub(super) fn heading(&self, place: Place) -> &str {
        match place {
            Place::Chapter(chapter) => &self.chapters[chapter].heading,
            Place::Field(chapter, field) => &self.chapters[chapter].fields[field].heading,
        }
    }

    /// The heading at a place as it is written, with its `#`.
    pub(super) fn written(&self, place: Place) -> String {
        let signs = if let Place::Chapter(_) = place { "#" } else { "##" };
        format!("{signs} {}", self.heading(place))
    }
}

/// Which of these headings is the same as the given one: capitals, accents, signs, spacing and, if nothing else fits, a
/// number in front do not matter.
fn same(headings: &[&str], given: &str) -> Option<usize> {
    let exact = |given: &str| headings.iter().position(|heading| key(heading) == key(given));
    if key(given).is_empty() { None } else { exact(given).or_else(|| exact(unnumbered(given))) }
}

/// What of a heading must agree: its letters and digits, without accents and capitals.
fn key(heading: &str) -> String {
    let letters = heading.nfd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c));
    letters.flat_map(char::to_lowercase).collect()
}

/// A heading without the number in front, as in `1. Inleiding` or `2.3 Doelgroep`.
fn unnumbered(heading: &str) -> &str {
    let rest =
        heading.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '*' | '_'));
    if rest.is_empty() { heading } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tests::formats;

    #[test]
    fn a_chapter_has_fields_or_is_one_text() {
        let outline = Outline::of(&formats::voorstel());
        let shape: Vec<_> =
            outline.chapters.iter().map(|chapter| (chapter.heading.as_str(), chapter.fields.len())).collect();
        let expected = [
            ("Inleiding", 4),
            ("Doelstelling", 3),
            ("Eerste ideeën methodische aanpak", 0),
            ("Financiering", 0),
            ("Beoogde planning", 0),
        ];
        assert_eq!(shape, expected);
        assert!(
            outline.chapters.iter().all(|chapter| chapter.section.is_some() == chapter.fields.is_empty())
        );
    }

    #[test]
    fn capitals_accents_spacing_and_numbers_do_not_matter() {
        let outline = Outline::of(&formats::voorstel());
        for heading in [
            "Eerste ideeën methodische aanpak",
            "EERSTE IDEEEN METHODISCHE AANPAK",
            "eerste idee\u{308}en  methodische-aanpak:",
            "3. Eerste ideeën methodische aanpak",
            "**3 Eerste ideeën methodische aanpak**",
        ] {
            assert_eq!(outline.chapter(heading), Some(2), "{heading}");
        }
        assert_eq!(outline.chapter(""), None);
        assert_eq!(outline.chapter("3."), None);
        assert_eq!(outline.field_anywhere("doelstelling"), Some(Place::Field(1, 0)));
    }

    #[test]
    fn a_heading_with_few_wrong_letters_is_near() {
        let outline = Outline::of(&formats::voorstel());
        assert_eq!(outline.nearest(None, "Financering"), Some(Place::Chapter(3)));
        assert_eq!(outline.nearest(Some(0), "Aanleidign"), Some(Place::Field(0, 0)));
        assert_eq!(outline.nearest(None, "Bijlagen"), None);
        assert_eq!(outline.nearest(None, ""), None);
        assert_eq!(outline.nearest(Some(3), "Kosten"), None);
    }
}
