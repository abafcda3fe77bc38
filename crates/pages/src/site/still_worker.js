// The worker of the page without a server: the engine, asked by messages. A scan is read and judged in pieces, so that its progress is seen; it
// is stopped by ending the worker.
const PIECE = 1000;
let engine = null;

async function answer(message) {
  switch (message.do) {
    case "open":
      engine = await open(message.engine, message.register);
      return null;
    case "scan":
      return scan(message);
    default:
      return engine.ask(message.question);
  }
}

async function scan({ name, bytes, setting, most, id }) {
  const opened = await engine.table(name, new Uint8Array(bytes), setting);
  postMessage({ id, read: opened.read });
  for (let rows = 0; ;) {
    const piece = await engine.ask({ do: "rows", most: Math.min(PIECE, most + 1 - rows) });
    rows += piece.rows;
    if (rows > most) throw new Refused(`the file has more than ${most.toLocaleString("en")} rows: nameplate scan reads any number`);
    postMessage({ id, rows, found: piece.found, records: piece.records, share: piece.share });
    if (piece.rows === 0) return engine.ask({ do: "sum" });
  }
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ id: data.id, done: await answer(data) });
  } catch (error) {
    postMessage({ id: data.id, failed: error.message, refused: error.name === "Refused" });
  }
});
