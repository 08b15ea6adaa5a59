//! What can be typed, and what a wrong line is told.

use clap::Parser as _;

use super::{Cli, Command, Line, command, coordinator, help::GROUPS, read, secretary};
use crate::{exit::Exit, failure::Failure};

fn line(text: &str) -> Vec<std::ffi::OsString> {
    let words = text.split_whitespace().map(|word| word.replace('_', " "));
    std::iter::once("besluitspoor".to_owned()).chain(words).map(Into::into).collect()
}

fn wrong(text: &str) -> Failure {
    match read(line(text)) {
        Err(failure) => failure,
        Ok(read) => panic!("{text} was read: {read:?}"),
    }
}

fn help(text: &str) -> String {
    match read(line(text)) {
        Ok(Line::Help(help)) => help,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn the_grammar_is_sound() {
    command().debug_assert();
    Cli::try_parse_from(["besluitspoor", "verify"]).unwrap();
}

#[test]
fn every_command_stands_in_one_group_of_the_help() {
    let listed: Vec<_> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
    let mut commands: Vec<_> =
        command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    commands.sort_unstable();
    let mut sorted = listed.clone();
    sorted.sort_unstable();
    assert_eq!(commands, sorted);
}

/// A line of every command, as its users type it.
const LINES: &[&str] = &[
    "open Titel --function terugleiden --function opbouwen --target-group @doelgroep.txt",
    "file voorstel.md --dossier OZA-2026-0014 --format voorstel",
    "submit voorstel.md",
    "submit --version 2 --dossier OZA-2026-0014 --format voorstel --round voorstel",
    "resubmit voorstel.md --expect-revision 7",
    "answer OZA-2026-0014 1=ja 2=@twee.txt",
    "withdraw OZA-2026-0014 --reason @-",
    "hand-over OZA-2026-0014 --to u-2 --party gemeente-heiloo",
    "dossiers --phase at-step --phase ended --waits-for pora --mine --order reference --limit 500",
    "show OZA-2026-0014 --as-of 2026-03-12",
    "forecast route",
    "forecast route regio-alkmaar-kort 2026.1 --on 2026-02-12 --later businesscase=2026-09-01",
    "forecast route --draft kader.toml --round voorstel --json",
    "forecast dossier OZA-2026-0014 --on 2026-12-01 --as-of 2026-03-12",
    "forecast compare --draft kader.toml --from 2026-01-01 --until 2026-12-31 --details",
    "document OZA-2026-0014 voorstel 2",
    "template voorstel --framework kader.toml -o voorstel.md",
    "check-document voorstel.md",
    "lint voorstel.md --format voorstel",
    "register --party ppo-nk --level group",
    "register add Trimaran --party ppo-nk --level group --partner Parlan --funding ibp",
    "arrangement begin OZA-2026-0014 --function opbouwen --target-group kleuters --partner Parlan --funding tlv,individual,from=2026-08-01,cents=500 --indicator doelrealisatie=80% --evaluate-on 2027-06-01 --pupils 24 --pupils-on 2026-08-01 --pupils-source telling",
    "arrangement similar OZA-2026-0014 --partner Parlan --limit 5",
    "arrangement similar --name Observatiegroep --target-group kleuters --json",
    "arrangement show OZA-2026-0014 --as-of 41 --json",
    "arrangement commit OZA-2026-0014 --party gemeente-heiloo --with-reservation @v.txt --on 2026-07-07 --organ college --mandate 0198c5a2-7d1e-7c3a-9f00-1a2b3c4d5e6f --from 2026-08-01 --until 2028-07-31 --pledge 4000000,from=2026-08-01,until=2027-07-31 --source besluitenlijst --expect-revision 2",
    "arrangement commit OZA-2026-0014 --party gemeente-bergen --not-bound --reasons x --on 2026-07-07 --organ raad --source y",
    "arrangement use OZA-2026-0014 --party gemeente-bergen --from 2026-08-01 --until 2027-07-31 --pupils 12 --cents 0 --on 2026-10-01 --source telling",
    "bound",
    "bound OZA-2026-0014 --party gemeente-bergen --as-of 41 --limit 5 --json",
    "arrangement evaluate OZA-2026-0014 --on 2027-06-14 --planned 2027-06-01 --result bereik=24 --result doelrealisatie=18van24 --result tevredenheid=7,5/10van19 --findings @f.txt --source registratie",
    "arrangement conclude OZA-2026-0014 --conclusion continue --evaluation 1 --on 2027-07-01 --body oogo --reason goed --evaluate-on 2028-06-01",
    "arrangement conclude OZA-2026-0014 --conclusion integrate --evaluation 1 --on 2027-07-01 --into OZA-2026-0003 --follower OZA-2027-0001 --reason x",
    "register --overdue",
    "agenda pora --as-of 41 --details",
    "agenda pora --watch --json",
    "mandate list --party gemeente-heiloo --holder u-2 --on 2026-03-12 --as-of 41 --json",
    "prepare begin OZA-2026-0014 --list stappenplan-zio --list gespreksmap",
    "prepare take OZA-2026-0014 gespreksmap-emb",
    "prepare show OZA-2026-0014 --list gespreksmap --open --as-of 41 --json",
    "prepare step OZA-2026-0014 3 --on 2026-02-10 --holder directie --result @persona.txt",
    "prepare answer OZA-2026-0014 2.4 ja --agreement @afspraak.txt --with school",
    "prepare count OZA-2026-0014 gespreksmap:a 23 --on 2025-10-01 --source telling",
    "prepare partner OZA-2026-0014 gemeenten --spoken-on 2026-02-12",
    "prepare partner OZA-2026-0014 zorgkantoren --not-yet --words volgt",
    "prepare support OZA-2026-0014 bestuurlijk --on 2026-02-20 --by bestuur",
    "meeting plan --body pora --on 2026-07-01",
    "meeting plan --body pora --on 2026-07-02 --written --reason spoed --framework regio-alkmaar",
    "meeting list",
    "meeting list pora --from 2026-01-01 --until 2026-12-31 --as-of 41",
    "meeting show pora/2026-07-01",
    "meeting schedule pora/2026-07-01 OZA-2026-0014 --kind hamerstuk",
    "meeting schedule pora/2026-07-01 --topic Mededelingen --carried-from pora/2026-06-03:2",
    "meeting schedule pora/2026-07-01 OZA-2026-0014 --late-by u-9 --late-reason spoed",
    "meeting remove pora/2026-07-01 2 --reason later",
    "meeting fix-agenda pora/2026-07-01 2 1=hamerstuk",
    "meeting send 0198c5a2-7d1e-7c3a-9f00-1a2b3c4d5e6f --expect-revision 4",
    "meeting addendum pora/2026-07-01 OZA-2026-0015 --late-by u-9 --late-reason spoed",
    "meeting held pora/2026-07-01 --chair u-1 --present u-2:gemeente-heiloo --replaces u-2=u-3 --treated-as 1=bespreekstuk",
    "meeting draft pora/2026-07-01 --remark 2=Besproken",
    "meeting fix pora/2026-07-01 --at pora/2026-09-02 --draft 1",
    "meeting cancel pora/2026-07-01 --reason niets",
    "meeting decisions pora/2026-07-01 --csv",
    "decisions OZA-2026-0014 --csv --as-of 41",
    "waiting --body rbo --overdue --order due --as-of 2026-03-12 --limit 5",
    "waiting --party gemeente-heiloo --outside",
    "ratify OZA-2026-0014 --party gemeente-heiloo --yes --on 2026-06-09 --organ college",
    "ratify OZA-2026-0014 --party vo-nk --no --on 2026-06-09 --organ @o.txt --reasons @w.txt --mandate 0198c5a2-7d1e-7c3a-9f00-1a2b3c4d5e6f --instead-of 24 --because fout --visit businesscase-partijen",
    "suspend OZA-2026-0014 --from 2026-03-12 --submitter --reason x",
    "suspend OZA-2026-0014 --from 2026-03-12 --outside @wie.txt --reason @waarom.txt --visit voorstel-pora",
    "resume OZA-2026-0014 --from 2026-03-16 --expect-revision 7",
    "record OZA-2026-0014 --outcome positive --on 2026-03-12",
    "record OZA-2026-0014 --outcome positief_advies_met_voorwaarden --on 2026-03-12 --condition a --condition @b --holder 1=gemeente-heiloo --due 2=2027-01-01 --met 1 --not-met 2 --visit voorstel-pora:2",
    "correct OZA-2026-0014 5 --reason fout --outcome negative --on 2026-03-12 --motivation x",
    "escalate open OZA-2026-0014 --reason x",
    "escalate move OZA-2026-0014 --on 2026-03-12 --reason @waarom.txt",
    "escalate resolve OZA-2026-0014 --solution x --on 2026-03-12 --expect-revision 9",
    "escalate unresolved OZA-2026-0014 --kind binding-advice --before commissie --party a --party b --reason x --on 2026-03-12",
    "escalate conclude OZA-2026-0014 --solution x --on 2026-03-12 --resumes",
    "history framework.regio-alkmaar --from 3 --texts",
    "replay OZA-2026-0014",
    "verify",
    "audit as-of 2026-03-12 --body pora --documents",
    "audit dossier OZA-2026-0014 --explain --as-of 41 --lang en",
    "audit compare 2026-03-01 2026-04-01 --body pora --json",
    "audit compare 41",
    "audit export --dossier OZA-2026-0014 --since bewaard --since eerder -o bundel",
    "audit export --region --out regio",
    "journal --from 10 --limit 5 -o journaal.ndjson --disclosures teksten.ndjson",
    "journal init --nats nats://nats-1:4222,nats://nats-2:4222 --nats-region alkmaar --nats-nkey beheer.nk",
    "journal init --config besluitspoor.toml --nats-replicas 1 --json",
    "journal copy --from data --to nats --nats nats://nats-1:4222 --nats-region alkmaar --nats-nkey beheer.nk",
    "journal copy --from nats --to kopie --config besluitspoor.toml",
    "journal sweep --config besluitspoor.toml --older-than-hours 48 --remove",
    "erase request OZA-2026-0014 --ground privacy --text 3 --text 7:motivation,condition --reason bezwaar",
    "erase confirm OZA-2026-0014 --request 9 --act-as administrator",
    "erase decline arrangement.0198c5a2-7d1e-7c3a-9f00-1a2b3c4d5e6f --request 9 --reason @waarom.txt",
    "hold place OZA-2026-0014 --reason rechtszaak",
    "hold lift OZA-2026-0014 --hold 10 --reason voorbij --expect-revision 10",
    "confirm OZA-2026-0014 --act-as auditor",
    "framework check kader.toml",
    "framework draw kader.toml --svg -o route.svg",
    "framework adopt kader.toml --act-as administrator",
    "framework checklists",
    "framework checklists gespreksmap --json",
    "framework list",
    "framework show regio-alkmaar 2026.1",
    "token new --actor u-1 --grant coordinator:gemeente-heiloo --grant member:pora --expires 2027-01-01",
    "completions fish",
    "--server https://besluitspoor.example,https://elders.example --lang en agenda pora --after 0198c5a2-7d1e-7c3a-9f00-1a2b3c4d5e6f:41",
];

#[test]
fn lines_of_every_user_are_read() {
    for text in LINES {
        assert!(matches!(read(line(text)), Ok(Line::Command(_))), "{text}: {:?}", read(line(text)));
    }
}

#[test]
fn a_wrong_line_is_told_in_dutch_what_could_have_been_typed() {
    let table = [
        ("opne Titel", "Er is geen opdracht ‘opne’", "open"),
        ("agenda", "GREMIUM", "Gebruik: besluitspoor agenda"),
        ("agenda pora --whatch", "‘--whatch’ wordt hier niet gekend", "--watch"),
        ("agenda pora --watch --as-of 3", "gaat niet samen met", "Gebruik"),
        ("show OZA-2026-0014 --as-of gisteren", "kan ‘gisteren’ niet", "een datum"),
        ("record OZA-2026-0014 --on 2026-03-12 --outcome goed", "kan ‘goed’ niet", "no-advice (geen advies)"),
        ("dossiers --phase bezig", "kan ‘bezig’ niet", "preparing"),
        ("dossiers --limit 0", "--limit", ""),
        ("submit", "BESTAND", ""),
        ("submit voorstel.md --version 2", "gaat niet samen met", ""),
        ("submit --version 2", "--dossier", ""),
        ("show", "DOSSIER", ""),
        ("meeting show pora", "pora/2026-07-01", ""),
        ("meeting schedule pora/2026-07-01", "DOSSIER", ""),
        ("meeting schedule pora/2026-07-01 OZA-2026-0014 --late-by u-9", "--late-reason", ""),
        ("meeting decisions pora/2026-07-01 --csv --json", "gaat niet samen met", ""),
        ("withdraw OZA-2026-0014", "--reason", ""),
        ("journal --from 3 init", "gaat niet samen met", ""),
        ("journal inti", "Er is geen opdracht ‘inti’", "init"),
        ("journal copy --from data", "--to", "MAP of nats"),
        ("journal sweep --older-than-hours 0", "kan ‘0’ niet", ""),
        ("token new --actor u-1 --grant baas", "kan ‘baas’ niet", "secretary:GREMIUM"),
        ("--token bsp_geheim agenda pora", "hoort niet op de regel", "--token-file"),
        ("--token=bsp_geheim agenda pora", "hoort niet op de regel", "--token-file"),
    ];
    for (text, message, helps) in table {
        let failure = wrong(text);
        let told = failure.told(wire::Language::Dutch);
        assert_eq!(failure.exit, Exit::Input, "{text}");
        assert!(told.contains(message) && told.contains(helps), "{text}:\n{told}");
        assert!(!told.contains("geheim") && !told.contains("OPTIONS") && !told.contains("Usage"), "{told}");
    }
}

#[test]
fn help_is_dutch_and_groups_commands_by_user() {
    let short = help("-h");
    for (user, _) in GROUPS {
        assert!(short.contains(&format!("\n{user}:\n")), "{short}");
    }
    assert!(!short.contains("--token-file"), "{short}");
    let long = help("--help");
    assert!(long.contains("--token-file") && long.contains("70  Interne fout"), "{long}");
    let mut names: Vec<Vec<String>> = Vec::new();
    paths(&command(), &[], &mut names);
    for path in names {
        let text = help(&format!("{} --help", path.join(" ")));
        let english = [
            "Usage:",
            "Options:",
            "Arguments:",
            "Commands:",
            "Print help",
            "[OPTIONS]",
            "[default",
            "[possible",
            "[alias",
        ];
        for word in english {
            assert!(!text.contains(word), "{path:?} says {word}:\n{text}");
        }
    }
}

fn paths(command: &clap::Command, above: &[String], names: &mut Vec<Vec<String>>) {
    for below in command.get_subcommands() {
        let path = [above, &[below.get_name().to_owned()]].concat();
        names.push(path.clone());
        paths(below, &path, names);
    }
}

#[test]
fn help_can_be_asked_for_in_a_word() {
    assert_eq!(help("help"), help("--help"));
    assert_eq!(help("help open"), help("open --help"));
    assert_eq!(help("help framework check"), help("framework check --help"));
    assert!(wrong("help opne").message.contains("Er is geen opdracht ‘opne’"));
}

#[test]
fn usage_names_no_flag_that_a_variable_gives() {
    let told = super::help::usage("besluitspoor show --server <URL> --ca <BESTAND> --lang <TAAL> <DOSSIER>");
    assert_eq!(told, "besluitspoor show <DOSSIER>");
}

#[test]
fn flags_of_all_commands_may_stand_anywhere() {
    for text in
        ["--json --lang en agenda pora", "agenda --json pora --lang en", "agenda pora --lang en --json"]
    {
        let Ok(Line::Command(cli)) = read(line(text)) else { panic!("{text}") };
        assert!(cli.globals.json && wire::Language::from(cli.globals.lang) == wire::Language::English);
        assert!(matches!(cli.command, Command::Secretary(secretary::Command::Agenda(_))));
    }
    let Ok(Line::Command(cli)) = read(line("submit --version 2 --dossier d --format f")) else { panic!() };
    let Command::Coordinator(coordinator::Command::Submit(submit)) = cli.command else { panic!() };
    assert_eq!(submit.version, Some(2));
}

/// What would not be kept is not taken.
#[test]
fn words_that_do_not_belong_together_are_refused() {
    let commit =
        "arrangement commit OZA-2026-0014 --party gemeente-bergen --on 2026-07-07 --organ raad --source y";
    for text in [
        format!("{commit} --bound --reasons x"),
        format!("{commit} --with-reservation x --reasons y"),
        format!("{commit} --not-bound --until 2027-01-01"),
        format!("{commit} --not-bound --from 2027-01-01"),
        "meeting schedule pora/2026-07-01 --topic Iets --visit voorstel-pora".to_owned(),
    ] {
        assert_eq!(wrong(&text).exit, Exit::Input, "{text}");
    }
}
