import { expect } from '@open-wc/testing';
import type { Verdict } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { skipRetryDelay } from '../support/override-global.js';
import { recordEvents, KEY, nextVerdict, getMessage, stage, submitKey, createTag } from '../support/tag.js';
import { goodReply, verdictCases } from '../support/verdict-rows.js';

const shapes: Record<Verdict['outcome'], string[]> = {
  valid: ['outcome', 'membership', 'checkedAt', 'stale', 'token'],
  invalid: ['outcome', 'reason', 'message', 'membership', 'checkedAt'],
  unverified: ['outcome', 'reason', 'message', 'retryAfter', 'checkedAt'],
};

for (const [verdict, rows] of Object.entries(verdictCases)) {
  const isAsked = !/empty|malformed|misconfigured/.test(verdict);

  describe(verdict, () => {
    beforeEach(() => skipRetryDelay());

    for (const [what, { reply = goodReply(), key = KEY, attributes }] of Object.entries(rows)) {
      it(`is the verdict on ${what}`, async () => {
        const api = await createApi(reply);
        stage().innerHTML = '<p id="shut">not locked by the page</p><p id="open" hidden>locked by the page</p>';
        const element = await createTag({ 'api-base': api.base, unlocks: '#shut, #open', ...attributes });
        const events = recordEvents(element);
        const begun = Date.now();
        const heard = nextVerdict(element);
        await submitKey(element, key);
        const detail = await heard;

        expect(events).to.deep.equal([
          ...(isAsked ? ['statechange:checking'] : []),
          `statechange:${detail.outcome}`,
          verdict,
        ]);
        expect(detail).to.have.all.keys(...shapes[detail.outcome]);
        expect(+detail.checkedAt).to.be.within(begun, Date.now());
        if (detail.outcome === 'valid') expect(detail.stale).to.equal(false);
        if (detail.outcome === 'unverified')
          expect(detail.retryAfter).to.equal(detail.reason === 'rate-limited' ? 60 : null);

        expect(element.verdict).to.equal(detail);
        expect(element.state).to.equal(detail.outcome);
        expect(element.getAttribute('state')).to.equal(detail.outcome);
        expect(getMessage(element)).to.match(/^\S.*\S$/);
        if (detail.outcome !== 'valid') expect(detail.message).to.equal(getMessage(element));
        for (const gate of stage().querySelectorAll('p'))
          expect(gate.hidden, gate.id).to.equal(detail.outcome !== 'valid');
        expect((await api.posts()).length).to.be.within(isAsked ? 1 : 0, isAsked ? 2 : 0);
      });
    }
  });
}

describe('the words of a verdict', () => {
  /** The message on each row of a verdict. */
  async function messagesOf(verdict: string): Promise<string[]> {
    return Promise.all(
      Object.values(verdictCases[verdict]!).map(async ({ reply = goodReply(), key = KEY, attributes }) => {
        const api = await createApi(reply);
        const element = await createTag({ 'api-base': api.base, ...attributes });
        const heard = nextVerdict(element);
        await submitKey(element, key);
        await heard;
        return getMessage(element);
      }),
    );
  }

  it('blame neither the buyer nor the key where nobody could say', async () => {
    skipRetryDelay();
    for (const verdict of Object.keys(verdictCases).filter((name) => name.startsWith('unverified'))) {
      for (const message of await messagesOf(verdict))
        expect(message, verdict).to.not.match(/\bkey\b|invalid|not valid|offline|expired/i);
    }
  });

  it('say how long to wait when many are asking', async () => {
    for (const message of await messagesOf('unverified:rate-limited')) expect(message).to.contain('60 seconds');
  });

  it('say that what was typed is no key, or not one', async () => {
    for (const message of await messagesOf('invalid:malformed-key'))
      expect(message).to.match(/not a license key|one license key/);
  });
});
