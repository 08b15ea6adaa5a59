//! A document's file: its bytes, as text with front matter.

use super::{
    finding::{Fault, Finding},
    front_matter::{self, FrontMatter},
};

/// The most bytes that a document's file may have.
pub(crate) const DOCUMENT_BYTES_MAX: usize = 2 * 1024 * 1024;

/// What files begin with that are no text, and what each is: Word's are packed (.docx) or compound (.doc), and texts in
/// UTF-16 have a byte order mark.
const NOT_TEXT: [(&[u8], Fault); 4] = [
    (b"PK\x03\x04", Fault::Word),
    (b"\xd0\xcf\x11\xe0", Fault::Word),
    (b"\xff\xfe", Fault::Utf16),
    (b"\xfe\xff", Fault::Utf16),
];

/// A document's text, before its format is known.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(super) lines: Vec<String>,
    pub(super) body_at: usize,
    pub(super) findings: Vec<Finding>,
    front: FrontMatter,
}

impl Source {
    /// Reads the bytes as text, and its front matter. A byte order mark and line ends of Windows are accepted.
    ///
    /// # Errors
    /// What keeps the text from being read at all: no text, too large, no UTF-8, empty, or a front matter without end.
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, Vec<Finding>> {
        let refused = |line, fault| Err(vec![Finding::at(line, fault)]);
        // First, since a file of Word with pictures is also too large, and shortening it would not help.
        if let Some((_, fault)) = NOT_TEXT.into_iter().find(|(begins, _)| bytes.starts_with(begins)) {
            return refused(1, fault);
        }
        if bytes.len() > DOCUMENT_BYTES_MAX {
            return refused(1, Fault::TooLarge { bytes_max: DOCUMENT_BYTES_MAX });
        }
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let byte = error.valid_up_to();
                let line = bytes[..byte].iter().filter(|byte| **byte == b'\n').count() + 1;
                return refused(line, Fault::NotUtf8 { byte });
            }
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim().is_empty() {
            return refused(1, Fault::Empty);
        }
        let lines: Vec<&str> = text.lines().collect();
        let mut findings = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if let Some(control) = line.chars().find(|c| c.is_control() && *c != '\t') {
                findings.push(Finding::at(at + 1, Fault::ControlCharacter { code: control.into() }));
            }
        }
        let (front, body_at) = front_matter::read(&lines, &mut findings);
        if findings.iter().any(|finding| finding.fault == Fault::FrontMatterOpen) {
            return Err(findings);
        }
        let lines = lines.into_iter().map(str::to_owned).collect();
        Ok(Self { lines, body_at, findings, front })
    }

    /// What its front matter says.
    pub(crate) fn front(&self) -> &FrontMatter {
        &self.front
    }

    /// What was wrong so far, for who cannot read on because the format is not known.
    pub(crate) fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> (usize, Fault) {
        let finding = Source::open(bytes).unwrap_err().remove(0);
        (finding.line, finding.fault)
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        assert_eq!(refused(b""), (1, Fault::Empty));
        assert_eq!(refused(b"\xef\xbb\xbf \r\n\t\n"), (1, Fault::Empty));
        assert_eq!(refused(b"# Inleiding\n\nabc\xff"), (3, Fault::NotUtf8 { byte: 16 }));
        let large = vec![b'a'; DOCUMENT_BYTES_MAX + 1];
        assert_eq!(refused(&large), (1, Fault::TooLarge { bytes_max: DOCUMENT_BYTES_MAX }));
        assert!(Source::open(&large[1..]).is_ok());
        assert_eq!(refused(b"---\nformat: voorstel\n"), (1, Fault::FrontMatterOpen));
    }

    #[test]
    fn a_file_of_word_and_utf16_are_told_by_their_name() {
        let docx = [&b"PK\x03\x04\x14\0\x06\0\x08\0\xff"[..], &vec![b'a'; DOCUMENT_BYTES_MAX]].concat();
        assert_eq!(refused(&docx), (1, Fault::Word));
        assert_eq!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), (1, Fault::Word));
        assert_eq!(refused(b"\xff\xfe#\0 \0"), (1, Fault::Utf16));
        assert_eq!(refused(b"\xfe\xff\0#\0 "), (1, Fault::Utf16));
        let told = Fault::Word.told(wire::Language::Dutch);
        assert!(told.contains("Word") && told.contains("‘besluitspoor template FORMAT’"), "{told}");
        assert!(Fault::Utf16.told(wire::Language::Dutch).contains("Sla het op als UTF-8."));
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_are_accepted() {
        let source = Source::open(b"\xef\xbb\xbf---\r\nformat: voorstel\r\n---\r\n# Inleiding\r\n").unwrap();
        assert_eq!(source.front().format.as_ref().unwrap().value, "voorstel");
        assert_eq!((source.body_at, source.lines[3].as_str()), (3, "# Inleiding"));
        assert!(source.findings().is_empty());
    }

    #[test]
    fn a_control_character_is_told_with_its_line() {
        let source = Source::open(b"# Inleiding\nabc\x07def\n").unwrap();
        assert_eq!(source.findings(), [Finding::at(2, Fault::ControlCharacter { code: 7 })]);
    }
}
