//! Words that look like structure: how they are written so that they are read back as words.
//!
//! As in Markdown, a backslash takes the meaning away: `\# not a heading`, `\<!-- not a comment`, `` \``` ``.

/// The sign that begins a comment.
pub(super) const COMMENT: &str = "<!--";
/// The most spaces before a line that still has structure.
const INDENT_MAX: usize = 3;
/// How many `` ` `` or `~` make a fence at least.
const FENCE_MIN: usize = 3;

/// A code fence: its sign, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fence {
    sign: char,
    length: usize,
}

/// The line without its indentation, and how much that was. `None`: so far to the right that it has no structure.
pub(super) fn indented(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches(' ');
    let indent = line.len() - rest.len();
    (indent <= INDENT_MAX).then_some((indent, rest))
}

/// The fence that a line opens, if it does.
pub(super) fn opens_fence(line: &str) -> Option<Fence> {
    let (_, rest) = indented(line)?;
    let sign = rest.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let info = rest.trim_start_matches(sign);
    let length = rest.len() - info.len();
    (length >= FENCE_MIN && !(sign == '`' && info.contains('`'))).then_some(Fence { sign, length })
}

/// Whether a line closes this fence.
pub(super) fn closes_fence(line: &str, fence: Fence) -> bool {
    indented(line).is_some_and(|(_, rest)| {
        let after = rest.trim_start_matches(fence.sign);
        rest.len() - after.len() >= fence.length && after.trim().is_empty()
    })
}

/// The line with one backslash less, if it begins with words that would be structure without it.
pub(super) fn unescaped(line: &str) -> String {
    match indented(line) {
        Some((indent, rest)) if is_escaped(rest) => format!("{}{}", &line[..indent], &rest[1..]),
        Some(_) | None => line.to_owned(),
    }
}

/// A text as it is written in a document. `is_heading` says which lines would be read as a heading.
pub(super) fn escaped(text: &str, is_heading: impl Fn(&str) -> bool) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut written = Vec::with_capacity(lines.len());
    let mut fence: Option<Fence> = None;
    for (at, line) in lines.iter().enumerate() {
        if let Some(open) = fence {
            if closes_fence(line, open) {
                fence = None;
            }
            written.push((*line).to_owned());
            continue;
        }
        let closed = |open: Fence| lines[at + 1..].iter().any(|line| closes_fence(line, open));
        let opened = opens_fence(line);
        fence = opened.filter(|open| closed(*open) && !line.contains(COMMENT));
        if fence.is_some() {
            written.push((*line).to_owned());
            continue;
        }
        let special =
            is_heading(line) || opened.is_some() || indented(line).is_some_and(|(_, rest)| is_escaped(rest));
        let line = line.replace(COMMENT, "\\<!--");
        written.push(match indented(&line) {
            Some((indent, rest)) if special => format!("{}\\{rest}", &line[..indent]),
            Some(_) | None => line,
        });
    }
    written.join("\n")
}

/// Whether what follows the indentation is structure behind one or more backslashes.
fn is_escaped(rest: &str) -> bool {
    let behind = rest.trim_start_matches('\\');
    let structure = behind.starts_with('#') || behind.starts_with("```") || behind.starts_with("~~~");
    behind.len() < rest.len() && structure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_three_signs_and_closed_by_as_many() {
        let fence = opens_fence("  ````rust").unwrap();
        assert!(
            closes_fence("`````  ", fence) && !closes_fence("```", fence) && !closes_fence("~~~~", fence)
        );
        for line in ["``", "    ```", "```a`b", "text ```", ""] {
            assert_eq!(opens_fence(line), None, "{line:?}");
        }
        assert!(opens_fence("~~~ a`b").is_some());
    }

    #[test]
    fn words_that_look_like_structure_get_a_backslash_and_lose_it_again() {
        let is_heading = |line: &str| line.trim_start().starts_with("# ");
        let table = [
            ("# kop", "\\# kop"),
            ("   # kop", "   \\# kop"),
            ("\\# kop", "\\\\# kop"),
            ("### tussenkop", "### tussenkop"),
            ("```\nopen", "\\```\nopen"),
            ("```\n# in een blok\n```", "```\n# in een blok\n```"),
            ("\\tekst", "\\tekst"),
            ("tekst", "tekst"),
        ];
        for (text, written) in table {
            assert_eq!(escaped(text, is_heading), written);
            let back: Vec<_> = written.lines().map(unescaped).collect();
            let inside = text.starts_with("```\n#");
            assert!(inside || back.join("\n") == text, "{written}");
        }
        assert_eq!(escaped("a <!-- b", is_heading), "a \\<!-- b");
    }
}
