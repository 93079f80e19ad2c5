import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';

let usedMouse = false;
afterEach(async () => {
  if (usedMouse) await resetMouse();
  usedMouse = false;
});

/** Clicks with the mouse, in the middle of what is drawn. */
export async function click(target: Element): Promise<void> {
  target.scrollIntoView({ block: 'center' });
  await sendMouse({ type: 'click', position: middleOf(target) });
  usedMouse = true;
}

/** Moves the mouse there. */
export async function hover(target: Element): Promise<void> {
  await sendMouse({ type: 'move', position: middleOf(target) });
  usedMouse = true;
}

/** Presses keys one after another: `Enter`, `a`, `Control+v`. */
export async function press(...chords: string[]): Promise<void> {
  for (const chord of chords) {
    const keys = chord.split(/(?<=.)\+/);
    const key = keys.pop()!;
    for (const modifier of keys) await sendKeys({ down: modifier });
    await sendKeys({ press: key });
    for (const modifier of keys.reverse()) await sendKeys({ up: modifier });
  }
}

/** Types a text, key by key, into what has the focus. */
export async function write(text: string): Promise<void> {
  await sendKeys({ type: text });
}

/** Whether a visitor can see anything of it, or could by scrolling. */
export function isShown(element: Element): boolean {
  return (
    element.getClientRects().length > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  );
}

/** Where the focus is, as a text that a failure can show: `input` in a tag is its part of that name, `#id` an element of the page. */
export function focused(page = document): string {
  const active = page.activeElement;
  const inner = active?.shadowRoot?.activeElement;
  return inner?.getAttribute('part') ?? (active?.id ? `#${active.id}` : (active?.localName ?? 'nothing'));
}

/** Resolves with the first event of one of these types. */
export function nextEvent(target: EventTarget, ...types: string[]): Promise<Event> {
  return new Promise((resolve) => {
    for (const type of types) target.addEventListener(type, resolve, { once: true });
  });
}

function middleOf(target: Element): [number, number] {
  let { x, y, width, height } = target.getBoundingClientRect();
  x += width / 2;
  y += height / 2;
  for (
    let frame = target.ownerDocument.defaultView?.frameElement;
    frame;
    frame = frame.ownerDocument.defaultView?.frameElement
  ) {
    const { left, top } = frame.getBoundingClientRect();
    x += left + frame.clientLeft;
    y += top + frame.clientTop;
  }
  return [Math.round(x), Math.round(y)];
}
