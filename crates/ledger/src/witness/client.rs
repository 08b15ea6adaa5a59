//! All witnesses, asked about the newest checkpoint at an interval.

use std::{sync::Arc, time::Duration};

use futures_util::{StreamExt as _, stream::FuturesUnordered};
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::{Instant, MissedTickBehavior},
};

use super::{
    Config, Log, Status, Stop, Watch,
    address::Address,
    ask::{Asker, Heard},
    config::Fault,
    gather::Gathering,
    line::Line,
    roots,
    status::{LAG_MAX, Witness},
};

/// Why no witness can be asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The configuration cannot be used.
    #[error("witnesses cannot be asked like this: {}", listed(.0))]
    Config(Vec<Fault>),
    /// Witnesses with `https` could not be told from others.
    #[error(transparent)]
    Roots(#[from] roots::Error),
}

/// Asks all witnesses.
pub struct Client {
    askers: Vec<Asker>,
    interval: Duration,
    gathering: Gathering,
    /// Whether the operator was told that the witnesses are far behind.
    has_alarmed: bool,
    /// Who wants them compared in between, and by what they say so.
    requests: mpsc::Receiver<oneshot::Sender<()>>,
    comparing: Comparing,
}

/// Has the witnesses of a [client that runs](Client::run) compared in between. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Comparing {
    requests: mpsc::Sender<oneshot::Sender<()>>,
}

impl Comparing {
    /// Waits until it was [compared](Client::compare) once more.
    ///
    /// # Errors
    /// Nobody asks any more, so nothing may be signed. What was found against signing has stopped the log by then; else the
    /// client was dropped, or panicked.
    pub async fn compared(&self) -> Result<(), Ended> {
        let (done, told) = oneshot::channel();
        self.requests.send(done).await.map_err(|_| Ended)?;
        // Dropped without a word when the asking ended.
        told.await.map_err(|_| Ended)
    }
}

/// Nobody asks the witnesses any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nobody asks the witnesses any more")]
pub struct Ended;

impl Client {
    /// A client of these witnesses for this log, and how far they are. Nobody is asked yet.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn new(config: Config, log: Arc<dyn Log>) -> Result<(Self, Watch), Error> {
        let faults = config.faults(&log.key());
        if !faults.is_empty() {
            return Err(Error::Config(faults));
        }
        let askers = askers(&config)?;
        let named = |asker: &Asker| Witness { name: asker.name.clone(), ..Witness::default() };
        let status = Status { witnesses: askers.iter().map(named).collect(), ..Status::default() };
        let (status, watched) = watch::channel(status);
        let gathering = Gathering::new(config.policy, log, status);
        let (sender, requests) = mpsc::channel(1);
        let comparing = Comparing { requests: sender };
        let interval = config.interval;
        let client = Self { askers, interval, gathering, has_alarmed: false, requests, comparing };
        Ok((client, Watch::new(watched)))
    }

    /// By what others have the witnesses compared while it [runs](Self::run).
    pub fn comparing(&self) -> Comparing {
        self.comparing.clone()
    }

    /// Compares what the witnesses know of this log with what is here. To be asked before anything is signed: by who signed
    /// nothing yet since the start, or takes over from another signer. Witnesses that do not answer are told and left out.
    ///
    /// # Errors
    /// Why nothing may be signed. The log was told to stop already.
    pub async fn compare(&mut self) -> Result<(), Stop> {
        let log = self.gathering.log();
        let mut asked: FuturesUnordered<_> = self
            .askers
            .iter_mut()
            .enumerate()
            .map(async |(place, asker)| (place, asker.compare(&*log).await))
            .collect();
        while let Some((place, compared)) = asked.next().await {
            match compared {
                Ok(None) => {}
                Ok(Some(stop)) => return Err(self.gathering.stop(stop)),
                Err(trouble) => self.gathering.troubled(place, &trouble),
            }
        }
        drop(asked);
        // What a witness shows may be an hour old; what it answers is not. Whoever asks, asks about what is published. What
        // it told us a moment ago is no answer either: since then another may have signed.
        self.ask(|_, _| true).await
    }

    /// Asks all witnesses, again and again, until signing stops. It ends when it is dropped, too.
    pub async fn run(mut self) -> Stop {
        let mut ticks = tokio::time::interval(self.interval);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let asked = tokio::select! {
                _ = ticks.tick() => None,
                request = self.requests.recv() => request,
            };
            let done = if asked.is_some() { self.compare().await } else { self.round().await };
            if let Err(stop) = done {
                return stop;
            }
            if let Some(asked) = asked {
                // Who asked may have ended meanwhile.
                let _ = asked.send(());
            }
            self.alarm();
        }
    }

    /// Asks all witnesses about the newest checkpoint, at the same time, and keeps it once they are a quorum; or, where another
    /// process asks them, reads what that kept.
    ///
    /// # Errors
    /// Why nothing is signed any more. The log was told to stop already.
    pub async fn round(&mut self) -> Result<(), Stop> {
        if self.gathering.log().is_turn() {
            let now = Instant::now();
            return self.ask(|asker, size| asker.is_due(size, now)).await;
        }
        self.gathering.read().await;
        Ok(())
    }

    /// Asks those witnesses about the newest checkpoint of which this says so, by its size.
    async fn ask(&mut self, is_asked: impl Fn(&Asker, u64) -> bool) -> Result<(), Stop> {
        let Some(note) = self.gathering.begin().await else { return Ok(()) };
        let (log, size) = (self.gathering.log(), note.checkpoint().size());
        let mut asked: FuturesUnordered<_> = self
            .askers
            .iter_mut()
            .enumerate()
            .filter(|(_, asker)| is_asked(asker, size))
            .map(async |(place, asker)| (place, asker.ask(&*log, &note).await))
            .collect();
        while let Some((place, heard)) = asked.next().await {
            match heard {
                Ok(Heard::Cosigned(lines, time)) => {
                    self.gathering.cosigned(place, lines, time);
                    // Receipts wait for it; the others' word may come later.
                    if !self.gathering.is_kept() {
                        self.gathering.keep().await;
                    }
                }
                Ok(Heard::Superseded) => {}
                Ok(Heard::Stop(stop)) => return Err(self.gathering.stop(stop)),
                Err(trouble) => self.gathering.troubled(place, &trouble),
            }
        }
        self.gathering.keep().await;
        Ok(())
    }

    /// Tells the operator, once, that the witnesses are far behind.
    fn alarm(&mut self) {
        let lag = self.gathering.lag(Instant::now());
        let is_far = lag > LAG_MAX;
        if is_far && !self.has_alarmed {
            tracing::error!(
                minutes = lag.as_secs() / 60,
                "too few witnesses cosign: receipts stay without their word; see what is told of each"
            );
        }
        self.has_alarmed = is_far;
    }
}

fn askers(config: &Config) -> Result<Vec<Asker>, Error> {
    let reached = || {
        let asked = config.policy.witnesses().filter_map(|witness| Some((witness, witness.url.as_ref()?)));
        asked.filter_map(|(witness, url)| Some((witness, Address::parse(url)?)))
    };
    let tls = if reached().any(|(_, address)| address.has_tls) { Some(config.roots.client()?) } else { None };
    let asker = |(witness, address): (&tlog::policy::Witness, _)| {
        let line = Line::new(address, tls.clone(), config.patience);
        Asker::new(witness.name.clone(), witness.key.clone(), line, config.patience)
    };
    Ok(reached().map(asker).collect())
}

fn listed(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
