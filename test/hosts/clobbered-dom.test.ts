import { expect } from '@open-wc/testing';
import { CLASSIC, findSafetyFaults, MODULE, openHostPage, runJourney, type Journey } from '../support/host-page.js';

/** Members of the window. An element's `id` or `name` takes the place of one that doesn't exist. */
const WINDOW_MEMBERS = [
  'customElements',
  'trustedTypes',
  'localStorage',
  'fetch',
  'JSON',
  'URL',
  'AbortController',
  'CustomEvent',
  'location',
  'navigator',
  'document',
  'console',
  'queueMicrotask',
  'CSSStyleSheet',
  'MutationObserver',
];
/** Members of the document. Images and forms with these names shadow them. */
const DOCUMENT_MEMBERS = [
  'createEvent',
  'createDocumentFragment',
  'head',
  'body',
  'defaultView',
  'visibilityState',
  'prerendering',
  'addEventListener',
  'adoptedStyleSheets',
  'documentElement',
  'location',
  'querySelector',
];
/** Members of a form element. Fields with these names shadow them. */
const FORM_MEMBERS = [
  'submit',
  'action',
  'method',
  'elements',
  'children',
  'parentNode',
  'getRootNode',
  'contains',
  'querySelector',
  'fetch',
  'apiKey',
  'licenseKey',
  'checkValidity',
  'attributes',
  'nodeType',
  'isConnected',
  'ownerDocument',
];

const clobberingPages: Record<string, (tag: string) => string> = {
  ...Object.fromEntries(
    WINDOW_MEMBERS.map((name) => [
      `a form with the id ${name}`,
      (tag: string) => `<form id="${name}"></form><a id="${name}"></a><img id="${name}" name="${name}" alt>${tag}`,
    ]),
  ),
  ...Object.fromEntries(
    DOCUMENT_MEMBERS.map((name) => [
      `an image and a form named ${name}`,
      (tag: string) => `<img name="${name}" alt><form name="${name}"></form>${tag}`,
    ]),
  ),
  'a form around the tag, with fields that shadow its members': (tag) =>
    `<form>${FORM_MEMBERS.map((name) => `<input name="${name}" id="${name}">`).join('')}${tag}</form>`,
  'elements with the ids that we use': (tag) =>
    `<p id="key"></p><p id="message"></p><form part="form" id="form"></form>${tag}`,
  'elements named after the tag': (tag) =>
    `<template id="whop-license-check"></template><a name="whop-license-check"></a>${tag}`,
};

describe('a page whose elements clobber browser members', () => {
  const pro = '<p id="pro">Pro</p>';
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [description, addAround] of Object.entries(clobberingPages)) {
    for (const script of [CLASSIC, MODULE]) {
      it(`with ${description}, before the ${script === CLASSIC ? 'classic script' : 'module'}, works as usual`, async () => {
        // The script is at the end of the page, so that all elements exist before it runs.
        const host = await openHostPage({ script: '', body: (tag) => addAround(tag) + pro + script });
        expect(await runJourney(host)).to.deep.equal(clean);
        expect(host.uncaught).to.deep.equal([]);
      });
    }
  }

  // Lit cannot render there. The tag owes such a page no service, but it must stay safe.
  for (const name of ['createElement', 'importNode']) {
    it(`gets no wrong verdict when ${name} is clobbered`, async () => {
      const host = await openHostPage({ script: '', body: (tag) => `<img name="${name}" alt>${tag}${pro}${MODULE}` });
      expect(await findSafetyFaults(host, clean)).to.deep.equal([]);
    });
  }
});
