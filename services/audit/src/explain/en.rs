//! The reasons of a record, in English. The same in Dutch stands in `nl`, in the same order.

use domain::{
    context::Capacity,
    decision::count::Tally,
    dossier::event::{DocumentRef, Next, VisitRef},
    framework::{DecisionRule, EndKind, Holder, Opener, Outcome, Quorum, Role, Target},
    ids::{FormatId, FrameworkVersion, RungId, StepId},
};
use jiff::civil::Date;
use wire::{Language, Names, v1::ConditionAct};

use super::{
    trace::Trace,
    why::{Term, Why},
};

pub(super) fn told(why: &Why, names: Names<'_>) -> String {
    match why {
        Why::FrameworkUnknown => FRAMEWORK_UNKNOWN.into(),
        Why::Keeps { version, effective_from } => format!(
            "To its end the dossier keeps the version that now applies: {version}, in force from {}.",
            date(*effective_from)
        ),
        Why::Adopted { effective_from, supersedes } => adopted(*effective_from, supersedes.as_ref()),
        Why::Registered => REGISTERED.into(),
        Why::ByAdministrator => "Only an administrator may do this.".into(),
        Why::ByAuditorOrAdministrator => "An auditor or an administrator may do this.".into(),
        Why::TwoPeopleErase => TWO_PEOPLE_ERASE.into(),
        Why::HoldPrevents => "While a hold stands, nothing of the history is erased.".into(),
        Why::ByCoordinator => "Any coordinator may open a dossier for their own party.".into(),
        Why::ByOwnCoordinator { coordinator } => {
            format!("Only the coordinator of the dossier may do this: {coordinator}.")
        }
        Why::ByWhoDecidedIt => BY_WHO_DECIDED_IT.into(),
        Why::Begun => BEGUN.into(),
        Why::Bound(of) => of.en().into(),
        Why::Evaluation(of) => of.en(names),
        Why::BySecretary { body } => {
            format!("Only the secretary of {} records what that body did.", names.body(body))
        }
        Why::Meets { meets, papers_due_days, dispatch_days, .. } => {
            meets_told(*meets, *papers_due_days, *dispatch_days)
        }
        Why::Frozen => FROZEN.into(),
        Why::FixedLater => FIXED_LATER.into(),
        Why::Carried => CARRIED.into(),
        Why::HandedOver { as_ } => handed_over(as_),
        Why::FirstRound { round, opens_with } => first_round(&names.round(round), &any_of(opens_with, names)),
        Why::Filed { required, missing, words, words_max, .. } => {
            filed(*required, &each(missing, |id| format!("‘{}’", names.section(id))), *words, *words_max)
        }
        Why::OpensRound { round, opens_with } => format!(
            "‘{}’ is opened with {}, complete and not too long, and only once every condition is answered.",
            names.round(round),
            any_of(opens_with, names)
        ),
        Why::FirstStep { step, .. } => {
            format!("The first step of that round is ‘{}’.", names.step(step))
        }
        Why::Resumes { step, since } => resumes(step, since.as_ref(), names),
        Why::Papers { documents, .. } => papers(documents, names),
        Why::Term { term, .. } => term_told(term.as_ref()),
        Why::Suspended { body } => suspended(&names.body(body)),
        Why::Resumed { budget, arrived, stood_still, due, .. } => {
            resumed(*budget, *arrived, *stood_still, *due)
        }
        Why::Step { body, role, rule, visit, visits_max, .. } => {
            step(&acts(*role, &names.body(body)), *rule, (*visit, *visits_max))
        }
        Why::Founded { rule, quorum, tally, unfounded, .. } => founded(*rule, *quorum, tally, *unfounded),
        Why::OutcomeMotivated { outcome } => {
            format!("With ‘{}’ a motivation is always required.", outcome_name(*outcome))
        }
        Why::Departs { from } => departs(from, names),
        Why::Leads { outcome, target, next, named, .. } => leads(*outcome, target, next, *named, names),
        Why::OnLadder { body } => on_ladder(&names.body(body)),
        Why::Climbs { opener, times_max, .. } => climbs(*opener, *times_max),
        Why::Rung { rung, holder, term_days, due, .. } => a_rung(rung, holder, *term_days, *due, names),
        Why::OffLadder { step } => off_ladder(&names.step(step)),
        Why::Arrives { on, recorded } => arrives(*on, *recorded),
        Why::Ends { end, kind } => format!("End ‘{}’ means: {}.", names.end(end), means(*kind)),
        Why::Withdrawable { .. } => WITHDRAWABLE.into(),
        Why::Condition(trace) => condition(trace),
        Why::Corrects { corrects, elsewhere, voided } => corrected(corrects.0, *elsewhere, voided, names),
        Why::Deviates { .. } => DEVIATES.into(),
    }
}

const FRAMEWORK_UNKNOWN: &str =
    "The framework of this dossier cannot be read here; only what holds in every framework is explained.";
const DEVIATES: &str =
    "The framework gives something else than was recorded here. Have the dossier checked with ‘verify’.";
const BY_WHO_DECIDED_IT: &str =
    "The dossier's coordinator and the secretary of the body that decided it may do this.";
const BEGUN: &str = "The dossier ended adopted; with that its execution begins (phase 3), under the same id.";
const TWO_PEOPLE_ERASE: &str =
    "Words are erased by two administrators: one asks, the other confirms or declines.";
const FROZEN: &str = "What was sent is frozen: exactly these versions, with one digest over the list.";
const CARRIED: &str =
    "An open action stands on the list of every later meeting of the body, until it was done or dropped.";
const FIXED_LATER: &str = "A decision list is fixed by a later meeting of the same body.";
const REGISTERED: &str = "What existed already need not go past the bodies: it is in the register at once.";
const WITHDRAWABLE: &str =
    "The coordinator may withdraw the dossier until the decision of the last round is there.";

fn climbs(opener: Opener, times_max: u32) -> String {
    let because = match opener {
        Opener::NoAgreement => "no agreement",
        Opener::PassedTerm => "a passed term",
        Opener::Procesbegeleider => "the procesbegeleider, under a mandate of their own,",
    };
    format!(
        "The framework lets {because} lead onto the ladder, from one step at most {times_max} times. It never happens by \
         itself."
    )
}

fn on_ladder(body: &str) -> String {
    format!("The secretary of {} may do this, and whoever holds the rung.", body)
}

fn a_rung(rung: &RungId, holder: &Holder, term_days: u32, due: Date, names: Names<'_>) -> String {
    format!(
        "Rung ‘{}’ is held by {}; the term is {term_days} working days: until {}. When that passes, nothing happens by \
         itself.",
        names.rung(rung),
        held_by(holder, names),
        date(due)
    )
}

fn off_ladder(step: &str) -> String {
    format!("Whoever comes off the ladder goes on at the step that it was escalated from: ‘{}’.", step)
}

fn held_by(holder: &Holder, names: Names<'_>) -> String {
    match holder {
        Holder::Body(body) => names.body(body),
        Holder::Party(party) => names.party(party),
        Holder::Function(function) => format!("the {function}"),
    }
}

fn suspended(body: &str) -> String {
    format!(
        "The term does not run while {} waits for another; its end moves by the working days that this really takes.",
        body
    )
}

fn resumed(budget: u32, arrived: Date, stood_still: u32, due: Date) -> String {
    format!(
        "The term is {budget} working days after {}, and stood still for {stood_still} working days: it runs up to {}.",
        date(arrived),
        date(due)
    )
}

fn meets_told(meets: bool, papers_due_days: u32, dispatch_days: u32) -> String {
    format!(
        "{} Papers come until {papers_due_days} working days before, and are sent {dispatch_days} working days before.",
        if meets {
            "The framework says on which days this body meets; another day needs a reason."
        } else {
            "This body meets when it is called."
        }
    )
}

fn adopted(effective_from: Date, supersedes: Option<&FrameworkVersion>) -> String {
    let replaces = supersedes.map(|version| format!(" It replaces version {version}."));
    format!(
        "The version was found sound; dossiers can be opened on it from {}.{}",
        date(effective_from),
        replaces.unwrap_or_default()
    )
}

fn first_round(round: &str, opens_with: &str) -> String {
    format!("The first round of the route is ‘{}’; it is opened with {}.", round, opens_with)
}

fn arrives(on: Date, recorded: Date) -> String {
    format!(
        "The dossier arrives on the day of the treatment, {}, and not on that of the recording, {}.",
        date(on),
        date(recorded)
    )
}

fn step(acts: &str, rule: DecisionRule, (visit, visits_max): (u32, u32)) -> String {
    format!("In this step {} ({}); this was visit {visit} of at most {visits_max}.", acts, by_rule(rule))
}

fn founded(rule: DecisionRule, quorum: Quorum, tally: &Tally, unfounded: bool) -> String {
    let follows = if unfounded { "does not follow from that" } else { "fits that" };
    format!(
        "Of the {} parties with a seat {} took part; the quorum is {}, and {} of every kind. {} agreed, {} with conditions, \
         {} objected. The rule is: {}. The outcome {follows}.",
        tally.seats(),
        tally.present(),
        quorum.parties,
        quorum.per_kind,
        tally.agree,
        tally.conditionally,
        tally.object,
        by_rule(rule)
    )
}

fn handed_over(as_: &Capacity) -> String {
    let who = match as_ {
        Capacity::Administrator => "an administrator",
        Capacity::Coordinator { .. } => "the coordinator, or a colleague of the same party",
        Capacity::Secretary { .. } | Capacity::Auditor => "someone who may not",
    };
    format!(
        "The coordinator, a colleague of the same party or an administrator may hand over; here {who} did."
    )
}

fn filed(required: usize, missing: &[String], words: u32, words_max: Option<u32>) -> String {
    let there = match missing {
        [] => "all are filled in".to_owned(),
        some => format!("still empty: {}", Language::English.list(some)),
    };
    let most = words_max.map(|max| format!(" of at most {}", Language::English.number(max.into())));
    format!(
        "A version is kept, complete or not. The format asks for {required} sections; {there}. The text has {}{} words.",
        Language::English.number(words.into()),
        most.unwrap_or_default()
    )
}

fn resumes(step: &StepId, since: Option<&VisitRef>, names: Names<'_>) -> String {
    let since = since.map(|visit| format!(" by ‘{}’", names.step(&visit.step)));
    format!(
        "After the referral back{} a new version goes on at ‘{}’, as was said then.",
        since.unwrap_or_default(),
        names.step(step)
    )
}

fn papers(documents: &[DocumentRef], names: Names<'_>) -> String {
    let given = each(documents, |document| {
        format!("‘{}’ version {}", names.format(&document.format), document.version)
    });
    format!(
        "The body is given the document of the round, and what else the step asks for: {}.",
        Language::English.list(&given)
    )
}

fn term_told(term: Option<&Term>) -> String {
    let Some(Term { days, arrived, due, weekend, holidays, closed }) = term else {
        return "This step has no term.".into();
    };
    let mut left_out = Vec::new();
    if *weekend > 0 {
        left_out.push(format!("{weekend} days of weekends"));
    }
    left_out.extend(holidays.iter().map(|(day, holiday)| format!("{} ({})", holiday.name(), date(*day))));
    if *closed > 0 {
        left_out.push(format!("{closed} days of closed periods"));
    }
    let left_out = if left_out.is_empty() {
        String::new()
    } else {
        format!("; not counted: {}", Language::English.list(&left_out))
    };
    format!("The term is {days} working days after {}: up to {}{left_out}.", date(*arrived), date(*due))
}

fn departs(from: &[(VisitRef, Option<Outcome>)], names: Names<'_>) -> String {
    let advice = each(from, |(visit, outcome)| {
        let outcome = outcome.map(|outcome| format!(" ({})", outcome_name(outcome)));
        format!("‘{}’{}", names.step(&visit.step), outcome.unwrap_or_default())
    });
    format!(
        "The decision departs from the latest advice of {}. Advice is no veto, but departing from it asks for a motivation.",
        Language::English.list(&advice)
    )
}

fn leads(outcome: Outcome, target: &Target, next: &Next, named: bool, names: Names<'_>) -> String {
    let to = match (target, next) {
        (Target::Step(step), _) => format!("to step ‘{}’", names.step(step)),
        (Target::Round(round), _) => {
            format!("back to the submitter, for the document that opens ‘{}’", names.round(round))
        }
        (Target::Again, _) => "to a new visit to the same body".into(),
        (Target::Submitter, Next::Revision { resume_at }) => {
            let chosen = if named { "as the body said" } else { "the first that the framework names" };
            format!(
                "back to the submitter for a new version; then on at ‘{}’, {chosen}",
                names.step(resume_at)
            )
        }
        (Target::Submitter, Next::Visit(_) | Next::Round(_) | Next::Ladder(_) | Next::End { .. }) => {
            "back to the submitter for a new version".into()
        }
        (Target::Ladder, Next::End { end, .. }) => format!(
            "onto the ladder; from this step the dossier came there as often as it may, so to end ‘{}’",
            names.end(end)
        ),
        (Target::Ladder, _) => "onto the ladder".into(),
        (Target::End(end), _) => format!("to end ‘{}’", names.end(end)),
    };
    format!("In this step ‘{}’ leads {to}.", outcome_name(outcome))
}

fn means(kind: EndKind) -> &'static str {
    match kind {
        EndKind::Adopted => "the arrangement may start and is in the register",
        EndKind::Rejected => "the arrangement does not start; a new attempt is a new dossier",
        EndKind::NoAgreement => "the parties did not agree, which is not a rejection",
        EndKind::Withdrawn => "the submitter took it back",
    }
}

fn condition(trace: &Trace) -> String {
    let number = trace.number.0;
    let set = trace.set.map_or_else(|| "?".to_owned(), |set| set.to_string());
    let before = trace.answered.map(|at| format!(" and answered in record {at}")).unwrap_or_default();
    let found = match trace.act {
        ConditionAct::Answered => "The coordinator says how it is met; a body judges that later.",
        ConditionAct::Met => "The body finds it met, which closes it.",
        ConditionAct::NotMet => "The body finds it not met; it stays open.",
        ConditionAct::Set | ConditionAct::Unspecified => "",
    };
    format!("Condition {number} was set in record {set}{before}. {found}").trim_end().to_owned()
}

fn corrected(corrects: u64, elsewhere: bool, voided: &[VisitRef], names: Names<'_>) -> String {
    let follows = match (elsewhere, voided) {
        (false, _) => "Where the dossier went stays the same".to_owned(),
        (true, []) => "The dossier now goes elsewhere".to_owned(),
        (true, voided) => format!(
            "The dossier now goes elsewhere; therefore void is visit {}",
            Language::English.list(&each(voided, |visit| format!(
                "{} to ‘{}’",
                visit.number,
                names.step(&visit.step)
            )))
        ),
    };
    format!("Record {corrects} stays as it was, and this stands instead of it. {follows}.")
}

/// What a body does, as it stands after `in this step`.
fn acts(role: Role, body: &str) -> String {
    match role {
        Role::Informed => format!("{body} takes notice"),
        Role::Advises => format!("{body} advises"),
        Role::Decides => format!("{body} decides"),
        Role::Ratifies => format!("{body} ratifies"),
    }
}

fn by_rule(rule: DecisionRule) -> &'static str {
    match rule {
        DecisionRule::Chair => "the chair concludes",
        DecisionRule::Consent => "nobody objects",
        DecisionRule::Consensus => "every kind of party agrees",
        DecisionRule::Majority => "by majority",
    }
}

fn any_of(formats: &[FormatId], names: Names<'_>) -> String {
    let formats = each(formats, |format| format!("‘{}’", names.format(format)));
    formats.join(" or ")
}

fn outcome_name(outcome: Outcome) -> String {
    outcome.name().replace('-', " ")
}

fn date(date: Date) -> String {
    Language::English.date(date)
}

fn each<T>(items: &[T], told: impl Fn(&T) -> String) -> Vec<String> {
    items.iter().map(told).collect()
}
