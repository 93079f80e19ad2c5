import { expect } from '@open-wc/testing';
import { checkKeyInHost, CLASSIC, type HostPage, openHostPage } from '../support/host-page.js';
import { replaceProperty } from '../support/replace-property.js';

afterEach(() => {
  for (const name of Object.keys(localStorage))
    if (name.startsWith('whop-license-check')) localStorage.removeItem(name);
});

for (const type of ['Array', 'Date', 'Object', 'String'] as const) {
  describe(`next to an old library that adds a toJSON to ${type}.prototype`, () => {
    const openHost = (attributes = ''): Promise<HostPage> =>
      openHostPage({
        beforeScripts: (page) => replaceProperty(page[type].prototype, 'toJSON', () => 'replaced'),
        script: CLASSIC,
        attributes,
      });

    it('a license is remembered, and found again without a request', async () => {
      const { document, api, element, uncaught } = await openHost('remember="local" product="prod_Wi5LVBzrFG2nE"');
      expect(await checkKeyInHost(element)).to.equal('valid');
      element.remove();
      const next = document.createElement('whop-license-check');
      for (const name of ['api-key', 'api-base', 'remember', 'product'])
        next.setAttribute(name, element.getAttribute(name)!);
      document.body.append(next);
      await next.updateComplete;
      expect(next.verdict).to.include({ outcome: 'valid', stale: false });
      expect(await api.posts()).to.have.length(1);
      expect(uncaught).to.deep.equal([]);
    });

    it('metadata leaves as it was given', async () => {
      const { window, api, element, uncaught } = await openHost();
      element.metadata = window.eval('({ devices: ["A", { since: new Date(0), ids: [1] }] })') as object;
      expect(await checkKeyInHost(element)).to.equal('valid');
      expect((await api.nextPost()).body).to.equal(
        '{"metadata":{"devices":["A",{"since":"1970-01-01T00:00:00.000Z","ids":[1]}]}}',
      );
      expect(uncaught).to.deep.equal([]);
    });
  });
}

describe('next to an old library that replaces Array.from, and maps nothing', () => {
  it('forget() drops what is remembered', async () => {
    const { element, uncaught } = await openHostPage({
      beforeScripts: (page) =>
        replaceProperty(page.Array, 'from', ({ length, ...items }: ArrayLike<unknown>) =>
          [...Array(length).keys()].map((index) => items[index]),
        ),
      script: CLASSIC,
      attributes: 'remember="local"',
    });
    expect(await checkKeyInHost(element)).to.equal('valid');
    element.forget();
    expect(element.state).to.equal('idle');
    expect(Object.keys(localStorage).filter((name) => name.startsWith('whop-license-check'))).to.be.empty;
    expect(uncaught).to.deep.equal([]);
  });
});
