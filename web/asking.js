// Asks the server and reads the whole answer, or gives up: on a network that swallows everything
// without a word a question would never end, and six of those are all the connections that a
// browser opens to one server. Then nothing else gets through, not even once the network is back.
// In: what fetch() takes. Out: the answer with its bytes; it throws where there is none, where it
// is cut off, and where nothing moved for half a minute. It will not end a slow answer that moves.
//
//     const { answer, bytes } = await ask_server('/v1/snapshot', { headers });

const SILENT_MS = 30_000;

// Reads piece by piece and reports how far it is, of how many bytes; 0 where nobody knows.
export async function read_body(answer, report) {
  if (!answer.body) return new Uint8Array(await answer.arrayBuffer());
  const total =
      Number(answer.headers.get('x-content-length') ?? answer.headers.get('content-length'));
  const packed = answer.headers.has('content-encoding');
  const reader = answer.body.getReader();
  const chunks = [];
  let done = 0;
  for (;;) {
    const { done: ended, value } = await reader.read();
    if (ended) break;
    chunks.push(value);
    done += value.length;
    report(done, packed ? 0 : total || 0);
  }
  const bytes = new Uint8Array(done);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

export async function ask_server(path, options, report = () => {}, silent_ms = SILENT_MS) {
  const stop = new AbortController();
  let timer = 0;
  const moved = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(), silent_ms);
  };
  moved();
  try {
    const answer = await fetch(path, { ...options, signal: stop.signal });
    moved();
    const bytes = await read_body(answer, (done, total) => {
      moved();
      report(done, total);
    });
    return { answer, bytes };
  } finally {
    clearTimeout(timer);
  }
}
