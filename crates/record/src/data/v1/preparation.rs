//! A preparation: begun, a list taken, and what was noted.

use domain::{
    ids::{ChecklistId, ItemId},
    preparation::event,
    sealed::Sealed,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{action::Agreed, count::Counted, framework::FrameworkRef, treated::Contradiction};
use crate::scalar::{Text, texts, values};

/// `voorbereiding-begonnen`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreparationBegun {
    framework: FrameworkRef,
    lists: Vec<Text<ChecklistId>>,
}

/// `lijst-toegevoegd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListTaken {
    list: Text<ChecklistId>,
}

/// `stap-uitgevoerd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepCarriedOut {
    list: Text<ChecklistId>,
    item: Text<ItemId>,
    on: Text<Date>,
    holder: Text<Sealed>,
    result: Text<Sealed>,
}

/// `vraag-beantwoord`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuestionAnswered {
    list: Text<ChecklistId>,
    item: Text<ItemId>,
    answer: Text<Sealed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agreement: Option<Text<Sealed>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    with: Option<Text<Sealed>>,
}

/// `aantal-opgegeven`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountGiven {
    list: Text<ChecklistId>,
    item: Text<ItemId>,
    counted: Counted,
}

/// `partner-vermeld`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartnerNoted {
    list: Text<ChecklistId>,
    item: Text<ItemId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spoken_on: Option<Text<Date>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Text<Sealed>>,
}

/// `draagvlak-vastgelegd`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SupportRecorded {
    list: Text<ChecklistId>,
    item: Text<ItemId>,
    on: Text<Date>,
    by: Text<Sealed>,
}

/// `voorbereidingsactie-afgesproken`
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActionAgreed {
    on: Text<Date>,
    action: Agreed,
}

impl From<&event::PreparationBegun> for PreparationBegun {
    fn from(event::PreparationBegun { framework, lists }: &event::PreparationBegun) -> Self {
        Self { framework: framework.into(), lists: texts(lists) }
    }
}

impl From<PreparationBegun> for event::PreparationBegun {
    fn from(PreparationBegun { framework, lists }: PreparationBegun) -> Self {
        Self { framework: framework.into(), lists: values(lists) }
    }
}

impl From<&event::ListTaken> for ListTaken {
    fn from(event::ListTaken { list }: &event::ListTaken) -> Self {
        Self { list: Text(list.clone()) }
    }
}

impl From<ListTaken> for event::ListTaken {
    fn from(ListTaken { list }: ListTaken) -> Self {
        Self { list: list.0 }
    }
}

/// Where a note stands, as it is written and as the domain has it.
fn written(at: &event::ItemRef) -> (Text<ChecklistId>, Text<ItemId>) {
    (Text(at.list.clone()), Text(at.item.clone()))
}

fn read(list: Text<ChecklistId>, item: Text<ItemId>) -> event::ItemRef {
    event::ItemRef { list: list.0, item: item.0 }
}

impl From<&event::StepCarriedOut> for StepCarriedOut {
    fn from(event::StepCarriedOut { at, on, holder, result }: &event::StepCarriedOut) -> Self {
        let (list, item) = written(at);
        Self { list, item, on: Text(*on), holder: Text(*holder), result: Text(*result) }
    }
}

impl From<StepCarriedOut> for event::StepCarriedOut {
    fn from(StepCarriedOut { list, item, on, holder, result }: StepCarriedOut) -> Self {
        Self { at: read(list, item), on: on.0, holder: holder.0, result: result.0 }
    }
}

impl From<&event::QuestionAnswered> for QuestionAnswered {
    fn from(event::QuestionAnswered { at, answer, agreement, with }: &event::QuestionAnswered) -> Self {
        let (list, item) = written(at);
        Self { list, item, answer: Text(*answer), agreement: agreement.map(Text), with: with.map(Text) }
    }
}

impl From<QuestionAnswered> for event::QuestionAnswered {
    fn from(QuestionAnswered { list, item, answer, agreement, with }: QuestionAnswered) -> Self {
        let (agreement, with) = (agreement.map(|text| text.0), with.map(|text| text.0));
        Self { at: read(list, item), answer: answer.0, agreement, with }
    }
}

impl From<&event::CountGiven> for CountGiven {
    fn from(event::CountGiven { at, counted }: &event::CountGiven) -> Self {
        let (list, item) = written(at);
        Self { list, item, counted: (*counted).into() }
    }
}

impl From<CountGiven> for event::CountGiven {
    fn from(CountGiven { list, item, counted }: CountGiven) -> Self {
        Self { at: read(list, item), counted: counted.into() }
    }
}

impl From<&event::PartnerNoted> for PartnerNoted {
    fn from(event::PartnerNoted { at, spoken_on, words }: &event::PartnerNoted) -> Self {
        let (list, item) = written(at);
        Self { list, item, spoken_on: spoken_on.map(Text), words: words.map(Text) }
    }
}

impl From<PartnerNoted> for event::PartnerNoted {
    fn from(PartnerNoted { list, item, spoken_on, words }: PartnerNoted) -> Self {
        let (spoken_on, words) = (spoken_on.map(|text| text.0), words.map(|text| text.0));
        Self { at: read(list, item), spoken_on, words }
    }
}

impl From<&event::SupportRecorded> for SupportRecorded {
    fn from(event::SupportRecorded { at, on, by }: &event::SupportRecorded) -> Self {
        let (list, item) = written(at);
        Self { list, item, on: Text(*on), by: Text(*by) }
    }
}

impl From<SupportRecorded> for event::SupportRecorded {
    fn from(SupportRecorded { list, item, on, by }: SupportRecorded) -> Self {
        Self { at: read(list, item), on: on.0, by: by.0 }
    }
}

impl From<&event::ActionAgreed> for ActionAgreed {
    fn from(event::ActionAgreed { on, agreed }: &event::ActionAgreed) -> Self {
        Self { on: Text(*on), action: agreed.into() }
    }
}

impl TryFrom<ActionAgreed> for event::ActionAgreed {
    type Error = Contradiction;

    fn try_from(ActionAgreed { on, action }: ActionAgreed) -> Result<Self, Contradiction> {
        Ok(Self { on: on.0, agreed: action.try_into()? })
    }
}
