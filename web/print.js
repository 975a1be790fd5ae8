// Lays out an order confirmation from the stored outcome: every figure is the server's, in minor
// units; nothing is added up here. In: ?order=ID. Out: the page, ready to print.
// "1234567" with 2 decimals -> "12,345.67": cut from digits, so that no fraction is ever rounded.
function decimal(scaled, decimals, least) {
  const digits = String(Math.abs(scaled)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  let part = digits.slice(digits.length - decimals);
  while (part.length > least && part.endsWith('0')) part = part.slice(0, -1);
  return (scaled < 0 ? '−' : '') + whole + (part ? '.' + part : '');
}

function element(tag, options = {}, ...children) {
  const made = Object.assign(document.createElement(tag), options);
  made.append(...children.filter((child) => child !== null));
  return made;
}

const figure = (text) => element('td', { className: 'figure' }, text);
const money = (minor, order) => decimal(minor, order.currency_decimals, order.currency_decimals);

// Where the postal code stands behind the town; elsewhere it stands in front of it.
const CODE_BEHIND_TOWN = new Set(['US', 'CA', 'GB', 'IE', 'AU', 'NZ', 'IN']);

function address_lines(address) {
  const code_last = CODE_BEHIND_TOWN.has(address.country);
  const town = code_last ? [address.locality, address.admin_area, address.postal_code]
    : [address.postal_code, address.locality, address.admin_area];
  return [address.recipient, address.street_1, address.street_2,
    town.filter(Boolean).join(' '), address.country].filter(Boolean);
}

function party(title, address) {
  const box = element('section', {}, element('h2', {}, title));
  const lines = element('address');
  address_lines(address ?? {}).forEach((line) => lines.append(line, element('br')));
  box.append(lines);
  return box;
}

function facts(order, outcome) {
  const list = element('dl');
  const add = (name, value) => {
    if (value) list.append(element('dt', {}, name), element('dd', {}, value));
  };
  add('Customer', order.customer);
  add('PO number', order.po_number);
  add('Received', order.captured.slice(0, 10));
  add('Requested', outcome.requested_date);
  add('Prices of', outcome.as_of);
  return element('section', {}, element('h2', {}, 'Order'), list);
}

/** What promotions took off the line, each by its name. */
function discounts_of(line, order) {
  return (line.discounts ?? []).map(({ promotion, amount }) => element('small', {},
    `${promotion}: less ${money(amount, order)} of ${money(line.extended, order)}`));
}

function line_row(line, index, order) {
  const product = order.products[line.sku] ?? {};
  const unit = line.unit === 'case' ? ' case' : '';
  return element('tr', {},
    element('td', {}, String(index + 1)),
    element('td', {}, product.name ?? '', element('small', {}, line.sku ?? ''),
      ...discounts_of(line, order)),
    figure(line.ordered === undefined ? '' : decimal(line.ordered, 3, 0) + unit),
    figure(line.price === undefined ? '' : decimal(line.price, 4, order.currency_decimals)),
    figure(line.net === undefined ? '' : money(line.net, order)));
}

function lines_table(order, outcome) {
  const head = element('tr', {}, element('th', {}, '#'), element('th', {}, 'Product'));
  for (const name of ['Quantity', 'Price', 'Net']) {
    head.append(element('th', { className: 'figure' }, name));
  }
  return element('table', {}, element('thead', {}, head),
    element('tbody', {}, ...outcome.lines.map((line, index) => line_row(line, index, order))));
}

/** How a tax group without a rate is named: what an invoice has to say of it. */
const UNTAXED = {
  exempt: (why) => `Exempt, ${why.certificate}`,
  exempt_goods: (why) => `Exempt${why.law ? `, ${why.law}` : ''}`,
  outside: (why) => `Not taxed${why.law ? `, ${why.law}` : ''}`,
  reverse_charge: (why) => `Reverse charge, VAT number ${why.vat_id}`,
  exported: () => 'Export',
};

function tax_name(why) {
  const place = [why.country, why.admin_area].filter(Boolean).join(' ');
  const untaxed = UNTAXED[why.reason];
  return untaxed ? untaxed(why) : `Tax ${place} ${decimal(why.rate, 4, 0)} %`;
}

function sums_table(order, outcome) {
  const row = (name, minor, kind = '') => element('tr', { className: kind },
    element('td', {}, name), figure(`${outcome.currency} ${money(minor, order)}`));
  const body = element('tbody', {}, row('Net', outcome.net));
  if (outcome.freight !== undefined) body.append(row('Freight', outcome.freight.net));
  for (const group of outcome.tax_groups) body.append(row(tax_name(group.why), group.tax));
  if (outcome.total !== undefined) body.append(row('Total', outcome.total, 'total'));
  if (outcome.payable !== undefined) body.append(row('To pay', outcome.payable, 'total'));
  if (outcome.tax_table === 'demo') {
    body.append(element('tr', {}, element('td', { colSpan: 2 },
      'The tax rates are made up for trying out: this is no invoice.')));
  }
  return element('table', { className: 'sums' }, body);
}

const STATES = { accepted: 'Accepted', waiting: 'Waiting for the order desk',
  sent_back: 'Sent back', refused: 'Refused', cancelled: 'Cancelled' };

function open_points(order) {
  if (order.reasons.length === 0) return null;
  const points = order.reasons.map((reason) => element('li', {}, reason.sentence));
  return element('section', { className: 'open-points' },
    element('strong', {}, 'Open points'), element('ul', {}, ...points));
}

function lay_out(order, company) {
  const outcome = JSON.parse(order.outcome);
  const title = order.state === 'accepted' ? 'Order confirmation' : 'Order';
  document.title = `${title} ${order.number} · ${company}`;
  const head = element('header', {},
    element('div', {}, element('h1', {}, title),
      element('p', { className: 'number' }, `${order.number} · ${company}`)),
    element('p', { className: 'state' }, STATES[order.state] ?? order.state));
  const sheet = document.getElementById('sheet');
  sheet.replaceChildren(head,
    element('div', { className: 'parties' }, party('Bill to', order.parties.billing),
      party('Ship to', order.parties.ship_tos[outcome.ship_to]), facts(order, outcome)),
    lines_table(order, outcome),
    ...(outcome.net === undefined ? [] : [sums_table(order, outcome)]),
    ...[open_points(order)].filter(Boolean),
    element('p', { className: 'small-print' },
      `Order ${order.order_id}. All amounts in ${outcome.currency ?? 'the agreed currency'}.`));
  sheet.removeAttribute('aria-busy');
}

async function fetch_json(address) {
  const response = await fetch(address, { headers: { accept: 'application/json' } });
  if (response.status === 401) location.replace('/login');
  const body = await response.json();
  if (!response.ok) throw new Error([body.detail, body.mend].filter(Boolean).join(' '));
  return body;
}

const id = new URLSearchParams(location.search).get('order') ?? '';
const button = document.getElementById('print');
button.addEventListener('click', () => print());
try {
  const [order, snapshot] = await Promise.all([
    fetch_json(`/v1/orders/${encodeURIComponent(id)}`), fetch_json('/v1/snapshot')]);
  lay_out(order, snapshot.company);
  button.disabled = false;
} catch (error) {
  const words = error instanceof TypeError ? 'The server cannot be reached. Try again when there ' +
    'is a network.' : error.message;
  document.getElementById('sheet').replaceChildren(element('h1', {}, 'This order cannot be shown'),
    element('p', {}, words));
}
