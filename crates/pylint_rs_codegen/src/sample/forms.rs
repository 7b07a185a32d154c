//! Shapes with all decided that can be, each once however often it is there.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::maps::is_map;
use super::others::OtherForms;
use super::shape::{Object, Place, Scalars, Shape};

/// The number of a form.
pub(super) type FormId = usize;

/// The number of a record.
pub(super) type RecordId = usize;

/// What values are.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) scalars: Scalars,
    /// Of lists among them, what the items are.
    pub(super) list: Option<FormId>,
    /// Of dicts among them, what the values are.
    pub(super) map: Option<FormId>,
    /// Of records among them, which.
    pub(super) record: Option<RecordId>,
    /// What of them JSON has not.
    pub(super) others: OtherForms,
    /// Where the first is.
    pub(super) place: Place,
}

/// An object whose keys are names.
#[derive(Debug)]
pub(super) struct Record<'d> {
    pub(super) fields: Vec<RecordField<'d>>,
    /// Where the first is.
    pub(super) place: Place,
}

/// A field of a record.
#[derive(Debug)]
pub(super) struct RecordField<'d> {
    pub(super) key: Cow<'d, str>,
    pub(super) form: FormId,
    pub(super) is_required: bool,
    pub(super) place: Place,
}

/// What makes two forms the same.
type Identity = (Scalars, Option<FormId>, Option<FormId>, Option<RecordId>, OtherForms);
/// What makes two records the same: their fields' order and places do not.
type RecordIdentity<'d> = Vec<(Cow<'d, str>, FormId, bool)>;

/// All forms.
#[derive(Default)]
pub(super) struct Forms<'d> {
    forms: Vec<Form>,
    ids: FxHashMap<Identity, FormId>,
    records: Vec<Record<'d>>,
    record_ids: FxHashMap<RecordIdentity<'d>, RecordId>,
}

impl<'d> Forms<'d> {
    pub(super) fn get(&self, id: FormId) -> &Form {
        &self.forms[id]
    }

    pub(super) fn record(&self, id: RecordId) -> &Record<'d> {
        &self.records[id]
    }

    /// The form of a shape.
    pub(super) fn settle(&mut self, shape: Shape<'d>) -> FormId {
        let mut form = Form {
            scalars: shape.scalars,
            list: shape.list.map(|items| self.settle(*items)),
            map: None,
            record: None,
            others: shape.others.map(|it| self.settle_others(*it)).unwrap_or_default(),
            place: shape.place,
        };
        if form.scalars.float {
            form.scalars.integer = false;
        }
        if let Some(object) = shape.object {
            // Of objects that are all empty nothing is known.
            if object.fields.is_empty() || (!object.is_record && is_map(&object)) {
                let mut values = Shape { place: shape.place, ..Shape::default() };
                object.fields.into_iter().for_each(|field| values.merge(field.shape));
                form.map = Some(self.settle(values));
            } else {
                form.record = Some(self.settle_record(*object, shape.place));
            }
        }
        let identity = (form.scalars, form.list, form.map, form.record, form.others.clone());
        *self.ids.entry(identity).or_insert_with(|| {
            self.forms.push(form);
            self.forms.len() - 1
        })
    }

    fn settle_record(&mut self, object: Object<'d>, place: Place) -> RecordId {
        let count = object.count;
        let field = |field: super::shape::Field<'d>| RecordField {
            is_required: field.count == count,
            form: self.settle(field.shape),
            key: field.key,
            place: field.place,
        };
        let fields: Vec<_> = object.fields.into_iter().map(field).collect();
        let mut identity: RecordIdentity<'d> =
            fields.iter().map(|field| (field.key.clone(), field.form, field.is_required)).collect();
        identity.sort_unstable();
        *self.record_ids.entry(identity).or_insert_with(|| {
            self.records.push(Record { fields, place });
            self.records.len() - 1
        })
    }
}
