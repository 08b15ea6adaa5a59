//! Every way in which a bundle may not hold: the name, how bad it is, and what it means.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing was found to differ, but something is not shown.
    Notice,
    /// Something was changed, or is missing.
    Broken,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident $severity:ident $name:literal $nl:literal $en:literal)+) => {
        /// A way in which a bundle may not hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {$(
            $(#[$doc])*
            #[doc = $en]
            $variant,
        )+}

        impl Rule {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name for programs.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),+ }
            }

            /// What it means, in Dutch.
            pub fn nl(self) -> &'static str {
                match self { $(Self::$variant => $nl),+ }
            }

            /// What it means, in English.
            pub fn en(self) -> &'static str {
                match self { $(Self::$variant => $en),+ }
            }
        }
    };
}

rules! {
    NotAFile Broken "NOT_A_FILE"
        "Dit is geen gewoon bestand en hoort niet in een bundel."
        "This is no plain file, and has no place in a bundle."
    TooManyFiles Broken "TOO_MANY_FILES"
        "Er zijn meer bestanden dan worden bekeken."
        "There are more files than are looked at."
    ManifestUnreadable Broken "MANIFEST_UNREADABLE"
        "De lijst van vingerafdrukken is niet te lezen."
        "The list of digests cannot be read."
    NotListed Broken "NOT_LISTED"
        "Het bestand staat niet in de lijst van vingerafdrukken: het kwam er later bij."
        "The file is not in the list of digests: it was put in later."
    FileMissing Broken "FILE_MISSING"
        "Het bestand staat in de lijst van vingerafdrukken, maar is er niet."
        "The file is in the list of digests, and is not there."
    FileChanged Broken "FILE_CHANGED"
        "Het bestand is na het maken van de bundel veranderd."
        "The file was changed after the bundle was made."
    FileUnreadable Broken "FILE_UNREADABLE"
        "Het bestand is niet te lezen."
        "The file cannot be read."
    BagOtherwise Broken "BAG_OTHERWISE"
        "Wat de bundel over zichzelf als BagIt-map zegt, klopt niet."
        "What the bundle says of itself as a bag does not hold."
    UnknownFile Notice "UNKNOWN_FILE"
        "Een bundel heeft zo’n bestand niet; er is niet naar gekeken."
        "A bundle has no such file; it was not looked at."
    DescriptionUnreadable Broken "DESCRIPTION_UNREADABLE"
        "bundle.json is niet te lezen; wat voor bundel dit is, blijkt uit de andere bestanden."
        "bundle.json cannot be read; the other files tell what kind of bundle this is."

    CheckpointUnreadable Broken "CHECKPOINT_UNREADABLE"
        "Het controlepunt is niet te lezen, dus niets is tegen een handtekening te houden."
        "The checkpoint cannot be read, so nothing can be held against a signature."
    OtherOrigin Broken "OTHER_ORIGIN"
        "Het controlepunt is van een ander logboek dan de sleutel: u gaf de sleutel van een ander, of de bundel is verwisseld."
        "The checkpoint is of another log than the key: you gave the key of another, or the bundle was exchanged."
    NotSigned Broken "NOT_SIGNED"
        "Het controlepunt is niet met deze sleutel ondertekend: u gaf een andere sleutel, of de bundel is verwisseld."
        "The checkpoint is not signed with this key: you gave another key, or the bundle was exchanged."
    SignatureForged Broken "SIGNATURE_FORGED"
        "De handtekening hoort niet bij wat in het controlepunt staat."
        "The signature does not belong to what the checkpoint says."
    CosignatureForged Broken "COSIGNATURE_FORGED"
        "Een regel die van een getuige zegt te zijn, is niet diens handtekening onder dit controlepunt."
        "A line that says to be of a witness is not its signature under this checkpoint."
    NotOfPolicy Broken "NOT_OF_POLICY"
        "Het controlepunt is niet ondertekend door een logboek uit het beleid."
        "No log of the policy signed the checkpoint."
    NotWitnessed Notice "NOT_WITNESSED"
        "Het controlepunt heeft minder getuigen dan het beleid vraagt: dat niemand iets anders te zien kreeg, blijkt nog niet."
        "The checkpoint has fewer witnesses than the policy asks: that nobody was shown something else is not proved yet."
    DescribedOtherwise Broken "DESCRIBED_OTHERWISE"
        "bundle.json zegt iets anders dan het controlepunt."
        "bundle.json says something else than the checkpoint."

    EntriesMissing Broken "ENTRIES_MISSING"
        "De regels van deze tegel ontbreken."
        "The entries of this tile are missing."
    EntriesCut Broken "ENTRIES_CUT"
        "De regels van deze tegel houden midden in een regel op, of gaan na de laatste door."
        "The entries of this tile stop within one, or go on after the last."
    TileMissing Broken "TILE_MISSING"
        "De hashtegel ontbreekt."
        "The tile of hashes is missing."
    TileChanged Broken "TILE_CHANGED"
        "De hashtegel hoort niet bij de regels en de ondertekende wortel."
        "The tile of hashes does not belong to the records and the signed root."
    RecordChanged Broken "RECORD_CHANGED"
        "De regel is niet die waar de ondertekende wortel over gaat."
        "The record is not the one that the signed root is over."
    OtherRoot Broken "OTHER_ROOT"
        "De regels geven een andere wortel dan het controlepunt: er is iets veranderd, verplaatst, bijgezet of weggehaald."
        "The records give another root than the checkpoint: something was changed, moved, put in or taken away."
    EntriesBeyond Broken "ENTRIES_BEYOND"
        "Hier liggen regels die niet onder de handtekening vallen; er is niet naar gekeken."
        "Records lie here that nobody signed for; they were not looked at."
    TileBeyond Notice "TILE_BEYOND"
        "Een logboek van deze grootte heeft deze tegel niet."
        "A log of this size does not have this tile."
    ReadingCopyDiffers Broken "READING_COPY_DIFFERS"
        "records.jsonl zegt hier iets anders dan het logboek."
        "records.jsonl says something else here than the log."

    ProofMissing Broken "PROOF_MISSING"
        "Bij deze regel ontbreekt het bewijs dat zij in het logboek staat."
        "The proof that this record stands in the log is missing."
    ProofUnreadable Broken "PROOF_UNREADABLE"
        "Het bewijs is niet te lezen."
        "The proof cannot be read."
    ProofFails Broken "PROOF_FAILS"
        "Het bewijs leidt niet van deze regel naar de ondertekende wortel: de regel of het bewijs is veranderd."
        "The proof does not lead from this record to the signed root: the record or the proof was changed."
    ProofElsewhere Broken "PROOF_ELSEWHERE"
        "Het bewijs is van een andere plek in het logboek."
        "The proof is of another place in the log."
    ProofAgainstOther Broken "PROOF_AGAINST_OTHER"
        "Het bewijs is tegen een ander controlepunt dan dat van de bundel."
        "The proof is against another checkpoint than that of the bundle."
    ProofWithoutRecord Broken "PROOF_WITHOUT_RECORD"
        "Er is een bewijs van een regel die er niet is."
        "There is a proof of a record that is not there."

    EarlierNotSigned Notice "EARLIER_NOT_SIGNED"
        "Het eerdere controlepunt is niet met deze sleutel ondertekend en toont dus niets."
        "The earlier checkpoint is not signed with this key, so it shows nothing."
    EarlierLarger Broken "EARLIER_LARGER"
        "Het bewaarde controlepunt telt meer regels dan deze bundel: er is een stuk afgehaald, of de bundel is ouder dan het controlepunt. Vraag dan een nieuwe bundel."
        "The kept checkpoint has more records than this bundle: a part was cut off, or the bundle is older than the checkpoint. In that case ask for a new bundle."
    Forked Broken "FORKED"
        "Het logboek gaat niet door op het eerdere controlepunt: dezelfde sleutel tekende twee geschiedenissen, of wat hier het tegendeel moet bewijzen is veranderd."
        "The log does not continue the earlier checkpoint: one key signed two histories, or what should prove here that it did not was changed."
    EarlierNotShown Notice "EARLIER_NOT_SHOWN"
        "Deze bundel kan niet tonen dat het logboek op het eerdere controlepunt doorgaat: vraag de hele regio, of een bundel met dat bewijs."
        "This bundle cannot show that the log continues the earlier checkpoint: ask for the whole region, or a bundle with that proof."

    DisclosuresUnreadable Broken "DISCLOSURES_UNREADABLE"
        "De teksten bij deze regel zijn niet te lezen."
        "The words beside this record cannot be read."
    DisclosureForeign Broken "DISCLOSURE_FOREIGN"
        "Deze tekst hoort niet bij de regel: hij is veranderd of verwisseld."
        "These words do not belong to the record: they were changed or swapped."
    DisclosuresElsewhere Broken "DISCLOSURES_ELSEWHERE"
        "Er zijn teksten van een regel die er niet is, of niet op hun plaats."
        "There are words of a record that is not there, or out of their order."
    ErasedButShown Broken "ERASED_BUT_SHOWN"
        "De tekst is volgens het logboek gewist, maar staat in de bundel."
        "By the log these words were erased, and they stand in the bundle."
    ErasedTooMany Notice "ERASED_TOO_MANY"
        "Er is meer gewist dan hier wordt nagegaan."
        "More was erased than is looked into here."
    ErasedUnknown Broken "ERASED_UNKNOWN"
        "Er is iets gewist dat in de genoemde regel niet staat."
        "Something was erased that the named record does not hold."

    RevisionGap Broken "REVISION_GAP"
        "In deze geschiedenis ontbreekt een regel, of er is er een tussen gezet of verplaatst."
        "In this history a record is missing, or one was put in between or moved."
    HistoryCut Broken "HISTORY_CUT"
        "De geschiedenis heeft minder regels dan zij volgens de bundel heeft."
        "The history has fewer records than the bundle says."
    ConfirmationMissing Broken "CONFIRMATION_MISSING"
        "De regel die deze stand zou bevestigen, is er niet: het eind van de geschiedenis ontbreekt, of is ouder."
        "The record that would confirm this state is not there: the end of the history is missing, or older."
    ConfirmedOtherwise Broken "CONFIRMED_OTHERWISE"
        "De bevestiging noemt een andere laatste revisie dan de regel ervoor."
        "The confirmation names another last revision than that of the record before it."
    NotConfirmed Notice "NOT_CONFIRMED"
        "Niets bevestigt dat de laatste regel de laatste is: vraag een bundel met een bevestiging."
        "Nothing confirms that the last record is the last: ask for a bundle with a confirmation."
    NotAskedByYou Notice "NOT_ASKED_BY_YOU"
        "De bevestiging kan ouder zijn dan u denkt: geef met --confirmed-by de opdracht mee die u zelf koos."
        "The confirmation may be older than you think: name the command that you chose with --confirmed-by."
    AfterConfirmation Notice "AFTER_CONFIRMATION"
        "Na de bevestiging kwamen er nog regels; of daar een van ontbreekt, blijkt hier niet."
        "Records came after the confirmation; whether one of those is missing does not show here."
    OtherHistory Notice "OTHER_HISTORY"
        "De bundel heeft een regel van een ander dossier."
        "The bundle has a record of another dossier."

    NameOtherwise Broken "NAME_OTHERWISE"
        "De inhoud heeft een andere vingerafdruk dan de naam van het bestand."
        "The contents have another digest than the name of the file."
    FrameworkMissing Broken "FRAMEWORK_MISSING"
        "Het bestand van een vastgesteld kader ontbreekt."
        "The file of an adopted framework is missing."
    FrameworkForeign Notice "FRAMEWORK_FOREIGN"
        "Dit kader is in geen enkele regel vastgesteld."
        "No record adopts this framework."
    AttachmentForeign Notice "ATTACHMENT_FOREIGN"
        "Geen enkele regel noemt deze bijlage: dat zij bij een besluit hoorde, blijkt nergens uit."
        "No record names this attachment: nothing shows that it belonged to a decision."

    NotARecord Broken "NOT_A_RECORD"
        "Dit is geen regel die deze software kan lezen: beschadigd, of van nieuwere software."
        "This is no record that this software can read: it is damaged, or newer software wrote it."
    TimeBackwards Broken "TIME_BACKWARDS"
        "De regel zegt eerder te zijn vastgelegd dan die ervoor."
        "The record says that it was recorded before the one that precedes it."
    FrameworkUnknown Broken "FRAMEWORK_UNKNOWN"
        "De regel loopt op een kader dat daarvoor nergens is vastgesteld."
        "The record runs on a framework that was adopted nowhere before it."
    FrameworkUnusable Broken "FRAMEWORK_UNUSABLE"
        "Het bestand van het kader is niet wat is vastgesteld."
        "The file of the framework is not what was adopted."
    Refused Broken "REFUSED"
        "Dit had volgens de regels van het kader niet gekund."
        "This was not possible by the rules of the framework."
    DecidedOtherwise Broken "DECIDED_OTHERWISE"
        "De regel zegt iets anders dan de regels van het kader geven."
        "The record says something else than the rules of the framework give."
    Misplaced Broken "MISPLACED"
        "De regel staat niet waar zij volgens zichzelf hoort."
        "The record does not stand where it says that it belongs."
}
