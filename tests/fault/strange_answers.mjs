// What a push is answered by others than the company, or by nobody in their right mind: faults for
// proxy.mjs, in groups by what the rep is told of it.
// In: one answer of the company's, to be altered. Out: { name, says, faults }. None of them is a
// receipt, so none may take anything out of the outbox.
import { PORTAL, STATUSES, answered } from './proxy.mjs';

const html = (status, fields = []) => answered(status, PORTAL, 'text/html', fields);
const json = (status, body, fields = []) => answered(status, body, 'application/json', fields);

const NAMED = new Map([
  [401, 'the company does not know this device'], [403, 'the company does not know this device'],
  [429, 'the company\'s server is busy'], [503, 'the company\'s server is busy'],
  ...[400, 413, 415, 422].map((status) => [status, 'the company could not read what was sent']),
  [511, 'the network wants a sign-in'],
  // Chromium takes these for faults of its own and hands on no answer.
  [305, 'no network'], [407, 'no network'],
]);
const said_of = (status) => NAMED.get(status) ??
  (status < 500 ? 'the network wants a sign-in' : 'the company\'s server has a fault');

/** Every status that is no success, as a text, as a page, and as the company's own problem. */
export function refusals(statuses = STATUSES) {
  const groups = new Map();
  for (const status of statuses) {
    const says = said_of(status);
    if (!groups.has(says)) groups.set(says, []);
    groups.get(says).push(answered(status, 'no'), html(status),
      json(status, `{"title":"Refused","status":${status},"code":"refused","retry":"never"}`));
  }
  return [...groups].map(([says, faults]) => ({ name: `statuses: ${says}`, says, faults }));
}

// The company's answer with something else in it: its digest no longer fits.
const ALTERED = [
  (text) => text.replace(/"number":"(.*?)(\d)"/, (all, front, last) =>
    `"number":"${front}${(Number(last) + 1) % 10}"`),
  (text) => text.replace(/"state":"\w+"/, '"state":"refused"'),
  (text) => text.replace(/"receipts":\[.*\]/, '"receipts":[]'),
  (text) => text.replace(/"sha256":"\w*"/, '"sha256":""'),
  (text) => text.replace(/,?"sha256":"\w*"/, ''),
  (text) => text + PORTAL,
  (text) => PORTAL + text,
  (text) => text + text,
  (text) => `[${text}]`,
  (text) => text.slice(0, -1),
];

/** Successes that are none. `own`: the company's answer to what is sent, as a text. */
export function false_successes(own) {
  const altered = ALTERED.map((alter) => alter(own));
  if (altered.includes(own)) throw new Error(`one was not altered: ${own}`);
  return { name: 'successes that are none', says: 'the network wants a sign-in', faults: [
    html(200), answered(200), answered(200, '', 'application/json'), answered(204),
    answered(205), html(201), html(202), html(203), html(206), html(299),
    ...['null', '[]', '{}', '1', '"ok"', 'true', '{"ok":true}', '{"tallystick":"push-answer/1"}',
      '{"tallystick":"push-answer/1","receipts":[]}', '\0', '{'].map((body) => json(200, body)),
    ...[201, 202, 203, 206, 226].map((status) => json(status, own)),
    ...altered.map((body) => json(200, body)),
    ...[302, 307, 308].map((status) => html(status, ['location: /'])),
    html(302, ['location: http://portal.invalid/']),
  ] };
}

// The browser would ask for a password, over the order, and hold the answer back meanwhile.
export const wants_password = answered(401, '', 'text/plain',
  ['www-authenticate: Basic realm="The fair"']);
export const password_windows = () => ({ name: 'a 401 that wants a password',
  says: 'the company does not know this device', faults: [wants_password, wants_password] });

/** Answers that are broken as HTTP, or want something of the browser. */
export function broken_answers(own) {
  return { name: 'broken answers', says: 'the network wants a sign-in', faults: [
    answered(100), answered(102), answered(103), answered(101, '', '', ['upgrade: other']),
    json(200, own.slice(0, 40), ['content-encoding: gzip']),
    json(200, own, ['content-encoding: gzip']),
    json(200, own, ['transfer-encoding: chunked']),
    html(407, ['proxy-authenticate: Basic realm="The fair"']),
    html(401, ['set-cookie: tallystick=none; Path=/']),
    html(200, ['clear-site-data: "cache"']),
  ] };
}
