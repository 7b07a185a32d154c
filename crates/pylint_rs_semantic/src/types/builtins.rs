//! What builtin and library functions return.

/// The name of a builtin class, `"None"`, or a list of texts.
pub(super) type Known = &'static str;

/// The class of what a builtin function or class gives when called; containers are bare.
pub(super) fn call_result(name: &str) -> Option<Known> {
    Some(match name {
        "ascii" | "bin" | "chr" | "format" | "hex" | "input" | "oct" | "repr" | "str" => "str",
        "hash" | "id" | "int" | "len" | "ord" => "int",
        "all" | "any" | "bool" | "callable" | "hasattr" | "isinstance" | "issubclass" => "bool",
        "bytearray" => "bytearray",
        "bytes" => "bytes",
        "complex" => "complex",
        "dict" | "globals" | "locals" | "vars" => "dict",
        "float" => "float",
        "frozenset" => "frozenset",
        "dir" | "list" | "sorted" => "list",
        "memoryview" => "memoryview",
        "object" => "object",
        "range" => "range",
        "set" => "set",
        "slice" => "slice",
        "tuple" => "tuple",
        "delattr" | "print" | "setattr" => "None",
        _ => return None,
    })
}

/// What functions of the standard library return.
pub(super) fn library_result(segments: &[&str]) -> Option<Known> {
    Some(match segments {
        ["os", "path", function] => match *function {
            "exists" | "isabs" | "isdir" | "isfile" | "islink" | "ismount" | "lexists"
            | "samefile" => "bool",
            "getsize" => "int",
            "getatime" | "getctime" | "getmtime" => "float",
            _ => return None,
        },
        ["os", "getcwd" | "getlogin" | "strerror"] | ["json", "dumps"] => "str",
        ["os", "getpid" | "getppid" | "getuid" | "getgid"] => "int",
        ["time", "time" | "monotonic" | "perf_counter" | "process_time"] => "float",
        ["time", "time_ns" | "monotonic_ns" | "perf_counter_ns"] => "int",
        ["time", "sleep"] => "None",
        ["time", "strftime" | "ctime" | "asctime"] => "str",
        ["math", "floor" | "ceil" | "gcd" | "lcm" | "factorial" | "isqrt" | "comb" | "perm"] => {
            "int"
        }
        ["math", "isnan" | "isinf" | "isfinite" | "isclose"] => "bool",
        ["math", "sqrt" | "sin" | "cos" | "tan" | "exp" | "log" | "log2" | "log10" | "hypot"] => {
            "float"
        }
        ["textwrap", "dedent" | "indent" | "fill" | "shorten"]
        | ["html", "escape" | "unescape"]
        | ["shlex", "quote" | "join"]
        | ["platform", "system" | "machine" | "node" | "release" | "python_version"]
        | ["traceback", "format_exc"]
        | ["secrets", "token_hex" | "token_urlsafe"] => "str",
        ["random", "random" | "uniform"] => "float",
        ["random", "randint" | "randrange"] => "int",
        ["textwrap", "wrap"] | ["shlex", "split"] => "list[str]",
        ["pickle", "dumps"] | ["base64", "b64encode" | "b64decode"] => "bytes",
        _ => return None,
    })
}

/// What a method of a builtin class returns.
pub(super) fn method_result(class: &str, method: &str) -> Option<Known> {
    match class {
        "str" | "bytes" => text_method(method).map(|known| match (class, known) {
            ("bytes", "str") => "bytes",
            ("bytes", "list[str]") => "list[bytes]",
            (_, known) => known,
        }),
        "list" => Some(match method {
            "append" | "extend" | "insert" | "remove" | "sort" | "reverse" | "clear" => "None",
            "index" | "count" => "int",
            "copy" => "list",
            _ => return None,
        }),
        "dict" => Some(match method {
            "clear" | "update" => "None",
            "copy" => "dict",
            _ => return None,
        }),
        "set" => Some(match method {
            "add" | "clear" | "discard" | "remove" | "update" => "None",
            "isdisjoint" | "issubset" | "issuperset" => "bool",
            "copy" | "difference" | "intersection" | "symmetric_difference" | "union" => "set",
            _ => return None,
        }),
        "int" => Some(match method {
            "bit_length" | "bit_count" => "int",
            "to_bytes" => "bytes",
            _ => return None,
        }),
        "float" => Some(match method {
            "is_integer" => "bool",
            "hex" => "str",
            _ => return None,
        }),
        _ => None,
    }
}

/// Methods of `str`; those of `bytes` have the same names.
fn text_method(method: &str) -> Option<Known> {
    Some(match method {
        "capitalize" | "casefold" | "center" | "expandtabs" | "format" | "format_map" | "join"
        | "ljust" | "lower" | "lstrip" | "removeprefix" | "removesuffix" | "replace" | "rjust"
        | "rstrip" | "strip" | "swapcase" | "title" | "translate" | "upper" | "zfill" => "str",
        "count" | "find" | "index" | "rfind" | "rindex" => "int",
        "encode" => "bytes",
        "endswith" | "isalnum" | "isalpha" | "isascii" | "isdecimal" | "isdigit"
        | "isidentifier" | "islower" | "isnumeric" | "isprintable" | "isspace" | "istitle"
        | "isupper" | "startswith" => "bool",
        "rsplit" | "split" | "splitlines" => "list[str]",
        _ => return None,
    })
}
