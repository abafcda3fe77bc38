//! `nameplate serve` and `nameplate keys`: the service, started with what was typed, and who may ask it.

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use nameplate::Policy;
use nameplate::error::ErrorKind;
use tracing_subscriber::filter::{LevelFilter, filter_fn};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer, Registry};
use web::{Checked, Key, Service, Settings, StartError};

use super::Ended;
use crate::args::{Kept, KeyCreateArgs, KeyListArgs, KeyRevokeArgs, Log, ServeArgs};
use crate::error::{CliError, Result};
use crate::out::{Out, faint, text};
use crate::setup::{read_policy, store};
use crate::traces::{Traces, adopt};

/// Runs the service until it is told to end.
pub(crate) fn run(args: &ServeArgs, out: &Out) -> Result<Ended> {
    if args.print_openapi {
        return out.raw(&web::description()).map(|()| Ended::Nothing);
    }
    let settings = settings(args)?;
    if args.check_config {
        let told = with(&settings);
        let checked = runtime()?.block_on(web::check(settings)).map_err(failed)?;
        let first = format!("Nameplate would answer at http://{}", args.listen);
        return say_start(out, (&first, &told), &checked).map(|()| Ended::Nothing);
    }
    let traces = named(&args.traces).map(|collector| Traces::to(&collector)).transpose()?;
    log(args.log, traces.as_ref());
    let told = with(&settings);
    let ended = runtime()?.block_on(async {
        // Before anybody can be told the address: whoever ends the service at once ends it well.
        let end = told_to_end();
        let service = Service::open(settings).await.map_err(failed)?;
        let first = format!("Nameplate answers at http://{}", service.address().unwrap_or(args.listen));
        let ready = Checked { register: service.register(), without_lists: service.without_lists() };
        // Whoever reads no further than the first line does not end the service.
        let _ = say_start(out, (&first, &told), &ready);
        service.run(end).await;
        Ok(Ended::Nothing)
    });
    if let Some(traces) = &traces {
        traces.end();
    }
    ended
}

/// With what a service is started, in words.
fn with(settings: &Settings) -> String {
    let database =
        settings.database.as_ref().map_or("SQLite in the data folder", |_| "the database that was named");
    let keys = match settings.needs_keys() {
        true => "every request needs a key",
        false => "no key is asked for on this machine",
    };
    let gate = settings.gate();
    let place = if gate.place.is_empty() { "anywhere" } else { &gate.place };
    format!(
        "the gate asks for {} in {place}; data folder {}, {database}; {keys}; Ctrl-C ends it when requests at work are done",
        one(&gate.reader.word().replace('_', " ")),
        settings.data.display()
    )
}

/// A word with its article.
fn one(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

fn say_start(out: &Out, (first, told): (&str, &str), ready: &Checked) -> Result<()> {
    let mut page = out.page();
    page.para(&text(first));
    page.para(&faint(format!("Register {}; {told}.", ready.register)));
    if let Some(said) = &ready.without_lists {
        page.para(&faint(format!("Note: {said}.")));
    }
    out.print(&page)
}

fn settings(args: &ServeArgs) -> Result<Settings> {
    let policy = args.policy.as_deref().map_or_else(|| Ok(Policy::default()), read_policy)?;
    Ok(Settings {
        listen: args.listen,
        hosts: args.host.iter().filter(|host| !host.is_empty()).cloned().collect(),
        keys: args.keys,
        register: args.register.clone(),
        database: named(&args.kept.database),
        policy,
        audience: args.audience.audience(),
        language: args.language.clone(),
        as_of: args.as_of,
        contact: named(&args.contact),
        private_hooks: args.private_hooks,
        adopt: named(&args.traces).map(|_| adopt as web::Adopt),
        ..Settings::local(store(&args.kept.data)?.root().to_owned())
    })
}

/// What was named; a variable that is set to nothing names nothing.
fn named(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.trim().is_empty())
}

pub(crate) fn runtime() -> Result<tokio::runtime::Runtime> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| CliError::new(format!("the service cannot start: {error}")).of(ErrorKind::Bug))
}

/// Lines on standard error; spans of requests to a collector, where one is named.
fn log(form: Log, traces: Option<&Traces>) {
    let level = if form == Log::Quiet { LevelFilter::WARN } else { LevelFilter::INFO };
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
    let lines: Box<dyn Layer<Registry> + Send + Sync> = match form {
        Log::Json => lines.json().with_current_span(false).with_span_list(false).with_filter(level).boxed(),
        Log::Text | Log::Quiet => lines.with_ansi(false).compact().with_filter(level).boxed(),
    };
    let spans = traces.map(|traces| {
        let layer = tracing_opentelemetry::layer().with_tracer(traces.tracer());
        let ours = filter_fn(|about| about.is_span() && about.target() == web::SPANS);
        layer.with_location(false).with_threads(false).with_filter(ours)
    });
    tracing_subscriber::registry().with(lines).with(spans).init();
}

/// Ctrl-C, or what a supervisor sends; heard from now on.
fn told_to_end() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let signals = {
        use tokio::signal::unix::{SignalKind, signal};
        (signal(SignalKind::interrupt()).ok(), signal(SignalKind::terminate()).ok())
    };
    async move {
        #[cfg(unix)]
        if let (Some(mut interrupted), Some(mut terminated)) = signals {
            tokio::select! {
                _ = interrupted.recv() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
        // Without a way to be told, it runs until it is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

fn failed(error: StartError) -> CliError {
    let message = error.to_string();
    match error {
        StartError::Engine(web::NotReady::Register(error)) => error.into(),
        StartError::Engine(_) => CliError::new(message),
        StartError::Store(_) | StartError::Database(_) => CliError::new(message)
            .of(ErrorKind::Unreadable)
            .hint("is the database running, and is its address right? One that does not answer within 5 s is given up")
            .hint("--database names a PostgreSQL database; without it, SQLite stands in the data folder (--data-dir)"),
        StartError::Listen { .. } => CliError::new(message)
            .of(ErrorKind::Busy)
            .hint("another port: --listen 127.0.0.1:8418; 0 takes any that is free"),
        StartError::NoKeys(_) => CliError::new(message)
            .hint("make one first: nameplate keys create --name shop --scope screen,read")
            .hint("without --keys, a service that listens on this machine alone asks for none: --listen 127.0.0.1:8417"),
        StartError::System(_) => CliError::new(message).of(ErrorKind::Bug),
    }
}

pub(crate) async fn tables(kept: &Kept) -> Result<web::Store> {
    let folder = Settings::local(store(&kept.data)?.root().to_owned()).folder();
    web::Store::open(named(&kept.database).as_deref(), &folder).await.map_err(|error| failed(error.into()))
}

pub(crate) fn refused(error: impl std::fmt::Display) -> CliError {
    CliError::new(format!("the database: {error}")).of(ErrorKind::Unreadable)
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64)
}

const DAY: i64 = 24 * 60 * 60;

/// Makes a key and shows it, once.
pub(crate) fn create(args: &KeyCreateArgs, out: &Out) -> Result<Ended> {
    let scopes: BTreeSet<web::Scope> = args.scope.iter().copied().collect();
    let expires = (args.days > 0).then(|| now() + i64::from(args.days) * DAY);
    let is_publishable = scopes.contains(&web::Scope::Notice);
    if is_publishable != args.origin.is_some() || (is_publishable && scopes.len() > 1) {
        return Err(CliError::new("a key for pages of a shop has the scope notice alone, and an origin")
            .hint("nameplate keys create --name shop --scope notice --origin https://shop.example"));
    }
    let (key, secret) = runtime()?.block_on(async {
        let store = tables(&args.kept).await?;
        match &args.origin {
            Some(origin) => store.make_publishable_key(&args.name, origin, expires).await,
            None => store.make_key(&args.name, &scopes, expires).await,
        }
        .map_err(refused)
    })?;
    out.raw(&format!("{secret}\n"))?;
    say(
        out,
        &format!(
            "this is key {} of {}: it is not kept, so put it away now; it allows {}, {}",
            key.id,
            key.name,
            words(&key),
            key.expires_at
                .map_or_else(|| "until it is revoked".to_owned(), |_| format!("for {} days", args.days))
        ),
    );
    Ok(Ended::Nothing)
}

fn words(key: &Key) -> String {
    let scopes = key.scopes.iter().map(|scope| scope.word()).collect::<Vec<_>>().join(", ");
    key.origin
        .as_ref()
        .map_or_else(|| scopes.clone(), |origin| format!("{scopes} to pages of {}", origin.as_str()))
}

/// A key as JSON.
#[derive(serde::Serialize)]
struct InJson<'k> {
    id: &'k str,
    name: &'k str,
    scopes: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'k str>,
    good: bool,
    created_at: i64,
    expires_at: Option<i64>,
    revoked_at: Option<i64>,
}

/// Lists keys.
pub(crate) fn list(args: &KeyListArgs, out: &Out) -> Result<Ended> {
    let keys = runtime()?.block_on(async { tables(&args.kept).await?.keys().await.map_err(refused) })?;
    if args.json {
        let all: Vec<InJson<'_>> = keys
            .iter()
            .map(|key| InJson {
                id: &key.id,
                name: &key.name,
                scopes: key.scopes.iter().map(|scope| scope.word()).collect(),
                origin: key.origin.as_ref().map(web::Origin::as_str),
                good: key.is_good(now()),
                created_at: key.created_at,
                expires_at: key.expires_at,
                revoked_at: key.revoked_at,
            })
            .collect();
        return out.json(&all).map(|()| Ended::Nothing);
    }
    let mut page = out.page();
    if keys.is_empty() {
        page.para(&text("No key yet. nameplate keys create --name shop --scope screen,read makes one."));
    }
    let state = |key: &Key| match (key.revoked_at, key.expires_at) {
        (Some(_), _) => "revoked".to_owned(),
        (None, Some(end)) if end <= now() => "expired".to_owned(),
        (None, Some(end)) => format!("{} days left", (end - now()) / DAY),
        (None, None) => "until it is revoked".to_owned(),
    };
    let row =
        |key: &Key| vec![text(key.id.as_str()), text(key.name.as_str()), text(words(key)), faint(state(key))];
    page.rows(0, &[], keys.iter().map(row).collect());
    out.print(&page).map(|()| Ended::Nothing)
}

/// Takes a key out of use.
pub(crate) fn revoke(args: &KeyRevokeArgs, out: &Out) -> Result<Ended> {
    let found = runtime()?
        .block_on(async { tables(&args.kept).await?.revoke_key(&args.id).await.map_err(refused) })?;
    if !found {
        return Err(CliError::new(format!("there is no key `{}` in use", args.id))
            .hint("nameplate keys list shows them")
            .of(ErrorKind::NotFound));
    }
    say(out, &format!("key {} opens nothing any more; a running service knows within seconds", args.id));
    Ok(Ended::Nothing)
}

/// A word beside what is printed.
fn say(out: &Out, words: &str) {
    let mut page = out.page();
    page.para(&faint(words));
    out.note(&page);
}
