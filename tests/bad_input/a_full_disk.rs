//! The disk is full: commands are refused and say so, what was recorded stays readable, and when there is room it
//! goes on by itself.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use tests::{
    acts::command_id,
    refusal::told,
    server::Home,
    site::{Site, alkmaar},
    user::User,
};
use tokio::task::JoinSet;
use tonic::{Code, Status};
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};
use wire::v1::{
    ListDossiersRequest, OpenDossierRequest, OpenDossierResponse, verify_decisions_response::Verification,
};

/// How large the disk is. The views take a few megabytes of their own.
const DISK_MEGABYTES: usize = 32;
/// How many commands may still find a place in the last page of the journal's file.
const STILL_FITTING_MAX: usize = 200;
/// What is left for the journal and the views when a disk fills up under load.
const ROOM_BYTES: u64 = 3 * 1024 * 1024;
/// How many write until it has.
const WRITERS: usize = 32;
/// How long everything must be readable without a break: the views try to write several times in it.
const READABLE_FOR: Duration = Duration::from_secs(2);
/// The longest that it may take until then.
const READABLE_WITHIN: Duration = Duration::from_secs(30);
/// The longest that health may take to change.
const HEALTH_WITHIN: Duration = Duration::from_secs(10);

/// Ways to get a disk of one's own: unprivileged first, then as root.
const WAYS: [&[&str]; 2] = [&["unshare", "--user", "--map-root-user", "--mount"], &["unshare", "--mount"]];

/// What a home is started through, so that its data directory is a small disk. It goes with the process.
fn small_disk(data: &Path) -> Vec<String> {
    let mount = format!("mount -t tmpfs -o size={DISK_MEGABYTES}m tmpfs '{}'", data.display());
    let works = |way: &&&[&str]| {
        let mut command = Command::new(way[0]);
        command
            .args(&way[1..])
            .args(["sh", "-c", &mount])
            .output()
            .is_ok_and(|output| output.status.success())
    };
    let way = WAYS.iter().find(works).unwrap_or_else(|| {
        panic!(
            "this test needs a small disk, and may not mount one here: allow user namespaces \
             (sysctl kernel.unprivileged_userns_clone=1, or a container that permits unshare), or run it as root"
        )
    });
    let script = format!("{mount} && exec \"$@\"");
    way.iter().copied().chain(["sh", "-c", &script, "sh"]).map(str::to_owned).collect()
}

fn prepare(home: Home) -> Home {
    fs::create_dir(home.data()).unwrap();
    let way = small_disk(&home.data());
    home.through(way)
}

/// A file on the server's own disk, as seen from here.
fn filler(site: &Site) -> PathBuf {
    let data = site.server().home().data();
    let inside = data.strip_prefix("/").unwrap();
    Path::new(&format!("/proc/{}/root", site.server().pid())).join(inside).join("filler")
}

fn fill(path: &Path) {
    let mut file = fs::File::create(path).expect("the disk of the server can be reached");
    let block = [0; 4096];
    while file.write_all(&block).is_ok() {}
}

fn opening(number: usize) -> OpenDossierRequest {
    OpenDossierRequest {
        command_id: command_id(),
        framework_id: "regio-alkmaar".into(),
        title: format!("Voorbeeld: groep {number}"),
        function_ids: vec!["opbouwen".into()],
        ..OpenDossierRequest::default()
    }
}

async fn open(site: &Site, request: OpenDossierRequest) -> Result<OpenDossierResponse, Status> {
    let answer = site.coordinator("gemeente-heiloo").proposals().open_dossier(request).await;
    answer.map(tonic::Response::into_inner)
}

/// Waits until the intake serves, or no longer does.
async fn until_health(site: &Site, expected: ServingStatus) {
    let mut health = HealthClient::new(site.channel());
    let begun = Instant::now();
    loop {
        let request = HealthCheckRequest { service: "besluitspoor.v1.ProposalService".into() };
        let status = health.check(request).await.unwrap().into_inner().status();
        if status == expected {
            return;
        }
        assert!(begun.elapsed() < HEALTH_WITHIN, "health says {status:?}, not {expected:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until everything that was acknowledged can be read, and stays so. A view may have to be derived anew before
/// that, and says so meanwhile.
async fn until_readable(reader: &User) {
    reader.catch_up().await.unwrap();
    let journal = reader.journal(1).await.unwrap();
    let expected = journal.iter().filter(|record| record.r#type.contains("dossier-geopend")).count();
    let (begun, mut since) = (Instant::now(), Instant::now());
    while since.elapsed() < READABLE_FOR {
        match reader.list(ListDossiersRequest::default()).await {
            Ok(listed) => assert_eq!(listed.len(), expected, "all that was acknowledged, or nothing"),
            Err(status) => {
                let told = told(&status);
                let later = ["VIEW_REBUILDING", "POSITION_NOT_REACHED"].contains(&told.reason.as_str());
                assert!(later && told.code == Code::Unavailable, "{told:#?}");
                since = Instant::now();
            }
        }
        assert!(begun.elapsed() < READABLE_WITHIN, "it does not stay readable");
    }
}

#[tokio::test]
async fn a_full_disk_refuses_stays_readable_and_goes_on_when_there_is_room() {
    let site = Site::bare(&[alkmaar()], prepare).await;
    site.administrator().adopt(alkmaar()).await.unwrap();
    let heiloo = site.coordinator("gemeente-heiloo");
    let dossier = heiloo.open("Voorbeeld: groep van voor de drukte").await.unwrap();
    site.bring_to(&dossier, "voorstel-pora").await;
    fill(&filler(&site));

    // The last page of the file may have room for some; each of those is acknowledged.
    let mut acknowledged = heiloo.head().await.unwrap();
    let mut full = None;
    for number in 0..STILL_FITTING_MAX {
        let request = opening(number);
        match open(&site, request.clone()).await {
            Ok(answer) => acknowledged = answer.receipt.unwrap().position.unwrap().position,
            Err(status) => {
                full = Some((request, told(&status)));
                break;
            }
        }
    }
    let (refused, told) = full.expect("the disk is full");
    assert_eq!((told.code, told.reason.as_str()), (Code::ResourceExhausted, "JOURNAL_FULL"), "{told:#?}");
    told.says(&["geen ruimte", "niet vastgelegd", "beheerder"]);
    assert_eq!(heiloo.head().await.unwrap(), acknowledged, "nothing is half written");
    until_health(&site, ServingStatus::NotServing).await;
    assert!(site.server().home().log().contains("full"), "the log says so");

    // Reading goes on.
    let auditor = site.auditor();
    until_readable(&auditor).await;
    assert_eq!(auditor.titles("pora").await.unwrap(), ["Voorbeeld: groep van voor de drukte"]);
    assert_eq!(auditor.dossier(&dossier.id).await.unwrap().visits.len(), 4);
    assert_eq!(auditor.journal(1).await.unwrap().len() as u64, acknowledged);
    assert!(matches!(auditor.verify(None).await.unwrap(), Verification::Agreed(_)));

    // There is room again: the same command, sent once more, is recorded once.
    fs::remove_file(filler(&site)).unwrap();
    let answer = open(&site, refused).await.unwrap().receipt.unwrap();
    assert!(!answer.repeated);
    assert_eq!(answer.position.unwrap().position, acknowledged + 1);
    until_health(&site, ServingStatus::Serving).await;
    until_readable(&auditor).await;
    site.bring_to_end(&dossier).await;
    assert_eq!(auditor.register().await.unwrap().len(), 1);
    assert!(matches!(auditor.verify(None).await.unwrap(), Verification::Agreed(_)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_fills_up_under_load_takes_no_view_down_with_it() {
    let site = Site::bare(&[alkmaar()], prepare).await;
    site.administrator().adopt(alkmaar()).await.unwrap();
    let filler = filler(&site);
    fill(&filler);
    let room = fs::metadata(&filler).unwrap().len() - ROOM_BYTES;
    fs::OpenOptions::new().write(true).open(&filler).unwrap().set_len(room).unwrap();

    // Many write until the journal and the views have used up what there was.
    let mut all = JoinSet::new();
    for _ in 0..WRITERS {
        let heiloo = site.coordinator("gemeente-heiloo");
        all.spawn(async move {
            let mut last = 0;
            for number in 0.. {
                let request = OpenDossierRequest { target_group: Some("x".repeat(500)), ..opening(number) };
                match heiloo.proposals().open_dossier(request).await {
                    Ok(answer) => last = answer.into_inner().receipt.unwrap().position.unwrap().position,
                    Err(status) => {
                        assert_eq!(told(&status).reason, "JOURNAL_FULL");
                        break;
                    }
                }
            }
            last
        });
    }
    let acknowledged = all.join_all().await.into_iter().max().unwrap();
    until_health(&site, ServingStatus::NotServing).await;
    let auditor = site.auditor();
    // The views may find no room for what they keep; whoever asks is answered in full all the same.
    until_readable(&auditor).await;
    assert!(auditor.seen().position >= acknowledged);

    fs::remove_file(&filler).unwrap();
    let dossier =
        site.coordinator("gemeente-heiloo").open("Voorbeeld: groep van na de drukte").await.unwrap();
    until_readable(&auditor).await;
    site.bring_to(&dossier, "voorstel-pora").await;
    assert_eq!(auditor.titles("pora").await.unwrap(), ["Voorbeeld: groep van na de drukte"]);
    until_health(&site, ServingStatus::Serving).await;
}
