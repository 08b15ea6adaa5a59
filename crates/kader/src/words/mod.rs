//! What every rule says to people: the rule, the fact and what would help, in Dutch and in English.
//!
//! The sentences are data (`table`); what fills them in comes from the fault.

mod facts;
mod table;

use domain::framework::{
    EndKind, Role, Target,
    check::{Fault, Place, TermList},
};

/// The same in two languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// In Dutch.
    pub nl: String,
    /// In English.
    pub en: String,
}

/// What fills in one gap of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    /// The name of the gap, without braces.
    name: &'static str,
    words: Words,
}

/// The names of all rules that a [finding](crate::Finding) can be about.
pub fn rules() -> impl Iterator<Item = &'static str> {
    table::sentences().map(|sentence| sentence.rule)
}

/// What a body does in a role, as a Dutch sentence has it: `PORA adviseert`.
pub fn role_nl(role: Role) -> &'static str {
    match role {
        Role::Informed => "wordt geïnformeerd",
        Role::Advises => "adviseert",
        Role::Decides => "besluit",
        Role::Ratifies => "bekrachtigt",
    }
}

/// What a kind of end means, in Dutch.
pub fn end_kind_nl(kind: EndKind) -> &'static str {
    match kind {
        EndKind::Adopted => "vastgesteld",
        EndKind::Rejected => "afgewezen",
        EndKind::NoAgreement => "geen overeenstemming",
        EndKind::Withdrawn => "ingetrokken",
    }
}

/// Says a fault of a framework in words, its place included.
pub fn of_fault(fault: &Fault) -> Words {
    let place = of_place(&fault.place);
    let said = of_rule(facts::sentence(&fault.kind), &facts::of_kind(&fault.kind));
    Words { nl: format!("{}: {}", place.nl, said.nl), en: format!("{}: {}", place.en, said.en) }
}

/// Fills in the sentence of a rule. A rule without a sentence says its name.
pub(crate) fn of_rule(rule: &str, facts: &[Fact]) -> Words {
    let (nl, en) = table::sentences()
        .find(|sentence| sentence.rule == rule)
        .map_or((rule, rule), |sentence| (sentence.nl, sentence.en));
    Words { nl: fill(nl, facts, |words| &words.nl), en: fill(en, facts, |words| &words.en) }
}

/// Puts the facts into the gaps. What a fact says is never read as a gap itself.
fn fill(sentence: &str, facts: &[Fact], said: fn(&Words) -> &String) -> String {
    let mut filled = String::new();
    let mut rest = sentence;
    while let Some((before, gap)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = gap.split_once('}').unwrap_or((gap, ""));
        match facts.iter().find(|fact| fact.name == name) {
            Some(fact) => filled.push_str(said(&fact.words)),
            None => filled.push_str(name),
        }
        rest = after;
    }
    filled + rest
}

/// A fact that is the same in both languages.
pub(crate) fn fact(name: &'static str, value: impl ToString) -> Fact {
    let value = value.to_string();
    Fact { name, words: Words { nl: value.clone(), en: value } }
}

/// A fact that differs.
pub(crate) fn fact_in(name: &'static str, nl: impl Into<String>, en: impl Into<String>) -> Fact {
    Fact { name, words: both(nl, en) }
}

fn both(nl: impl Into<String>, en: impl Into<String>) -> Words {
    Words { nl: nl.into(), en: en.into() }
}

fn of_place(place: &Place) -> Words {
    match place {
        Place::Framework => both("het kader", "the framework"),
        Place::Party(id) => both(format!("partij '{id}'"), format!("party '{id}'")),
        Place::Body(id) => both(format!("gremium '{id}'"), format!("body '{id}'")),
        Place::Format(id) => both(format!("format '{id}'"), format!("format '{id}'")),
        Place::Section(format, id) => both(
            format!("onderdeel '{id}' van format '{format}'"),
            format!("section '{id}' of format '{format}'"),
        ),
        Place::Round(id) => both(format!("ronde '{id}'"), format!("round '{id}'")),
        Place::Step(id) => both(format!("stap '{id}'"), format!("step '{id}'")),
        Place::StepOutcome(id, outcome) => both(
            format!("stap '{id}', uitkomst {outcome} ({})", outcome.name_nl()),
            format!("step '{id}', outcome {outcome}"),
        ),
        Place::End(id) => both(format!("einde '{id}'"), format!("end '{id}'")),
        Place::Checklist(id) => both(format!("lijst '{id}'"), format!("checklist '{id}'")),
        Place::ChecklistTheme(list, id) => {
            both(format!("thema '{id}' van lijst '{list}'"), format!("theme '{id}' of checklist '{list}'"))
        }
        Place::ChecklistItem(list, id) => {
            both(format!("punt '{id}' van lijst '{list}'"), format!("item '{id}' of checklist '{list}'"))
        }
        Place::Ladder => both("de escalatieladder", "the ladder"),
        Place::Rung(id) => both(format!("trede '{id}'"), format!("rung '{id}'")),
        Place::Evaluation(conclusion) => both(
            format!("evaluatie, conclusie '{}'", conclusion.name()),
            format!("evaluation, conclusion '{}'", conclusion.name()),
        ),
        Place::Term(list, id) => {
            let list = of_terms(*list);
            both(format!("'{id}' bij de {}", list.nl), format!("'{id}' of the {}", list.en))
        }
    }
}

fn of_terms(list: TermList) -> Words {
    match list {
        TermList::Functions => both("functies", "functions"),
        TermList::FundingCodes => both("bekostigingscodes", "funding codes"),
        TermList::Indicators => both("indicatoren", "indicators"),
    }
}

fn of_target(target: &Target) -> Words {
    match target {
        Target::Step(id) => both(format!("stap '{id}'"), format!("step '{id}'")),
        Target::Round(id) => both(format!("ronde '{id}'"), format!("round '{id}'")),
        Target::Again => both("dezelfde stap (again)", "the same step (again)"),
        Target::Submitter => both("de indiener (submitter)", "the submitter"),
        Target::Ladder => both("de escalatieladder (ladder)", "the ladder"),
        Target::End(id) => both(format!("einde '{id}'"), format!("end '{id}'")),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_has_one_sentence_with_the_same_gaps_in_both_languages() {
        let gaps = |sentence: &str| -> BTreeSet<String> {
            sentence.split('{').skip(1).filter_map(|gap| Some(gap.split_once('}')?.0.to_owned())).collect()
        };
        let mut rules = BTreeSet::new();
        for sentence in table::sentences() {
            assert!(rules.insert(sentence.rule), "{} stands twice", sentence.rule);
            // The calendar says in English which part of a meeting rule it did not understand.
            let mut dutch = gaps(sentence.nl);
            dutch.extend((sentence.rule == "INVALID_MEETING_RULE").then(|| "message".to_owned()));
            assert_eq!(dutch, gaps(sentence.en), "{}", sentence.rule);
        }
    }

    #[test]
    fn what_a_fact_says_is_no_gap() {
        let said = of_rule("SCHEMA_UNKNOWN", &[fact("given", "{schema} {"), fact("schema", "kader/1")]);
        assert!(said.en.starts_with("'{schema} {' is no form"), "{}", said.en);
        assert_eq!(of_rule("NO_SUCH_RULE", &[]).nl, "NO_SUCH_RULE");
    }
}
