//! What well-known functions return: the types that no annotation in the file shows.

/// By dotted name: the type of what a call of it gives.
pub(super) fn type_of_call(segments: &[&str]) -> Option<&'static str> {
    Some(match segments {
        [
            module @ ("requests" | "httpx"),
            "get" | "post" | "put" | "patch" | "delete" | "head" | "options" | "request",
        ] => {
            if *module == "requests" {
                "requests.Response"
            } else {
                "httpx.Response"
            }
        }
        ["requests", "session"] => "requests.Session",
        ["re", "compile"] => "re.Pattern",
        ["re", "match" | "search" | "fullmatch"] => "re.Match",
        ["logging", "getLogger"] => "logging.Logger",
        ["subprocess", "run"] => "subprocess.CompletedProcess",
        ["sqlite3", "connect"] => "sqlite3.Connection",
        ["socket", "create_connection"] => "socket.socket",
        ["hashlib", "new" | "md5" | "sha1" | "sha224" | "sha256" | "sha384" | "sha512"] => {
            "hashlib._Hash"
        }
        [
            "datetime",
            "datetime",
            "now" | "utcnow" | "fromtimestamp" | "strptime" | "fromisoformat",
        ] => "datetime.datetime",
        ["datetime", "date", "today" | "fromisoformat"] => "datetime.date",
        ["pathlib", "Path", "cwd" | "home"] => "pathlib.Path",
        ["asyncio", "create_task" | "ensure_future"] => "asyncio.Task",
        ["asyncio", "get_event_loop" | "get_running_loop" | "new_event_loop"] => {
            "asyncio.AbstractEventLoop"
        }
        [
            "pandas",
            "read_csv" | "read_excel" | "read_json" | "read_parquet" | "read_sql" | "concat"
            | "merge",
        ] => "pandas.DataFrame",
        [
            "numpy",
            "array" | "zeros" | "ones" | "empty" | "full" | "arange" | "linspace" | "asarray",
        ] => "numpy.ndarray",
        _ => return None,
    })
}
