//! `cargo bench -p pylint_rs_benches [PART OF A NAME]`: how long each stage takes.
//!
//! The files are those of `benches/corpus`, or those in `PYLINT_RS_BENCH_DIR`.

use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput};
use pylint_rs_benches::{Corpus, Stage, stages};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As many times as asked, with everything set up anew each time and not counted.
fn time(stage: &Stage<'_>, times: u64) -> Duration {
    let mut total = Duration::ZERO;
    for _ in 0..times {
        stage.run(&mut |work| {
            let start = Instant::now();
            work();
            total += start.elapsed();
        });
    }
    total
}

fn main() {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(1 << 28).build();
    threads.expect("a thread can be started").install(|| {
        let corpus = Corpus::chosen();
        let mut criterion = Criterion::default()
            .sample_size(20)
            .warm_up_time(Duration::from_millis(300))
            .measurement_time(Duration::from_secs(1))
            .configure_from_args();
        let mut group = criterion.benchmark_group("stages");
        group.throughput(Throughput::Bytes(corpus.bytes()));
        for stage in stages(&corpus) {
            group.bench_function(&stage.name, |bencher| {
                bencher.iter_custom(|times| time(&stage, times));
            });
        }
        group.finish();
        criterion.final_summary();
    });
}
