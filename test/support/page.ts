/** A separate page, in an iframe. Our script is not loaded yet, and the page's memory ends with it. */
export interface Page {
  window: Window & typeof globalThis;
  document: Document;
  /** The lines written to its console, one per call: `warn: …`. */
  console: string[];
  /** Uncaught exceptions and unhandled rejections. */
  uncaught: string[];
  /** Loads the element with a script tag. */
  load(): Promise<void>;
}

const frames = new Set<HTMLIFrameElement>();
afterEach(() => {
  for (const frame of frames) frame.remove();
  frames.clear();
});

/** Opens an empty page that lasts until the test ends. */
export async function openPage(): Promise<Page> {
  const frame = document.createElement('iframe');
  frames.add(frame);
  await waitForLoad(frame, () => {
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
    window.console[level] = (...args: unknown[]) => page.console.push(`${level}: ${args.map(String).join(' ')}`);
  }
  window.addEventListener('error', ({ message }) => page.uncaught.push(message));
  window.addEventListener('unhandledrejection', ({ reason }) => page.uncaught.push(String(reason)));
  return page;
}

function loadElement(document: Document): Promise<void> {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = `${location.origin}/element.js`;
  return waitForLoad(script, () => document.head.append(script));
}

function waitForLoad(element: HTMLElement, start: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    element.addEventListener('load', () => resolve(), { once: true });
    element.addEventListener('error', () => reject(new Error(`A ${element.localName} did not load.`)), { once: true });
    start();
  });
}
