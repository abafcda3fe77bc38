//! What JavaScript calls: memory lent and given back, a register opened, a question answered. Everything that is returned is a piece of
//! memory that begins with its length (four bytes, little-endian) and is given back with [`np_free`].
//!
//! The only unsafe code here, since a pointer from outside is all that the interface of WebAssembly knows. Whoever hands in
//! something else than what `np_alloc` gave breaks this instance, which is their own, and no other.
#![expect(unsafe_code, reason = "the interface of WebAssembly is pointers")]

use std::cell::RefCell;
use std::panic;

use crate::ask::ask;
use crate::engine::Engine;
use crate::said::{Refused, refusal};

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
    /// Bytes that the next question is about.
    static GIVEN: RefCell<Option<Box<[u8]>>> = const { RefCell::new(None) };
    /// What a panic said, for whoever asks after the instance has ended.
    static SAID: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// So many bytes stand before what is returned.
const HEAD: usize = 4;

/// Lends memory for so many bytes, all of them zero. Empty memory has an address too, which must be given back.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn np_alloc(bytes: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; bytes].into_boxed_slice()).cast()
}

/// Takes memory back: what [`np_alloc`] lent, with its length, or what was returned, with the length at its head and the head itself.
///
/// # Safety
/// Memory of this instance, of that length, which is given back once.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn np_free(at: *mut u8, bytes: usize) {
    // SAFETY: made as a boxed slice of that length, as the caller promises.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(at, bytes)) });
}

/// Opens the register of this instance, every byte of which is checked. It takes the memory; what it returns is JSON: `{"opened": …}`
/// or `{"refused": …}`. A second one is refused.
///
/// # Safety
/// Memory that [`np_alloc`] lent, of that length; it is not given back.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn np_open(at: *mut u8, bytes: usize) -> *mut u8 {
    listen();
    // SAFETY: made as a boxed slice of that length, as the caller promises, and taken here.
    let register = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(at, bytes)) };
    ENGINE.with_borrow_mut(|held| {
        if held.is_some() {
            return returned(
                refusal(&Refused::new("this instance has a register: make a new one")).into_bytes(),
            );
        }
        match Engine::open(register) {
            Ok(engine) => {
                let about = engine.opened();
                *held = Some(engine);
                returned(about.into_bytes())
            }
            Err(refused) => returned(refusal(&refused).into_bytes()),
        }
    })
}

/// Takes bytes that the next question is about: a table, or a signed register.
///
/// # Safety
/// Memory that [`np_alloc`] lent, of that length; it is not given back.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn np_give(at: *mut u8, bytes: usize) {
    // SAFETY: made as a boxed slice of that length, as the caller promises, and taken here.
    let bytes = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(at, bytes)) };
    GIVEN.with_borrow_mut(|given| *given = Some(bytes));
}

/// Answers a question, JSON in and out. The memory stays the caller's.
///
/// # Safety
/// Memory that [`np_alloc`] lent, of that length.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn np_ask(at: *const u8, bytes: usize) -> *mut u8 {
    listen();
    // SAFETY: lent by this instance, of that length, as the caller promises.
    let question = unsafe { std::slice::from_raw_parts(at, bytes) };
    let given = GIVEN.take();
    returned(ENGINE.with_borrow_mut(|held| ask(held.as_mut(), question, given)).into_bytes())
}

/// What the panic said that ended this instance; empty where none did.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn np_why() -> *mut u8 {
    returned(SAID.with_borrow(Clone::clone))
}

/// Keeps what a panic says, since nobody else hears it here.
fn listen() {
    panic::set_hook(Box::new(|info| {
        let said = info.to_string().into_bytes();
        SAID.with_borrow_mut(|kept| *kept = said);
    }));
}

fn returned(bytes: Vec<u8>) -> *mut u8 {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let mut whole = Vec::with_capacity(HEAD + bytes.len());
    whole.extend(length.to_le_bytes());
    whole.extend(bytes);
    Box::into_raw(whole.into_boxed_slice()).cast()
}
