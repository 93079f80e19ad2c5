import { expect } from '@open-wc/testing';
import { createApi, type Reply } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { goOffline, skipRetryDelay } from '../support/override-global.js';
import { recordEvents, formatVerdict, KEY, createTag, checkKey } from '../support/tag.js';
import { expectWarnings } from '../support/warnings.js';

const good: Reply = { body: validMembership() };

/** Checks once and counts the POSTs that arrive. */
async function checkAndCount(...replies: Reply[]): Promise<{ verdict: string; posts: number; events: string[] }> {
  const api = await createApi(...replies);
  const element = await createTag({ 'api-base': api.base });
  const events = recordEvents(element);
  const verdict = formatVerdict(await checkKey(element));
  return { verdict, posts: (await api.posts()).length, events };
}

beforeEach(() => expectWarnings('unreachable', 'unauthorized', 'unexpected-response', 'forbidden', 'retired'));

describe('a retry', () => {
  beforeEach(() => skipRetryDelay());

  const temporaryFaults: Record<string, [Reply, string]> = {
    'a broken connection': [{ refuse: true }, 'unverified:unreachable'],
    'a body that breaks off': [{ ...good, cut: true }, 'unverified:unreachable'],
    'a response that the page may not read': [{ ...good, cors: false }, 'unverified:unreachable'],
    ...Object.fromEntries(
      [408, 500, 502, 503, 504, 599].map((status) => [`a ${status}`, [{ status }, 'unverified:server-error']]),
    ),
  };
  for (const [description, [fault, verdict]] of Object.entries(temporaryFaults)) {
    it(`is made once after ${description}`, async () => {
      const [twoFaults, oneFault] = await Promise.all([checkAndCount(fault, fault, good), checkAndCount(fault, good)]);
      expect(twoFaults).to.deep.include({ verdict, posts: 2 });
      expect(oneFault).to.deep.include({ verdict: 'valid', posts: 2 });
      expect(oneFault.events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
    });
  }

  it('determines the verdict', async () => {
    expect(await checkAndCount({ status: 503 }, { refuse: true })).to.include({
      verdict: 'unverified:unreachable',
      posts: 2,
    });
    expect(await checkAndCount({ refuse: true }, { status: 401 })).to.include({
      verdict: 'unverified:unauthorized',
      posts: 2,
    });
  });

  it('is the same request', async () => {
    const api = await createApi({ status: 503 }, good);
    await checkKey(await createTag({ 'api-base': api.base, metadata: '{"hwid":"7F"}' }));
    const [first, second] = await api.posts();
    expect(second).to.deep.equal(first);
  });

  it('is not made when the browser is offline', async () => {
    goOffline();
    expect(await checkAndCount({ refuse: true }, good)).to.include({ verdict: 'unverified:offline', posts: 1 });
  });

  const finalStatuses = [200, 201, 204, 206, 300, 304, 400, 401, 403, 404, 409, 410, 418, 422, 425, 429, 451];
  it(`is not made after any of ${finalStatuses.join(' ')}`, async () => {
    const results = await Promise.all(
      finalStatuses.map((status) => checkAndCount({ status, headers: { 'Content-Type': 'application/json' } }, good)),
    );
    expect(results.map(({ posts }) => posts)).to.deep.equal(finalStatuses.map(() => 1));
  });
});

describe('a redirect', () => {
  beforeEach(() => skipRetryDelay());

  for (const status of [301, 302, 303, 307, 308]) {
    it(`by ${status} is not followed`, async () => {
      const target = await createApi(good);
      const result = await checkAndCount({ status, redirect: `${target.base}/memberships/${KEY}/validate_license` });
      expect(result.verdict).to.equal('unverified:unreachable');
      expect(result.posts).to.be.within(1, 2);
      expect(await target.requests()).to.be.empty;
    });
  }
});
