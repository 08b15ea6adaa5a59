//! The closed sets of names, version 1. A name more is another version of every type that uses the set.

use domain::{arrangement, dossier::escalation, framework, keeping, mandate, meeting};
use serde::{Deserialize, Serialize};

macro_rules! names {
    ($($(#[$doc:meta])* $own:ident = $theirs:ty { $($variant:ident = $written:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Serialize, Deserialize)]
        pub(crate) enum $own {
            $(#[serde(rename = $written)] $variant,)+
        }

        impl From<$theirs> for $own {
            fn from(theirs: $theirs) -> Self {
                match theirs {
                    $(<$theirs>::$variant => Self::$variant,)+
                }
            }
        }

        impl From<$own> for $theirs {
            fn from(own: $own) -> Self {
                match own {
                    $($own::$variant => Self::$variant,)+
                }
            }
        }
    )+};
}

pub(crate) use names;

names! {
    /// What a body was asked to do.
    Role = framework::Role {
        Informed = "informed",
        Advises = "advises",
        Decides = "decides",
        Ratifies = "ratifies",
    }

    /// What a body did.
    Outcome = framework::Outcome {
        Noted = "noted",
        Positive = "positive",
        PositiveWithConditions = "positive-with-conditions",
        Negative = "negative",
        NoAdvice = "no-advice",
        Adopted = "adopted",
        AdoptedAmended = "adopted-amended",
        AdoptedWithConditions = "adopted-with-conditions",
        Rejected = "rejected",
        NoAgreement = "no-agreement",
        Ratified = "ratified",
        NotRatified = "not-ratified",
        Deferred = "deferred",
        ReferredBack = "referred-back",
    }

    /// What an end means.
    EndKind = framework::EndKind {
        Adopted = "adopted",
        Rejected = "rejected",
        NoAgreement = "no-agreement",
        Withdrawn = "withdrawn",
    }

    /// For whom an arrangement is made.
    Level = arrangement::Level {
        Group = "group",
        Individual = "individual",
    }

    /// Whether money comes for a group or for each pupil.
    Basis = arrangement::Basis {
        Collective = "collective",
        Individual = "individual",
    }

    /// What an evaluation leads to.
    Conclusion = framework::Conclusion {
        Continue = "continue",
        Adjust = "adjust",
        Close = "close",
        Integrate = "integrate",
        Develop = "develop",
    }

    /// What may be done under a mandate.
    MandateAct = mandate::Act {
        Stance = "stance",
        Commitment = "commitment",
        Ratification = "ratification",
        Escalation = "escalation",
    }

    /// What is asked of whom a dispute is brought before.
    DisputeKind = escalation::event::DisputeKind {
        Advice = "advice",
        BindingAdvice = "binding-advice",
        Arbitration = "arbitration",
        Mediation = "mediation",
    }

    /// Why words may be erased: the codes of DiWoo's list of reasons for removal.
    Ground = keeping::Ground {
        Privacy = "c_098c1346",
        ProceduralFault = "c_c77c86e0",
    }

    /// How a body comes together.
    Form = meeting::Form {
        Session = "session",
        Written = "written",
    }

    /// How an item is treated.
    ItemKind = meeting::ItemKind {
        Information = "information",
        Formality = "formality",
        Discussion = "discussion",
    }

    /// As what somebody was at a meeting.
    Part = meeting::Part {
        Chair = "chair",
        Member = "member",
        Secretary = "secretary",
        Guest = "guest",
    }
}
