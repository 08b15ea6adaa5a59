//! A preparation as a message: its lists as the framework has them, with what was noted of each item.

use domain::{
    action::{Action, Closing},
    framework::{
        Checklist, Framework,
        checklist::{Item, StepWords, Theme},
    },
    ids::DossierId,
    preparation::{ItemRef, Note, Noted, complete},
};
use jiff::civil::Date;
use views::query::preparation::Found;
use wire::{
    Names,
    convert::{answer, count, enums},
    v1,
};

use super::{Reader, action::doer, words};

/// By whom and as of which day a preparation is read, and the framework that has its lists.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) framework: &'a Framework,
    pub(crate) reader: Reader,
    pub(crate) on: Date,
}

/// The preparation as whoever takes part reads it.
pub(crate) fn preparation(dossier: DossierId, found: &Found, asked: Asked<'_>) -> v1::Preparation {
    let Asked { framework, reader, on } = asked;
    let lists = found.preparation.lists.iter().filter_map(|id| framework.checklist(id));
    let actions = found.preparation.actions.iter();
    v1::Preparation {
        dossier_id: dossier.to_string(),
        framework: Some(answer::framework_ref(&found.preparation.framework)),
        checklists: lists.map(|list| checklist(list, found, framework, reader)).collect(),
        revision: found.preparation.revision.0,
        actions: actions.map(|known| action(known, found, on, Names::of(framework))).collect(),
    }
}

fn checklist(
    list: &Checklist,
    found: &Found,
    framework: &Framework,
    reader: Reader,
) -> v1::PreparedChecklist {
    let of = list.items.iter().filter(|item| !item.optional).count();
    let missing = complete::missing(list, Some(&found.preparation)).items.len();
    let asked_by = framework.route.rounds.iter().filter(|round| round.prepared.contains(&list.id));
    let theme = |theme: &Theme| v1::PreparedTheme {
        theme_id: theme.id.to_string(),
        title: theme.title.clone(),
        items: list
            .items
            .iter()
            .filter(|item| item.theme == theme.id)
            .map(|item| self::item(list, item, found, framework.small_number_threshold, reader))
            .collect(),
    };
    v1::PreparedChecklist {
        checklist_id: list.id.to_string(),
        title: list.title.clone(),
        version: list.version.clone(),
        source: list.source.clone(),
        done: number(of.saturating_sub(missing)),
        of: number(of),
        asked_by: asked_by.map(|round| answer::round(&round.id, Names::of(framework))).collect(),
        themes: list.themes.iter().map(theme).collect(),
    }
}

fn item(list: &Checklist, item: &Item, found: &Found, threshold: u32, reader: Reader) -> v1::PreparedItem {
    let at = ItemRef { list: list.id.clone(), item: item.id.clone() };
    let step = |step: &StepWords| v1::StepGuidance {
        goal: step.goal.clone(),
        holder: step.holder.clone(),
        to_do: step.to_do.clone(),
        tools: step.tools.clone(),
        result: step.result.clone(),
    };
    v1::PreparedItem {
        item_id: item.id.to_string(),
        kind: enums::checklist_item_kind(item.kind).into(),
        text: item.text.clone(),
        at: item.at.clone(),
        optional: item.optional,
        step: item.step.as_deref().map(step),
        notes: found.preparation.noted(&at).map(|noted| note(noted, found, threshold, reader)).collect(),
    }
}

fn note(noted: &Noted, found: &Found, threshold: u32, reader: Reader) -> v1::ItemNote {
    use v1::item_note::Note as Told;
    let said = |sealed| words(&found.words(sealed));
    let told = match &noted.note {
        Note::Step(step) => Told::Step(v1::StepNote {
            done_on: step.on.to_string(),
            holder: Some(said(&step.holder)),
            result: Some(said(&step.result)),
        }),
        Note::Answer(answer) => Told::Answer(v1::AnswerNote {
            answer: Some(said(&answer.answer)),
            agreement: answer.agreement.as_ref().map(said),
            with: answer.with.as_ref().map(said),
        }),
        Note::Count(given) => {
            let few = |sealed: &_| reader.few(&found.words(sealed));
            Told::Count(count::counted(&given.counted, threshold, few, said(&given.counted.source)))
        }
        Note::Partner(partner) => Told::Partner(v1::PartnerNote {
            spoken_on: partner.spoken_on.map(|on| on.to_string()),
            words: partner.words.as_ref().map(said),
        }),
        Note::Support(support) => {
            Told::Support(v1::SupportNote { given_on: support.on.to_string(), by: Some(said(&support.by)) })
        }
    };
    v1::ItemNote { revision: noted.revision.0, note: Some(told) }
}

fn action(action: &Action, found: &Found, on: Date, names: Names<'_>) -> v1::PreparedAction {
    let (agreed, said) = (&action.agreed, |sealed| words(&found.words(&sealed)));
    let (evidence, dropped_because) = match action.closed.as_ref().map(|closed| &closed.how) {
        None => (None, None),
        Some(Closing::Done { evidence }) => (Some(said(*evidence)), None),
        Some(Closing::Dropped { reason }) => (None, Some(said(*reason))),
    };
    let doer_words = agreed.doer.words().map(|words| found.words(&words));
    v1::PreparedAction {
        action_number: agreed.number.0,
        agreed_on: action.agreed_on.to_string(),
        what: Some(said(agreed.what)),
        doer: Some(doer(&agreed.doer, doer_words.as_ref(), names)),
        due_on: agreed.due.to_string(),
        status: enums::action_status(action.status()).into(),
        overdue: action.is_overdue(on),
        closed_on: action.closed.as_ref().map(|closed| closed.on.to_string()),
        evidence,
        dropped_because,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
