//! The journal is in files beside the views.

use std::{fs, path::PathBuf};

use tests::{
    server::Home,
    site::{Site, alkmaar, delete_views},
};

use super::{
    copy, nothing_is_left,
    told::{People, soon, traces},
};

/// A site in which too much was written down, and the histories in which it stands.
async fn site() -> (Site, Vec<(String, u64)>) {
    let site = Site::open().await;
    let histories = People(&|person| site.user(person)).tell_too_much().await;
    (site, histories)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn erased_words_are_in_no_file_and_an_older_copy_is_erased_again() {
    let (site, histories) = site().await;
    let traces = traces();
    let data = site.server().home().data();
    // The views are on the disk for certain once the process has ended.
    let site = site.restarted(|home| assert!(!traces.within(&home.views()).is_empty())).await;
    assert!(!traces.within(&site.server().home().journal()).is_empty(), "the test looks where they are");
    let older = tempfile::tempdir().unwrap();
    copy(&data, older.path());

    let people = |person| site.user(person);
    People(&people).erase(&histories).await;
    nothing_is_left(&traces, &[&site.server().home().journal()]);
    People(&people).shown_to_nobody(&traces).await;
    soon("the views have left them", || traces.within(&data).is_empty()).await;
    nothing_is_left(&traces, &[&data]);

    let site = site.restarted(|home| nothing_is_left(&traces, &[&home.data()])).await;
    nothing_is_left(&traces, &[&data]);
    // The segment of before, with what was written since; and the views of before.
    let put_back = |home: &Home| {
        let old = older.path().join("journal");
        for segment in home.segments() {
            let before = fs::read(old.join(segment.file_name().unwrap())).unwrap();
            let mut now = fs::read(&segment).unwrap();
            now[..before.len()].copy_from_slice(&before);
            fs::write(&segment, now).unwrap();
        }
        delete_views(home);
        copy(&older.path().join("views"), &home.views());
        assert!(!traces.within(&home.journal()).is_empty() && !traces.within(&home.views()).is_empty());
    };
    let site = site.restarted(put_back).await;
    soon("it is erased again", || traces.within(&data).is_empty()).await;
    People(&|person| site.user(person)).shown_to_nobody(&traces).await;
    let home = site.closed().await;
    nothing_is_left(&traces, &[&home.data()]);
}

/// Journal, ledger and views agree with each other, and none of them knows of the erasure.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_of_everything_from_before_the_erasure_is_erased_before_anyone_is_served() {
    let with_ledger = |home: Home| {
        home.begin_ledger();
        home
    };
    let site = Site::bare(&[alkmaar()], with_ledger).await;
    site.administrator().adopt(alkmaar()).await.unwrap();
    let histories = People(&|person| site.user(person)).tell_too_much().await;
    let (traces, backup, before) = (traces(), tempfile::tempdir().unwrap(), site.auditor().seen().position);
    let site = site.restarted(|home| copy(&home.data(), backup.path())).await;
    People(&|person| site.user(person)).erase(&histories).await;
    let put_back = |home: &Home| {
        fs::remove_dir_all(home.data()).unwrap();
        copy(backup.path(), &home.data());
        assert!(!traces.within(&home.journal()).is_empty(), "they are back");
    };
    // The ledger signed more than there is now, and beside the data it is known. Whoever has no newer copy begins another log.
    let site = site
        .restarted(|home| {
            put_back(home);
            let not = home.refused();
            assert_eq!(not.status.code(), Some(8), "{}", not.log);
            assert!(
                !traces.within(&home.journal()).is_empty(),
                "nothing is erased on the word of such a journal"
            );
            fs::remove_dir_all(home.ledger()).unwrap();
            home.begin_ledger();
        })
        .await;
    site.auditor().saw_no_more_than(before);
    nothing_is_left(&traces, &[&site.server().home().journal()]);
    soon("the views have left them", || traces.within(&site.server().home().data()).is_empty()).await;
    People(&|person| site.user(person)).shown_to_nobody(&traces).await;
    let home = site.closed().await;
    nothing_is_left(&traces, &[&home.data(), home.erasures().parent().unwrap()]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_cannot_be_kept_is_told_at_the_start() {
    let home = Site::bare(&[alkmaar()], |home| home).await.closed().await;
    fs::write(home.erasures(), "not a record\n").unwrap();
    let Err((_, not)) = tokio::task::block_in_place(|| home.start()) else { panic!("it serves") };
    assert_eq!(not.status.code(), Some(2), "{}", not.log);
    assert!(not.log.contains("--erasures"), "{}", not.log);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_that_was_killed_is_finished_at_the_next_start() {
    let traces = traces();
    // It is killed at once after the words were agreed to go, and a moment later.
    for killed_after in [0, 2, 5, 10, 20, 50] {
        let (mut site, histories) = site().await;
        let (history, records) = &histories[0];
        let request = site.administrator().ask_to_erase(history, 1..=*records).await.unwrap();
        let second = site.user(tests::people::Person::Versatile);
        let agrees = tokio::spawn({
            let history = history.clone();
            async move { drop(second.agree_to_erase(&history, request).await) }
        });
        tokio::time::sleep(std::time::Duration::from_millis(killed_after)).await;
        site = site.crashed(|_| ()).await;
        agrees.await.unwrap();
        site.auditor().catch_up().await.unwrap();
        let is_agreed = site.auditor().history(history).await.unwrap().len() as u64 > request;
        if !is_agreed {
            let second = site.user(tests::people::Person::Versatile);
            second.agree_to_erase(history, request).await.unwrap();
        }
        let rest = [histories[1].clone()];
        People(&|person| site.user(person)).erase(&rest).await;
        let data: PathBuf = site.server().home().data();
        soon("they are gone", || traces.within(&data).is_empty()).await;
        People(&|person| site.user(person)).shown_to_nobody(&traces).await;
    }
}
