//! Facts about a file that several rules share and most files never need.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::Checker;

/// Something worked out at most once per file, when a rule first asks for it. It holds ids
/// rather than nodes.
pub trait Fact: 'static {
    /// Works it out.
    fn compute(checker: &Checker<'_>) -> Self;
}

#[derive(Default)]
pub(crate) struct Facts(RefCell<FxHashMap<TypeId, Rc<dyn Any>>>);

impl Facts {
    pub(crate) fn get<F: Fact>(&self, checker: &Checker<'_>) -> Rc<F> {
        let known = self.0.borrow().get(&TypeId::of::<F>()).cloned();
        let fact = known.unwrap_or_else(|| {
            let fact: Rc<dyn Any> = Rc::new(F::compute(checker));
            self.0.borrow_mut().insert(TypeId::of::<F>(), Rc::clone(&fact));
            fact
        });
        fact.downcast().expect("facts are kept under their own type")
    }
}
