//! Each case is a file; the name is wanted in its last statement.

use std::path::Path;

use pylint_rs_semantic::{ModuleContext, Semantic, Storage};
use ruff_python_ast::PySourceType;
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged;

use super::{import_for_annotation, import_member, import_module};
use crate::{Checker, FileSettings, ParsedFile};

/// The name to use and the file with the import added; `None` if there is none to use.
fn import(text: &str, module: &str, member: &str, is_annotation: bool) -> Option<(String, String)> {
    let kind = PySourceType::Python;
    let parsed = parse_unchecked_source(text, kind);
    assert!(parsed.errors().is_empty(), "{text}");
    let file = ParsedFile::new(Path::new("example.py"), text, kind, &parsed);
    let storage = Storage::default();
    let module_context = ModuleContext {
        source: text,
        kind,
        python_minor: 13,
        module_path: None,
        is_package: false,
        extra_builtins: &[],
    };
    let semantic = Semantic::build(parsed.syntax(), &storage, module_context);
    let settings = FileSettings::default();
    let checker = Checker::new(&file, &semantic, &settings);
    let at = semantic.id(parsed.syntax().body.last().expect("a statement"));
    let find = if is_annotation { import_for_annotation } else { import_member };
    let (edit, name) = find(&checker, module, member, at)?;
    let mut fixed = text.to_owned();
    fixed.replace_range(std::ops::Range::<usize>::from(edit.range()), edit.content());
    assert!(parse_unchecked_source(&fixed, kind).errors().is_empty(), "{fixed}");
    Some((name, fixed))
}

/// Checks that the name is `Any` and the file becomes `expected`.
#[track_caller]
fn adds(text: &str, expected: &str) {
    let (name, fixed) = import(text, "typing", "Any", false).expect("a name");
    assert_eq!(name, "Any");
    assert_eq!(fixed, expected);
}

/// Checks that the file already gives the member under a name.
#[track_caller]
fn reuses(text: &str, expected: &str) {
    let (name, fixed) = import(text, "typing", "Any", false).expect("a name");
    assert_eq!(name, expected);
    assert_eq!(fixed, text);
}

#[track_caller]
fn gives_up(text: &str) {
    assert_eq!(import(text, "typing", "Any", false), None);
}

#[test]
fn what_is_imported_is_reused() {
    reuses("from typing import Any\nx\n", "Any");
    reuses("from typing import Any as Anything\nx\n", "Anything");
    reuses("import typing\nx\n", "typing.Any");
    reuses("import typing as t\ndef f():\n    pass\n", "t.Any");
    reuses("from typing_extensions import Any\nx\n", "Any");
    reuses(
        "try:\n    from typing import Any\nexcept ImportError:\n    from typing_extensions import Any\nx\n",
        "Any",
    );
}

#[test]
fn imports_that_do_not_reach_the_place_are_not() {
    gives_up("if flag:\n    from typing import Any\nx\n");
    gives_up("from typing import Any\nAny = 1\nx\n");
    gives_up("Any = object\nx\n");
    gives_up("from other import Any\nx\n");
    gives_up(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from typing import Any\nx\n",
    );
    adds(
        "def f():\n    from typing import Any\nx\n",
        "from typing import Any\n\n\ndef f():\n    from typing import Any\nx\n",
    );
    adds(
        "import typing\ntyping = None\nx\n",
        "import typing\nfrom typing import Any\ntyping = None\nx\n",
    );
}

#[test]
fn annotations_may_use_what_only_type_checkers_see() {
    let text = "from __future__ import annotations\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from typing import Any\nx\n";
    let (name, fixed) = import(text, "typing", "Any", true).expect("a name");
    assert_eq!((name.as_str(), fixed.as_str()), ("Any", text));
    assert_eq!(import(text, "typing", "Any", false), None);
}

#[test]
fn members_join_an_import_in_order() {
    adds("from typing import Set\nx\n", "from typing import Any, Set\nx\n");
    adds("from typing import List, cast\nx\n", "from typing import Any, List, cast\nx\n");
    adds(
        "from typing import TYPE_CHECKING, Set  # why\nx\n",
        "from typing import TYPE_CHECKING, Any, Set  # why\nx\n",
    );
    adds("from typing import cast, AnyStr\nx\n", "from typing import cast, AnyStr, Any\nx\n");
    adds("from typing import (List)\nx\n", "from typing import (Any, List)\nx\n");
    adds(
        "from typing import TYPE_CHECKING, \\\n    cast\nx\n",
        "from typing import TYPE_CHECKING, Any, \\\n    cast\nx\n",
    );
    adds("import os; from typing import cast; x\n", "import os; from typing import Any, cast; x\n");
}

#[test]
fn members_join_an_import_of_several_lines() {
    adds(
        "from typing import (\n    TYPE_CHECKING,  # flag\n    cast,\n)\nx\n",
        "from typing import (\n    TYPE_CHECKING,  # flag\n    Any,\n    cast,\n)\nx\n",
    );
    adds(
        "from typing import (\n    cast,\n    AnyStr,  # last\n)\nx\n",
        "from typing import (\n    cast,\n    AnyStr,  # last\n    Any,\n)\nx\n",
    );
    adds(
        "from typing import (\n    cast,\n    AnyStr  # last\n)\nx\n",
        "from typing import (\n    cast,\n    AnyStr,  # last\n    Any\n)\nx\n",
    );
    adds(
        "from typing import (\n    cast,\n    AnyStr)\nx\n",
        "from typing import (\n    cast,\n    AnyStr,\n    Any)\nx\n",
    );
    adds(
        "from typing import (\r\n    List,\r\n)\r\nx\r\n",
        "from typing import (\r\n    Any,\r\n    List,\r\n)\r\nx\r\n",
    );
    adds(
        "from typing import (\n    TYPE_CHECKING, cast,\n)\nx\n",
        "from typing import (\n    TYPE_CHECKING, Any, cast,\n)\nx\n",
    );
}

#[test]
fn a_new_import_goes_where_sorting_would_have_it() {
    adds(
        "import os\nimport sys\n\nimport django\n\nx\n",
        "import os\nimport sys\nfrom typing import Any\n\nimport django\n\nx\n",
    );
    adds("from zlib import crc32\nx\n", "from typing import Any\nfrom zlib import crc32\nx\n");
    adds("import django\n\nx\n", "import django\nfrom typing import Any\n\nx\n");
    gives_up("import os; x\n");
}

#[test]
fn a_new_import_follows_what_must_come_first() {
    adds(
        "\"\"\"Doc.\"\"\"\nfrom __future__ import annotations\n\nx\n",
        "\"\"\"Doc.\"\"\"\nfrom __future__ import annotations\nfrom typing import Any\n\nx\n",
    );
    adds("\"\"\"Doc.\"\"\"\n\nx\n", "\"\"\"Doc.\"\"\"\n\nfrom typing import Any\n\nx\n");
    adds("\"\"\"Doc.\"\"\"\nx\n", "\"\"\"Doc.\"\"\"\n\nfrom typing import Any\n\nx\n");
    adds(
        "#!/usr/bin/env python\n# coding: utf-8\n# Copyright\n\n# f\nx\n",
        "#!/usr/bin/env python\n# coding: utf-8\n# Copyright\n\nfrom typing import Any\n\n# f\nx\n",
    );
    adds("x", "from typing import Any\n\nx");
    adds("import django\r\nx\r\n", "import django\r\nfrom typing import Any\r\nx\r\n");
}

#[test]
fn a_line_is_not_made_too_long() {
    let names = |count: usize| (0..count).map(|it| format!("A{it:06}")).collect::<Vec<_>>();
    let full = format!("from typing import {}", names(7).join(", "));
    assert_eq!(full.len(), 80);
    adds(&format!("{full}\nx\n"), &format!("{full}, Any\nx\n"));
    let fuller = format!("{full} # 1");
    let (_, fixed) = import(&format!("{fuller}\nx\n"), "typing", "Any", false).unwrap();
    assert_eq!(fixed.lines().filter(|line| line.starts_with("from typing import")).count(), 2);
    assert!(fixed.contains(&format!("{fuller}\n")), "{fixed}");
    // Who does not keep to the limit is not held to it; one name a line is never too long.
    let longer = format!("from typing import {}", names(9).join(", "));
    adds(&format!("{longer}\nx\n"), &format!("{longer}, Any\nx\n"));
    adds(
        &format!("from typing import (\n    {},\n)\nx\n", names(9).join(",\n    ")),
        &format!("from typing import (\n    {},\n    Any,\n)\nx\n", names(9).join(",\n    ")),
    );
}

#[test]
fn modules() {
    let with = |text: &str, module: &str| {
        let kind = PySourceType::Python;
        let parsed = parse_unchecked_source(text, kind);
        let file = ParsedFile::new(Path::new("example.py"), text, kind, &parsed);
        let (storage, settings) = (Storage::default(), FileSettings::default());
        let semantic = file.index(&storage, &settings);
        let checker = Checker::new(&file, &semantic, &settings);
        let at = semantic.id(parsed.syntax().body.last().expect("a statement"));
        let (edit, name) = import_module(&checker, module, at)?;
        let mut fixed = text.to_owned();
        fixed.replace_range(std::ops::Range::<usize>::from(edit.range()), edit.content());
        Some((name, fixed))
    };
    let is = |outcome: Option<(String, String)>, name: &str, fixed: &str| {
        assert_eq!(outcome, Some((name.to_owned(), fixed.to_owned())));
    };
    is(with("import sys\n\nx\n", "re"), "re", "import re\nimport sys\n\nx\n");
    is(with("import re as r\n\nx\n", "re"), "r", "import re as r\n\nx\n");
    is(with("from xml import etree\nx\n", "xml.etree"), "etree", "from xml import etree\nx\n");
    is(with("import sys\nx\n", "xml.etree"), "xml.etree", "import sys\nimport xml.etree\nx\n");
    assert_eq!(with("re = 1\nx\n", "re"), None);
}
