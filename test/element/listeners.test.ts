import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { recordUncaughtErrors } from '../support/override-global.js';
import { recordEvents, formatVerdict, KEY, OTHER_KEY, stage, createTag, checkKey } from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';

const VERDICTS = ['valid', 'invalid', 'unverified'] as const;
const replies = { valid: goodReply(), invalid: goodReply({ valid: false }), unverified: { status: 401 } };

interface Deed {
  /** What a listener does in the middle of things, once. */
  deed(element: WhopLicenseCheck): unknown;
  /** What becomes of a check in whose first event that is done; default: it ends as it would have. */
  endsCheck?: 'superseded';
  /** How many verdicts are heard by and by, with that of one more check: if done while checking, and with the verdict. */
  heard: [number, number];
}

const deeds: Record<string, Deed> = {
  throws: {
    deed: () => {
      throw new Error('A listener of the page fails.');
    },
    heard: [2, 2],
  },
  'calls check()': { deed: (element) => element.check(), heard: [2, 3] },
  'calls forget()': { deed: (element) => element.forget(), endsCheck: 'superseded', heard: [1, 2] },
  'removes the element': { deed: (element) => element.remove(), endsCheck: 'superseded', heard: [1, 2] },
  'moves the element': { deed: (element) => stage().append(element), heard: [2, 2] },
  'changes the product': {
    deed: (element) => {
      element.product = 'prod_Wi5LVBzrFG2nE';
      return element.updateComplete;
    },
    endsCheck: 'superseded',
    heard: [1, 2],
  },
  'submits another key': {
    deed: (element) => {
      element.licenseKey = OTHER_KEY;
      return element.check();
    },
    heard: [2, 3],
  },
};

describe('a listener that', () => {
  for (const [what, { deed, endsCheck, heard }] of Object.entries(deeds)) {
    for (const outcome of VERDICTS) {
      for (const [moment, state] of [
        ['statechange', 'checking'],
        ['statechange', outcome],
        [outcome, outcome],
      ] as const) {
        it(`${what} on ${moment}, ${state}, brings nothing out of step`, async () => {
          const api = await createApi(replies[outcome]);
          stage().innerHTML = '<p hidden></p><div></div>';
          const element = await createTag(
            { 'api-base': api.base, unlocks: 'p', 'license-key': KEY },
            stage().querySelector('div')!,
          );
          const events = recordEvents(element);
          const uncaught = recordUncaughtErrors();
          let done: unknown[] | undefined;
          element.addEventListener(moment, () => {
            if (done || element.state !== state) return;
            done = [];
            done.push(deed(element));
          });
          const first = await element.check();
          await Promise.all(done!);
          if (state === 'checking') expect(formatVerdict(first)).to.contain(endsCheck ?? outcome);
          else if (moment === outcome || !endsCheck) expect(first.outcome).to.equal(outcome);

          // One more check, of an element that is put back, ends as if nothing had been.
          if (!element.isConnected) stage().append(element);
          element.licenseKey = KEY;
          const last = await element.check();
          expect(last.outcome).to.equal(outcome);
          expect(element.verdict).to.equal(last);
          expect(element.state).to.equal(outcome);
          expect(element.getAttribute('state')).to.equal(outcome);
          expect(stage().querySelector('p')!.hidden).to.equal(outcome !== 'valid');
          expect(events.at(-1)).to.equal(formatVerdict(last));
          const verdicts = events.filter((event) => !event.startsWith('statechange'));
          expect(verdicts.length).to.be.oneOf(
            moment === 'statechange' && state === outcome ? heard : [heard[state === 'checking' ? 0 : 1]],
          );
          expect(uncaught).to.have.length(what === 'throws' ? 1 : 0);
        });
      }
    }
  }

  it('throws costs the others nothing', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base });
    const uncaught = recordUncaughtErrors();
    for (const type of [...VERDICTS, 'statechange']) element.addEventListener(type, deeds.throws!.deed as never);
    const events = recordEvents(element);
    expect(formatVerdict(await checkKey(element))).to.equal('valid');
    expect(events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
    expect(uncaught).to.have.length(3);
  });

  it('calls check() on each verdict, three times, is answered each time', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    const events = recordEvents(element);
    await new Promise<void>((resolve) => {
      let times = 0;
      element.addEventListener('valid', () => (++times < 3 ? void element.check() : resolve()));
      void element.check();
    });
    expect(events.filter((event) => event === 'valid')).to.have.length(3);
    expect(await api.posts()).to.have.length(3);
  });

  it('calls check() while checking joins', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    const events = recordEvents(element);
    const promises: unknown[] = [];
    element.addEventListener('statechange', () => element.state === 'checking' && promises.push(element.check()));
    promises.push(element.check());
    expect(promises).to.have.length(2);
    expect(promises[0]).to.equal(promises[1]);
    await promises[0];
    expect(events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
    expect(await api.posts()).to.have.length(1);
  });

  it('calls forget() on the change of state keeps the page from hearing a valid that no longer stands', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    let heard = 0;
    element.addEventListener('valid', () => heard++);
    element.addEventListener('statechange', () => element.state === 'valid' && element.forget());
    expect(await element.check()).to.include({ outcome: 'unverified', reason: 'superseded' });
    expect(heard).to.equal(0);
  });

  it('calls forget() as the page opens finds it shut, and stays so', async () => {
    const api = await createApi(goodReply());
    stage().innerHTML = '<p hidden></p>';
    const element = await createTag({ 'api-base': api.base, unlocks: 'p', 'license-key': KEY });
    for (const type of ['statechange', 'valid'])
      element.addEventListener(type, () => element.state === 'valid' && element.forget());
    await element.check();
    await element.updateComplete;
    expect(element.state).to.equal('idle');
    expect(element.verdict).to.equal(null);
    expect(stage().querySelector('p')!.hidden).to.equal(true);
  });
});
