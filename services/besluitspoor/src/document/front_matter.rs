//! The lines between `---` at the top of a document.

use super::finding::{Fault, Finding};

/// What stands between the front matter and the rest.
const FENCE: &str = "---";
const KEYS: [&str; 2] = ["format", "dossier"];
/// A key with more wrong letters than this is not taken for another.
const KEY_DISTANCE_MAX: usize = 3;

/// What the front matter says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// In which format the document is.
    pub(crate) format: Option<Placed>,
    /// Of which dossier it is: a UUID or a reference number.
    pub(crate) dossier: Option<Placed>,
}

/// A value and its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed {
    /// The line, from 1.
    pub(crate) line: usize,
    /// The value.
    pub(crate) value: String,
}

/// Reads the front matter, if the lines begin with one. Gives it, and how many lines it takes.
pub(super) fn read(lines: &[&str], findings: &mut Vec<Finding>) -> (FrontMatter, usize) {
    let begins = lines.first().is_some_and(|line| line.trim_end() == FENCE);
    if !begins {
        return (FrontMatter::default(), 0);
    }
    let Some(end) = lines.iter().skip(1).position(|line| line.trim_end() == FENCE).map(|at| at + 1) else {
        findings.push(Finding::at(1, Fault::FrontMatterOpen));
        return (FrontMatter::default(), lines.len());
    };
    let mut front = FrontMatter::default();
    for (at, line) in lines.iter().enumerate().take(end).skip(1) {
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let Err(fault) = front.take(text, at + 1) {
            findings.push(Finding::at(at + 1, fault));
        }
    }
    (front, end + 1)
}

impl FrontMatter {
    fn take(&mut self, text: &str, line: usize) -> Result<(), Fault> {
        let (key, value) = text.split_once([':', '=']).ok_or(Fault::FrontMatterLine)?;
        let key = key.trim().to_lowercase();
        let place = match key.as_str() {
            "format" => &mut self.format,
            "dossier" => &mut self.dossier,
            _ => {
                let given: String = key.chars().take(40).collect();
                let near = |known: &&str| strsim::osa_distance(known, &given) <= KEY_DISTANCE_MAX;
                let nearest = KEYS.into_iter().find(near);
                return Err(Fault::FrontMatterKey { given, nearest });
            }
        };
        let key = if key == "format" { KEYS[0] } else { KEYS[1] };
        if let Some(first) = place {
            return Err(Fault::FrontMatterRepeated { key, first_line: first.line });
        }
        let value = bare(value);
        if value.is_empty() {
            return Err(Fault::FrontMatterEmpty { key });
        }
        *place = Some(Placed { line, value: value.to_owned() });
        Ok(())
    }
}

/// A value without its quotes, or without the comment behind it.
fn bare(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        let inner = value.strip_prefix(quote).and_then(|rest| rest.split_once(quote));
        if let Some((inner, rest)) = inner
            && (rest.trim().is_empty() || rest.trim_start().starts_with('#'))
        {
            return inner.trim();
        }
    }
    if value.starts_with('#') {
        ""
    } else {
        value.split_once(" #").map_or(value, |(value, _)| value.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(text: &str) -> (FrontMatter, usize, Vec<(usize, &'static str)>) {
        let lines: Vec<_> = text.lines().collect();
        let mut findings = Vec::new();
        let (front, taken) = read(&lines, &mut findings);
        (front, taken, findings.into_iter().map(|finding| (finding.line, finding.fault.rule())).collect())
    }

    #[test]
    fn keys_have_values_with_or_without_quotes() {
        for text in [
            "---\nformat: voorstel\ndossier: OZA-2026-0014\n---\n# X",
            "---\nformat = \"voorstel\"\ndossier = 'OZA-2026-0014' # mijn dossier\n---",
            "---  \n# uitleg\n\nFormat:voorstel # uitleg\n  Dossier :  OZA-2026-0014  \n---\t",
        ] {
            let (front, _, findings) = front(text);
            assert_eq!(findings, Vec::new(), "{text}");
            assert_eq!(front.format.unwrap().value, "voorstel", "{text}");
            assert_eq!(front.dossier.unwrap().value, "OZA-2026-0014", "{text}");
        }
    }

    #[test]
    fn without_front_matter_nothing_is_taken() {
        for text in ["", "# Inleiding", " ---\nformat: x\n---", "----\nformat: x\n---"] {
            assert_eq!(front(text), (FrontMatter::default(), 0, Vec::new()), "{text}");
        }
    }

    #[test]
    fn every_wrong_line_is_told() {
        let text = "---\nvoorstel\nformaat: voorstel\ntitel: x\nformat:\nformat: a\nformat: b\ndossier: # leeg\n---\n";
        let (front, taken, findings) = front(text);
        assert_eq!(taken, 9);
        assert_eq!(front.format.unwrap(), Placed { line: 6, value: "a".into() });
        let expected = [
            (2, "FRONT_MATTER_LINE"),
            (3, "FRONT_MATTER_KEY"),
            (4, "FRONT_MATTER_KEY"),
            (5, "FRONT_MATTER_EMPTY"),
            (7, "FRONT_MATTER_REPEATED"),
            (8, "FRONT_MATTER_EMPTY"),
        ];
        assert_eq!(findings, expected);
    }

    #[test]
    fn front_matter_that_never_ends_is_told() {
        assert_eq!(front("---\nformat: voorstel\n# Inleiding").2, [(1, "FRONT_MATTER_OPEN")]);
    }
}
