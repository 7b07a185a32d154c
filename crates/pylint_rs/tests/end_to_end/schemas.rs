//! The schemas that are checked in are those of the binary.

use crate::project::Project;

#[test]
fn configuration() {
    let project = Project::new(&[]);
    let schema = project.run(["config", "schema"]).exits(0).json();
    assert_eq!(schema["properties"]["select"]["type"], serde_json::json!(["array", "null"]));
    assert!(schema["$defs"]["Rules"]["properties"]["B009"].is_object());
}
