//! A service that runs: it listens, takes newer registers, keys and decisions as they come, and ends without losing a request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;

use crate::app::{App, StartError};
use crate::clock;
use crate::engine::Engine;
use crate::facts;
use crate::hooks;
use crate::jobs;
use crate::routes;
use crate::settings::Settings;
use crate::store::Store;
use crate::yente;

/// A service that listens and has not begun to answer.
pub struct Service {
    app: Arc<App>,
    listener: TcpListener,
    router: Router,
}

/// How often it is looked for newer registers, keys and decisions.
const LOOK: Duration = Duration::from_secs(2);
/// How often what is too old is cleared away.
const CLEAR: Duration = Duration::from_secs(600);
/// How long the head of a request may take.
const HEAD: Duration = Duration::from_secs(15);
/// How long requests at work have to end when the service does.
const GRACE: Duration = Duration::from_secs(20);

impl Service {
    /// Opens the register and the database, and listens.
    ///
    /// # Errors
    /// What cannot be used, or an address that others would reach without a key.
    pub async fn open(settings: Settings) -> Result<Self, StartError> {
        let address = settings.listen;
        let app = App::open(settings).await?;
        jobs::begin(&app).await?;
        let has_keys = app.keys.load().values().any(|key| key.is_good(clock::seconds()));
        if app.settings.needs_keys() && !has_keys {
            return Err(StartError::NoKeys(address));
        }
        let listener = TcpListener::bind(address).await;
        let listener = listener.map_err(|cause| StartError::Listen { address, cause })?;
        let router = routes::all(&app);
        yente::warm(&app);
        Ok(Service { app, listener, router })
    }

    /// Where it listens: the port that was given, or the one that the system chose for port 0.
    pub fn address(&self) -> Option<SocketAddr> {
        self.listener.local_addr().ok()
    }

    /// The version of the register that answers.
    pub fn register(&self) -> String {
        self.app.engine.now().register.version.clone()
    }

    /// What has to be said where no published list is loaded.
    pub fn without_lists(&self) -> Option<String> {
        self.app.engine.now().without_lists.clone()
    }

    /// Answers until it is told to end.
    pub async fn run(self, end: impl Future<Output = ()>) {
        let Service { app, listener, router } = self;
        let watching = tokio::spawn(watch(Arc::clone(&app)));
        let working = tokio::spawn(jobs::work(Arc::clone(&app)));
        let telling = tokio::spawn(hooks::work(Arc::clone(&app)));
        let connections = GracefulShutdown::new();
        tokio::pin!(end);
        loop {
            tokio::select! {
                () = &mut end => break,
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        let _ = stream.set_nodelay(true);
                        let service = TowerToHyperService::new(router.clone());
                        let mut builder = Builder::new(TokioExecutor::new()).http1_only();
                        builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD);
                        let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
                        let connection = connections.watch(connection);
                        tokio::spawn(async move {
                            // Whoever goes away in the middle of a request is no fault of the service.
                            let _ = connection.await;
                        });
                    }
                    // No more files, for instance: it gets better when somebody goes.
                    Err(error) => {
                        tracing::warn!(%error, "a connection was not accepted");
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                },
            }
        }
        drop(listener);
        app.stop.cancel();
        app.jobs.stop_all();
        tracing::info!("ending: requests at work are finished");
        if tokio::time::timeout(GRACE, connections.shutdown()).await.is_err() {
            tracing::warn!("requests that were not done in time were broken off");
        }
        watching.abort();
        telling.abort();
        if tokio::time::timeout(GRACE, working).await.is_err() {
            tracing::warn!("a scan did not stop in time; it is begun again at the next start");
        }
        app.store.pool.close().await;
    }
}

/// The description of the API, as JSON.
pub fn description() -> String {
    format!("{:#}\n", routes::described())
}

/// With what a service would answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The version of the register.
    pub register: String,
    /// What has to be said where no published list is loaded.
    pub without_lists: Option<String>,
}

/// Whether a service could be started: the register, the policy and the database are opened, and nothing is changed, so that one that
/// runs is not disturbed.
///
/// # Errors
/// What cannot be used, or an address that others would reach without a key.
pub async fn check(settings: Settings) -> Result<Checked, StartError> {
    let settings = Arc::new(settings);
    let engine = Engine::open(Arc::clone(&settings))?;
    let keys = Store::look(settings.database.as_deref(), &settings.folder()).await?;
    if settings.needs_keys() && !keys {
        return Err(StartError::NoKeys(settings.listen));
    }
    let ready = engine.now();
    Ok(Checked { register: ready.register.version.clone(), without_lists: ready.without_lists.clone() })
}

/// Takes what is newer, and clears away what is too old.
async fn watch(app: Arc<App>) {
    let mut looks = tokio::time::interval(LOOK);
    let mut clears = tokio::time::interval(CLEAR);
    let mut noted = String::new();
    loop {
        tokio::select! {
            () = app.stop.cancelled() => return,
            _ = looks.tick() => {
                look(&app).await;
                note(&app, &mut noted).await;
            }
            _ = clears.tick() => clear(&app).await,
        }
    }
}

async fn look(app: &Arc<App>) {
    let at_work = Arc::clone(app);
    let refresh = move || {
        let refreshed = at_work.engine.refresh();
        yente::warm(&at_work);
        refreshed
    };
    match tokio::task::spawn_blocking(refresh).await {
        Ok(Ok(true)) => {
            app.metrics.swaps.inc();
            tracing::info!(register = app.engine.now().register.version, "a newer register answers");
        }
        Ok(Ok(false)) => {}
        Ok(Err(error)) => tracing::error!(%error, "the newer register cannot be used; the older one goes on"),
        Err(error) => tracing::error!(%error, "looking for a newer register failed"),
    }
    if let Err(error) = app.read_keys().await {
        tracing::error!(%error, "keys could not be read");
    }
    if let Err(error) = app.read_decisions().await {
        tracing::error!(%error, "decisions could not be read");
    }
}

/// Notes what facts changed with a register, once a register.
async fn note(app: &App, noted: &mut String) {
    let register = app.engine.now().register.hash.clone();
    if *noted == register {
        return;
    }
    match facts::note(app).await {
        Ok(()) => *noted = register,
        Err(error) => tracing::error!(%error, "what facts changed could not be noted; it is tried again"),
    }
}

async fn clear(app: &App) {
    let kept = i64::try_from(app.settings.limits.replay.as_secs()).unwrap_or(i64::MAX);
    if let Err(error) = app.store.forget_answers(clock::seconds().saturating_sub(kept)).await {
        tracing::error!(%error, "old answers could not be cleared away");
    }
    jobs::expire(app).await;
}
