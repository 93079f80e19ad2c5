import { expect } from '@open-wc/testing';
import { CLASSIC, runJourney, MODULE, openHostPage, type Journey } from '../support/host-page.js';

/** Names of the window's members: an id or a name puts an element in their place where there is none. */
const OF_WINDOW = [
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
/** Names of the document's members: images and forms of these names do stand in front of them. */
const OF_DOCUMENT = [
  'createEvent',
  'createDocumentFragment',
  'importNode',
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
/** Names of an element's members: fields of these names stand in front of a form's. */
const OF_FORM = [
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

const clobberings: Record<string, (tag: string) => string> = {
  ...Object.fromEntries(
    OF_WINDOW.map((name) => [
      `a form with the id ${name}`,
      (tag: string) => `<form id="${name}"></form><a id="${name}"></a><img id="${name}" name="${name}" alt>${tag}`,
    ]),
  ),
  ...Object.fromEntries(
    OF_DOCUMENT.map((name) => [
      `an image and a form named ${name}`,
      (tag: string) => `<img name="${name}" alt><form name="${name}"></form>${tag}`,
    ]),
  ),
  'a form around the tag, with fields of all names': (tag) =>
    `<form>${OF_FORM.map((name) => `<input name="${name}" id="${name}">`).join('')}${tag}</form>`,
  'elements with our own ids': (tag) => `<p id="key"></p><p id="message"></p><form part="form" id="form"></form>${tag}`,
  'a template around what is inside': (tag) =>
    `<template id="whop-license-check"></template><a name="whop-license-check"></a>${tag}`,
};

describe('a page whose elements have the names of the browser’s own things', () => {
  const pro = '<p id="pro">Pro</p>';
  let clean: Journey;
  before(async () => {
    clean = await runJourney(await openHostPage());
  });

  for (const [what, around] of Object.entries(clobberings)) {
    for (const script of [CLASSIC, MODULE]) {
      it(`changes nothing by ${what}, before the ${script === CLASSIC ? 'classic script' : 'module'}`, async () => {
        // At the end of the page: all of these are there before our script runs.
        const host = await openHostPage({ script: '', body: (tag) => around(tag) + pro + script });
        expect(await runJourney(host)).to.deep.equal(clean);
        expect(host.uncaught).to.deep.equal([]);
      });
    }
  }

  it('gets the fallback where no element can be made, and its console says why', async () => {
    const host = await openHostPage({ script: '', body: (tag) => `<img name="createElement" alt>${tag}${MODULE}` });
    expect(host.element.shadowRoot).to.equal(null);
    expect(host.element.innerText).to.equal('Fallback');
    expect(host.console.join()).to.match(/^error: <whop-license-check> cannot run here/);
  });
});
