// One listener for all keys. What types text stays the field's; the rest is offered to the app,
// which draws a frame inside the event, so that focus has moved before the next key arrives.
// In: keydown. Out: calls.key(chord, key); the browser's own action only where the app declines.
import { is_text_field } from './roles.js';

const ON_A_MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const ALONE = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead',
  'Process', 'Unidentified']);
const EDITING = new Set(['Backspace', 'Delete']);
const LINES = new Set(['Enter', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End',
  'PageUp', 'PageDown', 'Shift+Enter']);

// "Ctrl+Enter", "Shift+Tab", "?": modifiers in this order, then the key's own name.
export function chord_of(event) {
  const ctrl = ON_A_MAC ? event.metaKey : event.ctrlKey;
  const types = event.key.length === 1;
  if (event.getModifierState('AltGraph') && types) return event.key;
  let chord = '';
  if (ctrl) chord += 'Ctrl+';
  if (event.altKey) chord += 'Alt+';
  if (event.shiftKey && (!types || ctrl || event.altKey)) chord += 'Shift+';
  const key = types && (ctrl || event.altKey) ? event.key.toUpperCase() : event.key;
  return chord + (key === ' ' ? 'Space' : key);
}

const types_text = (event, chord) => [...event.key].length === 1 && chord === event.key;

// What the element does by itself with this key.
function belongs_to(element, event, chord) {
  if (element instanceof HTMLSelectElement) {
    return LINES.has(chord) || chord === 'Space' || types_text(event, chord);
  }
  if (element instanceof HTMLTextAreaElement && LINES.has(chord)) return true;
  if (is_text_field(element)) {
    if (EDITING.has(chord) || chord === 'Space') return true;
    const steps = element.inputMode === 'decimal' && (chord === '+' || chord === '-');
    return types_text(event, chord) && !steps;
  }
  const pressable = element.closest?.('.press') != null;
  return pressable && (chord === 'Enter' || chord === 'Space');
}

// The first and last stops of a dialog lead to each other.
function stay_inside(event, dialog) {
  const stops = [...dialog.querySelectorAll('button, a[href], input, select, textarea, [tabindex]')]
    .filter((each) => each.tabIndex >= 0 && !each.disabled);
  if (stops.length === 0) return;
  const at = stops.indexOf(document.activeElement);
  const leaves = event.shiftKey ? at <= 0 : at === stops.length - 1 || at < 0;
  if (!leaves) return;
  event.preventDefault();
  stops[event.shiftKey ? stops.length - 1 : 0].focus({ preventScroll: true });
}

export function listen_for_keys(calls, typing, key_of, modal) {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229 || ALONE.has(event.key)) return;
    const element = document.activeElement ?? document.body;
    const chord = chord_of(event);
    if (types_text(event, chord) && !event.repeat) typing.character(event, element);
    if (chord === 'Enter' && typing.scanned(event)) {
      event.preventDefault();
      return;
    }
    if (belongs_to(element, event, chord)) return;
    typing.report(element);  // the caret as it stands now: the browser tells of it later
    if (calls.key(chord, key_of(element))) {
      event.preventDefault();
    } else if (event.key === 'Tab' && modal()) {
      stay_inside(event, modal());
    }
  }, true);
}
