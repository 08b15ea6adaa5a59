//! A server in this process whose clock is told: for stories that take months. Calls go through gRPC as anywhere else.

use std::{
    fs,
    sync::{Arc, Mutex},
};

use besluitspoor::serve::{self, Config, Running};
use domain::framework::Framework;
use intake::{Machine, WalkedClock};
use jiff::{
    civil::{Date, time},
    tz::TimeZone,
};
use tempfile::TempDir;
use tonic::transport::{Channel, Endpoint};

use crate::{
    people::{People, Person},
    user::{Desk, User},
};

/// Where the region is.
const ZONE: &str = "Europe/Amsterdam";

/// A region at work, on a day that the test tells.
pub struct Walked {
    running: Running,
    clock: Arc<WalkedClock>,
    zone: TimeZone,
    people: People,
    channel: Channel,
    desk: Arc<Desk>,
    /// Gone with the region.
    _folder: TempDir,
}

impl Walked {
    /// A region whose frameworks are adopted on this day, in this order.
    ///
    /// # Panics
    /// If a framework is not sound, or the services do not start.
    pub async fn open(files: &[&str], begins: Date) -> Self {
        let sound = |file: &&str| kader::read(file.as_bytes()).expect("the framework is sound");
        let frameworks: Vec<Framework> = files.iter().map(sound).collect();
        let people = People::of(&frameworks);
        let folder = tempfile::tempdir().expect("a directory");
        let tokens = folder.path().join("tokens.toml");
        fs::write(&tokens, people.file()).expect("the token file");
        let mut config = Config::new(folder.path().join("data"), tokens).expect("good settings");
        config.listen = "127.0.0.1:0".parse().expect("an address");
        config.metrics = config.listen;
        let zone = TimeZone::get(ZONE).expect("a time zone");
        let machine = Machine::in_zone(ZONE).expect("a time zone");
        let clock = Arc::new(WalkedClock::new(machine, zone.clone()));
        let running = serve::start_in(config, clock.clone()).await.expect("the services start");
        let endpoint = Endpoint::try_from(format!("http://{}", running.grpc)).expect("an address");
        let channel = endpoint.connect().await.expect("the services listen");
        let desk = Arc::new(Desk { frameworks, seen: Mutex::default() });
        let walked = Self { running, clock, zone, people, channel, desk, _folder: folder };
        walked.walk_to(begins);
        for file in files {
            walked.administrator().adopt(file).await.expect("a sound framework is adopted");
        }
        walked
    }

    /// It is nine in the morning of this day now, or later if it was already.
    ///
    /// # Panics
    /// If there is no such day in the region.
    pub fn walk_to(&self, day: Date) {
        let morning = day.to_datetime(time(9, 0, 0, 0)).to_zoned(self.zone.clone());
        self.clock.walk_to(morning.expect("a day of the calendar").timestamp());
    }

    /// Someone who takes part.
    pub fn user(&self, person: Person) -> User {
        let token = self.people.token(&person).to_owned();
        User::new(self.channel.clone(), Arc::clone(&self.desk), person, &token)
    }

    /// A coordinator of a party.
    pub fn coordinator(&self, party: &str) -> User {
        self.user(Person::Coordinator(party.into()))
    }

    /// The secretary of a body.
    pub fn secretary(&self, body: &str) -> User {
        self.user(Person::Secretary(body.into()))
    }

    /// The administrator.
    pub fn administrator(&self) -> User {
        self.user(Person::Administrator)
    }

    /// The auditor.
    pub fn auditor(&self) -> User {
        self.user(Person::Auditor)
    }

    /// The frameworks whose people work here.
    pub fn frameworks(&self) -> &[Framework] {
        &self.desk.frameworks
    }

    /// Ends the services in good order.
    pub async fn close(self) {
        self.running.stop().await;
    }
}
