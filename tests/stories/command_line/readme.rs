//! A new user follows the README: the blocks of its section about more than one machine, pasted into a shell as they
//! stand there. Only the ports are other ones, and the release is what was built beside the tests.

use std::{
    fs,
    hash::{BuildHasher as _, RandomState},
    net::{Ipv4Addr, TcpListener},
    path::Path,
    time::Duration,
};

use tests::shell::Shell;

const SECTION: &str = "\n## More than one machine\n";
/// The name under which the reader is to write down the block of `text`.
const CONFIGURATION: &str = "nats-server.conf";
/// Where the release is that the reader has built.
const RELEASE: &str = "$PWD/target/release";
/// What the ports of the section begin with: those of the servers, their monitoring, their cluster, and the services. One
/// more digit, or `$i`, says whose port it is.
const PORTS: [&str; 4] = ["422", "822", "622", "475"];
/// What other ports may begin with: neither other tests take these for their servers, nor systems for clients.
const BEGINNINGS: [std::ops::Range<u16>; 2] = [1_000..1_200, 3_000..3_276];
/// What a reader has who moves a journal: one in files, and a region on the servers that has none yet.
const BEFORE_MOVING: &str = "besluitspoor journal copy --from nats --to data
export BESLUITSPOOR_NATS_REGION=elders
besluitspoor journal init
";
/// How long everything may take. Without anything beside it, it takes seven seconds.
const WITHIN: Duration = Duration::from_secs(300);

#[test]
fn the_section_about_more_machines_works_as_it_stands_there() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).canonicalize().unwrap();
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let mut shell = Shell::new();
    let blocks = on_free_ports(pasted(&readme));
    let release = shell.binaries().display().to_string();
    assert!(blocks.iter().any(|block| block.contains(RELEASE)), "the reader is told to take the release");
    let blocks: Vec<_> = blocks.iter().map(|block| block.replace(RELEASE, &release)).collect();
    let said = shell.done(&blocks, &root, WITHIN);
    let said_to = |line: &str| {
        let block = blocks.iter().position(|block| block.contains(line));
        &said[block.unwrap_or_else(|| panic!("the reader is told no more to type: {line}"))]
    };

    // Opened at one node and treated at another, the dossier is on the agenda that a third one shows.
    let shown = said_to("besluitspoor agenda rbo");
    let (_, agenda) = shown.split_once("RBO: 1 dossier wacht").unwrap_or_else(|| panic!("{shown}"));
    let rows: Vec<_> = agenda.lines().filter(|line| line.starts_with("OZA-")).collect();
    assert!(matches!(rows[..], [row] if row.contains("Voorbeeld: leerroute")), "{agenda}");

    // What was adopted, opened, filed, submitted and recorded goes to the servers, and back into files.
    let moved = said_to("besluitspoor journal copy --from data --to nats ");
    let both_ways = moved.matches("5 records overgezet, 0 stonden er al; vergeleken: 5, alle gelijk").count();
    assert!(both_ways >= 2, "{moved}");
}

/// What a reader of the section pastes into a shell, block after block.
fn pasted(readme: &str) -> Vec<String> {
    let (_, section) = readme.split_once(SECTION).expect("the README has the section");
    let section = section.split("\n## ").next().unwrap_or_default();
    assert!(section.contains(&format!("`{CONFIGURATION}`")), "the reader is told the name of the file");
    // Between two fences is a block; between two blocks is what the reader reads.
    let blocks = section.split("\n```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'));
    let pasted = blocks.map(|(kind, text)| match kind {
        "text" => format!("cat > {CONFIGURATION} <<'END'\n{text}\nEND\n"),
        "sh" if text.contains("journal copy --from data") => format!("{BEFORE_MOVING}{text}\n"),
        "sh" => format!("{text}\n"),
        other => panic!("nobody knows what to do with a block of {other:?}:\n{text}"),
    });
    pasted.collect()
}

/// The same with ports that nobody uses, for each of [`PORTS`] those of one of the [`BEGINNINGS`].
fn on_free_ports(mut blocks: Vec<String>) -> Vec<String> {
    let all: Vec<u16> = BEGINNINGS.into_iter().flatten().collect();
    let start = usize::try_from(RandomState::new().hash_one(0_u8) >> 32).expect("half of it is small");
    let in_turn = (0..all.len()).map(|step| all[(start + step) % all.len()]);
    let free: Vec<_> = in_turn.filter(|begin| are_free(*begin)).take(PORTS.len()).collect();
    for (port, free) in PORTS.into_iter().zip(&free) {
        let port = format!(":{port}");
        assert!(blocks.iter().any(|block| block.contains(&port)), "nothing listens at {port}…");
        blocks.iter_mut().for_each(|block| *block = block.replace(&port, &format!(":{free}")));
    }
    for (block, after) in
        blocks.iter().flat_map(|block| block.split("127.0.0.1:").skip(1).map(move |it| (block, it)))
    {
        let is_free = free.iter().any(|free| after.starts_with(&free.to_string()));
        assert!(is_free, "PORTS do not have every port of\n{block}");
    }
    blocks
}

/// Whether nobody listens at any port that begins with these four digits.
fn are_free(begin: u16) -> bool {
    (begin * 10..begin * 10 + 10).all(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok())
}
