import { expect } from '@open-wc/testing';
import type { Verdict } from '../../src/index.js';
import { createApi } from '../support/api.js';
import { skipRetryDelay } from '../support/override-global.js';
import { recordEvents, KEY, nextVerdict, getMessage, stage, submitKey, createTag } from '../support/tag.js';
import { goodReply, verdictCases } from '../support/verdict-rows.js';
import { expectWarnings } from '../support/warnings.js';

const verdictKeys: Record<Verdict['outcome'], string[]> = {
  valid: ['outcome', 'membership', 'checkedAt', 'stale', 'token'],
  invalid: ['outcome', 'reason', 'message', 'membership', 'checkedAt'],
  unverified: ['outcome', 'reason', 'message', 'retryAfter', 'checkedAt'],
};

for (const [verdict, rows] of Object.entries(verdictCases)) {
  const isSent = !/empty|malformed|misconfigured/.test(verdict);

  describe(verdict, () => {
    beforeEach(() => {
      skipRetryDelay();
      expectWarnings(verdict.replace('unverified:', ''));
    });

    for (const [description, { reply = goodReply(), key = KEY, attributes }] of Object.entries(rows)) {
      it(`is the verdict for ${description}`, async () => {
        const api = await createApi(reply);
        stage().innerHTML = '<p id="shut">not locked by the page</p><p id="open" hidden>locked by the page</p>';
        const element = await createTag({ 'api-base': api.base, unlocks: '#shut, #open', ...attributes });
        const events = recordEvents(element);
        const startedAt = Date.now();
        const pendingVerdict = nextVerdict(element);
        await submitKey(element, key);
        const detail = await pendingVerdict;

        expect(events).to.deep.equal([
          ...(isSent ? ['statechange:checking'] : []),
          `statechange:${detail.outcome}`,
          verdict,
        ]);
        expect(detail).to.have.all.keys(...verdictKeys[detail.outcome]);
        expect(+detail.checkedAt).to.be.within(startedAt, Date.now());
        if (detail.outcome === 'valid') expect(detail.stale).to.equal(false);
        if (detail.outcome === 'unverified')
          expect(detail.retryAfter).to.equal(detail.reason === 'rate-limited' ? 60 : null);

        expect(element.verdict).to.equal(detail);
        expect(element.state).to.equal(detail.outcome);
        expect(element.getAttribute('state')).to.equal(detail.outcome);
        expect(getMessage(element)).to.match(/^\S.*\S$/);
        if (detail.outcome !== 'valid') expect(detail.message).to.equal(getMessage(element));
        for (const paragraph of stage().querySelectorAll('p'))
          expect(paragraph.hidden, paragraph.id).to.equal(detail.outcome !== 'valid');
        expect((await api.posts()).length).to.be.within(isSent ? 1 : 0, isSent ? 2 : 0);
      });
    }
  });
}

describe('the message of a verdict', () => {
  /** Returns the message of each case of a verdict. */
  async function getMessages(verdict: string): Promise<string[]> {
    return Promise.all(
      Object.values(verdictCases[verdict]!).map(async ({ reply = goodReply(), key = KEY, attributes }) => {
        const api = await createApi(reply);
        const element = await createTag({ 'api-base': api.base, ...attributes });
        const pendingVerdict = nextVerdict(element);
        await submitKey(element, key);
        await pendingVerdict;
        return getMessage(element);
      }),
    );
  }

  it('does not blame the buyer or the key when the license could not be verified', async () => {
    skipRetryDelay();
    expectWarnings(...Object.keys(verdictCases).map((name) => name.replace('unverified:', '')));
    for (const verdict of Object.keys(verdictCases).filter((name) => name.startsWith('unverified'))) {
      for (const message of await getMessages(verdict))
        expect(message, verdict).to.not.match(/\bkey\b|invalid|not valid|offline|expired/i);
    }
  });

  it('says how long to wait after a rate limit', async () => {
    for (const message of await getMessages('unverified:rate-limited')) expect(message).to.contain('60 seconds');
  });

  it('says that the text is not a license key, or is more than one', async () => {
    for (const message of await getMessages('invalid:malformed-key'))
      expect(message).to.match(/isn't a license key|not your license key|one license key/);
  });
});
