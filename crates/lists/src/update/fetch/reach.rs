//! Whether there is a network at all: asked once, of several servers at the same time, so that nobody waits for thirty
//! time-outs to learn that a cable is out.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use ureq::Agent;

use super::address::{self, host_of, is_on_this_machine};
use super::request::{USER_AGENT, in_words, is_answer};
use crate::sources::Source;

/// How long it is waited for a first answer.
const PATIENCE: Duration = Duration::from_secs(4);
/// So many servers are asked.
const MOST_ASKED: usize = 8;

/// No server answered: why not, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoNetwork {
    /// Host, and what happened.
    pub hosts: BTreeMap<String, String>,
    /// How long it was waited for.
    pub waited: Duration,
}

/// Asks the servers of some sources, or a mirror, whether anybody answers at all: any answer will do, a refusal too.
///
/// # Errors
/// None did, within a few seconds.
pub fn reach(sources: &[&'static Source], mirror: Option<&str>) -> Result<(), NoNetwork> {
    let started = Instant::now();
    let mut hosts = servers(sources, mirror);
    if hosts.is_empty() {
        return Ok(());
    }
    let (tell, told) = mpsc::channel();
    for (host, address) in hosts.clone() {
        let tell = tell.clone();
        // A thread that still waits for a name server ends with the program: nobody waits for it.
        std::thread::spawn(move || tell.send((host, ask(&address))));
    }
    drop(tell);
    while let Ok((host, answer)) = told.recv_timeout(PATIENCE.saturating_sub(started.elapsed())) {
        match answer {
            Ok(()) => return Ok(()),
            Err(why) => hosts.insert(host, why),
        };
    }
    let silent = "no answer".to_owned();
    let why = |address: String| if address.contains("://") { silent.clone() } else { address };
    let hosts = hosts.into_iter().map(|(host, said)| (host, why(said))).collect();
    Err(NoNetwork { hosts, waited: started.elapsed() })
}

/// The first address of each server, by its name.
fn servers(sources: &[&'static Source], mirror: Option<&str>) -> BTreeMap<String, String> {
    let mut servers = BTreeMap::new();
    let first = |source: &&'static Source| address::form(source, mirror)?.files.first();
    for file in sources.iter().filter_map(first) {
        let address = address::of_file(file, mirror);
        if let Some(host) = host_of(&address).filter(|_| servers.len() < MOST_ASKED) {
            servers.entry(host).or_insert(address);
        }
    }
    servers
}

fn ask(address: &str) -> Result<(), String> {
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(PATIENCE))
        .user_agent(USER_AGENT)
        .build()
        .into();
    let config = agent.head(address).config();
    let config = if is_on_this_machine(address) { config.proxy(None) } else { config };
    match config.build().call() {
        Ok(_) => Ok(()),
        // Who shows a certificate is there, whatever it is worth: what follows says so for each source.
        Err(why) if is_answer(&why) => Ok(()),
        Err(why) => Err(in_words(why)),
    }
}
