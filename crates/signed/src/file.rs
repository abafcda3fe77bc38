//! A signed register written, and read by somebody who trusts nothing in it before its signature is checked.

use nameplate::register::OpenError;
use nameplate::{Day, Register};

use crate::key::{PublicKey, SecretKey};
use crate::manifest::{Manifest, digest};

/// The first line: what it is, and in which form.
const HEAD: &str = "nameplate-signed-register 1";

/// No manifest or signature is longer: a line that does not end is none.
const LINE: usize = 4_096;

/// For how long a register is signed, and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The day on which it is signed.
    pub made: Day,
    /// The last day on which it may be taken.
    pub expires: Day,
    /// Its number, higher than that of the one before.
    pub sequence: u64,
}

/// What whoever is handed a register has already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The number of the register that they have; none where they have no signed one.
    pub sequence: Option<u64>,
}

/// A signed register that may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted<'f> {
    /// What was signed.
    pub manifest: Manifest,
    /// The register, checked whole.
    pub register: &'f [u8],
}

/// Why a file is not taken, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Another kind of file.
    #[error("this is no signed register")]
    NotSigned,
    /// Signed in a form that this version does not know.
    #[error("the file is signed in a form that this version does not know: a newer version reads it")]
    Form,
    /// Another key, or the manifest was changed.
    #[error(
        "the signature is not by the key that this program trusts: the file is from somebody else, or was changed"
    )]
    Signature,
    /// Signed, and yet no manifest: made by another program.
    #[error("what was signed says nothing that this version understands")]
    Manifest,
    /// The register was changed after it was signed, cut, or exchanged.
    #[error("the register in the file is not the one that was signed: it was changed or cut on the way")]
    Changed,
    /// Signed as it stands, and no register.
    #[error("what was signed cannot be used: {0}")]
    Register(OpenError),
    /// Its time has not come: the clock is wrong, or that of whoever signed.
    #[error("it was signed on {made}, and today is {today}: one of the two clocks is wrong")]
    NotYet {
        /// The day of the signature.
        made: Day,
        /// Today.
        today: Day,
    },
    /// Its time is over.
    #[error("it could be used until {expires}, and today is {today}: ask for a newer one")]
    Expired {
        /// The last day.
        expires: Day,
        /// Today.
        today: Day,
    },
    /// The one that is held is as new, or newer: taking this one would bring back what was corrected since.
    #[error("it has number {given}, and number {held} is here already: an older register is not taken back")]
    NotNewer {
        /// The number of the file.
        given: u64,
        /// The number that is held.
        held: u64,
    },
}

impl Refused {
    /// The reason in a word, for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Refused::NotSigned => "not_signed",
            Refused::Form => "form",
            Refused::Signature => "signature",
            Refused::Manifest => "manifest",
            Refused::Changed => "changed",
            Refused::Register(_) => "register",
            Refused::NotYet { .. } => "not_yet",
            Refused::Expired { .. } => "expired",
            Refused::NotNewer { .. } => "not_newer",
        }
    }
}

/// Signs a register: the whole file.
///
/// # Errors
/// It is no register, was damaged, or its last day is before its first.
pub fn sign(register: &[u8], terms: Terms, key: &SecretKey) -> Result<Vec<u8>, Refused> {
    let opened = opened(register)?;
    if terms.expires < terms.made {
        return Err(Refused::Expired { expires: terms.expires, today: terms.made });
    }
    let manifest = Manifest {
        version: opened.version().to_owned(),
        sha256: digest(register),
        bytes: register.len() as u64,
        made: terms.made,
        expires: terms.expires,
        sequence: terms.sequence,
    };
    let manifest = serde_json::to_string(&manifest).map_err(|_| Refused::Manifest)?;
    // Whoever reads it takes no longer line.
    if manifest.len() > LINE {
        return Err(Refused::Manifest);
    }
    let said = format!("{HEAD}\n{manifest}\n");
    let signature = key.sign(said.as_bytes());
    Ok([said.as_bytes(), signature.as_bytes(), b"\n", register].concat())
}

/// Checks a file: by whom it was signed, that nothing in it was changed, that its time has come and is not over, and that it is newer
/// than what is held. Then the register itself, whole.
///
/// # Errors
/// The first of these that does not hold.
pub fn accept<'f>(file: &'f [u8], key: &PublicKey, today: Day, held: Held) -> Result<Accepted<'f>, Refused> {
    let (head, rest) = line(file).ok_or(Refused::NotSigned)?;
    if head != HEAD.as_bytes() {
        let (kind, _) = HEAD.rsplit_once(' ').unwrap_or((HEAD, ""));
        return Err(if head.starts_with(kind.as_bytes()) { Refused::Form } else { Refused::NotSigned });
    }
    let (manifest, rest) = line(rest).ok_or(Refused::Signature)?;
    let (signature, register) = line(rest).ok_or(Refused::Signature)?;
    let said = &file[..head.len() + 1 + manifest.len() + 1];
    if !key.has_signed(said, signature) {
        return Err(Refused::Signature);
    }
    let manifest: Manifest = serde_json::from_slice(manifest).map_err(|_| Refused::Manifest)?;
    if !manifest.is_of(register) {
        return Err(Refused::Changed);
    }
    if manifest.made > today {
        return Err(Refused::NotYet { made: manifest.made, today });
    }
    if manifest.expires < today {
        return Err(Refused::Expired { expires: manifest.expires, today });
    }
    if let Some(held) = held.sequence.filter(|held| *held >= manifest.sequence) {
        return Err(Refused::NotNewer { given: manifest.sequence, held });
    }
    if !manifest.names(&opened(register)?) {
        return Err(Refused::Manifest);
    }
    Ok(Accepted { manifest, register })
}

/// A register that is whole.
fn opened(bytes: &[u8]) -> Result<Register<'_>, Refused> {
    let register = Register::open(bytes).map_err(Refused::Register)?;
    register.verify().map_err(Refused::Register)?;
    Ok(register)
}

/// A line without its end, and what follows it; none where it does not end in time.
fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().take(LINE + 1).position(|byte| *byte == b'\n')?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

#[cfg(test)]
mod tests;
