// Mouse and wheel: the mirror lies over the canvas, SDL listens on the canvas, so what happens on
// the mirror is sent on to it. The page's elements alone activate; C++ is told where the mouse
// went down, so that it does not count a press twice.
// In: events of the mirror's root. Out: cloned events on the canvas. It will not send mouseup on:
// SDL hears that on the document.

let down = false;
export const pointer_down = () => down;

const is_element = (target) => target.closest?.('.press, .type') ?? null;

function send_on(canvas, event) {
  return canvas.dispatchEvent(new event.constructor(event.type, event));
}

function scrolls_itself(element) {
  return element instanceof HTMLTextAreaElement && element.scrollHeight > element.clientHeight;
}

export function listen_for_pointing(root, canvas, calls) {
  for (const [type, now] of [
           ['pointerdown', true], ['pointerup', false], ['pointercancel', false]]) {
    addEventListener(type, () => { down = now; }, true);
  }
  root.addEventListener('mousemove', (event) => {
    if (event.isTrusted) send_on(canvas, event);
  });
  root.addEventListener('mousedown', (event) => {
    if (!event.isTrusted) return;
    const element = is_element(event.target);
    calls.mouse_down(element !== null);
    if (event.target instanceof HTMLSelectElement) return;
    send_on(canvas, event);
    // A press beside all elements must not take focus from the one that has it; an option of a
    // list leaves it to the field.
    if (element === null || element.getAttribute('role') === 'option') event.preventDefault();
  });
  root.addEventListener('wheel', (event) => {
    if (!event.isTrusted || event.ctrlKey || scrolls_itself(event.target)) return;
    send_on(canvas, event);
    event.preventDefault();
  }, { passive: false });
  canvas.addEventListener('mousedown', (event) => {
    if (!event.isTrusted) return;
    calls.mouse_down(false);
    event.preventDefault();
  });
}
