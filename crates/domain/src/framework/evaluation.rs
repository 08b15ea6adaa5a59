//! What an evaluation of an arrangement may lead to, and who says so.

use crate::ids::BodyId;

/// What an evaluation leads to (S4 chapter 6, phases 4 and 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Conclusion {
    /// It goes on as it is.
    Continue,
    /// It goes on otherwise.
    Adjust,
    /// It is closed.
    Close,
    /// It goes up in another arrangement, or in what is done regularly.
    Integrate,
    /// It is developed further, by a dossier that follows.
    Develop,
}

/// By what way a conclusion is drawn. A framework that names none leaves it to who writes it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConclusionRoute {
    /// At once, by this body.
    Body(BodyId),
    /// By a dossier that follows the one in which the arrangement was adopted, once that ended adopted too.
    Dossier,
}

impl Conclusion {
    /// Every conclusion.
    pub const ALL: [Self; 5] = [Self::Continue, Self::Adjust, Self::Close, Self::Integrate, Self::Develop];

    /// The name in frameworks, records and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Continue => "continue",
            Self::Adjust => "adjust",
            Self::Close => "close",
            Self::Integrate => "integrate",
            Self::Develop => "develop",
        }
    }

    /// The name for people, in Dutch.
    pub fn name_nl(self) -> &'static str {
        match self {
            Self::Continue => "voortzetten",
            Self::Adjust => "bijstellen",
            Self::Close => "beëindigen",
            Self::Integrate => "integreren",
            Self::Develop => "doorontwikkelen",
        }
    }

    /// Whether the arrangement is over with it.
    pub fn ends(self) -> bool {
        match self {
            Self::Continue | Self::Adjust => false,
            Self::Close | Self::Integrate | Self::Develop => true,
        }
    }
}
