// A register that the reader took from a file: kept in the extension's own database, on this machine.

/** A register file as it was taken, and the day on which it was. */
export interface Taken {
  bytes: ArrayBuffer;
  taken: string;
  sequence: number;
  expires: string;
}

const [DATABASE, STORE, KEY] = ["nameplate", "register", "taken"] as const;

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error("the database refuses"));
  });
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await answered(opening);
  const transaction = database.transaction(STORE, mode);
  transaction.oncomplete = () => database.close();
  return transaction.objectStore(STORE);
}

/** The register that was taken last, or nothing. */
export async function taken(): Promise<Taken | undefined> {
  return answered<Taken | undefined>((await store("readonly")).get(KEY));
}

export async function take(register: Taken): Promise<void> {
  await answered((await store("readwrite")).put(register, KEY));
}

/** Goes back to the register that came with the extension. */
export async function giveBack(): Promise<void> {
  await answered((await store("readwrite")).delete(KEY));
}
