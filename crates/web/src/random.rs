//! Names that nobody can guess.

/// 128 random bits as 32 hexadecimal digits.
pub(crate) fn token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(nameplate::register::hex(&bytes))
}
