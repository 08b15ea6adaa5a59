//! The report for programs: one JSON object.

use serde::Serialize;

use super::{Finding, Report, Severity};

#[derive(Serialize)]
struct Told<'a> {
    kind: &'static str,
    origin: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<String>,
    size: u64,
    records: u64,
    verdict: &'static str,
    exit_code: u8,
    checks: Vec<Checked<'a>>,
}

#[derive(Serialize)]
struct Checked<'a> {
    check: &'static str,
    verdict: &'static str,
    looked_at: std::collections::BTreeMap<&'static str, u64>,
    milliseconds: u64,
    counts: std::collections::BTreeMap<&'static str, u64>,
    findings: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'static str,
    severity: &'static str,
    place: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<u64>,
    expected: &'a str,
    found: &'a str,
    nl: &'static str,
    en: &'static str,
}

/// The report as one line of JSON.
pub fn line(report: &Report) -> String {
    let checks = report.checks.iter().map(|checked| Checked {
        check: checked.check.name(),
        verdict: verdict(checked.findings.worst()),
        looked_at: checked.looked_at.iter().copied().collect(),
        milliseconds: u64::try_from(checked.took.as_millis()).unwrap_or(u64::MAX),
        counts: checked.findings.counts().map(|(rule, count)| (rule.name(), count)).collect(),
        findings: checked.findings.listed().iter().map(found).collect(),
    });
    let told = Told {
        kind: report.kind.name(),
        origin: &report.origin,
        history: report.history.as_ref().map(ToString::to_string),
        size: report.size,
        records: report.records,
        verdict: verdict(report.worst()),
        exit_code: report.exit_code(),
        checks: checks.collect(),
    };
    serde_json::to_string(&told).expect("texts and numbers can be written as JSON")
}

fn found(finding: &Finding) -> Found<'_> {
    let Finding { rule, place, position, expected, found } = finding;
    Found {
        rule: rule.name(),
        severity: verdict(Some(rule.severity())),
        place,
        position: position.map(|position| position.0),
        expected,
        found,
        nl: rule.nl(),
        en: rule.en(),
    }
}

fn verdict(worst: Option<Severity>) -> &'static str {
    match worst {
        None => "good",
        Some(Severity::Notice) => "notice",
        Some(Severity::Broken) => "broken",
    }
}
