import { expect } from '@open-wc/testing';
import { createApi } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { BrowserClock, openTab } from '../support/tab.js';
import { checkKey } from '../support/tag.js';

const UNUSABLE: [string, string][] = [
  ['api-base', 'ftp://relay.example'],
  ['api-key', 'not ascii: é'],
  ['product', 'pro'],
  ['plan', 'pro'],
  ['metadata', '[1]'],
  ['timeout', '-1'],
  ['unlocks', '#('],
];

for (const remember of ['local', 'session']) {
  describe(`a license remembered by remember="${remember}"`, () => {
    for (const [name, value] of UNUSABLE) {
      it(`stays when ${name} cannot be used, and the page is told once`, async () => {
        const api = await createApi({ body: validMembership() });
        const clock = new BrowserClock();
        const attributes = { 'api-base': api.base, remember };
        const { element } = await openTab(clock, attributes);
        await checkKey(element);
        element.remove();

        const onLoad = await openTab(clock, { ...attributes, [name]: value });
        expect(onLoad.verdicts).to.deep.equal(['unverified:misconfigured']);

        const open = await openTab(clock, attributes);
        open.element.setAttribute(name, value);
        await open.element.updateComplete;
        await Promise.resolve();
        expect(open.verdicts).to.deep.equal(['valid', 'unverified:misconfigured']);
        if (name in attributes) open.element.setAttribute(name, attributes[name as 'api-base']);
        else if (name === 'api-key') open.element.setAttribute(name, 'apik_test');
        else open.element.removeAttribute(name);
        await open.element.updateComplete;
        await Promise.resolve();
        expect(open.verdicts).to.deep.equal(['valid', 'unverified:misconfigured', 'valid']);
        expect((await api.posts()).length).to.equal(1);
      });
    }
  });
}

describe('a visitor without a license', () => {
  it('is not bothered by settings that cannot be used', async () => {
    const tab = await openTab(new BrowserClock(), { remember: 'local', timeout: '-1' });
    expect(tab.verdicts).to.be.empty;
  });
});
