//! A meeting by its body and day.

use wire::{Language, limits::PAGE_SIZE_MAX, v1};

use crate::{
    cli::values::meeting::MeetingName,
    client::{Client, timed},
    commands::{finding, secretary::body, session::Session},
    exit::Exit,
    failure::Failure,
    show::json::done::Warning,
};

/// The id of a meeting.
///
/// # Errors
/// The body has none on that day, or several; or what the service says. An id needs no asking.
pub(super) async fn id(
    session: &Session,
    client: &Client,
    name: &MeetingName,
    at: Option<v1::ReadAt>,
) -> Result<String, Failure> {
    let (body, on) = match name {
        MeetingName::Id(id) => return Ok(id.to_string()),
        MeetingName::Day { body, on } => (body, on),
    };
    let answer = client.agendas().list_meetings(timed(on_day(body, on, at))).await;
    let meetings = match answer {
        Ok(answer) => answer.into_inner().meetings,
        Err(status) => {
            let failure = session.refused(&status);
            return Err(body::suggested(session, client, body, failure).await);
        }
    };
    only(&meetings, body, on, session.language)
}

/// The same, as it is now.
pub(super) async fn id_now(
    session: &Session,
    client: &Client,
    name: &MeetingName,
) -> Result<String, Failure> {
    let at = finding::read_at(session, client, None).await?;
    id(session, client, name, at).await
}

/// Asks for the meetings of a body on one day.
fn on_day(body: &str, on: &str, at: Option<v1::ReadAt>) -> v1::ListMeetingsRequest {
    v1::ListMeetingsRequest {
        body_id: Some(body.to_owned()),
        from_on: Some(on.to_owned()),
        until_on: Some(on.to_owned()),
        at,
        page_size: PAGE_SIZE_MAX,
        page_token: String::new(),
    }
}

fn stands(meeting: &v1::MeetingSummary) -> bool {
    meeting.phase() != v1::MeetingPhase::Cancelled
}

/// The one that is meant: one that was cancelled is meant only when there is no other.
fn only(
    meetings: &[v1::MeetingSummary],
    body: &str,
    on: &str,
    language: Language,
) -> Result<String, Failure> {
    let standing: Vec<_> = meetings.iter().filter(|meeting| stands(meeting)).collect();
    let meant = if standing.is_empty() { meetings.iter().collect() } else { standing };
    match &meant[..] {
        [meeting] => Ok(meeting.meeting_id.clone()),
        [] => {
            let told = match language {
                Language::Dutch => format!("Er is geen vergadering van {body} op {on} gepland."),
                Language::English => format!("No meeting of {body} is planned on {on}."),
            };
            let help = match language {
                Language::Dutch => format!("Bekijk ze met ‘besluitspoor meeting list {body}’."),
                Language::English => format!("See them with ‘besluitspoor meeting list {body}’."),
            };
            Err(Failure::new(Exit::NotFound, told).rule("MEETING_UNKNOWN").help(help))
        }
        several => {
            let ids: Vec<String> = several.iter().map(|meeting| meeting.meeting_id.clone()).collect();
            let ids = language.list(&ids);
            Err(Failure::input(match language {
                Language::Dutch => {
                    format!("{body} heeft op {on} meer vergaderingen; noem er een bij haar id: {ids}.")
                }
                Language::English => {
                    format!("{body} has several meetings on {on}; name one by its id: {ids}.")
                }
            }))
        }
    }
}

/// That the body meets more than once on a day: often the same meeting, planned by two hands. Nothing forbids it, because a rule
/// knows one meeting only; the views tell, and when they cannot yet, the meeting still was planned.
pub(super) async fn doubled(
    session: &Session,
    client: &Client,
    (body, on): (String, String),
    planned: &v1::PlanMeetingResponse,
) -> Option<Warning> {
    let at = finding::at_least(planned.receipt.as_ref())?;
    let request = on_day(&body, &on, Some(at));
    let meetings = client.agendas().list_meetings(timed(request)).await.ok()?.into_inner().meetings;
    let others =
        meetings.into_iter().filter(|meeting| stands(meeting) && meeting.meeting_id != planned.meeting_id);
    let others: Vec<String> = others.map(|meeting| meeting.meeting_id).collect();
    if others.is_empty() {
        return None;
    }
    let ids = session.language.list(&others);
    let message = match session.language {
        Language::Dutch => format!(
            "{body} vergadert op {on} al ({ids}). Is dit dezelfde vergadering, annuleer er dan een met ‘besluitspoor meeting cancel’."
        ),
        Language::English => format!(
            "{body} meets on {on} already ({ids}). If this is the same meeting, cancel one with ‘besluitspoor meeting cancel’."
        ),
    };
    Some(Warning { code: "MEETING_SAME_DAY".into(), field: "on".into(), message })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(id: &str, phase: v1::MeetingPhase) -> v1::MeetingSummary {
        v1::MeetingSummary { meeting_id: id.into(), phase: phase.into(), ..v1::MeetingSummary::default() }
    }

    #[test]
    fn a_day_names_a_meeting_when_it_is_one() {
        let concept = meeting("een", v1::MeetingPhase::Concept);
        let cancelled = meeting("twee", v1::MeetingPhase::Cancelled);
        let only = |meetings: &[v1::MeetingSummary]| only(meetings, "pora", "2026-07-01", Language::Dutch);
        assert_eq!(only(&[concept.clone(), cancelled.clone()]).unwrap(), "een");
        assert_eq!(only(std::slice::from_ref(&cancelled)).unwrap(), "twee");
        assert_eq!(only(&[]).unwrap_err().exit, Exit::NotFound);
        let several = only(&[concept.clone(), concept]).unwrap_err();
        assert!(several.exit == Exit::Input && several.message.contains("een"), "{several:?}");
    }
}
