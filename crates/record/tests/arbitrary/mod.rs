//! Any record that can be written.

mod action;
mod arrangement;
mod commitment;
mod escalation;
mod evaluation;
mod keeping;
mod mandate;
mod meeting;
mod preparation;
mod term;
mod voice;

use domain::{
    Event,
    context::Capacity,
    decision::{Office, PartyStance, Replacement, Stance},
    dossier::{
        self,
        command::{Answer, Judgement},
        event::{
            ConditionNumber, ConditionSet, ConditionsAnswered, DocumentFiled, DocumentRef, DossierHandedOver,
            DossierOpened, DossierWithdrawn, Next, Opening, OutcomeCorrected, RoundSubmitted, SectionFiled,
            Treated, VisitRef,
        },
    },
    framework::{EndKind, FrameworkRef, Outcome, Role, adoption::FrameworkAdopted},
    ids::{ActorId, ArrangementId, CommandId, DossierId, FrameworkId, MandateId, MeetingId, Revision},
    mandate::MandateRef,
    sealed::{Digest, Sealed},
};
use jiff::{Timestamp, civil::Date};
use proptest::{collection::vec, option, prelude::*, sample::select};
use record::{HistoryId, REVISION_MAX, Record, Recorded};
use uuid::Uuid;

/// Any record that can be written.
pub(crate) fn record() -> impl Strategy<Value = Record> {
    let head = (any::<u128>(), 1..=REVISION_MAX, any::<u128>(), recorded(), actor(), capacity());
    (head, event(), any::<u128>()).prop_map(
        |((id, revision, command, recorded, actor, capacity), event, history)| {
            let history = Uuid::from_u128(history);
            Record {
                id: Uuid::from_u128(id),
                history: match &event {
                    Event::Dossier(_) => HistoryId::Dossier(DossierId(history)),
                    Event::FrameworkAdopted(adopted) => HistoryId::Framework(adopted.framework.id.clone()),
                    Event::Arrangement(_) => HistoryId::Arrangement(ArrangementId(history)),
                    Event::Meeting(_) => HistoryId::Meeting(MeetingId(history)),
                    Event::Mandate(_) => HistoryId::Mandate(MandateId(history)),
                    Event::Preparation(_) => HistoryId::Preparation(DossierId(history)),
                    Event::Keeping(_) if revision % 3 == 0 => HistoryId::Meeting(MeetingId(history)),
                    Event::Keeping(_) if revision % 2 == 0 => HistoryId::Arrangement(ArrangementId(history)),
                    Event::Keeping(_) => HistoryId::Dossier(DossierId(history)),
                },
                revision: Revision(revision),
                command: CommandId(Uuid::from_u128(command)),
                recorded,
                actor,
                capacity,
                event,
            }
        },
    )
}

/// A name of any kind.
fn id<T: std::str::FromStr + std::fmt::Debug>() -> impl Strategy<Value = T> {
    "[a-z0-9][a-z0-9.-]{0,59}".prop_map(|text| text.parse().ok().expect("a name"))
}

fn actor() -> impl Strategy<Value = ActorId> {
    "[A-Za-z0-9_.:-]{1,64}".prop_map(|text| text.parse().expect("an actor"))
}

fn date() -> impl Strategy<Value = Date> {
    (0i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| Date::constant(year, month, day))
}

/// Moments of the years 1 to 9998, so that no offset leaves 0 to 9999.
fn recorded() -> impl Strategy<Value = Recorded> {
    (-62_135_596_800_000_000..253_370_764_800_000_000i64, -1_439..=1_439).prop_map(
        |(microsecond, minutes)| {
            let now = Timestamp::from_microsecond(microsecond).expect("in range");
            Recorded { now, offset_seconds: minutes * 60 }
        },
    )
}

fn capacity() -> impl Strategy<Value = Capacity> {
    prop_oneof![
        id().prop_map(|party| Capacity::Coordinator { party }),
        id().prop_map(|body| Capacity::Secretary { body }),
        Just(Capacity::Administrator),
        Just(Capacity::Auditor),
    ]
}

fn digest() -> impl Strategy<Value = Digest> {
    any::<[u8; 32]>().prop_map(Digest)
}

fn sealed() -> impl Strategy<Value = Sealed> {
    digest().prop_map(Sealed)
}

fn framework() -> impl Strategy<Value = FrameworkRef> {
    let name = "[a-z0-9][a-z0-9-]{0,59}".prop_map(|text| text.parse::<FrameworkId>().expect("a name"));
    (name, id(), digest()).prop_map(|(id, version, digest)| FrameworkRef { id, version, digest })
}

fn document() -> impl Strategy<Value = DocumentRef> {
    (id(), any::<u32>()).prop_map(|(format, version)| DocumentRef { format, version })
}

fn visit() -> impl Strategy<Value = VisitRef> {
    (id(), any::<u32>()).prop_map(|(step, number)| VisitRef { step, number })
}

fn opening() -> impl Strategy<Value = Opening> {
    (visit(), id(), id(), select(&Role::ALL), vec(document(), 0..3), date(), option::of(date())).prop_map(
        |(visit, round, body, role, documents, arrived, due)| Opening {
            visit,
            round,
            body,
            role,
            documents,
            arrived,
            due,
        },
    )
}

fn next() -> impl Strategy<Value = Next> {
    prop_oneof![
        opening().prop_map(Next::Visit),
        id().prop_map(Next::Round),
        id().prop_map(|resume_at| Next::Revision { resume_at }),
        escalation::on_rung().prop_map(Next::Ladder),
        (id(), select(&EndKind::ALL)).prop_map(|(end, kind)| Next::End { end, kind }),
    ]
}

fn condition() -> impl Strategy<Value = ConditionSet> {
    (any::<u32>(), sealed(), option::of(id()), option::of(date())).prop_map(|(number, text, holder, due)| {
        ConditionSet { number: ConditionNumber(number), text, holder, due }
    })
}

fn treated() -> impl Strategy<Value = Treated> {
    let judgement = (any::<u32>(), any::<bool>())
        .prop_map(|(number, met)| Judgement { condition: ConditionNumber(number), met });
    let what = (visit(), id(), select(&Role::ALL), select(&Outcome::ALL), date(), option::of(sealed()));
    let lists = (vec(condition(), 0..3), vec(judgement, 0..3), vec(stance(), 0..3), vec(visit(), 0..3));
    (what, lists, next()).prop_map(
        |(
            (visit, body, role, outcome, treated_on, motivation),
            (conditions, judged, stances, departs_from),
            next,
        )| {
            Treated {
                visit,
                body,
                role,
                outcome,
                treated_on,
                motivation,
                conditions,
                judged,
                stances,
                departs_from,
                next,
            }
        },
    )
}

fn stance() -> impl Strategy<Value = PartyStance> {
    let replaced = (actor(), actor(), select(&Office::ALL), date(), option::of(sealed()));
    let replacement = replaced.prop_map(|(seated, replaces, office, reported_on, reason)| Replacement {
        seated,
        replaces,
        office,
        reported_on,
        reason,
    });
    let said = (option::of(sealed()), option::of(replacement), option::of(seen()), option::of(sealed()));
    (id(), select(&Stance::ALL), said).prop_map(|(party, stance, (words, replacement, mandate, dissent))| {
        PartyStance { party, stance, words, replacement, mandate, dissent }
    })
}

/// A mandate, as it was seen.
fn seen() -> impl Strategy<Value = MandateRef> {
    (any::<u128>(), 1..=REVISION_MAX).prop_map(|(id, revision)| MandateRef {
        id: MandateId(Uuid::from_u128(id)),
        revision: Revision(revision),
    })
}

fn opened() -> impl Strategy<Value = DossierOpened> {
    let follows = option::of(any::<u128>().prop_map(|id| DossierId(Uuid::from_u128(id))));
    (framework(), sealed(), vec(id(), 0..4), option::of(sealed()), follows, actor(), id(), id()).prop_map(
        |(framework, title, functions, target_group, follows, coordinator, party, awaits)| DossierOpened {
            framework,
            title,
            functions,
            target_group,
            follows,
            coordinator,
            party,
            awaits,
        },
    )
}

fn filed() -> impl Strategy<Value = DocumentFiled> {
    let section =
        (id(), any::<u32>(), sealed()).prop_map(|(id, words, text)| SectionFiled { id, words, text });
    (document(), digest(), vec(section, 0..40)).prop_map(|(document, digest, sections)| DocumentFiled {
        document,
        digest,
        sections,
    })
}

fn submitted() -> impl Strategy<Value = RoundSubmitted> {
    (id(), document(), opening()).prop_map(|(round, document, opens)| RoundSubmitted {
        round,
        document,
        opens,
    })
}

fn answered() -> impl Strategy<Value = ConditionsAnswered> {
    let answer = (any::<u32>(), sealed())
        .prop_map(|(number, text)| Answer { condition: ConditionNumber(number), text });
    vec(answer, 0..5).prop_map(|answers| ConditionsAnswered { answers })
}

fn corrected() -> impl Strategy<Value = OutcomeCorrected> {
    (1..=REVISION_MAX, sealed(), treated()).prop_map(|(corrects, reason, treated)| OutcomeCorrected {
        corrects: Revision(corrects),
        reason,
        treated,
    })
}

fn handed_over() -> impl Strategy<Value = DossierHandedOver> {
    (actor(), actor(), id(), option::of(sealed())).prop_map(|(from, to, party, reason)| DossierHandedOver {
        from,
        to,
        party,
        reason,
    })
}

fn adopted() -> impl Strategy<Value = FrameworkAdopted> {
    (framework(), option::of(id()), date(), any::<String>(), sealed()).prop_map(
        |(framework, supersedes, effective_from, reference_prefix, file)| FrameworkAdopted {
            framework,
            supersedes,
            effective_from,
            reference_prefix,
            file,
        },
    )
}

fn event() -> impl Strategy<Value = Event> {
    use dossier::Event as D;
    let withdrawn = (sealed(), id()).prop_map(|(reason, end)| DossierWithdrawn { reason, end });
    let dossier = prop_oneof![
        1 => opened().prop_map(D::DossierOpened),
        1 => filed().prop_map(D::DocumentFiled),
        1 => submitted().prop_map(D::RoundSubmitted),
        1 => submitted().prop_map(D::RevisionSubmitted),
        // Seven kinds of event, by outcome.
        7 => treated().prop_map(D::treated),
        1 => voice::spoke().prop_map(D::PartySpoke),
        1 => term::suspended().prop_map(D::TermSuspended),
        1 => term::resumed().prop_map(D::TermResumed),
        1 => answered().prop_map(D::ConditionsAnswered),
        1 => withdrawn.prop_map(D::DossierWithdrawn),
        1 => corrected().prop_map(D::OutcomeCorrected),
        1 => handed_over().prop_map(D::DossierHandedOver),
        5 => escalation::event().prop_map(D::Escalation),
    ];
    prop_oneof![
        23 => dossier.prop_map(Event::Dossier),
        1 => adopted().prop_map(Event::FrameworkAdopted),
        2 => arrangement::event().prop_map(Event::Arrangement),
        10 => meeting::event().prop_map(Event::Meeting),
        2 => mandate::event().prop_map(Event::Mandate),
        4 => preparation::event().prop_map(Event::Preparation),
        6 => keeping::event().prop_map(Event::Keeping),
    ]
}
