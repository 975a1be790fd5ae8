// Which real element stands for which role of the mirror, and how its words become attributes.
// In: a node as wasm/mirror/wire.cpp writes it. Out: an element, created or brought up to date.
// It will not place, order or listen: semantics.js does.

// The bits of Node::state in wasm/mirror/node.hpp.
export const STATE = {
  disabled: 1, checked: 2, expandable: 4, expanded: 8, selected: 16, invalid: 32, required: 64,
  read_only: 128, busy: 256, current: 512, modal: 1024, has_menu: 2048, scrolls: 4096,
  typed_scans: 8192, right: 16384, rests: 32768, stops: 65536, ascending: 131072,
  descending: 262144,
};

// [tag, role attribute, class]. Classes: press (pointer), type (text), row (a static box).
const ELEMENTS = {
  banner: ['div', 'banner', 'row'],
  navigation: ['nav', '', 'row'],
  contentinfo: ['footer', 'contentinfo', 'row'],
  main: ['main', '', 'row'],
  region: ['section', 'region', 'row'],
  group: ['div', '', 'row'],
  list: ['ul', '', 'row'],
  listitem: ['li', '', 'row'],
  heading: ['h2', '', ''],
  paragraph: ['p', '', ''],
  text: ['span', '', ''],
  note: ['div', 'note', ''],
  link: ['a', '', 'press'],
  button: ['button', '', 'press'],
  checkbox: ['input', '', 'press'],
  switch: ['input', 'switch', 'press'],
  radiogroup: ['div', 'radiogroup', 'row'],
  radio: ['button', 'radio', 'press'],
  tablist: ['div', 'tablist', 'row'],
  tab: ['button', 'tab', 'press'],
  textfield: ['input', '', 'type'],
  textarea: ['textarea', '', 'type'],
  combobox: ['input', 'combobox', 'type'],
  listbox: ['div', 'listbox', 'row'],
  option: ['div', 'option', 'press'],
  select: ['select', '', 'press'],
  grid: ['div', 'grid', 'row'],
  rowgroup: ['div', 'rowgroup', 'row'],
  row: ['div', 'row', 'row'],
  columnheader: ['div', 'columnheader', 'row'],
  gridcell: ['div', 'gridcell', 'row'],
  menu: ['div', 'menu', 'row'],
  menuitem: ['button', 'menuitem', 'press'],
  dialog: ['div', 'dialog', 'row'],
  progressbar: ['div', 'progressbar', ''],
};
const SAYS_ITS_TEXT = new Set(['heading', 'paragraph', 'text', 'note', 'gridcell', 'columnheader']);
const INPUT_MODES = { number: 'decimal', email: 'email', tel: 'tel', search: 'search' };

export const is_text_field = (element) => element?.classList?.contains('type') ?? false;

export function create_element(node) {
  const [tag, role, classes] = ELEMENTS[node.r];
  const element = document.createElement(node.r === 'heading' ? `h${node.l || 2}` : tag);
  if (role) element.setAttribute('role', role);
  if (classes) element.className = classes;
  if (tag === 'button') element.type = 'button';
  if (node.r === 'checkbox' || node.r === 'switch') element.type = 'checkbox';
  if (node.r === 'textfield' || node.r === 'combobox') prepare_input(element, node);
  if (node.r === 'combobox') element.setAttribute('aria-autocomplete', 'list');
  if (node.r === 'dialog') element.tabIndex = -1;
  if (node.r === 'option') element.tabIndex = -1;
  return element;
}

function prepare_input(element, node) {
  element.type = node.t === 'password' ? 'password' : 'text';
  if (INPUT_MODES[node.t]) element.inputMode = INPUT_MODES[node.t];
  if (node.r === 'textfield' && node.t === 'search') element.enterKeyHint = 'search';
  element.spellcheck = false;
  element.setAttribute('autocapitalize', 'off');
  element.setAttribute('autocorrect', 'off');
}

// Sets an attribute only where it differs; an empty value takes it away.
function attribute(element, name, value) {
  if (value === '' || value === undefined || value === null || value === false) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value);
  }
}

const bit = (node, name) => ((node.s ?? 0) & STATE[name]) !== 0;
const yes = (condition) => (condition ? 'true' : '');
const yes_no = (condition) => (condition ? 'true' : 'false');

function name_element(element, node) {
  if (SAYS_ITS_TEXT.has(node.r)) {
    const words = node.n ?? '';
    const own = node.r === 'gridcell' || node.r === 'columnheader';
    if (own && words === '') return;  // its child speaks
    if (element.textContent !== words) element.textContent = words;
  } else {
    attribute(element, 'aria-label', node.n);
  }
}

function set_states(element, node) {
  const typed = element.classList.contains('type') || node.r === 'select' ||
    node.r === 'checkbox' || node.r === 'switch';
  if (typed) element.disabled = bit(node, 'disabled');
  else attribute(element, 'aria-disabled', yes(bit(node, 'disabled')));
  if (node.r === 'checkbox' || node.r === 'switch') element.checked = bit(node, 'checked');
  if (node.r === 'radio') attribute(element, 'aria-checked', yes_no(bit(node, 'checked')));
  if (node.r === 'tab' || node.r === 'option') {
    attribute(element, 'aria-selected', yes_no(bit(node, 'selected')));
  }
  if (node.r === 'row') attribute(element, 'aria-selected', yes(bit(node, 'selected')));
  const expandable = bit(node, 'expandable') || node.r === 'combobox';
  attribute(element, 'aria-expanded', expandable ? yes_no(bit(node, 'expanded')) : '');
  attribute(element, 'aria-haspopup', bit(node, 'has_menu') ? 'menu' : '');
  attribute(element, 'aria-invalid', yes(bit(node, 'invalid')));
  attribute(element, 'aria-required', yes(bit(node, 'required')));
  attribute(element, 'aria-busy', yes(bit(node, 'busy')));
  attribute(element, 'aria-current', bit(node, 'current') ? 'page' : '');
  attribute(element, 'aria-modal', yes(bit(node, 'modal')));
  if (element.classList.contains('type')) element.readOnly = bit(node, 'read_only');
  const sort = bit(node, 'ascending') ? 'ascending' : bit(node, 'descending') ? 'descending' : '';
  if (node.r === 'columnheader') attribute(element, 'aria-sort', sort);
  if (bit(node, 'rests')) element.tabIndex = -1;
  else if (bit(node, 'stops')) element.tabIndex = 0;
  else if (node.r === 'menuitem') element.tabIndex = -1;
  else if (node.r === 'radio' || node.r === 'tab') element.tabIndex = 0;
  element.classList.toggle('scrolls', bit(node, 'scrolls'));
}

function set_counts(element, node) {
  attribute(element, 'aria-rowindex', node.ri);
  attribute(element, 'aria-colindex', node.ci);
  attribute(element, 'aria-rowcount', node.rc);
  attribute(element, 'aria-colcount', node.cc);
  attribute(element, 'aria-posinset', node.pos);
  attribute(element, 'aria-setsize', node.set);
}

function set_options(element, node) {
  const options = node.o ?? [];
  const same = element.options.length === options.length &&
    options.every((words, i) => element.options[i].text === words);
  if (!same) element.replaceChildren(...options.map((words) => new Option(words)));
  const chosen = Number(node.v ?? 0);
  if (element.selectedIndex !== chosen) element.selectedIndex = chosen;
}

// How the page sets the text of an input: as the canvas does, to 0.13 %.
function set_type(element, node) {
  const [size, left, right, top, weight] = node.f;
  const style = element.style;
  style.fontFamily = 'Tally';
  style.fontSize = `${size}px`;
  style.fontWeight = weight === 6 ? '600' : '400';
  style.padding = `${top}px ${right}px ${top}px ${left}px`;
  style.textAlign = bit(node, 'right') ? 'right' : 'left';
}

// Everything but the value of a text field, the links to other elements and the description.
export function update_element(element, node) {
  name_element(element, node);
  set_states(element, node);
  set_counts(element, node);
  if (node.r === 'heading' && element.tagName !== `H${node.l}`) {
    attribute(element, 'aria-level', node.l);
  }
  if (node.r === 'link') attribute(element, 'href', node.h);
  if (node.r === 'select') set_options(element, node);
  if (node.r === 'group') attribute(element, 'role', node.n ? 'group' : '');
  if (node.r === 'progressbar') attribute(element, 'aria-valuenow', node.v);
  if (element.classList.contains('type')) {
    attribute(element, 'placeholder', node.ph);
    attribute(element, 'autocomplete', node.ac || 'off');
    if (node.f) set_type(element, node);
  }
}
