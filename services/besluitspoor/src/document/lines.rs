//! The lines of a document: which are headings, which are words, and what is a comment.

use super::{
    escape::{self, COMMENT, Fence},
    finding::{Fault, Finding},
};

/// The most `#` of a heading.
const LEVEL_MAX: usize = 6;

/// One line after the comments were taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading, `#` to `######`.
    Heading {
        /// How many `#`.
        level: usize,
        /// Its text, without `#`.
        text: String,
        /// Whether a space follows the `#`, as it should.
        spaced: bool,
        /// The line as it is written, for when it turns out to be a subheading.
        written: String,
    },
    /// Words, or nothing.
    Words(String),
}

/// Takes the lines of a body apart. `first` is the number of the first one in the file.
pub(super) fn read(lines: &[String], first: usize, findings: &mut Vec<Finding>) -> Vec<Line> {
    let mut read = Vec::with_capacity(lines.len());
    let mut fence: Option<(Fence, usize)> = None;
    let mut comment: Option<usize> = None;
    for (number, line) in (first..).zip(lines) {
        if let Some((open, _)) = fence {
            if escape::closes_fence(line, open) {
                fence = None;
            }
            read.push(Line { number, kind: Kind::Words(line.clone()) });
            continue;
        }
        let (words, commented) = without_comments(line, number, &mut comment);
        // A line that held nothing but a comment is no empty line either.
        if commented && words.trim().is_empty() {
            continue;
        }
        fence = escape::opens_fence(&words).map(|open| (open, number));
        let kind = heading(&words).unwrap_or_else(|| Kind::Words(escape::unescaped(&words)));
        read.push(Line { number, kind });
    }
    if let Some(number) = comment {
        findings.push(Finding::at(number, Fault::CommentOpen));
    }
    if let Some((_, number)) = fence {
        findings.push(Finding::at(number, Fault::FenceOpen));
    }
    read
}

/// The heading that a line is, if it is one.
pub(super) fn heading(line: &str) -> Option<Kind> {
    let (_, rest) = escape::indented(line)?;
    let after = rest.trim_start_matches('#');
    let level = rest.len() - after.len();
    if level == 0 || level > LEVEL_MAX {
        return None;
    }
    let spaced = after.is_empty() || after.starts_with([' ', '\t']);
    let text = after.trim();
    let closed = text.trim_end_matches('#');
    let text = if closed.is_empty() || closed.ends_with([' ', '\t']) { closed.trim_end() } else { text };
    Some(Kind::Heading { level, text: text.to_owned(), spaced, written: line.to_owned() })
}

/// A line without what is inside `<!--` and `-->`, and whether there was any of that. `comment` holds the line on which
/// an open comment began.
fn without_comments(line: &str, number: usize, comment: &mut Option<usize>) -> (String, bool) {
    let mut words = String::with_capacity(line.len());
    let mut commented = comment.is_some();
    let mut rest = line;
    loop {
        if comment.is_some() {
            let Some((_, after)) = rest.split_once("-->") else { return (words, true) };
            *comment = None;
            rest = after;
        }
        let Some((before, after)) = rest.split_once(COMMENT) else {
            words.push_str(rest);
            return (words, commented);
        };
        if let Some(before) = before.strip_suffix('\\') {
            words.push_str(before);
            words.push_str(COMMENT);
        } else {
            words.push_str(before);
            *comment = Some(number);
            commented = true;
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Vec<String>, Vec<(usize, &'static str)>) {
        let lines: Vec<_> = text.lines().map(str::to_owned).collect();
        let mut findings = Vec::new();
        let shown = read(&lines, 1, &mut findings).into_iter().map(|line| match line.kind {
            Kind::Heading { level, text, spaced, .. } => {
                format!("{}:h{level}{}{text}", line.number, if spaced { " " } else { "!" })
            }
            Kind::Words(words) => format!("{}:{words}", line.number),
        });
        (shown.collect(), findings.into_iter().map(|finding| (finding.line, finding.fault.rule())).collect())
    }

    #[test]
    fn headings_have_one_to_six_signs() {
        let (lines, _) = parsed("# A\n  ## B ##\n#C\n####### d\n    # e\n#\n### F#\n\\# g");
        assert_eq!(
            lines,
            ["1:h1 A", "2:h2 B", "3:h1!C", "4:####### d", "5:    # e", "6:h1 ", "7:h3 F#", "8:# g"]
        );
    }

    #[test]
    fn comments_are_left_out_and_hide_headings() {
        let (lines, findings) = parsed("a <!-- b --> c\n<!-- # kop\n# kop\n--> d\n<!-- x -->\ne \\<!-- f");
        assert_eq!(lines, ["1:a  c", "4: d", "6:e <!-- f"]);
        assert_eq!(findings, []);
        assert_eq!(parsed("a\nb <!-- c\nd").1, [(2, "COMMENT_OPEN")]);
    }

    #[test]
    fn in_a_code_block_nothing_is_a_heading_or_a_comment() {
        let (lines, findings) = parsed("```\n# kop <!-- x\n~~~\n```\n# kop");
        assert_eq!(lines, ["1:```", "2:# kop <!-- x", "3:~~~", "4:```", "5:h1 kop"]);
        assert_eq!(findings, []);
        assert_eq!(parsed("a\n~~~\n# kop").1, [(2, "FENCE_OPEN")]);
    }
}
