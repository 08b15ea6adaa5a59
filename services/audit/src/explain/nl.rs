//! The reasons of a record, in Dutch. The same in English stands in `en`, in the same order.

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
            "Het dossier houdt tot zijn einde de versie die nu geldt: {version}, van kracht vanaf {}.",
            date(*effective_from)
        ),
        Why::Adopted { effective_from, supersedes } => adopted(*effective_from, supersedes.as_ref()),
        Why::Registered => REGISTERED.into(),
        Why::ByAdministrator => "Alleen een beheerder mag dit.".into(),
        Why::ByAuditorOrAdministrator => "Een auditor of een beheerder mag dit.".into(),
        Why::TwoPeopleErase => TWO_PEOPLE_ERASE.into(),
        Why::HoldPrevents => "Zolang een bewaarplicht geldt wordt van de geschiedenis niets gewist.".into(),
        Why::ByCoordinator => "Elke coördinator mag voor de eigen partij een dossier openen.".into(),
        Why::ByOwnCoordinator { coordinator } => {
            format!("Alleen de coördinator van het dossier mag dit: {coordinator}.")
        }
        Why::ByWhoDecidedIt => BY_WHO_DECIDED_IT.into(),
        Why::Begun => BEGUN.into(),
        Why::Bound(of) => of.nl().into(),
        Why::Evaluation(of) => of.nl(names),
        Why::BySecretary { body } => {
            format!("Alleen de secretaris van {} legt vast wat dat gremium deed.", names.body(body))
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
            "‘{}’ wordt geopend met {}, volledig en niet te lang, en pas als elke voorwaarde is beantwoord.",
            names.round(round),
            any_of(opens_with, names)
        ),
        Why::FirstStep { step, .. } => {
            format!("De eerste stap van die ronde is ‘{}’.", names.step(step))
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
            format!("Bij ‘{}’ is een motivering altijd verplicht.", outcome.name_nl())
        }
        Why::Departs { from } => departs(from, names),
        Why::Leads { outcome, target, next, named, .. } => leads(*outcome, target, next, *named, names),
        Why::OnLadder { body } => on_ladder(&names.body(body)),
        Why::Climbs { opener, times_max, .. } => climbs(*opener, *times_max),
        Why::Rung { rung, holder, term_days, due, .. } => a_rung(rung, holder, *term_days, *due, names),
        Why::OffLadder { step } => off_ladder(&names.step(step)),
        Why::Arrives { on, recorded } => arrives(*on, *recorded),
        Why::Ends { end, kind } => format!("Einde ‘{}’ betekent: {}.", names.end(end), means(*kind)),
        Why::Withdrawable { .. } => WITHDRAWABLE.into(),
        Why::Condition(trace) => condition(trace),
        Why::Corrects { corrects, elsewhere, voided } => corrected(corrects.0, *elsewhere, voided, names),
        Why::Deviates { .. } => DEVIATES.into(),
    }
}

const FRAMEWORK_UNKNOWN: &str =
    "Het kader van dit dossier is hier niet te lezen; alleen wat in elk kader geldt, wordt uitgelegd.";
const DEVIATES: &str =
    "Het kader geeft iets anders dan hier is vastgelegd. Laat het dossier controleren met ‘verify’.";
const BY_WHO_DECIDED_IT: &str =
    "De coördinator van het dossier en de secretaris van het gremium dat besloot, mogen dit.";
const BEGUN: &str =
    "Het dossier eindigde vastgesteld; daarmee begint de uitvoering (fase 3), onder hetzelfde kenmerk.";
const TWO_PEOPLE_ERASE: &str =
    "Woorden wissen doen twee beheerders: de een verzoekt erom, de ander bevestigt het of wijst het af.";
const FROZEN: &str = "Wat verzonden is ligt vast: precies deze versies, met één vingerafdruk over de lijst.";
const CARRIED: &str = "Een open actie staat op de lijst van elke latere vergadering van het gremium, totdat zij gedaan of vervallen is.";
const FIXED_LATER: &str =
    "Een besluitenlijst wordt vastgesteld door een latere vergadering van hetzelfde gremium.";
const REGISTERED: &str = "Wat al bestond, hoeft niet langs de gremia: het staat meteen in het overzicht.";
const WITHDRAWABLE: &str =
    "De coördinator mag het dossier terugtrekken zolang het besluit van de laatste ronde er niet is.";

fn climbs(opener: Opener, times_max: u32) -> String {
    let because = match opener {
        Opener::NoAgreement => "geen overeenstemming",
        Opener::PassedTerm => "een verstreken termijn",
        Opener::Procesbegeleider => "de procesbegeleider, met een eigen mandaat,",
    };
    format!(
        "Het kader laat {because} naar de escalatieladder leiden, vanaf dezelfde stap hoogstens {times_max} keer. Het gebeurt \
         nooit vanzelf."
    )
}

fn on_ladder(body: &str) -> String {
    format!("De secretaris van {} mag dit, en wie de trede heeft.", body)
}

fn a_rung(rung: &RungId, holder: &Holder, term_days: u32, due: Date, names: Names<'_>) -> String {
    format!(
        "Trede ‘{}’ is van {}; de termijn is {term_days} werkdagen: tot en met {}. Verstrijkt die, dan gebeurt er niets \
         vanzelf.",
        names.rung(rung),
        held_by(holder, names),
        date(due)
    )
}

fn off_ladder(step: &str) -> String {
    format!("Wat van de ladder komt, gaat verder bij de stap waar werd opgeschaald: ‘{}’.", step)
}

fn held_by(holder: &Holder, names: Names<'_>) -> String {
    match holder {
        Holder::Body(body) => names.body(body),
        Holder::Party(party) => names.party(party),
        Holder::Function(function) => format!("de {function}"),
    }
}

fn suspended(body: &str) -> String {
    format!(
        "De termijn loopt niet zolang {} op een ander wacht; het einde schuift op met de werkdagen die dat werkelijk duurt.",
        body
    )
}

fn resumed(budget: u32, arrived: Date, stood_still: u32, due: Date) -> String {
    format!(
        "De termijn is {budget} werkdagen na {}, en stond {stood_still} werkdagen stil: zij loopt tot en met {}.",
        date(arrived),
        date(due)
    )
}

fn meets_told(meets: bool, papers_due_days: u32, dispatch_days: u32) -> String {
    format!(
        "{} Stukken komen tot {papers_due_days} werkdagen ervoor, en worden {dispatch_days} werkdagen ervoor verzonden.",
        if meets {
            "Het kader zegt op welke dagen dit gremium vergadert; voor een andere dag is een reden nodig."
        } else {
            "Dit gremium vergadert als het bijeengeroepen wordt."
        }
    )
}

fn adopted(effective_from: Date, supersedes: Option<&FrameworkVersion>) -> String {
    let replaces = supersedes.map(|version| format!(" Zij vervangt versie {version}."));
    format!(
        "De versie is sluitend bevonden; dossiers kunnen erop worden geopend vanaf {}.{}",
        date(effective_from),
        replaces.unwrap_or_default()
    )
}

fn first_round(round: &str, opens_with: &str) -> String {
    format!("De eerste ronde van de route is ‘{}’; die wordt geopend met {}.", round, opens_with)
}

fn arrives(on: Date, recorded: Date) -> String {
    format!(
        "Het dossier komt binnen op de dag van de behandeling, {}, en niet op die van het vastleggen, {}.",
        date(on),
        date(recorded)
    )
}

fn step(acts: &str, rule: DecisionRule, (visit, visits_max): (u32, u32)) -> String {
    format!(
        "In deze stap {} ({}); dit was behandeling {visit} van ten hoogste {visits_max}.",
        acts,
        by_rule(rule)
    )
}

fn founded(rule: DecisionRule, quorum: Quorum, tally: &Tally, unfounded: bool) -> String {
    let follows = if unfounded { "volgt daar niet uit" } else { "past daarbij" };
    format!(
        "Van de {} partijen met een zetel namen er {} deel; het quorum is {}, van elke soort {}. {} stemden in, {} onder \
         voorwaarden, {} hadden bezwaar. De regel is: {}. De uitkomst {follows}.",
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
        Capacity::Administrator => "een beheerder",
        Capacity::Coordinator { .. } => "de coördinator, of een collega van dezelfde partij",
        Capacity::Secretary { .. } | Capacity::Auditor => "iemand die dat niet mag",
    };
    format!(
        "Overdragen mag de coördinator, een collega van dezelfde partij of een beheerder; hier deed {who} het."
    )
}

fn filed(required: usize, missing: &[String], words: u32, words_max: Option<u32>) -> String {
    let there = match missing {
        [] => "alle zijn ingevuld".to_owned(),
        some => format!("nog leeg: {}", Language::Dutch.list(some)),
    };
    let most = words_max.map(|max| format!(" van ten hoogste {}", Language::Dutch.number(max.into())));
    format!(
        "Een versie wordt bewaard, volledig of niet. Het format vraagt {required} onderdelen; {there}. De tekst telt {}{} woorden.",
        Language::Dutch.number(words.into()),
        most.unwrap_or_default()
    )
}

fn resumes(step: &StepId, since: Option<&VisitRef>, names: Names<'_>) -> String {
    let since = since.map(|visit| format!(" van ‘{}’", names.step(&visit.step)));
    format!(
        "Na de terugverwijzing{} gaat een nieuwe versie verder bij ‘{}’, zoals toen is bepaald.",
        since.unwrap_or_default(),
        names.step(step)
    )
}

fn papers(documents: &[DocumentRef], names: Names<'_>) -> String {
    let given = each(documents, |document| {
        format!("‘{}’ versie {}", names.format(&document.format), document.version)
    });
    format!(
        "Het gremium krijgt het stuk van de ronde, en wat de stap verder vraagt: {}.",
        Language::Dutch.list(&given)
    )
}

fn term_told(term: Option<&Term>) -> String {
    let Some(Term { days, arrived, due, weekend, holidays, closed }) = term else {
        return "Deze stap heeft geen termijn.".into();
    };
    let mut left_out = Vec::new();
    if *weekend > 0 {
        left_out.push(format!("{weekend} dagen in het weekend"));
    }
    left_out.extend(holidays.iter().map(|(day, holiday)| format!("{} ({})", holiday.name(), date(*day))));
    if *closed > 0 {
        left_out.push(format!("{closed} dagen in een sluiting"));
    }
    let left_out = if left_out.is_empty() {
        String::new()
    } else {
        format!("; niet meegeteld: {}", Language::Dutch.list(&left_out))
    };
    format!("De termijn is {days} werkdagen na {}: tot en met {}{left_out}.", date(*arrived), date(*due))
}

fn departs(from: &[(VisitRef, Option<Outcome>)], names: Names<'_>) -> String {
    let advice = each(from, |(visit, outcome)| {
        let outcome = outcome.map(|outcome| format!(" ({})", outcome.name_nl()));
        format!("‘{}’{}", names.step(&visit.step), outcome.unwrap_or_default())
    });
    format!(
        "Het besluit wijkt af van het laatste advies van {}. Advies is geen veto, maar afwijken vraagt een motivering.",
        Language::Dutch.list(&advice)
    )
}

fn leads(outcome: Outcome, target: &Target, next: &Next, named: bool, names: Names<'_>) -> String {
    let to = match (target, next) {
        (Target::Step(step), _) => format!("naar stap ‘{}’", names.step(step)),
        (Target::Round(round), _) => {
            format!("terug naar de indiener, voor het stuk dat ‘{}’ opent", names.round(round))
        }
        (Target::Again, _) => "tot een nieuwe behandeling door hetzelfde gremium".into(),
        (Target::Submitter, Next::Revision { resume_at }) => {
            let chosen = if named { "zoals het gremium bepaalde" } else { "de eerste die het kader noemt" };
            format!(
                "terug naar de indiener voor een nieuwe versie; daarna verder bij ‘{}’, {chosen}",
                names.step(resume_at)
            )
        }
        (Target::Submitter, Next::Visit(_) | Next::Round(_) | Next::Ladder(_) | Next::End { .. }) => {
            "terug naar de indiener voor een nieuwe versie".into()
        }
        (Target::Ladder, Next::End { end, .. }) => format!(
            "naar de escalatieladder; daar kwam het dossier vanaf deze stap al zo vaak als mag, dus tot einde ‘{}’",
            names.end(end)
        ),
        (Target::Ladder, _) => "naar de escalatieladder".into(),
        (Target::End(end), _) => format!("tot einde ‘{}’", names.end(end)),
    };
    format!("In deze stap leidt ‘{}’ {to}.", outcome.name_nl())
}

fn means(kind: EndKind) -> &'static str {
    match kind {
        EndKind::Adopted => "het arrangement mag beginnen en staat in het overzicht",
        EndKind::Rejected => "het arrangement begint niet; een nieuwe poging is een nieuw dossier",
        EndKind::NoAgreement => "de partijen werden het niet eens, en dat is geen afwijzing",
        EndKind::Withdrawn => "de indiener trok het terug",
    }
}

fn condition(trace: &Trace) -> String {
    let number = trace.number.0;
    let set = trace.set.map_or_else(|| "?".to_owned(), |set| set.to_string());
    let before = trace.answered.map(|at| format!(" en beantwoord in record {at}")).unwrap_or_default();
    let found = match trace.act {
        ConditionAct::Answered => "De coördinator zegt hoe eraan is voldaan; een gremium oordeelt later.",
        ConditionAct::Met => "Het gremium vindt dat eraan is voldaan; daarmee is zij gesloten.",
        ConditionAct::NotMet => "Het gremium vindt dat er niet aan is voldaan; zij blijft openstaan.",
        ConditionAct::Set | ConditionAct::Unspecified => "",
    };
    format!("Voorwaarde {number} is gesteld in record {set}{before}. {found}").trim_end().to_owned()
}

fn corrected(corrects: u64, elsewhere: bool, voided: &[VisitRef], names: Names<'_>) -> String {
    let follows = match (elsewhere, voided) {
        (false, _) => "Waar het dossier heen ging, blijft gelijk".to_owned(),
        (true, []) => "Het dossier gaat nu ergens anders heen".to_owned(),
        (true, voided) => format!(
            "Het dossier gaat nu ergens anders heen; daarom vervalt behandeling {}",
            Language::Dutch.list(&each(voided, |visit| format!(
                "{} van ‘{}’",
                visit.number,
                names.step(&visit.step)
            )))
        ),
    };
    format!("Record {corrects} blijft staan zoals het was, en dit geldt ervoor in de plaats. {follows}.")
}

/// What a body does, as it stands after `in deze stap`.
fn acts(role: Role, body: &str) -> String {
    match role {
        Role::Informed => format!("neemt {body} kennis"),
        Role::Advises => format!("adviseert {body}"),
        Role::Decides => format!("besluit {body}"),
        Role::Ratifies => format!("bekrachtigt {body}"),
    }
}

fn by_rule(rule: DecisionRule) -> &'static str {
    match rule {
        DecisionRule::Chair => "de voorzitter concludeert",
        DecisionRule::Consent => "niemand heeft bezwaar",
        DecisionRule::Consensus => "elke soort partij stemt in",
        DecisionRule::Majority => "bij meerderheid",
    }
}

fn any_of(formats: &[FormatId], names: Names<'_>) -> String {
    let formats = each(formats, |format| format!("‘{}’", names.format(format)));
    formats.join(" of ")
}

fn date(date: Date) -> String {
    Language::Dutch.date(date)
}

fn each<T>(items: &[T], told: impl Fn(&T) -> String) -> Vec<String> {
    items.iter().map(told).collect()
}
