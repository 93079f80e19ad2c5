/** A page of its own, in a frame: nothing of ours is loaded yet, and what it remembers ends with it. */
export interface Page {
  window: Window & typeof globalThis;
  document: Document;
  /** What was written to its console, one text a call: `warn: …`. */
  console: string[];
  /** Exceptions and rejections that nobody caught. */
  uncaught: string[];
  /** Loads the element, as a script tag does. */
  load(): Promise<void>;
}

const frames = new Set<HTMLIFrameElement>();
afterEach(() => {
  for (const frame of frames) frame.remove();
  frames.clear();
});

/** Opens an empty page, which lasts until the test ends. */
export async function openPage(): Promise<Page> {
  const frame = document.createElement('iframe');
  frames.add(frame);
  await arrival(frame, () => {
    frame.src = new URL('./page.html', import.meta.url).href;
    document.body.append(frame);
  });
  const window = frame.contentWindow as Page['window'];
  const page: Page = {
    window,
    document: window.document,
    console: [],
    uncaught: [],
    load: () => loadElement(window.document),
  };
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    window.console[level] = (...given: unknown[]) => page.console.push(`${level}: ${given.map(String).join(' ')}`);
  }
  window.addEventListener('error', ({ message }) => page.uncaught.push(message));
  window.addEventListener('unhandledrejection', ({ reason }) => page.uncaught.push(String(reason)));
  return page;
}

function loadElement(document: Document): Promise<void> {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = new URL('../../src/index.ts', import.meta.url).href;
  return arrival(script, () => document.head.append(script));
}

function arrival(element: HTMLElement, start: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    element.addEventListener('load', () => resolve(), { once: true });
    element.addEventListener('error', () => reject(new Error(`A ${element.localName} did not load.`)), { once: true });
    start();
  });
}
