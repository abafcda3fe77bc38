//! What stores are, and the runtime on which all of them are asked.

use std::sync::{Arc, OnceLock};

use object_store::ObjectStore;
use tokio::runtime::{Builder, Runtime};

use crate::error::RemoteError;

/// What stores are: shared by all that is read of one.
pub(crate) type Store = Arc<dyn ObjectStore>;

/// The runtime on which all stores are asked.
pub(crate) fn runtime() -> Result<&'static Runtime, RemoteError> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    let made = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        let builder = builder.worker_threads(1).max_blocking_threads(16).thread_name("remote").enable_time();
        builder.build().map_err(|error| error.to_string())
    });
    made.as_ref().map_err(|why| RemoteError::Runtime(why.clone()))
}
