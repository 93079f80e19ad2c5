import { openPage } from './page.js';

/** A page in a sandboxed iframe that lasts until the test ends. The element is loaded. */
export interface Sandbox {
  window: Window & typeof globalThis;
  document: Document;
}

/** @param allows Sandbox flags in addition to scripts and the same origin, e.g. `allow-forms`. */
export async function openSandbox(allows = ''): Promise<Sandbox> {
  const frame = (await openPage()).window.frameElement as HTMLIFrameElement;
  frame.setAttribute('sandbox', `allow-scripts allow-same-origin ${allows}`);
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
    frame.src += '?sandbox';
  });
  const window = frame.contentWindow as Sandbox['window'];
  await loadElement(window);
  return { window, document: window.document };
}

async function loadElement({ document }: Window): Promise<void> {
  const script = document.createElement('script');
  script.type = 'module';
  script.src = `${location.origin}/element.js`;
  await new Promise((resolve) => {
    script.addEventListener('load', resolve, { once: true });
    document.head.append(script);
  });
}
