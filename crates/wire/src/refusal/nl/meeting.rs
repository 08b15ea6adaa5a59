//! Why the rules of a meeting say no, in Dutch.

use domain::{
    context::Capacity,
    dossier::event::VisitRef,
    framework::FrameworkRef,
    ids::{ActorId, BodyId, ItemNumber, MeetingId, PartyId},
    meeting::{
        ItemRef, Refusal,
        refusal::{Countable, Over, Uncarried, Unfit, Untold, Unusual},
    },
};
use jiff::civil::Date;

use super::{
    action,
    phrase::{capacity, choice, date, each, number, visit},
};
use crate::names::Names;

/// Why the rules of a meeting say no.
pub(in crate::refusal) fn told(refusal: &Refusal, names: Names<'_>) -> String {
    use Refusal as R;
    match refusal {
        R::MeetingUnknown => "Onder dit kenmerk is geen vergadering gepland. Controleer het kenmerk.".into(),
        R::AlreadyPlanned => ALREADY_PLANNED.into(),
        R::OtherFramework { meeting } => other_framework(meeting),
        R::NotPermitted { acted_as, body } => not_permitted(acted_as, body, names),
        R::BodyUnknown { body, known } => body_unknown(body, known, names),
        R::NotAWorkingDay { on, next } => not_a_working_day(*on, *next),
        R::ReasonRequired { on, because } => reason_required(*on, *because),
        R::Over { over } => over_by(*over).into(),
        R::PapersFrozen => PAPERS_FROZEN.into(),
        R::PapersNotSent => PAPERS_NOT_SENT.into(),
        R::AgendaNotFixed => "De agenda is nog niet vastgesteld. Stel haar eerst vast.".into(),
        R::AgendaEmpty => "Er staat niets op de agenda. Zet er eerst een punt op.".into(),
        R::ItemUnknown { item, known } if known.is_empty() => item_unknown(*item),
        R::ItemUnknown { item, known } => item_not_among(*item, known),
        R::ItemMissing { item } => item_missing(*item),
        R::Repeated { what, which } => repeated(*what, which),
        R::NotTheAgenda { agenda } => not_the_agenda(agenda),
        R::AlreadyOnAgenda { item } => format!(
            "Dit dossier staat al op deze agenda, als punt {item}. Noem dat punt als u het anders wilt."
        ),
        R::DayPassed { on, today } => day_passed(*on, *today),
        R::NotYet { on, today } => not_yet(*on, *today),
        R::AuthoriserRequired { papers_due, arrived: Some(arrived) } => {
            authoriser_required(*papers_due, *arrived)
        }
        R::AuthoriserRequired { papers_due, arrived: None } => authoriser_required_at_last(*papers_due),
        R::NotLate { papers_due } => not_late(*papers_due),
        R::DossierUnknown { dossier } => format!("Er is geen dossier ‘{dossier}’. Controleer het kenmerk."),
        R::VisitNotOpen { asked, open: Some(open) } => visit_not_open(asked, open, names),
        R::VisitNotOpen { asked, open: None } => visit_nowhere(asked, names),
        R::VisitElsewhere { visit: asked, body } => visit_elsewhere(asked, body, names),
        R::CannotCarry { from, because } => cannot_carry(from, *because),
        R::PartyUnknown { party } => format!("Het kader kent geen partij ‘{party}’. Controleer de naam."),
        R::PartyWithoutSeat { party, body } => party_without_seat(party, body, names),
        R::PartyRequired { actor } => party_required(actor),
        R::ReplacesNobody { actor } => replaces_nobody(actor),
        R::TooMany { what, given, max } => too_many(*what, *given, *max),
        R::NotHeld => "De vergadering is nog niet gehouden. Leg eerst vast dat zij gehouden is.".into(),
        R::NoDecisionList => "Er is nog geen besluitenlijst. Stel haar eerst op.".into(),
        R::OtherDraft { asked, last } => other_draft(*asked, *last),
        R::DecisionListFixed { at } => decision_list_fixed(*at),
        R::CannotFixAt { at, because } => cannot_fix_at(*at, *because),
        R::AgreedTooLate { fixed_at } => agreed_too_late(*fixed_at),
        R::Action(refusal) => action::told(refusal),
        R::CannotReportAt { at, because } => cannot_report_at(*at, *because),
    }
}

const ALREADY_PLANNED: &str = "Onder dit kenmerk is al een vergadering gepland. Vraag haar op, of plan een andere met een nieuw kenmerk.";

fn other_framework(meeting: &FrameworkRef) -> String {
    format!(
        "Deze vergadering is gepland onder kader {} versie {}. Handel onder dat kader.",
        meeting.id, meeting.version
    )
}

fn not_permitted(acted_as: &Capacity, body: &BodyId, names: Names<'_>) -> String {
    format!(
        "Dit is voor de secretaris van {}; u handelde als {}. Vraag het die secretaris.",
        names.body(body),
        capacity(acted_as, names)
    )
}

fn body_unknown(body: &BodyId, known: &[BodyId], names: Names<'_>) -> String {
    format!(
        "Het kader kent geen gremium ‘{body}’. Kies uit {}.",
        each(known, |body| choice(body, names.body(body)))
    )
}

fn not_a_working_day(on: Date, next: Date) -> String {
    format!(
        "Volgens de kalender van het kader is {} geen werkdag. Plan de vergadering op een werkdag; de volgende is {}.",
        date(on),
        date(next)
    )
}

const PAPERS_FROZEN: &str =
    "Agenda en stukken zijn verzonden en liggen vast. Zend een punt na, of zet het op een volgende agenda.";

const PAPERS_NOT_SENT: &str =
    "Er is nog niets verzonden, dus er valt niets na te zenden. Zet het punt op de agenda.";

fn item_unknown(item: ItemNumber) -> String {
    format!("Punt {item} staat niet op de agenda; de agenda is leeg. Zet er eerst een punt op.")
}

fn item_not_among(item: ItemNumber, known: &[ItemNumber]) -> String {
    format!("Punt {item} staat niet op de agenda. Daarop staan {}.", each(known, ToString::to_string))
}

fn item_missing(item: ItemNumber) -> String {
    format!(
        "Punt {item} staat op de agenda en is niet genoemd. Noem elk punt één keer, in de volgorde van behandeling."
    )
}

fn not_the_agenda(agenda: &[ItemNumber]) -> String {
    format!(
        "Dit zijn niet de punten van de agenda in haar volgorde: {}. Vraag de vergadering opnieuw op.",
        each(agenda, ToString::to_string)
    )
}

fn day_passed(on: Date, today: Date) -> String {
    format!(
        "De vergadering was op {}; vandaag is {}. Wat nog niet verzonden is, gaat naar een volgende vergadering.",
        date(on),
        date(today)
    )
}

fn not_yet(on: Date, today: Date) -> String {
    format!(
        "De vergadering is op {}; vandaag is {}. Leg haar vast als zij geweest is.",
        date(on),
        date(today)
    )
}

fn authoriser_required(papers_due: Date, arrived: Date) -> String {
    format!(
        "De stukken waren er op {}; zij konden komen tot en met {}. Zet het dossier op een volgende agenda, of noem wie \
             het toch toelaat, en waarom.",
        date(arrived),
        date(papers_due)
    )
}

fn authoriser_required_at_last(papers_due: Date) -> String {
    format!(
        "Stukken konden komen tot en met {}, en de agenda is al verzonden. Noem wie dit punt toch toelaat, en waarom.",
        date(papers_due)
    )
}

fn not_late(papers_due: Date) -> String {
    format!(
        "De stukken waren op tijd: zij konden komen tot en met {}. Niemand hoeft ze toe te laten; laat dat weg.",
        date(papers_due)
    )
}

fn visit_not_open(asked: &VisitRef, open: &VisitRef, names: Names<'_>) -> String {
    format!(
        "Het dossier wacht niet op {}; het wacht op {}. Noem die behandeling als het daarom gaat.",
        visit(asked, names),
        visit(open, names)
    )
}

fn visit_nowhere(asked: &VisitRef, names: Names<'_>) -> String {
    format!(
        "Het dossier wacht niet op {}; het ligt bij geen gremium. Zet het op de agenda als het weer ingediend is.",
        visit(asked, names)
    )
}

fn visit_elsewhere(asked: &VisitRef, body: &BodyId, names: Names<'_>) -> String {
    format!(
        "De {} is aan {}, en dat is een ander gremium. De secretaris daarvan zet het op de agenda.",
        visit(asked, names),
        names.body(body)
    )
}

fn cannot_carry(from: &ItemRef, because: Uncarried) -> String {
    format!(
        "Dit punt kan niet doorgeschoven zijn van punt {} van vergadering {}: {}. Laat het weg, of noem het punt waar dit op \
             volgt.",
        from.item,
        from.meeting,
        uncarried(because)
    )
}

fn party_without_seat(party: &PartyId, body: &BodyId, names: Names<'_>) -> String {
    format!(
        "Partij {} heeft geen zetel in {}; niemand kan er namens haar lid zijn. Noem een partij met een zetel, of leg de \
             aanwezige vast als gast.",
        names.party(party),
        names.body(body)
    )
}

fn party_required(actor: &ActorId) -> String {
    format!(
        "Gebruiker {actor} was er als lid, en een lid spreekt namens een partij. Noem de partij, of leg {actor} vast als gast."
    )
}

fn replaces_nobody(actor: &ActorId) -> String {
    format!(
        "Gebruiker {actor} kan niemand vervangen: dat kan alleen wie namens een partij spreekt, en niet zichzelf. Laat de \
             vervanging weg of verbeter haar."
    )
}

fn too_many(what: Countable, given: usize, max: usize) -> String {
    format!(
        "Te veel {}: {}; ten hoogste {} zijn mogelijk. Laat er weg, of verdeel ze.",
        several(what),
        number(given),
        number(max)
    )
}

fn other_draft(asked: u32, last: u32) -> String {
    format!(
        "Versie {asked} is niet de laatste versie van de besluitenlijst; dat is versie {last}. Kijk of die is vastgesteld."
    )
}

fn decision_list_fixed(at: MeetingId) -> String {
    format!(
        "De besluitenlijst is al vastgesteld, door vergadering {at}, en blijft zoals zij is. Een verbetering komt \
                 op een volgende besluitenlijst."
    )
}

fn cannot_fix_at(at: MeetingId, because: Unfit) -> String {
    format!(
        "Vergadering {at} kan deze besluitenlijst niet vaststellen: {}. Noem een latere vergadering van \
                 hetzelfde gremium die gehouden is.",
        unfit(because)
    )
}

fn agreed_too_late(fixed_at: MeetingId) -> String {
    format!(
        "Vergadering {fixed_at} heeft de besluitenlijst vastgesteld; daarmee ligt vast wat hier is afgesproken. Spreek de actie af in \
                 die vergadering of een latere."
    )
}

fn cannot_report_at(at: MeetingId, because: Untold) -> String {
    let because = match because {
        Untold::Unfit(because) => unfit(because).to_owned(),
        Untold::Before { on } => format!("zij was op {}, en toen was het nog niet zo", date(on)),
    };
    format!(
        "Vergadering {at} kan niet gehoord hebben hoe de actie is afgesloten: {}. Noem een latere vergadering van hetzelfde gremium die \
                 gehouden is, of laat haar weg.",
        because
    )
}

fn reason_required(on: Date, because: Unusual) -> String {
    match because {
        Unusual::NotByRule { next: Some(next) } => format!(
            "Het kader plant op {} geen vergadering van dit gremium; de eerstvolgende is {}. Kies die dag, of geef een reden.",
            date(on),
            date(next)
        ),
        Unusual::NotByRule { next: None } => {
            format!("Het kader plant op {} geen vergadering van dit gremium. Geef een reden.", date(on))
        }
        Unusual::Past { today } => format!(
            "De dag {} is al geweest; vandaag is {}. Geef een reden om de vergadering achteraf vast te leggen.",
            date(on),
            date(today)
        ),
    }
}

fn over_by(over: Over) -> &'static str {
    match over {
        Over::Held => "De vergadering is gehouden. Wat erna komt, hoort bij een volgende vergadering.",
        Over::Cancelled => "De vergadering is geannuleerd. Plan een nieuwe.",
    }
}

fn repeated(what: Countable, which: &str) -> String {
    match what {
        Countable::Items => format!("Punt {which} is twee keer genoemd. Noem het één keer."),
        Countable::Present => {
            format!("Gebruiker {which} is twee keer als aanwezig genoemd. Noem iedereen één keer.")
        }
    }
}

fn several(what: Countable) -> &'static str {
    match what {
        Countable::Items => "punten op één agenda",
        Countable::Present => "aanwezigen",
    }
}

fn uncarried(because: Uncarried) -> &'static str {
    match because {
        Uncarried::Unknown => "dat punt is er niet",
        Uncarried::OtherBody => "dat was een vergadering van een ander gremium",
        Uncarried::NotOver => "die vergadering was niet eerder, of is nog niet gehouden of geannuleerd",
        Uncarried::OtherSubject => "dat ging over iets anders",
    }
}

fn unfit(because: Unfit) -> &'static str {
    match because {
        Unfit::Unknown => "die vergadering is er niet",
        Unfit::OtherBody => "dat is een vergadering van een ander gremium",
        Unfit::NotLater => "zij is niet later",
        Unfit::NotHeld => "zij is nog niet gehouden; leg dat eerst vast",
    }
}
