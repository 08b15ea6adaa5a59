//! A region in which too much was written down: in every kind of words that records have.

use std::time::{Duration, Instant};

use tests::{
    acts::command_id, people::Person, snapshot::snapshot, traces::Traces, treatment::Written as _,
    treatment::treated, user::User,
};
use tokio::time::sleep;
use wire::v1::{
    Level, Outcome, RegisterArrangementRequest, Role, phase::Phase, verify_decisions_response::Verification,
};

/// What should not have been written down.
const WORDS: &str = "Janneke \"Jip\" Ënschedé-Zandvoort";
/// How long it may take until the views have left the words behind.
const LEFT_WITHIN: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Everyone who is needed, wherever they are served.
pub(super) struct People<'p>(pub(super) &'p dyn Fn(Person) -> User);

impl People<'_> {
    fn a(&self, person: Person) -> User {
        (self.0)(person)
    }

    /// Writes too much down, and gives the histories in which it stands, each with how many records it has.
    pub(super) async fn tell_too_much(&self) -> Vec<(String, u64)> {
        let heiloo = self.a(Person::Coordinator("gemeente-heiloo".into()));
        let dossier = heiloo.open(&format!("Voorbeeld: groep van {WORDS}")).await.unwrap();
        let sections =
            heiloo.sections(&dossier, "voorstel", |heading| format!("{heading}: dat {WORDS} erbij hoort."));
        let document = heiloo.file_sections(&dossier, "voorstel", sections).await.unwrap();
        heiloo.submit_document(&dossier, "voorstel", document).await.unwrap();
        let mut answered = false;
        loop {
            let summary = self.a(Person::Auditor).dossier(&dossier.id).await.unwrap().summary.unwrap();
            let Phase::AtStep(opening) = summary.phase.unwrap().phase.unwrap() else { break };
            let because = |outcome| treated(outcome).because(&format!("Omdat {WORDS} het wil."));
            let treatment = match opening.role() {
                Role::Informed => because(Outcome::Noted),
                Role::Advises if answered => because(Outcome::Positive),
                Role::Advises => {
                    because(Outcome::PositiveWithConditions).provided(&format!("Dat {WORDS} meedoet."))
                }
                Role::Decides => because(Outcome::Adopted),
                Role::Ratifies | Role::Unspecified => unreachable!("not in the first round"),
            };
            let is_answered = answered || treatment.conditions.is_empty();
            self.a(Person::Secretary(opening.body.unwrap().id)).treat(&dossier, treatment).await.unwrap();
            if !is_answered {
                heiloo.answer(&dossier, 1, &format!("{WORDS} doet mee.")).await.unwrap();
                answered = true;
            }
        }
        assert!(answered, "a condition was answered");
        heiloo.withdraw(&dossier, &format!("{WORDS} is verhuisd.")).await.unwrap();
        let name = |what: &str| format!("{what} {WORDS}");
        let request = RegisterArrangementRequest {
            command_id: command_id(),
            framework_id: "regio-alkmaar".into(),
            name: name("Klas van"),
            target_group: Some(name("Alleen")),
            partners: vec![name("Zorg voor"), name("School van")],
            function_ids: vec!["terugleiden".into()],
            party_id: "swv-vo-nk".into(),
            level: Level::Group.into(),
            ..RegisterArrangementRequest::default()
        };
        let administrator = self.a(Person::Administrator);
        let registered = administrator.registers().register_arrangement(request).await.unwrap().into_inner();
        administrator.catch_up().await.unwrap();
        let records =
            self.a(Person::Auditor).history(&format!("dossier.{}", dossier.id)).await.unwrap().len();
        vec![
            (format!("dossier.{}", dossier.id), records as u64),
            (format!("arrangement.{}", registered.arrangement_id), 1),
        ]
    }

    /// Two administrators erase all words of these histories.
    pub(super) async fn erase(&self, histories: &[(String, u64)]) {
        for (history, records) in histories {
            let request = self.a(Person::Administrator).ask_to_erase(history, 1..=*records).await.unwrap();
            let answer = self.a(Person::Versatile).agree_to_erase(history, request).await.unwrap();
            assert!(answer.erased, "it is answered when the words are gone");
        }
    }

    /// Nobody is shown the words, and everything that was decided is decided again as it was.
    pub(super) async fn shown_to_nobody(&self, traces: &Traces) {
        let auditor = self.a(Person::Auditor);
        for (question, answer) in snapshot(&auditor).await.unwrap() {
            assert!(!traces.stand_in(answer.as_bytes()), "{question}");
        }
        let Verification::Agreed(_) = auditor.verify(None).await.unwrap() else {
            panic!("it does not agree")
        };
        self.on_no_agenda(traces).await;
    }

    /// No agenda shows the words, as of any position that there ever was. For who serves agendas and nothing more.
    pub(super) async fn on_no_agenda(&self, traces: &Traces) {
        let auditor = self.a(Person::Auditor);
        for position in 1..=auditor.seen().position {
            for body in auditor.bodies() {
                let agenda = auditor.agenda_at(body.as_str(), auditor.as_of(position)).await.unwrap();
                assert!(!traces.stand_in(format!("{agenda:?}").as_bytes()), "{body} at {position}");
            }
        }
    }
}

/// What the words leave behind, in every form that an answer or a file may have.
pub(super) fn traces() -> Traces {
    Traces::of(WORDS)
}

/// Waits until it is so.
pub(super) async fn soon(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < LEFT_WITHIN, "never so: {what}");
        sleep(LOOK_EVERY).await;
    }
}
