//! The closed sets, from the domain into messages and back.

use domain::{
    action,
    arrangement::{Basis, Level, LifePhase},
    decision::{Office, Stance},
    dossier::escalation::event::DisputeKind,
    framework::{Conclusion, EndKind, Outcome, Role},
    keeping::Ground,
    mandate,
    meeting::{Form, ItemKind, Part},
};

use crate::v1;

/// The role in a message.
pub fn role(role: Role) -> v1::Role {
    match role {
        Role::Informed => v1::Role::Informed,
        Role::Advises => v1::Role::Advises,
        Role::Decides => v1::Role::Decides,
        Role::Ratifies => v1::Role::Ratifies,
    }
}

/// The outcome in a message.
pub fn outcome(outcome: Outcome) -> v1::Outcome {
    match outcome {
        Outcome::Noted => v1::Outcome::Noted,
        Outcome::Positive => v1::Outcome::Positive,
        Outcome::PositiveWithConditions => v1::Outcome::PositiveWithConditions,
        Outcome::Negative => v1::Outcome::Negative,
        Outcome::NoAdvice => v1::Outcome::NoAdvice,
        Outcome::Adopted => v1::Outcome::Adopted,
        Outcome::AdoptedAmended => v1::Outcome::AdoptedAmended,
        Outcome::AdoptedWithConditions => v1::Outcome::AdoptedWithConditions,
        Outcome::Rejected => v1::Outcome::Rejected,
        Outcome::NoAgreement => v1::Outcome::NoAgreement,
        Outcome::Ratified => v1::Outcome::Ratified,
        Outcome::NotRatified => v1::Outcome::NotRatified,
        Outcome::Deferred => v1::Outcome::Deferred,
        Outcome::ReferredBack => v1::Outcome::ReferredBack,
    }
}

/// A conclusion in a message.
pub fn conclusion(conclusion: Conclusion) -> v1::Conclusion {
    match conclusion {
        Conclusion::Continue => v1::Conclusion::Continue,
        Conclusion::Adjust => v1::Conclusion::Adjust,
        Conclusion::Close => v1::Conclusion::Close,
        Conclusion::Integrate => v1::Conclusion::Integrate,
        Conclusion::Develop => v1::Conclusion::Develop,
    }
}

/// The conclusion that a message names. `None`: unspecified, or unknown to this version of the contract.
pub fn conclusion_from(given: i32) -> Option<Conclusion> {
    Conclusion::ALL.into_iter().find(|known| conclusion(*known) as i32 == given)
}

/// A phase of an arrangement's life in a message.
pub fn life_phase(phase: LifePhase) -> v1::LifePhase {
    match phase {
        LifePhase::Orientation => v1::LifePhase::Orientation,
        LifePhase::Preparation => v1::LifePhase::Preparation,
        LifePhase::Execution => v1::LifePhase::Execution,
        LifePhase::Evaluation => v1::LifePhase::Evaluation,
        LifePhase::Closing => v1::LifePhase::Closing,
    }
}

/// The phase that a message names. `None`: unspecified, or unknown to this version of the contract.
pub fn life_phase_from(given: i32) -> Option<LifePhase> {
    LifePhase::ALL.into_iter().find(|known| life_phase(*known) as i32 == given)
}

/// The stance in a message.
pub fn stance(stance: Stance) -> v1::Stance {
    match stance {
        Stance::Agrees => v1::Stance::Agrees,
        Stance::AgreesWithConditions => v1::Stance::AgreesWithConditions,
        Stance::Objects => v1::Stance::Objects,
        Stance::Abstains => v1::Stance::Abstains,
        Stance::Absent => v1::Stance::Absent,
        Stance::Recused => v1::Stance::Recused,
    }
}

/// The office in a message.
pub fn office(office: Office) -> v1::Office {
    match office {
        Office::Executive => v1::Office::Executive,
        Office::Official => v1::Office::Official,
    }
}

/// What may be done under a mandate, in a message.
pub fn mandate_act(act: mandate::Act) -> v1::MandateAct {
    match act {
        mandate::Act::Stance => v1::MandateAct::Stance,
        mandate::Act::Commitment => v1::MandateAct::Commitment,
        mandate::Act::Ratification => v1::MandateAct::Ratification,
        mandate::Act::Escalation => v1::MandateAct::Escalation,
    }
}

/// What may be done under a mandate that a message names. `None`: unspecified, or unknown to this version.
pub fn mandate_act_from(given: i32) -> Option<mandate::Act> {
    mandate::Act::ALL.into_iter().find(|known| mandate_act(*known) as i32 == given)
}

/// Whether money comes for a group or for each pupil, in a message.
pub fn basis(basis: Basis) -> v1::FundingBasis {
    match basis {
        Basis::Collective => v1::FundingBasis::Collective,
        Basis::Individual => v1::FundingBasis::Individual,
    }
}

/// What a message says of money for a group or for each pupil. `None`: unspecified, or unknown to this version.
pub fn basis_from(given: i32) -> Option<Basis> {
    Basis::ALL.into_iter().find(|known| basis(*known) as i32 == given)
}

/// What an end means, in a message.
pub fn end_kind(kind: EndKind) -> v1::EndKind {
    match kind {
        EndKind::Adopted => v1::EndKind::Adopted,
        EndKind::Rejected => v1::EndKind::Rejected,
        EndKind::NoAgreement => v1::EndKind::NoAgreement,
        EndKind::Withdrawn => v1::EndKind::Withdrawn,
    }
}

/// The level in a message.
pub fn level(level: Level) -> v1::Level {
    match level {
        Level::Group => v1::Level::Group,
        Level::Individual => v1::Level::Individual,
    }
}

/// The outcome that a message names. `None`: unspecified, or unknown to this version of the contract.
pub fn outcome_from(given: i32) -> Option<Outcome> {
    Outcome::ALL.into_iter().find(|known| outcome(*known) as i32 == given)
}

/// The stance that a message names. `None`: unspecified, or unknown to this version of the contract.
pub fn stance_from(given: i32) -> Option<Stance> {
    Stance::ALL.into_iter().find(|known| stance(*known) as i32 == given)
}

/// The office that a message names. `None`: unspecified, or unknown to this version of the contract.
pub fn office_from(given: i32) -> Option<Office> {
    Office::ALL.into_iter().find(|known| office(*known) as i32 == given)
}

/// The level that a message names. `None`: unspecified, or unknown to this version of the contract.
pub fn level_from(given: i32) -> Option<Level> {
    [Level::Group, Level::Individual].into_iter().find(|known| level(*known) as i32 == given)
}

/// A ground for erasing words in a message.
pub fn ground(ground: Ground) -> v1::ErasureGround {
    match ground {
        Ground::Privacy => v1::ErasureGround::Privacy,
        Ground::ProceduralFault => v1::ErasureGround::ProceduralFault,
    }
}

/// The ground that a message names. `None`: unspecified, or unknown to this version of the contract.
pub fn ground_from(given: i32) -> Option<Ground> {
    Ground::ALL.into_iter().find(|known| ground(*known) as i32 == given)
}

/// How an action stands.
pub fn action_status(status: action::Status) -> v1::ActionStatus {
    match status {
        action::Status::Open => v1::ActionStatus::Open,
        action::Status::Done => v1::ActionStatus::Done,
        action::Status::Dropped => v1::ActionStatus::Dropped,
    }
}

/// The way in which an action stands that a message names; none if it is none.
pub fn action_status_from(given: i32) -> Option<action::Status> {
    action::Status::ALL.into_iter().find(|status| action_status(*status) as i32 == given)
}

/// How a body comes together, in a message.
pub fn form(form: Form) -> v1::MeetingForm {
    match form {
        Form::Session => v1::MeetingForm::Session,
        Form::Written => v1::MeetingForm::Written,
    }
}

/// The form that a message names. `None`: unspecified, or unknown to this version of the contract.
pub fn form_from(given: i32) -> Option<Form> {
    Form::ALL.into_iter().find(|known| form(*known) as i32 == given)
}

/// How an item is treated, in a message.
pub fn item_kind(kind: ItemKind) -> v1::ItemKind {
    match kind {
        ItemKind::Information => v1::ItemKind::Information,
        ItemKind::Formality => v1::ItemKind::Formality,
        ItemKind::Discussion => v1::ItemKind::Discussion,
    }
}

/// The kind of item that a message names. `None`: unspecified, or unknown to this version of the contract.
pub fn item_kind_from(given: i32) -> Option<ItemKind> {
    ItemKind::ALL.into_iter().find(|known| item_kind(*known) as i32 == given)
}

/// What an item of a list asks for, in a message.
pub fn checklist_item_kind(kind: domain::framework::checklist::ItemKind) -> v1::ChecklistItemKind {
    use domain::framework::checklist::ItemKind as K;
    match kind {
        K::Step => v1::ChecklistItemKind::Step,
        K::Question => v1::ChecklistItemKind::Question,
        K::Count => v1::ChecklistItemKind::Count,
        K::Partner => v1::ChecklistItemKind::Partner,
        K::Support => v1::ChecklistItemKind::Support,
    }
}

/// What an item of a list asks for. `None`: unspecified, or unknown to this version of the contract.
pub fn checklist_item_kind_from(given: i32) -> Option<domain::framework::checklist::ItemKind> {
    use domain::framework::checklist::ItemKind as K;
    K::ALL.into_iter().find(|kind| i32::from(checklist_item_kind(*kind)) == given)
}

/// As what somebody was at a meeting, in a message.
pub fn part(part: Part) -> v1::MeetingPart {
    match part {
        Part::Chair => v1::MeetingPart::Chair,
        Part::Member => v1::MeetingPart::Member,
        Part::Secretary => v1::MeetingPart::Secretary,
        Part::Guest => v1::MeetingPart::Guest,
    }
}

/// The part that a message names. `None`: unspecified, or unknown to this version of the contract.
pub fn part_from(given: i32) -> Option<Part> {
    Part::ALL.into_iter().find(|known| part(*known) as i32 == given)
}

/// What is asked of whom a dispute is brought before, in a message.
pub fn dispute_kind(kind: DisputeKind) -> v1::DisputeKind {
    match kind {
        DisputeKind::Advice => v1::DisputeKind::Advice,
        DisputeKind::BindingAdvice => v1::DisputeKind::BindingAdvice,
        DisputeKind::Arbitration => v1::DisputeKind::Arbitration,
        DisputeKind::Mediation => v1::DisputeKind::Mediation,
    }
}

/// The kind of dispute that a message names. `None`: unspecified, or unknown to this version of the contract.
pub fn dispute_kind_from(given: i32) -> Option<DisputeKind> {
    DisputeKind::ALL.into_iter().find(|known| dispute_kind(*known) as i32 == given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_a_message_but_the_unspecified_is_known() {
        let outcomes = (1..).take_while(|n| v1::Outcome::try_from(*n).is_ok()).map(outcome_from);
        assert_eq!(outcomes.clone().count(), Outcome::ALL.len());
        assert!(outcomes.into_iter().all(|known| known.is_some()));
        let grounds = (1..).take_while(|n| v1::ErasureGround::try_from(*n).is_ok()).map(ground_from);
        assert!(
            grounds.clone().count() == Ground::ALL.len() && grounds.into_iter().all(|known| known.is_some())
        );
        assert!((1..=2).all(|known| form_from(known).is_some()) && form_from(3).is_none());
        assert!((1..=3).all(|known| item_kind_from(known).is_some()) && item_kind_from(4).is_none());
        assert!((1..=4).all(|known| dispute_kind_from(known).is_some()) && dispute_kind_from(5).is_none());
        assert!((1..=4).all(|known| part_from(known).is_some()) && part_from(5).is_none());
        let stances = (1..).take_while(|n| v1::Stance::try_from(*n).is_ok()).map(stance_from);
        assert!(
            stances.clone().count() == Stance::ALL.len() && stances.into_iter().all(|known| known.is_some())
        );
        let offices = (1..).take_while(|n| v1::Office::try_from(*n).is_ok()).map(office_from);
        assert!(
            offices.clone().count() == Office::ALL.len() && offices.into_iter().all(|known| known.is_some())
        );
        assert!(level_from(1).is_some() && level_from(2).is_some());
        for unknown in [0, -1, 99] {
            assert!(outcome_from(unknown).is_none() && level_from(unknown).is_none());
            assert!(ground_from(unknown).is_none());
        }
    }
}
