//! Keys as text. A private one begins with a line that says what it is, so that whoever meets the file knows.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{SECRET_KEY_LENGTH, SIGNATURE_LENGTH, Signature, Signer as _, SigningKey, VerifyingKey};

/// What the text of a private key begins with.
const SECRET: &str = "nameplate-private-key 1 (keep it out of every repository)";

/// A text that is no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Not the text of a public key.
    #[error("this is no public key: it is 44 letters of base64, as `nameplate register keygen` prints them")]
    Public,
    /// Not the text of a private key.
    #[error("this is no private key of `nameplate register keygen`")]
    Secret,
}

/// The key that signatures are checked by. It is no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads a key as [`PublicKey::text`] writes it.
    ///
    /// # Errors
    /// The text is no key, or one by which anything would pass.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let bytes: [u8; 32] = STANDARD
            .decode(text.trim())
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(BadKey::Public)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| BadKey::Public)?;
        if key.is_weak() { Err(BadKey::Public) } else { Ok(PublicKey(key)) }
    }

    /// The key as text: 44 letters of base64.
    pub fn text(&self) -> String {
        STANDARD.encode(self.0.as_bytes())
    }

    /// Whether a signature, as text, is one of this key over these bytes.
    pub(crate) fn has_signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        let signature = STANDARD.decode(signature).ok().and_then(|bytes| bytes.try_into().ok());
        signature.is_some_and(|signature: [u8; SIGNATURE_LENGTH]| {
            self.0.verify_strict(bytes, &Signature::from_bytes(&signature)).is_ok()
        })
    }
}

/// The key that signs. Whoever has it can sign; it is wiped from memory when it is let go.
pub struct SecretKey(SigningKey);

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretKey(not shown)")
    }
}

impl SecretKey {
    /// A key made of 32 bytes of chance, which nobody else may know.
    pub fn of_chance(chance: &[u8; SECRET_KEY_LENGTH]) -> Self {
        SecretKey(SigningKey::from_bytes(chance))
    }

    /// Reads a key as [`SecretKey::text`] writes it.
    ///
    /// # Errors
    /// The text is no private key.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let mut lines = text.lines().map(str::trim);
        let (Some(SECRET), Some(key), None) =
            (lines.next(), lines.next(), lines.find(|line| !line.is_empty()))
        else {
            return Err(BadKey::Secret);
        };
        let bytes =
            STANDARD.decode(key).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(BadKey::Secret)?;
        Ok(SecretKey(SigningKey::from_bytes(&bytes)))
    }

    /// The key as the text of its file.
    pub fn text(&self) -> String {
        format!("{SECRET}\n{}\n", STANDARD.encode(self.0.as_bytes()))
    }

    /// The public key to it.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The signature over these bytes, as text.
    pub(crate) fn sign(&self, bytes: &[u8]) -> String {
        STANDARD.encode(self.0.sign(bytes).to_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_were_written_and_nothing_else_is_one() {
        let secret = SecretKey::of_chance(&[7; 32]);
        let again = SecretKey::parse(&secret.text()).unwrap();
        assert_eq!(again.public(), secret.public());
        assert_eq!(PublicKey::parse(&format!(" {}\n", secret.public().text())), Ok(secret.public()));
        assert_eq!(format!("{secret:?}"), "SecretKey(not shown)");
        let public = secret.public().text();
        let wrong = ["", "AAAA", &public[..43], &secret.text(), "MCowBQYDK2VwAyEA"];
        wrong.iter().for_each(|text| assert_eq!(PublicKey::parse(text), Err(BadKey::Public), "{text}"));
        for text in
            ["", SECRET, &public, &format!("{SECRET}\n{public}x\n"), &format!("{}more", secret.text())]
        {
            assert!(matches!(SecretKey::parse(text), Err(BadKey::Secret)), "{text}");
        }
    }

    #[test]
    fn keys_by_which_anything_passes_are_none() {
        // The neutral point and a point of small order: signatures under them can be made without any private key.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        for weak in [neutral, [0; 32]] {
            assert_eq!(PublicKey::parse(&STANDARD.encode(weak)), Err(BadKey::Public));
        }
    }
}
