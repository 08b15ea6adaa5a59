//! Why a record says what it says of who is bound: the same in every framework.

/// What holds of who is bound by what was adopted, and of what they have of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// Only a secretary of a body that decided or where parties ratified may.
    BySecretary,
    /// Each party binds itself.
    ByItself,
    /// What is reported later of the same period stands.
    ReportedAnew,
}

impl Bound {
    /// In Dutch.
    pub(super) fn nl(self) -> &'static str {
        match self {
            Self::BySecretary => {
                "Of een partij gebonden is, legt de secretaris vast van het gremium dat besloot of waar de partijen bekrachtigden: de \
                 coördinator werkt zelf voor een partij."
            }
            Self::ByItself => {
                "Een gremium van partijen bindt niemand: elke partij bindt zichzelf, en wat zij later zegt geldt in plaats van wat zij \
                 eerder zei."
            }
            Self::ReportedAnew => {
                "Wat later over dezelfde periode wordt opgegeven, geldt in plaats van wat er eerder over is opgegeven."
            }
        }
    }

    /// In English.
    pub(super) fn en(self) -> &'static str {
        match self {
            Self::BySecretary => {
                "Whether a party is bound is written down by the secretary of the body that decided, or of the one where parties ratified: the \
                 coordinator works for a party."
            }
            Self::ByItself => {
                "A body of parties binds nobody: each party binds itself, and what it says later stands for what it said before."
            }
            Self::ReportedAnew => {
                "What is reported later of the same period stands for what was reported before."
            }
        }
    }
}
