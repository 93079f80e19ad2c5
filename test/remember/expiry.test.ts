import { expect } from '@open-wc/testing';
import { createApi, type Api, type Reply } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { BrowserClock, openTab, type Tab } from '../support/tab.js';
import { checkKey } from '../support/tag.js';

const MINUTE = 60_000;
const EXPIRED = { body: validMembership({ valid: false, status: 'expired' }) };

interface Scene {
  api: Api;
  clock: BrowserClock;
  tab: Tab;
}

/** Opens a page whose license is valid and ends in ten minutes. */
async function openScene(attributes: Record<string, string>, ...replies: Reply[]): Promise<Scene> {
  const clock = new BrowserClock();
  const expires_at = Math.ceil(clock.now() / 1000) + 600;
  const api = await createApi({ body: validMembership({ expires_at }) }, ...replies);
  const tab = await openTab(clock, { 'api-base': api.base, ...attributes });
  await checkKey(tab.element);
  await api.nextPost();
  tab.events.length = 0;
  return { api, clock, tab };
}

for (const remember of ['', 'local']) {
  describe(`an open page whose membership ends${remember && ', with a remembered license'}`, () => {
    for (const isVisible of [true, false]) {
      it(`shuts at that moment and asks whether it was renewed, ${isVisible ? 'visible' : 'in the background'}`, async () => {
        const { clock, tab } = await openScene({ remember }, EXPIRED);
        tab.setVisible(isVisible);
        clock.advance(9.9 * MINUTE);
        expect(tab.element.state).to.equal('valid');
        const next = tab.nextVerdict();
        clock.advance(0.2 * MINUTE);
        expect([tab.element.state, tab.element.verdict]).to.deep.equal(['checking', null]);
        expect((await next).outcome).to.equal('invalid');
        expect(tab.events).to.deep.equal([
          'statechange:idle',
          'statechange:checking',
          'statechange:invalid',
          'invalid:inactive',
        ]);
      });
    }

    it('opens again when it was renewed', async () => {
      const { clock, tab } = await openScene({ remember }, { body: validMembership() });
      const next = tab.nextVerdict();
      clock.advance(10.1 * MINUTE);
      expect((await next).outcome).to.equal('valid');
    });

    it('shuts while a question is out', async () => {
      const { api, clock, tab } = await openScene(
        { remember, 'max-age': '300', timeout: '900000' },
        { hold: true, ...EXPIRED },
      );
      clock.advance(6 * MINUTE);
      await api.nextPost();
      expect(tab.element.state).to.equal('valid');
      clock.advance(4.1 * MINUTE);
      expect([tab.element.state, tab.element.verdict]).to.deep.equal(['checking', null]);
      const next = tab.nextVerdict();
      await api.release();
      expect((await next).outcome).to.equal('invalid');
      expect((await api.posts()).length).to.equal(2);
    });

    it('stays shut when nobody can say', async () => {
      const { clock, tab } = await openScene({ remember, 'stale-if-error': '86400' }, { status: 401 });
      const next = tab.nextVerdict();
      clock.advance(10.1 * MINUTE);
      expect((await next).outcome).to.equal('unverified');
    });
  });
}

describe('max-age="0" on a page whose membership ends', () => {
  it('shuts without a request', async () => {
    const { api, clock, tab } = await openScene({ 'max-age': '0' });
    clock.advance(10.1 * MINUTE);
    expect([tab.element.state, tab.element.verdict]).to.deep.equal(['idle', null]);
    expect((await api.posts()).length).to.equal(1);
  });
});

describe('a page that slept past the end of a membership', () => {
  it('shuts as soon as it is looked at', async () => {
    const { clock, tab } = await openScene({}, { hold: true, ...EXPIRED });
    tab.setVisible(false);
    clock.jump(11 * MINUTE);
    tab.setVisible(true);
    expect([tab.element.state, tab.element.verdict]).to.deep.equal(['checking', null]);
  });
});
