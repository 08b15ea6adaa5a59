//! What makes a route unsound.

use super::{Sentence, say};

pub(super) const ROUTE: &[Sentence] = &[
    // Rounds and steps.
    say(
        "NO_ROUNDS",
        "er zijn geen rondes, zodat een dossier nergens kan beginnen; voeg een [[round]] met stappen toe",
        "there are no rounds, so that a dossier cannot begin; add a [[round]] with steps",
    ),
    say(
        "ROUND_WITHOUT_STEPS",
        "deze ronde gaat langs geen enkel gremium; voeg een [[round.step]] toe",
        "this round passes no body; add a [[round.step]]",
    ),
    say(
        "ROUND_WITHOUT_FORMAT",
        "geen document opent deze ronde; noem bij 'opens_with' ten minste een format",
        "no document opens this round; name at least one format at 'opens_with'",
    ),
    say(
        "STEP_OUT_OF_ORDER",
        "deze stap staat na een stap van ronde '{after}', die later komt; zet de stappen van een ronde bij \
         elkaar",
        "this step stands after one of round '{after}', which comes later; keep the steps of a round \
         together",
    ),
    say(
        "BODY_UNKNOWN",
        "er is geen gremium '{named}'; verbeter de naam of voeg een [[body]] toe",
        "there is no body '{named}'; mend the name or add a [[body]]",
    ),
    say(
        "FORMAT_UNKNOWN",
        "er is geen format '{named}'; verbeter de naam of voeg een [[format]] toe",
        "there is no format '{named}'; mend the name or add a [[format]]",
    ),
    say(
        "ROUND_UNKNOWN",
        "er is geen ronde '{named}'; verbeter de naam of voeg een [[round]] toe",
        "there is no round '{named}'; mend the name or add a [[round]]",
    ),
    say(
        "STEP_UNKNOWN",
        "er is geen stap '{named}'; verbeter de naam, of schrijf 'round:' of 'end:' ervoor als dat bedoeld \
         is",
        "there is no step '{named}'; mend the name, or write 'round:' or 'end:' before it if that is meant",
    ),
    say(
        "END_UNKNOWN",
        "er is geen einde '{named}'; verbeter de naam of voeg een [[end]] toe",
        "there is no end '{named}'; mend the name or add an [[end]]",
    ),
    say(
        "OUTCOME_UNHANDLED",
        "bij de rol {role} hoort deze uitkomst, maar niets zegt waar zij heen leidt; voeg haar toe aan \
         'on'",
        "the role {role} has this outcome, but nothing says where it leads; add it to 'on'",
    ),
    say(
        "OUTCOME_OF_OTHER_ROLE",
        "de rol {role} kent deze uitkomst niet; wel {outcomes}",
        "the role {role} does not have this outcome; it has {outcomes}",
    ),
    say(
        "DEFERRAL_LEADS_AWAY",
        "aanhouden leidt altijd naar een nieuwe behandeling in dezelfde stap, niet naar {target}; laat de \
         regel weg",
        "a deferral always leads to a new visit of the same step, not to {target}; leave the line out",
    ),
    say(
        "REFERRAL_LEADS_AWAY",
        "terugverwijzen leidt altijd naar de indiener, niet naar {target}; laat de regel weg en noem de \
         stappen bij 'returns_to'",
        "a referral back always leads to the submitter, not to {target}; leave the line out and name the \
         steps at 'returns_to'",
    ),
    say(
        "OUTCOME_TURNS_BACK",
        "alleen aanhouden en terugverwijzen gaan niet verder; deze uitkomst leidt naar {target}, wijs haar \
         een stap, ronde of einde",
        "only a deferral and a referral back do not go on; this outcome leads to {target}, give it a step, \
         a round or an end",
    ),
    say(
        "LEADS_BACKWARD",
        "{target} ligt niet verderop, zodat een dossier zou kunnen blijven rondgaan; leid naar een latere \
         stap of ronde, of gebruik terugverwijzen",
        "{target} does not lie ahead, so that a dossier could go round for ever; lead to a later step or \
         round, or refer back",
    ),
    say(
        "LEADS_PAST_OPENING",
        "stap '{step}' hoort bij ronde '{round}', die met een document begint; leid naar round:{round}",
        "step '{step}' belongs to round '{round}', which begins with a document; lead to round:{round}",
    ),
    say(
        "NO_AGREEMENT_DECIDES",
        "geen overeenstemming is geen besluit en kan niet leiden naar {target}; leid naar een einde van de \
         soort no-agreement of naar een latere stap",
        "no agreement is no decision and cannot lead to {target}; lead to an end of the kind no-agreement \
         or to a later step",
    ),
    say(
        "ADVICE_IS_VETO",
        "advies of kennisname kan een dossier niet beëindigen met einde '{end}' ({kind}): een advies is \
         geen veto; leid naar een stap die besluit",
        "advice or notice cannot end a dossier in end '{end}' ({kind}): advice is no veto; lead to a step \
         that decides",
    ),
    say(
        "END_CONTRADICTS_OUTCOME",
        "einde '{end}' betekent {kind}, en dat is niet wat deze uitkomst zegt; leid naar een einde dat \
         hetzelfde betekent",
        "end '{end}' means {kind}, which is not what this outcome says; lead to an end that means the same",
    ),
    say(
        "WITHDRAWN_BY_BODY",
        "einde '{named}' is voor de indiener, die een dossier altijd kan intrekken; een gremium kan dat \
         niet, kies een ander einde",
        "end '{named}' is for the submitter, who can always withdraw a dossier; a body cannot, choose \
         another end",
    ),
    say(
        "VISITS_UNFIT",
        "{visits} keer langs deze stap kan niet; kies 1 tot {max}, zodat elk dossier eindigt",
        "{visits} visits to this step cannot be; choose 1 to {max}, so that every dossier ends",
    ),
    say(
        "TERM_UNFIT",
        "een termijn van {days} werkdagen kan niet; kies 1 tot {max}, of laat de termijn weg",
        "a term of {days} working days cannot be; choose 1 to {max}, or leave the term out",
    ),
    say(
        "TERM_TOO_SHORT",
        "een termijn van {days} werkdagen is niet altijd te halen: tussen de vergaderingen van {from} en \
         {until} liggen er {gap}, en stukken moeten {papers} werkdagen eerder binnen zijn; neem ten minste \
         {needed}",
        "a term of {days} working days cannot always be met: between the meetings of {from} and {until} there \
         are {gap}, and papers are due {papers} working days before; take at least {needed}",
    ),
    say(
        "TERM_WITHOUT_MEETINGS",
        "een termijn van {days} werkdagen is niet te halen: er wordt geen twee keer vergaderd op een \
         werkdag; verbeter 'meets' van het gremium of de gesloten perioden",
        "a term of {days} working days cannot be met: no two meetings fall on a working day; mend 'meets' \
         of the body or the closed periods",
    ),
    say(
        "REQUIREMENT_EMPTY",
        "een lege keuze in 'requires' vraagt een document dat niet bestaat; noem een format of haal haar \
         weg",
        "an empty choice in 'requires' asks for a document that cannot be; name a format or remove it",
    ),
    say(
        "REQUIREMENT_UNSUPPLIED",
        "een dossier kan hier komen zonder {any_of}: dat document opent deze of een eerdere ronde niet op \
         elke weg; vraag het later, of laat er een ronde mee beginnen",
        "a dossier can come here without {any_of}: that document does not open this or an earlier round on \
         every way; ask for it later, or open a round with it",
    ),
    say(
        "RETURNS_MISSING",
        "hier kan worden terugverwezen, maar 'returns_to' noemt geen stap; noem er een, of laat \
         'returns_to' weg voor deze en alle eerdere stappen van de ronde",
        "this step can refer back, but 'returns_to' names no step; name one, or leave 'returns_to' out for \
         this and all earlier steps of the round",
    ),
    say(
        "RETURNS_FORWARD",
        "terugverwijzen naar stap '{named}' gaat niet terug binnen de ronde; noem deze stap of eerdere van \
         dezelfde ronde",
        "a referral to step '{named}' does not go back within the round; name this step or earlier ones of \
         the same round",
    ),
    say(
        "RETURNS_UNUSED",
        "de rol {role} kan niet terugverwijzen; haal 'returns_to' weg",
        "the role {role} cannot refer back; remove 'returns_to'",
    ),
    say(
        "STANCES_UNUSED",
        "de rol {role} vindt niets van het voorstel, dus valt er geen standpunt te vragen; haal 'stances' en 'mandates' weg",
        "the role {role} says nothing of the proposal, so there are no stances to ask for; remove 'stances' and 'mandates'",
    ),
    say(
        "RATIFIERS_UNUSED",
        "de rol {role} bekrachtigt niets, dus spreekt hier geen partij voor zichzelf; haal 'ratified_by' weg of kies de rol ratifies",
        "the role {role} ratifies nothing, so no party speaks for itself here; remove 'ratified_by' or choose the role ratifies",
    ),
    say(
        "RATIFIER_KIND_UNKNOWN",
        "geen enkele partij is van de soort '{kind}', dus niemand zou zich uitspreken; noem in 'ratified_by' een soort die een [[party]] heeft",
        "no party is of kind '{kind}', so nobody would speak; name in 'ratified_by' a kind that a [[party]] has",
    ),
    say(
        "RATIFIER_KIND_TWICE",
        "de soort '{kind}' staat twee keer in 'ratified_by'; noem elke soort een keer",
        "kind '{kind}' stands twice in 'ratified_by'; name each kind once",
    ),
    say(
        "STANCES_OF_RATIFIERS",
        "waar elke partij voor zichzelf bekrachtigt, spreekt het gremium niet en zijn er geen standpunten te geven; haal 'stances' weg",
        "where each party ratifies for itself the body does not speak, and there are no stances to give; remove 'stances'",
    ),
    say(
        "PARTIES_DO_NOT_DEFER",
        "waar elke partij voor zichzelf bekrachtigt, wordt niets aangehouden: wie wil wachten, heeft zich nog niet uitgesproken; haal deze uitkomst weg",
        "where each party ratifies for itself nothing is deferred: who wants to wait has not spoken yet; remove this outcome",
    ),
    // Ways through the route.
    say(
        "UNREACHABLE",
        "geen enkele uitkomst leidt een dossier hierheen; leid er een uitkomst naartoe of haal dit weg",
        "no outcome leads a dossier here; lead an outcome to it or remove it",
    ),
    say(
        "LEADS_NOWHERE",
        "geen uitkomst leidt van hier naar een andere stap, een ronde of een einde; schrijf 'next'",
        "no outcome leads from here to another step, a round or an end; write 'next'",
    ),
    say(
        "NO_WAY_TO_END",
        "van hier leidt geen weg naar een einde; leid ten minste een uitkomst naar een [[end]]",
        "no way leads from here to an end; lead at least one outcome to an [[end]]",
    ),
    say(
        "NO_WITHDRAWN_END",
        "er is geen einde voor een dossier dat wordt ingetrokken; voeg een [[end]] met kind = \
         \"withdrawn\" toe",
        "there is no end for a dossier that is withdrawn; add an [[end]] with kind = \"withdrawn\"",
    ),
    say(
        "SEVERAL_WITHDRAWN_ENDS",
        "er is al een einde voor wie intrekt; haal dit weg of geef het een andere soort",
        "there already is an end for a withdrawal; remove this one or give it another kind",
    ),
    say(
        "NO_ADOPTED_END",
        "geen dossier kan vastgesteld eindigen; leid een besluit naar een [[end]] met kind = \"adopted\"",
        "no dossier can end adopted; lead a decision to an [[end]] with kind = \"adopted\"",
    ),
    say(
        "ADOPTED_UNDECIDED",
        "een dossier kan hier eindigen zonder dat een gremium het heeft vastgesteld; laat elke weg langs \
         een besluit gaan",
        "a dossier can end here without any body having adopted it; let every way pass a decision",
    ),
];
