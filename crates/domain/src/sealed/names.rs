//! The names under which words are sealed: what stands beside a digest in a disclosure.

/// The name of a dossier's title.
pub const TITLE: &str = "title";
/// The name of the words for whom an arrangement is.
pub const TARGET_GROUP: &str = "target-group";
/// What stands before a section's id in the name of its words, e.g. `section.inleiding.aanleiding`.
pub const SECTION_PREFIX: &str = "section.";
/// The name of a motivation.
pub const MOTIVATION: &str = "motivation";
/// The name of a condition.
pub const CONDITION: &str = "condition";
/// The name of an answer to a condition.
pub const ANSWER: &str = "answer";
/// The name of a reason to withdraw, correct, hand over or suspend.
pub const REASON: &str = "reason";
/// The name of what a party says with its stance: its conditions, its reasons, why it takes no part.
pub const STANCE: &str = "stance";
/// The name of the reason why someone else sat for a party.
pub const REPLACEMENT: &str = "replacement";
/// The name of a party's dissenting view.
pub const DISSENT: &str = "dissent";
/// The name of the organ on whose behalf a party spoke.
pub const ORGAN: &str = "organ";
/// The name of what a party binds itself under.
pub const RESERVATION: &str = "reservation";
/// The name of who is waited for while a term stands still, outside the framework.
pub const WAITS_FOR: &str = "waits-for";
/// The name of how an escalation was solved, or what came of a dispute.
pub const SOLUTION: &str = "solution";
/// The name of whom a dispute is before.
pub const BEFORE: &str = "before";
/// The name of what a mandate rests on.
pub const SOURCE: &str = "source";
/// The name of an arrangement's name.
pub const NAME: &str = "name";
/// The name of a partner of an arrangement.
pub const PARTNER: &str = "partner";
/// The name of a framework file.
pub const FRAMEWORK_FILE: &str = "framework-file";
/// The name of what is to be done.
pub const ACTION: &str = "action";
/// The name of who does it, or who of a party or body does.
pub const DOER: &str = "doer";
/// The name of that by which one can see that an action was done.
pub const EVIDENCE: &str = "evidence";
/// The name of who held a step of a preparation.
pub const HOLDER: &str = "holder";
/// The name of what came of a step of a preparation.
pub const RESULT: &str = "result";
/// The name of what was agreed with an answer.
pub const AGREEMENT: &str = "agreement";
/// The name of with whom something was agreed.
pub const WITH: &str = "with";
/// The name of who gave support.
pub const BY: &str = "by";
/// The name of what the secretary adds to an item on a decision list.
pub const REMARK: &str = "remark";
/// The name of what an evaluation found.
pub const FINDINGS: &str = "findings";
/// The name of a number of pupils that is small, or of numbers that would give one away.
pub const FEW: &str = "few";

/// Whether words of this name may leave the circle of who submitted them: may stand in an export, a bundle, or an answer to
/// anyone but the dossier's coordinator. What may not is treated there as if it were erased; the digest stays.
pub fn leaves_circle(name: &str) -> bool {
    name != FEW
}
