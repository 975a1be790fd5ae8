// Text fields: the page's element owns text, caret, selection and undo; the canvas draws what it
// says. Also the scanner that types like a keyboard.
// In: the element that has focus. Out: reports through `calls`.
// It will not write to a field that composes, nor destroy its undo.
import { STATE, is_text_field } from './roles.js';

const encoder = new TextEncoder();
const is_ascii = (text) => /^[\0-\x7f]*$/.test(text);
const bytes_before = (text, units) =>
  (is_ascii(text) ? units : encoder.encode(text.slice(0, units)).length);

export function make_typing(node_of) {
  let calls = null;
  let composing = null;   // {from}: where the composition began, in UTF-16 units
  let composed = 0;       // and how long it is
  let burst = [];         // what fields held before the characters of what may be a scan
  let writing = false;

  function report(element) {
    if (!calls?.ready() || !is_text_field(element)) return;
    const value = element.value;
    const start = composing ? bytes_before(value, composing.from) : 0;
    const end = composing ? bytes_before(value, composing.from + composed) : 0;
    calls.text(node_of(element).k, {
      value,
      from: bytes_before(value, element.selectionStart ?? 0),
      to: bytes_before(value, element.selectionEnd ?? 0),
      composing_from: start,
      composing_to: end,
      left: element.scrollLeft,
      top: element.scrollTop,
    });
  }

  // Writes as a person would: the browser can undo it. An unfocused field has nothing to undo.
  function write(element, value) {
    if (composing && document.activeElement === element) return false;
    if (element.value === value) return true;
    if (document.activeElement !== element) {
      element.value = value;
      return true;
    }
    writing = true;
    element.select();
    document.execCommand(value === '' ? 'delete' : 'insertText', false, value);
    writing = false;
    if (element.value !== value) element.value = value;
    report(element);
    return true;
  }

  // 0: no text field, 1: one, 2: one where codes are typed.
  function field_of(element) {
    if (!is_text_field(element)) return 0;
    return ((node_of(element)?.s ?? 0) & STATE.typed_scans) !== 0 ? 2 : 1;
  }

  function typed(element) {
    if (writing) return;
    report(element);
    calls.action(node_of(element).k, 2, element.value);
  }

  return {
    use: (made) => { calls = made; },
    report,
    write,
    composing: () => composing !== null,
    // A character went down: remember the field when a burst begins with it, or reaches it.
    character(event, element) {
      if (calls.scan_character(event.key, event.timeStamp)) burst = [];
      if (!is_text_field(element) || burst.some((held) => held.element === element)) return;
      burst.push({ element, value: element.value, from: element.selectionStart,
        to: element.selectionEnd });
    },
    // Enter: true when it ended a scan. Fields get back what they held: focus may have moved on
    // from the scan before while this one came in.
    scanned(event) {
      if (!calls.scan_enter(event.timeStamp, field_of(document.activeElement))) return false;
      for (const { element, value, from, to } of burst) {
        if (!element.isConnected) continue;
        write(element, value);
        element.setSelectionRange(from, to);
        calls.action(node_of(element).k, 2, value);
        report(element);
      }
      burst = [];
      calls.scan_taken();
      return true;
    },
    listen(root) {
      root.addEventListener('input', (event) => {
        if (is_text_field(event.target)) typed(event.target);
      });
      root.addEventListener('compositionstart', (event) => {
        composing = { from: event.target.selectionStart ?? 0 };
        composed = 0;
      });
      root.addEventListener('compositionupdate', (event) => { composed = event.data.length; });
      root.addEventListener('compositionend', (event) => {
        composing = null;
        composed = 0;
        if (is_text_field(event.target)) typed(event.target);
      });
      root.addEventListener('scroll', (event) => {
        if (is_text_field(event.target)) report(event.target);
      }, true);
      document.addEventListener('selectionchange', () => {
        if (!writing && is_text_field(document.activeElement)) report(document.activeElement);
      });
    },
  };
}
