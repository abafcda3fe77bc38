// A register that the reader took from a file: kept in the extension's own database, on this machine.

/** A register as it was taken: it was signed, whole and new enough then. */
export interface Taken {
  bytes: ArrayBuffer;
  /** The day on which it was taken, and the last on which it could have been. */
  taken: string;
  expires: string;
  sequence: number;
}

const [DATABASE, STORE, REGISTER, HIGHEST] = ["nameplate", "register", "taken", "highest"] as const;

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error("the database refuses"));
  });
}

/** Asks the store something, and waits until it is kept. */
async function within<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await answered(opening);
  try {
    const transaction = database.transaction(STORE, mode);
    const whole = new Promise<void>((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => failed(transaction.error ?? new Error("the database refuses"));
    });
    const answer = await answered(ask(transaction.objectStore(STORE)));
    await whole;
    return answer;
  } finally {
    database.close();
  }
}

/** The register that was taken last, or nothing. */
export function taken(): Promise<Taken | undefined> {
  return within<Taken | undefined>("readonly", (store) => store.get(REGISTER));
}

/** Keeps a register in the place of the one before. */
export async function take(register: Taken): Promise<void> {
  await within("readwrite", (store) => {
    store.put(register.sequence, HIGHEST);
    return store.put(register, REGISTER);
  });
}

/** Goes back to the register that came with the extension. Which number was the highest is not forgotten. */
export async function giveBack(): Promise<void> {
  await within("readwrite", (store) => store.delete(REGISTER));
}

/** The number that a file has to be above: that of the register in use; after that was given back, it may be taken again, and no older one. */
export async function above(): Promise<number | undefined> {
  const held = await taken();
  const highest = await within<number | undefined>("readonly", (store) => store.get(HIGHEST));
  return held?.sequence ?? (highest === undefined ? undefined : highest - 1);
}
