//! The frameworks whose names and calendars messages need. An adopted version never changes, so what was read
//! once stays.

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

use domain::framework::{Framework, FrameworkRef};
use record::Position;
use views::Views;

/// The frameworks that were read so far.
#[derive(Default)]
pub(crate) struct Frameworks(RwLock<HashMap<FrameworkRef, Arc<Framework>>>);

impl Frameworks {
    /// The framework, if its file is at hand. Without it, things are called by their short names.
    pub(crate) fn get(&self, views: &Views, reference: &FrameworkRef) -> Option<Arc<Framework>> {
        if let Some(framework) = self.known().get(reference) {
            return Some(Arc::clone(framework));
        }
        let adopted = views.frameworks().ok()?.adopted;
        let version = adopted.into_iter().find(|version| version.framework == *reference)?;
        let framework = Arc::new(kader::read_adopted(version.file?.as_bytes()).ok()?);
        let mut known = self.0.write().expect("nothing panics while it holds this lock");
        known.insert(reference.clone(), Arc::clone(&framework));
        Some(framework)
    }

    /// The version that was adopted last up to a position: what the names in lists across dossiers are taken from.
    pub(crate) fn newest(&self, views: &Views, until: Position) -> Option<Arc<Framework>> {
        let adopted = views.frameworks().ok()?.adopted;
        let newest = adopted.into_iter().rev().find(|version| version.position <= until)?;
        self.get(views, &newest.framework)
    }

    /// Whether any adopted version has something, as far as files are at hand: of a version whose file is not,
    /// nobody can say what it has.
    pub(crate) fn any(&self, views: &Views, has: impl Fn(&Framework) -> bool) -> bool {
        let Ok(answer) = views.frameworks() else { return true };
        answer.adopted.iter().any(|version| {
            let framework = self.get(views, &version.framework);
            framework.is_none_or(|framework| has(&framework))
        })
    }

    fn known(&self) -> std::sync::RwLockReadGuard<'_, HashMap<FrameworkRef, Arc<Framework>>> {
        self.0.read().expect("nothing panics while it holds this lock")
    }
}
