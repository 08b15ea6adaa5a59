//! The journal is on a NATS server. One process has every service; another only reads.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tests::{
    nats::{Mode, Server},
    nodes::{Node, Nodes, TEXTS},
    people::Person,
    site::alkmaar,
};
use wire::v1::ListDossiersRequest;

use super::{
    copy, nothing_is_left,
    told::{People, soon, traces},
};

/// The directory of a stream below that of a server's data.
fn stream(directory: &Path, name: &str) -> Option<PathBuf> {
    let below = fs::read_dir(directory).ok()?.flatten().map(|entry| entry.path());
    below.filter(|path| path.is_dir()).find_map(|path| {
        if path.ends_with(Path::new("streams").join(name)) { Some(path) } else { stream(&path, name) }
    })
}

/// Ends everyone as a loss of power would, does something to the server's data, and starts everyone again.
async fn crashed(server: &mut Server, nodes: [&Node; 2], between: impl FnOnce(&Server)) {
    nodes.into_iter().for_each(Node::kill);
    server.stop();
    between(server);
    server.restart();
    for node in nodes {
        node.start_again(|_| ()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn erased_words_are_in_no_file_of_anyone_and_an_older_copy_is_erased_again() {
    let mut server = Server::start(Mode::Ours);
    let nodes = tokio::task::block_in_place(|| Nodes::on(server.access()));
    let all = nodes.start("intake,agenda,audit").await;
    let reader = nodes.start("agenda,audit").await;
    all.user(Person::Administrator).adopt(alkmaar()).await.unwrap();
    let traces = traces();
    let everywhere = |server: &Server| -> Vec<PathBuf> {
        [server.data(), all.data(), reader.data()].iter().flat_map(|data| traces.within(data)).collect()
    };
    let histories = People(&|person| all.user(person)).tell_too_much().await;
    assert!(!traces.within(&server.data()).is_empty(), "the test looks where they are");
    let older = tempfile::tempdir().unwrap();
    crashed(&mut server, [&all, &reader], |server| {
        copy(&stream(&server.data(), TEXTS).unwrap(), older.path());
    })
    .await;

    People(&|person| all.user(person)).erase(&histories).await;
    nothing_is_left(&traces, &[&server.data()]);
    People(&|person| all.user(person)).shown_to_nobody(&traces).await;
    People(&|person| reader.user(person)).on_no_agenda(&traces).await;
    soon("nobody has them", || everywhere(&server).is_empty()).await;

    crashed(&mut server, [&all, &reader], |server| {
        assert_eq!(everywhere(server), Vec::<PathBuf>::new());
        let texts = stream(&server.data(), TEXTS).unwrap();
        fs::remove_dir_all(&texts).unwrap();
        copy(older.path(), &texts);
        assert!(!traces.within(&texts).is_empty(), "they are back");
    })
    .await;
    soon("they are erased again", || everywhere(&server).is_empty()).await;
    People(&|person| all.user(person)).shown_to_nobody(&traces).await;
    People(&|person| reader.user(person)).on_no_agenda(&traces).await;
}

/// The servers and every process go back to before the erasure: nothing among what was put back knows of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_of_servers_and_processes_from_before_the_erasure_is_erased_before_anyone_is_served() {
    let mut server = Server::start(Mode::Ours);
    let nodes = tokio::task::block_in_place(|| Nodes::on(server.access()));
    let all = nodes.start("intake,agenda,audit").await;
    let reader = nodes.start("agenda,audit").await;
    all.user(Person::Administrator).adopt(alkmaar()).await.unwrap();
    let (traces, backup) = (traces(), tempfile::tempdir().unwrap());
    let everything = |server: &Server| {
        [("server", server.data()), ("all", all.data()), ("reader", reader.data())]
            .map(|(name, data)| (data, backup.path().join(name)))
    };
    let histories = People(&|person| all.user(person)).tell_too_much().await;
    let before = all.auditor().seen().position;
    crashed(&mut server, [&all, &reader], |server| {
        everything(server).iter().for_each(|(data, kept)| copy(data, kept));
    })
    .await;
    People(&|person| all.user(person)).erase(&histories).await;
    soon("nobody has them", || everything(&server).iter().all(|(data, _)| traces.within(data).is_empty()))
        .await;
    soon("both wrote down what was erased", || {
        [&all, &reader]
            .iter()
            .all(|node| fs::read_to_string(node.erasures()).is_ok_and(|list| list.lines().count() == 2))
    })
    .await;

    crashed(&mut server, [&all, &reader], |server| {
        for (data, kept) in everything(server) {
            fs::remove_dir_all(&data).unwrap();
            copy(&kept, &data);
        }
        assert!(!traces.within(&server.data()).is_empty(), "they are back");
    })
    .await;
    all.auditor().saw_no_more_than(before);
    People(&|person| all.user(person)).shown_to_nobody(&traces).await;
    People(&|person| reader.user(person)).on_no_agenda(&traces).await;
    soon("nobody has them", || everything(&server).iter().all(|(data, _)| traces.within(data).is_empty()))
        .await;
}

/// A reader that was down while words were erased has them in its views, and answers nobody before they have left.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_that_was_away_answers_nobody_before_its_views_have_read_of_the_erasure() {
    let server = Server::start(Mode::Ours);
    let nodes = tokio::task::block_in_place(|| Nodes::on(server.access()));
    let all = nodes.start("intake,agenda,audit").await;
    let reader = nodes.start("agenda,audit").await;
    all.user(Person::Administrator).adopt(alkmaar()).await.unwrap();
    let traces = traces();
    let histories = People(&|person| all.user(person)).tell_too_much().await;
    reader.auditor().list(ListDossiersRequest::default()).await.unwrap();
    let before = reader.auditor().as_of(reader.auditor().seen().position);
    let id = histories[0].0.trim_start_matches("dossier.");
    let shown = async || format!("{:?}", reader.auditor().dossier_at(id, before.clone()).await.unwrap());
    assert!(traces.stand_in(shown().await.as_bytes()), "the test looks where they are");
    reader.stop().await;
    assert!(!traces.within(&reader.data()).is_empty(), "they are in its views");
    People(&|person| all.user(person)).erase(&histories).await;
    // So that there is something to read, after which it may be read that they are gone.
    let opens = (0..500).map(|nth| {
        let user = all.user(Person::Coordinator("gemeente-heiloo".into()));
        async move { user.open(&format!("Voorbeeld: groep {nth}")).await.map(drop) }
    });
    futures_util::future::try_join_all(opens).await.unwrap();
    reader.start_again(|_| ()).await;
    assert!(!traces.stand_in(shown().await.as_bytes()), "the first who asks");
}
