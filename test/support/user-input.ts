import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';

let wasMouseUsed = false;
afterEach(async () => {
  if (wasMouseUsed) await resetMouse();
  wasMouseUsed = false;
});

/** Clicks the center of an element with the mouse. */
export async function click(target: Element): Promise<void> {
  target.scrollIntoView({ block: 'center' });
  await sendMouse({ type: 'click', position: getCenter(target) });
  wasMouseUsed = true;
}

/** Moves the mouse over an element. */
export async function hover(target: Element): Promise<void> {
  await sendMouse({ type: 'move', position: getCenter(target) });
  wasMouseUsed = true;
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

/** Types a text, key by key, into the focused element. */
export async function typeText(text: string): Promise<void> {
  await sendKeys({ type: text });
}

/** Whether a visitor can see any of an element, if necessary by scrolling. */
export function isVisible(element: Element): boolean {
  return (
    element.getClientRects().length > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  );
}

/** Names the focused element: by its part (`input`) inside a tag, by its `#id` in the page. */
export function getFocused(page = document): string {
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

function getCenter(target: Element): [number, number] {
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
