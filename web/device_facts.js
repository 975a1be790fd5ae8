// Device facts: what the browser says of its storage and of the kept app, for the check before a
// show; and a file that a person chooses. In: questions. Out: the last answers, at once, and a call
// to wake the app when newer ones are there. It will not judge them.

async function clock_difference() {
  const before = Date.now();
  const answer = await fetch('/assets.json', { method: 'HEAD', cache: 'no-store' });
  const told = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(told) ? undefined : told - (before + Date.now()) / 2;
}

async function read_facts() {
  const storage = navigator.storage;
  const estimate = await storage?.estimate?.().catch(() => null);
  return {
    secure: globalThis.isSecureContext,
    persisted: Boolean(await storage?.persisted?.().catch(() => false)),
    quota: Math.floor(estimate?.quota ?? 0),
    usage: Math.floor(estimate?.usage ?? 0),
    kept: Boolean(navigator.serviceWorker?.controller),
    clock_ms: await clock_difference().then((ms) => ms && Math.round(ms), () => undefined),
  };
}

export function device_facts(calls) {
  let facts = '{}';
  let picked = null;
  const renew = async () => {
    facts = JSON.stringify(await read_facts());
    calls.wake();
  };
  const actions = [
    renew,
    async () => {
      await navigator.storage?.persist?.();
      await renew();
    },
    async () => globalThis.tallystick.useUpdate?.(),
  ];
  return {
    device: (what) => { actions[what]().catch(() => {}); },
    device_facts: () => facts,
    pick_file: (endings) => {
      const input = document.createElement('input');
      input.type = 'file';
      input.accept = endings;
      input.onchange = async () => {
        if (!input.files?.length) return;
        picked = new Uint8Array(await input.files[0].arrayBuffer());
        calls.wake();
      };
      input.click();
    },
    picked_file: () => {
      const bytes = picked;
      picked = null;
      return bytes;
    },
  };
}
