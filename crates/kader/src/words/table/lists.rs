//! What makes the parties, bodies, documents and lists of a framework unsound.

use super::{Sentence, say};

pub(super) const LISTS: &[Sentence] = &[
    // The framework as a whole, and its lists.
    say(
        "DUPLICATE_ID",
        "deze naam staat er twee keer, zodat niemand weet welke bedoeld is; geef een van beide een andere \
         naam",
        "this name stands twice, so that nobody knows which is meant; give one of them another name",
    ),
    say(
        "LIST_TOO_LONG",
        "er zijn {count} {list}; hoogstens {max} kan, omdat elk bericht over een dossier klein moet \
         blijven",
        "there are {count} {list}; at most {max} can be, because every record of a dossier must stay small",
    ),
    say(
        "NAME_UNFIT",
        "de naam of titel heeft {length} tekens; schrijf er 1 tot {max}, zonder regeleinden",
        "the name or title has {length} characters; write 1 to {max}, without line breaks",
    ),
    say(
        "COMPOSITION_TOO_LONG",
        "de samenstelling heeft {length} tekens; hoogstens {max} kan",
        "the composition has {length} characters; at most {max} can be",
    ),
    say(
        "FRAMEWORK_ID_DOTTED",
        "de naam van een kader mag geen punt hebben, omdat hij zijn geschiedenis benoemt; gebruik '-'",
        "the id of a framework cannot have a dot, because it names a history; use '-'",
    ),
    say(
        "SUPERSEDES_ITSELF",
        "dit kader zegt versie {version} te vervangen, en is zelf die versie; geef het een nieuwe versie",
        "this framework says it replaces version {version}, which is its own; give it a new version",
    ),
    say(
        "EFFECTIVE_OUTSIDE_CALENDAR",
        "{date} ligt buiten de kalender die dit programma kent; noem de dag waarop het kader gaat gelden",
        "{date} is outside the calendar that this program knows; name the day from which the framework \
         holds",
    ),
    say(
        "REFERENCE_PREFIX_UNFIT",
        "'{prefix}' kan niet voor een kenmerk staan; gebruik 1 tot {max} hoofdletters en cijfers, zoals \
         OZA",
        "'{prefix}' cannot begin a reference; use 1 to {max} capital letters and digits, such as OZA",
    ),
    say(
        "THRESHOLD_ZERO",
        "een drempel van 0 verbergt geen enkel klein aantal leerlingen; neem ten minste 1",
        "a threshold of 0 hides no small number of pupils; take at least 1",
    ),
    say(
        "NO_FUNCTIONS",
        "er zijn geen functies, zodat geen arrangement kan zeggen waarvoor het is; noem er ten minste een",
        "there are no functions, so that no arrangement can say what it is for; name at least one",
    ),
    // Bodies.
    say(
        "BODY_WITHOUT_SEATS",
        "in dit gremium zit niemand; noem bij 'seats' ten minste een soort partij",
        "nobody sits in this body; name at least one kind of party at 'seats'",
    ),
    say(
        "SEAT_KIND_UNKNOWN",
        "geen enkele partij is van de soort '{kind}' die hier zetels heeft; voeg een partij toe of \
         verbeter 'seats'",
        "no party is of the kind '{kind}' that has seats here; add a party or mend 'seats'",
    ),
    say(
        "SEAT_KIND_TWICE",
        "de soort '{kind}' staat twee keer bij 'seats'; een keer is genoeg",
        "the kind '{kind}' stands twice at 'seats'; once is enough",
    ),
    say(
        "QUORUM_ABOVE_PARTIES",
        "het quorum vraagt {quorum} partijen en er zitten er {parties}; zo kan nooit besloten worden, \
         vraag er hoogstens {parties}",
        "the quorum asks for {quorum} parties and {parties} have a seat; nothing could ever be decided, \
         ask for at most {parties}",
    ),
    say(
        "QUORUM_ABOVE_KIND",
        "het quorum vraagt {per_kind} partijen van elke soort en van '{kind}' zijn er {parties}; vraag er \
         hoogstens {parties}",
        "the quorum asks for {per_kind} parties of every kind and of '{kind}' there are {parties}; ask for \
         at most {parties}",
    ),
    say(
        "PAPERS_DUE_TOO_EARLY",
        "stukken {days} werkdagen voor de vergadering vragen is te vroeg; hoogstens {max} kan",
        "papers due {days} working days before a meeting is too early; at most {max} can be",
    ),
    say(
        "DISPATCH_TOO_EARLY",
        "de agenda gaat {days} werkdagen voor de vergadering uit, en stukken komen nog tot {due} werkdagen ervoor; verzend ze \
         niet eerder",
        "the agenda is sent {days} working days before a meeting, and papers come until {due} before it; do not send them \
         earlier",
    ),
    // Document formats.
    say(
        "FORMAT_WITHOUT_SECTIONS",
        "dit format vraagt niets; geef het hoofdstukken, of neem die van een ander over met 'sections_of'",
        "this format asks for nothing; give it chapters, or take over those of another with 'sections_of'",
    ),
    say(
        "FORMAT_WITHOUT_REQUIRED_SECTION",
        "geen onderdeel van dit format is verplicht, zodat een leeg document voldoet; maak er ten minste \
         een verplicht",
        "no section of this format is required, so that an empty document would do; require at least one",
    ),
    say(
        "LIMIT_UNFIT",
        "{pages} A4 van {words} woorden is geen bruikbare grens; samen moeten zij 1 tot {max} woorden zijn",
        "{pages} A4 of {words} words is no usable limit; together they must make 1 to {max} words",
    ),
    // Lists by which proposals are prepared.
    say(
        "CHECKLIST_EMPTY",
        "deze lijst vraagt niets; geef een thema stappen, vragen, aantallen, partners of draagvlak",
        "this checklist asks for nothing; give a theme steps, questions, counts, partners or support",
    ),
    say(
        "ITEM_TEXT_UNFIT",
        "een tekst van dit punt heeft {length} tekens; schrijf er 1 tot {max}, zonder regeleinden",
        "a text of this item has {length} characters; write 1 to {max}, without line breaks",
    ),
    say(
        "CHECKLIST_UNKNOWN",
        "er is geen lijst '{named}'; verbeter de naam bij 'prepared' of voeg een [[checklist]] toe",
        "there is no checklist '{named}'; mend the name at 'prepared' or add a [[checklist]]",
    ),
    say(
        "CHECKLIST_TWICE",
        "lijst '{named}' staat twee keer bij 'prepared'; een keer is genoeg",
        "checklist '{named}' stands twice at 'prepared'; once is enough",
    ),
];
