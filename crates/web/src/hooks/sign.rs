//! Signatures as Standard Webhooks 1.0 has them: HMAC-SHA256 over id, time and body.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What a secret begins with.
const MARK: &str = "whsec_";

/// A new secret of 192 random bits.
pub(crate) fn new_secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes)?;
    Ok(format!("{MARK}{}", STANDARD.encode(bytes)))
}

/// The signature of a body; none where the secret is none.
pub(super) fn signature(secret: &str, (id, timestamp): (&str, i64), body: &str) -> Option<String> {
    let secret = STANDARD.decode(secret.strip_prefix(MARK)?).ok()?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&secret).ok()?;
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_specification_is_signed_alike() {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let body = "{\"test\": 2432232314}";
        let signature = signature(secret, ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330), body).unwrap();
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn secrets_differ() {
        assert_ne!(new_secret().unwrap(), new_secret().unwrap());
    }
}
