//! By what way the conclusions of an evaluation are drawn.

use std::collections::BTreeMap;

use domain::framework::{Conclusion, ConclusionRoute, check::Place};

use super::{
    source::Source,
    table::Table,
    value::{Value, clip},
};
use crate::words::fact;

/// What stands for a dossier that follows.
const DOSSIER: &str = "dossier";

/// The table `[evaluation]`; without one every conclusion is up to who writes it down.
pub(super) fn read(root: &Table<'_>, source: &mut Source<'_>) -> BTreeMap<Conclusion, ConclusionRoute> {
    let known = Conclusion::ALL.map(Conclusion::name);
    let table = root.get("evaluation").and_then(|value| value.table("[evaluation]", &known, source));
    let Some(table) = table else { return BTreeMap::new() };
    let mut routes = BTreeMap::new();
    for conclusion in Conclusion::ALL {
        let Some(value) = table.get(conclusion.name()) else { continue };
        source.place_at(Place::Evaluation(conclusion), value.key_at);
        routes.extend(route(&value, source).map(|route| (conclusion, route)));
    }
    routes
}

/// `body:name` or `dossier`.
fn route(value: &Value<'_>, source: &mut Source<'_>) -> Option<ConclusionRoute> {
    let text = value.text(source)?;
    let route = match text.split_once(':') {
        Some(("body", name)) => name.parse().ok().map(ConclusionRoute::Body),
        Some(_) => None,
        None => (text == DOSSIER).then_some(ConclusionRoute::Dossier),
    };
    if route.is_none() {
        value.report(source, "INVALID_CONCLUSION_ROUTE", &[fact("given", clip(text))]);
    }
    route
}
