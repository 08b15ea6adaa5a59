//! Why a command line did not do what was asked, as people and programs read it.

use serde::Serialize;
use uuid::Uuid;
use wire::Language;

use crate::{
    document::Finding,
    exit::Exit,
    show::{Say as _, printable},
};

/// Why it was not done: what the process ends with, and everything that may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What the process ends with.
    pub(crate) exit: Exit,
    /// The name of the rule, if one is to be named.
    pub(crate) rule: Option<String>,
    /// What is the matter.
    pub(crate) message: String,
    /// Each place where something is the matter.
    pub(crate) places: Vec<Place>,
    /// What would help.
    pub(crate) help: Vec<String>,
    /// How to repeat a command of which it is not known whether it was carried out.
    pub(crate) repeat: Option<Box<Repeat>>,
}

/// One place where something is the matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Place {
    /// Where: a field of a request, or a line of a file.
    pub(crate) place: String,
    /// The name of the rule.
    pub(crate) rule: String,
    /// What is the matter there.
    pub(crate) message: String,
}

/// How to repeat a command so that it is carried out once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeat {
    /// The command's id.
    pub(crate) command_id: Uuid,
    /// Flags that must be there besides `--command-id`, because they were found out the first time.
    pub(crate) flags: Vec<String>,
}

#[derive(Serialize)]
struct Written<'a> {
    exit_code: u8,
    rule: Option<&'a str>,
    message: &'a str,
    places: &'a [Place],
    help: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    command_id: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    repeat_with: Vec<String>,
}

impl Failure {
    /// A failure with what is the matter.
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, rule: None, message: message.into(), places: Vec::new(), help: Vec::new(), repeat: None }
    }

    /// What was given cannot be used.
    pub(crate) fn input(message: impl Into<String>) -> Self {
        Self::new(Exit::Input, message)
    }

    /// A document or another file with findings.
    pub(crate) fn findings(name: &str, findings: &[Finding], language: Language) -> Self {
        let count = findings.len();
        let message = match language {
            Language::Dutch if count == 1 => format!("In {name} moet iets worden verbeterd."),
            Language::Dutch => format!("In {name} moeten {count} dingen worden verbeterd."),
            Language::English if count == 1 => format!("One thing must be mended in {name}."),
            Language::English => format!("{count} things must be mended in {name}."),
        };
        let place = |finding: &Finding| Place {
            place: format!("{name}:{}", finding.line),
            rule: finding.fault.rule().to_owned(),
            message: finding.fault.told(language),
        };
        Self { places: findings.iter().map(place).collect(), ..Self::input(message) }
    }

    /// The same, with the name of the rule.
    #[must_use]
    pub(crate) fn rule(mut self, rule: impl Into<String>) -> Self {
        self.rule = Some(rule.into());
        self
    }

    /// The same, with something that would help.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// As people read it.
    pub(crate) fn told(&self, language: Language) -> String {
        let rule = self.rule.as_ref().map(|rule| format!(" [{rule}]")).unwrap_or_default();
        let mut lines = vec![format!("{}: {}{rule}", self.exit.told(language), self.message)];
        lines.extend(self.places.iter().map(|at| {
            let rule = if at.rule.is_empty() { String::new() } else { format!(" [{}]", at.rule) };
            format!("  {}: {}{rule}", at.place, at.message)
        }));
        let helps = language.say("Wat helpt", "What helps");
        lines.extend(self.help.iter().map(|help| format!("{helps}: {help}")));
        if let Some(repeat) = &self.repeat {
            let flags = [vec![format!("--command-id {}", repeat.command_id)], repeat.flags.clone()]
                .concat()
                .join(" ");
            let told =
                language.say("Herhaal precies dezelfde opdracht met", "Repeat exactly the same command with");
            let once = language.say(
                "Zij wordt dan één keer uitgevoerd, ook als zij al was aangekomen.",
                "It is then carried out once, also if it had arrived already.",
            );
            lines.push(format!("{helps}: {told} {flags}\n  {once}"));
        }
        printable(&lines.join("\n"))
    }

    /// As programs read it: one JSON object on one line.
    pub(crate) fn json(&self) -> String {
        let written = Written {
            exit_code: self.exit.code(),
            rule: self.rule.as_deref(),
            message: &self.message,
            places: &self.places,
            help: &self.help,
            command_id: self.repeat.as_ref().map(|repeat| repeat.command_id.to_string()),
            repeat_with: self.repeat.as_ref().map(|repeat| repeat.flags.clone()).unwrap_or_default(),
        };
        // Strings and numbers only: that cannot fail.
        serde_json::to_string(&written).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Fault;

    #[test]
    fn a_failure_names_rule_places_and_what_helps() {
        let findings = [Finding::at(7, Fault::CommentOpen), Finding::at(9, Fault::FenceOpen)];
        let failure =
            Failure::findings("voorstel.md", &findings, Language::Dutch).rule("X").help("lees het na");
        let told = failure.told(Language::Dutch);
        assert!(
            told.starts_with("Onjuiste invoer: In voorstel.md moeten 2 dingen worden verbeterd. [X]\n"),
            "{told}"
        );
        assert!(told.contains("  voorstel.md:7: ") && told.contains("[FENCE_OPEN]"), "{told}");
        assert!(told.ends_with("Wat helpt: lees het na"), "{told}");
    }

    #[test]
    fn an_unclear_outcome_says_how_to_repeat() {
        let repeat = Repeat { command_id: Uuid::from_u128(7), flags: vec!["--expect-revision 4".into()] };
        let failure =
            Failure { repeat: Some(Box::new(repeat)), ..Failure::new(Exit::Unclear, "de lijn brak") };
        let told = failure.told(Language::Dutch);
        let flags = "--command-id 00000000-0000-0000-0000-000000000007 --expect-revision 4";
        assert!(told.contains(flags), "{told}");
        let json = failure.json();
        assert!(
            json.contains("\"exit_code\":6") && json.contains("\"repeat_with\":[\"--expect-revision 4\"]"),
            "{json}"
        );
    }

    #[test]
    fn what_others_wrote_cannot_steer_the_terminal() {
        let failure = Failure::input("titel \u{1b}[2J\u{9b}weg");
        assert_eq!(failure.told(Language::English), "Wrong input: titel \u{fffd}[2J\u{fffd}weg");
    }
}
