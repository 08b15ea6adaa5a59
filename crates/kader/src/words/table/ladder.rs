//! What makes a ladder unsound.

use super::{Sentence, say};

pub(super) const LADDER: &[Sentence] = &[
    say(
        "HOLDER_UNCLEAR",
        "van wie deze trede is, staat er niet of meer dan eens; schrijf een van 'body', 'party' en 'function'",
        "whose rung this is, is not said or said more than once; write one of 'body', 'party' and 'function'",
    ),
    say(
        "PARTY_UNKNOWN",
        "er is geen partij '{named}'; verbeter de naam of voeg een [[party]] toe",
        "there is no party '{named}'; mend the name or add a [[party]]",
    ),
    say(
        "FUNCTION_UNFIT",
        "een functie van {length} tekens kan niet; schrijf in 1 tot {max} tekens wie deze trede heeft",
        "a function of {length} characters cannot be; say in 1 to {max} characters who holds this rung",
    ),
    say(
        "LADDER_WITHOUT_RUNGS",
        "er staat wat de ladder opent, maar zij heeft geen treden; voeg een [[ladder]] toe of haal [escalation] weg",
        "it says what opens the ladder, but that has no rungs; add a [[ladder]] or remove [escalation]",
    ),
    say(
        "LADDER_UNOPENED",
        "niets brengt een dossier op de ladder; noem bij 'opened_by' onder [escalation] ten minste een aanleiding",
        "nothing leads a dossier onto the ladder; name at least one cause at 'opened_by' under [escalation]",
    ),
    say(
        "OPENER_UNUSED",
        "de aanleiding {opener} komt in dit kader niet voor: geen stap heeft een termijn, of geen stap leidt geen \
         overeenstemming naar 'ladder'; haal haar weg, of geef een stap die termijn of dat doel",
        "the cause {opener} cannot happen in this framework: no step has a term, or none leads no agreement to \
         'ladder'; remove it, or give a step that term or target",
    ),
    say(
        "TIMES_UNFIT",
        "{times} keer op de ladder vanaf dezelfde stap kan niet; kies 1 tot {max}, zodat elk dossier eindigt",
        "{times} times on the ladder from one step cannot be; choose 1 to {max}, so that every dossier ends",
    ),
    say(
        "LADDER_END_UNCLEAR",
        "een geschil kan een dossier eindigen zonder overeenstemming, en daarvoor zijn er {ends} eindes; zorg voor precies \
         een [[end]] met kind = \"no-agreement\"",
        "a dispute can end a dossier without agreement, and there are {ends} ends for that; have exactly one [[end]] with \
         kind = \"no-agreement\"",
    ),
    say(
        "LADDER_CLOSED",
        "hier staat 'ladder', maar er is geen [[ladder]] die geen overeenstemming opent; voeg die toe met \
         \"no-agreement\" bij 'opened_by', of leid naar een einde",
        "this says 'ladder', but there is no [[ladder]] that no agreement opens; add it with \"no-agreement\" at \
         'opened_by', or lead to an end",
    ),
    say(
        "LEADS_ONTO_LADDER",
        "alleen geen overeenstemming leidt naar de ladder; wijs deze uitkomst een stap, ronde of einde",
        "only no agreement leads onto the ladder; give this outcome a step, a round or an end",
    ),
];
