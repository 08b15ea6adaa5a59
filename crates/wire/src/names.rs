//! How the things of a framework are called for people.

use domain::{
    framework::{Framework, Term},
    ids::{
        BodyId, ChecklistId, EndId, FormatId, ItemId, PartyId, RoundId, RungId, SectionId, StepId, TermId,
    },
};

/// The names for people that a framework gives; where there is no framework, or it does not know a thing, the
/// short name itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Names<'a>(Option<&'a Framework>);

impl<'a> Names<'a> {
    /// The names of this framework.
    pub fn of(framework: &'a Framework) -> Self {
        Self(Some(framework))
    }

    /// Short names only.
    pub fn none() -> Self {
        Self(None)
    }

    /// A body, e.g. `PORA`.
    pub fn body(self, id: &BodyId) -> String {
        self.find(id, |framework| framework.body(id).map(|body| body.name.clone()))
    }

    /// A party, e.g. `gemeente Heiloo`.
    pub fn party(self, id: &PartyId) -> String {
        self.find(id, |framework| framework.party(id).map(|party| party.name.clone()))
    }

    /// A document format.
    pub fn format(self, id: &FormatId) -> String {
        self.find(id, |framework| framework.format(id).map(|format| format.title.clone()))
    }

    /// A section: its chapter and heading. Formats that share a section share its headings.
    pub fn section(self, id: &SectionId) -> String {
        self.find(id, |framework| {
            let section = framework.formats.iter().find_map(|format| format.section(id))?;
            let whole = section.chapter == section.heading;
            Some(if whole {
                section.heading.clone()
            } else {
                format!("{}: {}", section.chapter, section.heading)
            })
        })
    }

    /// A list by which proposals are prepared.
    pub fn checklist(self, id: &ChecklistId) -> String {
        self.find(id, |framework| framework.checklist(id).map(|list| list.title.clone()))
    }

    /// An item of such a list: its text.
    pub fn item(self, list: &ChecklistId, item: &ItemId) -> String {
        let text = |framework: &Framework| Some(framework.checklist(list)?.item(item)?.text.clone());
        self.find(item, text)
    }

    /// A round.
    pub fn round(self, id: &RoundId) -> String {
        self.find(id, |framework| framework.route.round(id).map(|round| round.name.clone()))
    }

    /// An end.
    pub fn end(self, id: &EndId) -> String {
        self.find(id, |framework| framework.route.end(id).map(|end| end.name.clone()))
    }

    /// A rung of the ladder.
    pub fn rung(self, id: &RungId) -> String {
        self.find(id, |framework| framework.ladder.rung(id).map(|rung| rung.name.clone()))
    }

    /// A step: its body and its round.
    pub fn step(self, id: &StepId) -> String {
        self.find(id, |framework| {
            let step = framework.route.step(id)?;
            Some(format!("{}, {}", self.body(&step.body), self.round(&step.round)))
        })
    }

    /// An indicator.
    pub fn indicator(self, id: &TermId) -> String {
        self.find(id, |framework| term(&framework.indicators, id))
    }

    /// A function that an arrangement can have.
    pub fn function(self, id: &TermId) -> String {
        self.find(id, |framework| term(&framework.functions, id))
    }

    /// A funding code.
    pub fn funding(self, id: &TermId) -> String {
        self.find(id, |framework| term(&framework.funding_codes, id))
    }

    fn find(self, id: &impl ToString, name: impl FnOnce(&Framework) -> Option<String>) -> String {
        self.0.and_then(name).unwrap_or_else(|| id.to_string())
    }
}

fn term(terms: &[Term], id: &TermId) -> Option<String> {
    terms.iter().find(|term| term.id == *id).map(|term| term.name.clone())
}
