import { expect } from '@open-wc/testing';
import type { WhopLicenseCheck } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { recordUncaughtErrors } from '../support/override-global.js';
import { recordEvents, formatVerdict, KEY, OTHER_KEY, stage, createTag, checkKey } from '../support/tag.js';
import { goodReply } from '../support/verdict-rows.js';
import { expectWarnings } from '../support/warnings.js';

const VERDICTS = ['valid', 'invalid', 'unverified'] as const;
const replies = { valid: goodReply(), invalid: goodReply({ valid: false }), unverified: { status: 401 } };

interface ListenerAction {
  /** What a listener does during a check, once. */
  act(element: WhopLicenseCheck): unknown;
  /** The reason with which this ends a check in its first event. By default, the check ends as usual. */
  endsCheck?: 'superseded';
  /** The number of verdict events, including those of one more check: if done while checking, and with the verdict. */
  verdictCounts: [number, number];
}

const listenerActions: Record<string, ListenerAction> = {
  throws: {
    act: () => {
      throw new Error('The listener throws.');
    },
    verdictCounts: [2, 2],
  },
  'calls check()': { act: (element) => element.check(), verdictCounts: [2, 3] },
  'calls forget()': { act: (element) => element.forget(), endsCheck: 'superseded', verdictCounts: [1, 2] },
  'removes the element': { act: (element) => element.remove(), endsCheck: 'superseded', verdictCounts: [1, 2] },
  'moves the element': { act: (element) => stage().append(element), verdictCounts: [2, 2] },
  'changes the product': {
    act: (element) => {
      element.product = 'prod_Wi5LVBzrFG2nE';
      return element.updateComplete;
    },
    endsCheck: 'superseded',
    verdictCounts: [1, 2],
  },
  'submits another key': {
    act: (element) => {
      element.licenseKey = OTHER_KEY;
      return element.check();
    },
    verdictCounts: [2, 3],
  },
};

beforeEach(() => expectWarnings('unauthorized'));

describe('a listener that', () => {
  for (const [description, { act, endsCheck, verdictCounts }] of Object.entries(listenerActions)) {
    for (const outcome of VERDICTS) {
      for (const [moment, state] of [
        ['statechange', 'checking'],
        ['statechange', outcome],
        [outcome, outcome],
      ] as const) {
        it(`${description} on ${moment} in the state ${state} leaves everything consistent`, async () => {
          const api = await createApi(replies[outcome]);
          stage().innerHTML = '<p hidden></p><div></div>';
          const element = await createTag(
            { 'api-base': api.base, unlocks: 'p', 'license-key': KEY },
            stage().querySelector('div')!,
          );
          const events = recordEvents(element);
          const uncaught = recordUncaughtErrors();
          let results: unknown[] | undefined;
          element.addEventListener(moment, () => {
            if (results || element.state !== state) return;
            results = [];
            results.push(act(element));
          });
          const first = await element.check();
          await Promise.all(results!);
          if (state === 'checking') expect(formatVerdict(first)).to.contain(endsCheck ?? outcome);
          else if (moment === outcome || !endsCheck) expect(first.outcome).to.equal(outcome);

          // One more check, with the element back in the page, ends as usual.
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
            moment === 'statechange' && state === outcome
              ? verdictCounts
              : [verdictCounts[state === 'checking' ? 0 : 1]],
          );
          expect(uncaught).to.have.length(description === 'throws' ? 1 : 0);
        });
      }
    }
  }

  it('throws does not affect other listeners', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base });
    const uncaught = recordUncaughtErrors();
    for (const type of [...VERDICTS, 'statechange'])
      element.addEventListener(type, listenerActions.throws!.act as never);
    const events = recordEvents(element);
    expect(formatVerdict(await checkKey(element))).to.equal('valid');
    expect(events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
    expect(uncaught).to.have.length(3);
  });

  it('calls check() on each verdict gets a verdict each time', async () => {
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

  it('calls check() during a check joins it', async () => {
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

  it('calls forget() on statechange prevents the valid event', async () => {
    const api = await createApi(goodReply());
    const element = await createTag({ 'api-base': api.base, 'license-key': KEY });
    let validCount = 0;
    element.addEventListener('valid', () => validCount++);
    element.addEventListener('statechange', () => element.state === 'valid' && element.forget());
    expect(await element.check()).to.include({ outcome: 'unverified', reason: 'superseded' });
    expect(validCount).to.equal(0);
  });

  it('calls forget() when the page is unlocked leaves it locked', async () => {
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
