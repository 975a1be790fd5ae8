// The accessible mirror: real elements over the canvas that say what the canvas shows, and that
// people, assistive technology and tests press, type into and read.
// In: the messages of wasm/mirror/wire.cpp, a few a second at most. Out: elements; what happens to
// them goes to `calls`. It will not draw, and decides nothing about the app.
//
// The order of operations matters and was measured: create and update, order, rectangles, focus,
// then remove. A focused element that is moved loses focus, except with moveBefore.
import { listen_for_keys } from './keyboard.js';
import { listen_for_pointing, pointer_down } from './pointing.js';
import { STATE, create_element, is_text_field, update_element } from './roles.js';
import { make_typing } from './typing.js';

// A search field points to its list and to the choice that Enter would take.
function link(id_of, element, node) {
  const set = (name, key) => {
    const id = key ? id_of(key) : '';
    if (id) element.setAttribute(name, id);
    else element.removeAttribute(name);
  };
  if (node.r !== 'combobox') return;
  set('aria-controls', node.ctl);
  set('aria-activedescendant', node.act);
}

// An error and a hint are one text beside the mirror that the element points to.
function describe(descriptions, element, node) {
  const words = [node.e, node.d].filter(Boolean).join(' ');
  const id = `${element.id}-words`;
  let holder = document.getElementById(id);
  if (!words) {
    holder?.remove();
    element.removeAttribute('aria-describedby');
    return;
  }
  if (!holder) {
    holder = document.createElement('span');
    holder.id = id;
    descriptions.append(holder);
  }
  if (holder.textContent !== words) holder.textContent = words;
  element.setAttribute('aria-describedby', id);
}

export function make_mirror() {
  const [root, canvas, said, alarm, descriptions] = ['mirror', 'canvas', 'said', 'alarm',
    'descriptions'].map((id) => document.getElementById(id));
  const elements = new Map([['', root]]);    // key -> element
  const nodes = new WeakMap();               // element -> node as last told
  const scrolled_to = new WeakMap();         // element -> where C++ put it
  const typing = make_typing((element) => nodes.get(element));
  let calls = null;
  let ids = 0;
  let messages = 0;
  let leaving = [];

  const key_of = (element) => nodes.get(element)?.k ?? '';
  const id_of = (key) => elements.get(key)?.id ?? '';
  const bit = (node, name) => ((node.s ?? 0) & STATE[name]) !== 0;

  // --- words ------------------------------------------------------------------------------------
  function update(element, node) {
    nodes.set(element, node);
    update_element(element, node);
    describe(descriptions, element, node);
    if (is_text_field(element)) typing.write(element, node.v ?? '');
  }

  function create(node) {
    const before = elements.get(node.k);
    if (before) leaving.push(before);
    const element = create_element(node);
    element.id = `n${++ids}`;
    elements.set(node.k, element);
    update(element, node);
    return before === document.activeElement ? element : null;
  }

  // --- order and place ------------------------------------------------------------------------
  function move(parent, element, before) {
    if (parent.moveBefore && element.isConnected && parent.isConnected) {
      parent.moveBefore(element, before);
      return;
    }
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    parent.insertBefore(element, before);
    focused?.focus({ preventScroll: true });
  }

  function arrange([parent_key, ...keys]) {
    const parent = elements.get(parent_key);
    const wanted = keys.map((key) => elements.get(key));
    const set = new Set(wanted);
    let cursor = parent.firstChild;
    for (const element of wanted) {
      while (cursor && !set.has(cursor)) cursor = cursor.nextSibling;
      if (cursor === element) cursor = cursor.nextSibling;
      else move(parent, element, cursor);
    }
  }

  // Leaves and scrolling regions stand where they are drawn; other containers are static boxes, so
  // that the places of their children count from the scrolling region around them.
  function place([key, x, y, width, height]) {
    const element = elements.get(key);
    if (!element) return;
    const node = nodes.get(element);
    const box = element.classList.contains('row') && !bit(node, 'scrolls');
    const words_in_a_cell = box && (node.r === 'gridcell' || node.r === 'columnheader') && node.n;
    if ((box && !words_in_a_cell) || (width === 0 && height === 0)) {
      element.classList.remove('at');
      return;
    }
    const style = element.style;
    element.classList.add('at');
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
  }

  function scroll([key, x, y, wide, high]) {
    const element = elements.get(key);
    if (!element) return;
    element.style.setProperty('--wide', `${wide}px`);
    element.style.setProperty('--high', `${high}px`);
    element.scrollTo(x, y);
    scrolled_to.set(element, [element.scrollLeft, element.scrollTop]);
  }

  // --- dialogs, focus
  // ---------------------------------------------------------------------------------
  const modal = () => [...root.querySelectorAll('[aria-modal="true"]')]
    .filter((each) => !leaving.includes(each)).at(-1) ?? null;

  function make_inert() {
    const top = modal();
    let before = top !== null;
    for (const child of root.children) {
      if (child === top) before = false;
      if (child.inert === before) continue;
      child.inert = before;
      if (before) child.setAttribute('aria-hidden', 'true');
      else child.removeAttribute('aria-hidden');
    }
  }

  function focus([key, how]) {
    const element = elements.get(key);
    if (!element) return;
    if (document.activeElement !== element) element.focus({ preventScroll: true });
    if (!is_text_field(element)) return;
    const end = element.value.length;
    if (how === 0) element.select();
    if (how === 1) element.setSelectionRange(end, end);
    typing.report(element);
  }

  function remove(element) {
    document.getElementById(`${element.id}-words`)?.remove();
    element.remove();
  }

  function say(where, words) {
    // The same words again are news again: the text changes in any case.
    where.textContent = where.textContent === words ? `${words}\u00a0` : words;
  }

  function apply(message) {
    ++messages;
    leaving = (message.gone ?? []).map((key) => elements.get(key)).filter(Boolean);
    const heirs = (message.new ?? []).map(create).filter(Boolean);
    for (const node of message.set ?? []) update(elements.get(node.k), node);
    (message.order ?? []).forEach(arrange);
    for (const list of [message.new, message.set]) {
      (list ?? []).forEach((node) => link(id_of, elements.get(node.k), node));
    }
    (message.box ?? []).forEach(place);
    (message.at ?? []).forEach(place);
    (message.scroll ?? []).forEach(scroll);
    make_inert();
    heirs.forEach((element) => element.focus({ preventScroll: true }));
    if (message.focus) focus(message.focus);
    for (const key of message.gone ?? []) {
      if (leaving.includes(elements.get(key))) elements.delete(key);
    }
    leaving.forEach(remove);
    leaving = [];
    root.classList.toggle('waits', message.wait === 1);
    if (message.say) say(said, message.say.join('. '));
    if (message.alarm) say(alarm, message.alarm.join('. '));
  }

  // --- what happens to elements
  // ------------------------------------------------------------------------
  function on_click(event) {
    const element = event.target.closest('.press');
    if (!element || event.defaultPrevented) return;
    const node = nodes.get(element);
    if (node.r === 'select') return;
    if (bit(node, 'disabled')) {
      event.preventDefault();
      return;
    }
    if (node.r === 'link') {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;  // a new tab: the browser's
      event.preventDefault();
    }
    calls.action(node.k, 0, '');
    if (element.type === 'checkbox') {
      // The box has turned itself; should the app decline, it turns back.
      setTimeout(() => { element.checked = bit(nodes.get(element), 'checked'); }, 300);
    }
  }

  function on_scroll(event) {
    const element = event.target;
    if (!element.classList?.contains('scrolls')) return;
    const [x, y] = scrolled_to.get(element) ?? [0, 0];
    if (Math.abs(element.scrollLeft - x) < 1 && Math.abs(element.scrollTop - y) < 1) return;
    scrolled_to.set(element, [element.scrollLeft, element.scrollTop]);
    calls.scrolled(key_of(element), element.scrollLeft, element.scrollTop);
  }

  function on_paste(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const element = document.activeElement ?? document.body;
    if (text && calls.paste(key_of(element), text, is_text_field(element))) event.preventDefault();
  }

  // Outside of text fields there is no selection: what has focus is copied.
  function on_copy(event) {
    const element = document.activeElement;
    if (is_text_field(element) || !nodes.has(element)) return;
    event.clipboardData.setData('text/plain', nodes.get(element).n ?? '');
    event.preventDefault();
  }

  function listen() {
    root.addEventListener('click', on_click);
    root.addEventListener('change', (event) => {
      if (event.target instanceof HTMLSelectElement) {
        calls.action(key_of(event.target), 3, String(event.target.selectedIndex));
      }
    });
    root.addEventListener('focusin', (event) => {
      calls.focus(key_of(event.target));
      // A cell that the keyboard enters is replaced by what is typed, as in a spreadsheet.
      if (!pointer_down() && is_text_field(event.target) &&
          event.target.closest('[role=gridcell]')) {
        event.target.select();
      }
      typing.report(event.target);
    });
    root.addEventListener('focusout', (event) => {
      if (event.relatedTarget === null && document.hasFocus()) calls.focus('');
    });
    root.addEventListener('scroll', on_scroll, true);
    document.addEventListener('paste', on_paste);
    document.addEventListener('copy', on_copy);
    typing.listen(root);
    listen_for_pointing(root, canvas, calls);
    listen_for_keys(calls, typing, key_of, modal);
  }

  return {
    use(made) {
      calls = made;
      typing.use(made);
    },
    apply,
    listen,
    messages: () => messages,
  };
}
