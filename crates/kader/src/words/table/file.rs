//! What keeps a file from being read.

use super::{Sentence, say};

pub(super) const FILE: &[Sentence] = &[
    // The file.
    say(
        "FILE_TOO_LARGE",
        "het bestand is {bytes} bytes; een kader mag er hoogstens {max} zijn",
        "the file has {bytes} bytes; a framework may have {max} at most",
    ),
    say(
        "FILE_EMPTY",
        "er staat niets in het bestand; begin met schema = \"{schema}\" en neem een meegeleverd kader als \
         voorbeeld",
        "the file is empty; begin with schema = \"{schema}\" and take a shipped framework as an example",
    ),
    say(
        "NOT_UTF8",
        "deze regel is geen tekst in UTF-8; bewaar het bestand opnieuw met die codering",
        "this line is not text in UTF-8; save the file again in that encoding",
    ),
    say(
        "SYNTAX",
        "dit is geen geldige TOML; kijk op en vlak voor deze regel naar aanhalingstekens, haakjes, komma's \
         en dubbele sleutels (de lezer meldt: {message})",
        "this is no valid TOML; look at the quotes, brackets, commas and repeated keys on and just before \
         this line (the reader says: {message})",
    ),
    say(
        "MORE_FINDINGS",
        "er is nog meer mis: {count} bevindingen staan hier niet; verhelp eerst de andere",
        "there is more: {count} findings are not shown; mend the others first",
    ),
    // The form.
    say(
        "SCHEMA_UNKNOWN",
        "'{given}' is geen vorm die dit programma kent; schrijf schema = \"{schema}\"",
        "'{given}' is no form that this program knows; write schema = \"{schema}\"",
    ),
    say(
        "KEY_MISSING",
        "in {table} ontbreekt '{key}'; voeg die regel toe",
        "{table} lacks '{key}'; add that line",
    ),
    say(
        "KEY_UNKNOWN",
        "'{key}' hoort niet in {table}; daar kan staan: {known}",
        "'{key}' does not belong in {table}; there can be: {known}",
    ),
    say(
        "WRONG_TYPE",
        "'{key}' moet {expected} zijn; hier staat {given}",
        "'{key}' must be {expected}; this is {given}",
    ),
    say(
        "INVALID_NAME",
        "'{given}' bij '{key}' is geen korte naam; gebruik 1 tot {max} tekens uit a-z, 0-9, '-' en '.', en \
         begin met een letter of cijfer",
        "'{given}' at '{key}' is no short name; use 1 to {max} of a-z, 0-9, '-' and '.', beginning with a \
         letter or digit",
    ),
    say(
        "RESERVED_NAME",
        "een stap mag niet '{given}' heten: dat woord zegt in 'next' en 'on' iets anders",
        "a step cannot be named '{given}': that word means something else in 'next' and 'on'",
    ),
    say(
        "INVALID_TARGET",
        "'{given}' is geen plek om naartoe te gaan; schrijf de naam van een stap, 'round:' of 'end:' met \
         een naam, of again of submitter",
        "'{given}' is no place to go to; write the name of a step, 'round:' or 'end:' and a name, or again \
         or submitter",
    ),
    say(
        "INVALID_CONCLUSION_ROUTE",
        "'{given}' zegt niet hoe een conclusie wordt getrokken; schrijf 'body:' met de naam van een gremium, of dossier: \
         dan eerst een dossier dat volgt",
        "'{given}' does not say how a conclusion is drawn; write 'body:' and the name of a body, or dossier: then first \
         by a dossier that follows",
    ),
    say(
        "UNKNOWN_WORD",
        "'{given}' kan niet bij '{key}' staan; kies uit {known}",
        "'{given}' cannot stand at '{key}'; choose from {known}",
    ),
    say(
        "NUMBER_OUT_OF_RANGE",
        "{given} bij '{key}' is te groot of te klein; schrijf een heel getal van 0 tot {max}",
        "{given} at '{key}' is too large or too small; write a whole number from 0 to {max}",
    ),
    say(
        "INVALID_DATE",
        "'{given}' bij '{key}' is geen dag van de kalender; schrijf jaar-maand-dag zonder \
         aanhalingstekens, vanaf {first} tot en met {last}",
        "'{given}' at '{key}' is no day of the calendar; write year-month-day without quotes, from {first} \
         to {last}",
    ),
    say(
        "PERIOD_REVERSED",
        "deze periode eindigt ({last}) voordat zij begint ({first}); zet de eerste dag bij 'first'",
        "this period ends ({last}) before it begins ({first}); put the first day at 'first'",
    ),
    say(
        "PERIODS_TOO_MANY",
        "{count} gesloten perioden zijn er te veel: hoogstens {max}; laat die van voorbije jaren weg",
        "{count} closed periods are too many: at most {max}; leave out those of years gone by",
    ),
    say(
        "YEAR_CLOSED",
        "in {year} blijft geen werkdag over, zodat geen termijn kan aflopen; sluit minder dagen",
        "{year} has no working day left, so that no term could end; close fewer days",
    ),
    say(
        "INVALID_MEETING_RULE",
        "'{given}' zegt niet wanneer een gremium vergadert; schrijf bijvoorbeeld FREQ=WEEKLY;BYDAY=TU, \
         FREQ=MONTHLY;BYDAY=1WE of FREQ=YEARLY;BYMONTH=3,9;BYDAY=-1TH",
        "'{given}' does not say when a body meets: {message}",
    ),
    say(
        "NEXT_MISSING",
        "deze stap zegt niet waar hij heen leidt; schrijf next = \"...\" met een stap, 'round:' of 'end:', \
         of noem elke uitkomst in 'on'",
        "this step does not say where it leads; write next = \"...\" with a step, 'round:' or 'end:', or \
         name every outcome in 'on'",
    ),
    say(
        "SECTIONS_OF_UNKNOWN",
        "er staat hierboven geen format '{given}' om de onderdelen van over te nemen",
        "there is no format '{given}' above to take the sections from",
    ),
    say(
        "SECTIONS_TWICE",
        "een format heeft eigen hoofdstukken of neemt ze over, niet allebei; haal 'sections_of' of de \
         hoofdstukken weg",
        "a format has chapters of its own or takes them over, not both; remove 'sections_of' or the \
         chapters",
    ),
    say(
        "CHECKLIST_NOT_SHIPPED",
        "het programma heeft geen lijst '{given}'; wel {known}, of schrijf de lijst uit in het kader",
        "the program has no checklist '{given}'; it has {known}, or write the checklist out in the framework",
    ),
    say(
        "CHECKLIST_DIFFERS",
        "lijst '{checklist}' met SHA-256 '{given}' is er niet; die van dit programma is {shipped}: lees haar na, en neem dat over",
        "there is no checklist '{checklist}' with SHA-256 '{given}'; that of this program is {shipped}: read it, and take that over",
    ),
    say(
        "CHECKLIST_WRITTEN_TWICE",
        "een lijst wordt overgenomen met 'sha256' of staat zelf in het kader, niet allebei; haal '{key}' of 'sha256' weg",
        "a checklist is taken over with 'sha256' or stands in the framework, not both; remove '{key}' or 'sha256'",
    ),
    say(
        "CHAPTER_WITHOUT_FIELDS",
        "dit hoofdstuk heeft een lege lijst 'fields'; noem een veld, of laat 'fields' weg als het \
         hoofdstuk een tekst is",
        "this chapter has an empty list 'fields'; name a field, or leave 'fields' out if the chapter is \
         one text",
    ),
];
