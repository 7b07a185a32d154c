//! `pylint-rs gen`.

mod accessors;
mod comparing;
mod configured;
mod from_python;
mod header;
mod order;
mod orphans;
mod placing;
mod plan;
mod regions;
mod target_version;
mod watching;
mod writing;

use std::io::{self, Write};

use anyhow::bail;

use crate::arguments::{GenerateArguments, OutputArguments};
use crate::{CLEAN, FAILURE};
use order::{Order, Outcome, tell};
use placing::{Product, is_python};
use plan::Plan;

/// What is generated is written or printed.
enum Wanted {
    Write(Plan),
    Print(Vec<Product>),
}

/// Generates, and writes, compares or prints. Nothing is written if any spec is wrong.
pub fn run(arguments: &GenerateArguments) -> anyhow::Result<u8> {
    match &arguments.from {
        Some(from) => from_python::run(from),
        None => execute(&arguments.output, |outcome| plan(arguments, outcome)),
    }
}

fn execute(
    arguments: &OutputArguments,
    plan: impl Fn(&mut Outcome) -> anyhow::Result<Wanted>,
) -> anyhow::Result<u8> {
    if arguments.watch {
        return watching::watch(plan, arguments);
    }
    let mut outcome = Outcome::default();
    let wanted = plan(&mut outcome)?;
    if !outcome.errors.is_empty() {
        tell("error", &outcome.errors);
        return Ok(FAILURE);
    }
    match wanted {
        Wanted::Write(plan) => plan.carry_out(arguments),
        Wanted::Print(products) => print(&products, arguments),
    }
}

/// What the arguments ask for; what is wrong is in `outcome`.
fn plan(arguments: &GenerateArguments, outcome: &mut Outcome) -> anyhow::Result<Wanted> {
    if arguments.specs.is_empty() {
        return configured_plan(arguments, outcome).map(Wanted::Write);
    }
    let target_version = target_version::resolve(arguments.output.target_version)?;
    // Python is where regions are, and no spec.
    if arguments.specs.iter().any(|path| is_python(path)) {
        return region_plan(arguments, target_version, outcome).map(Wanted::Write);
    }
    let order = Order {
        kind: arguments.kind,
        root_name: arguments.root_name.clone(),
        input: arguments.input,
        ..Order::new(arguments.specs.clone(), target_version)
    };
    let products = order.carry_out(outcome);
    deliver(products, &arguments.output, outcome)
}

fn configured_plan(arguments: &GenerateArguments, outcome: &mut Outcome) -> anyhow::Result<Plan> {
    let output = &arguments.output;
    for (name, is_given) in [
        ("--output", output.output.is_some()),
        ("--target-version", output.target_version.is_some()),
        ("--kind", arguments.kind.is_some()),
        ("--root-name", arguments.root_name.is_some()),
        ("--input", arguments.input.is_some()),
    ] {
        if is_given {
            bail!("`{name}` goes with a spec, and none is named");
        }
    }
    let configured = configured::outputs(outcome)?;
    let mut plan = Plan { outputs: configured.outputs, orphans: Vec::new() };
    if outcome.errors.is_empty() {
        plan.find_orphans(&configured.directory, &configured.specs, true);
    }
    Ok(plan)
}

fn region_plan(
    arguments: &GenerateArguments,
    target_version: ruff_python_ast::PythonVersion,
    outcome: &mut Outcome,
) -> anyhow::Result<Plan> {
    if let Some(spec) = arguments.specs.iter().find(|path| !is_python(path)) {
        bail!("{} is a spec, and files with regions cannot go with one", spec.display());
    }
    for (name, is_given) in [
        ("--output", arguments.output.output.is_some()),
        ("--kind", arguments.kind.is_some()),
        ("--root-name", arguments.root_name.is_some()),
        ("--input", arguments.input.is_some()),
    ] {
        if is_given {
            bail!("`{name}` goes with a spec: a region has options of its own");
        }
    }
    let mut plan = Plan::default();
    for path in &arguments.specs {
        plan.outputs.extend(regions::output(path, target_version, outcome)?);
    }
    Ok(plan)
}

/// Products in their places, if they have any and nothing is wrong.
fn deliver(
    products: Vec<Product>,
    arguments: &OutputArguments,
    outcome: &Outcome,
) -> anyhow::Result<Wanted> {
    match &arguments.output {
        Some(output) if outcome.errors.is_empty() => Plan::of(products, output).map(Wanted::Write),
        _ => Ok(Wanted::Print(products)),
    }
}

fn print(products: &[Product], arguments: &OutputArguments) -> anyhow::Result<u8> {
    for (name, is_given) in [("--check", arguments.check), ("--diff", arguments.diff)] {
        if is_given {
            bail!("`{name}` needs `--output`, to know which file it is about");
        }
    }
    let [only] = products else {
        bail!("these are several files: name a directory for them by `--output`");
    };
    io::stdout().lock().write_all(only.file.text.as_bytes())?;
    Ok(CLEAN)
}
