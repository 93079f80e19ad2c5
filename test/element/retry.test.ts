import { expect } from '@open-wc/testing';
import { createApi, type Reply } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { goOffline, skipRetryDelay } from '../support/override-global.js';
import { recordEvents, formatVerdict, KEY, createTag, checkKey } from '../support/tag.js';

const good: Reply = { body: validMembership() };

/** Asks once, and counts what arrives. */
async function ask(...replies: Reply[]): Promise<{ verdict: string; posts: number; events: string[] }> {
  const api = await createApi(...replies);
  const element = await createTag({ 'api-base': api.base });
  const events = recordEvents(element);
  const verdict = formatVerdict(await checkKey(element));
  return { verdict, posts: (await api.posts()).length, events };
}

describe('a second try', () => {
  beforeEach(() => skipRetryDelay());

  const passing: Record<string, [Reply, string]> = {
    'a broken connection': [{ refuse: true }, 'unverified:unreachable'],
    'a body that breaks off': [{ ...good, cut: true }, 'unverified:unreachable'],
    'an answer that the page may not read': [{ ...good, cors: false }, 'unverified:unreachable'],
    ...Object.fromEntries(
      [408, 500, 502, 503, 504, 599].map((status) => [`a ${status}`, [{ status }, 'unverified:server-error']]),
    ),
  };
  for (const [what, [fault, verdict]] of Object.entries(passing)) {
    it(`is made after ${what}, and no third`, async () => {
      const [toTheEnd, once] = await Promise.all([ask(fault, fault, good), ask(fault, good)]);
      expect(toTheEnd).to.deep.include({ verdict, posts: 2 });
      expect(once).to.deep.include({ verdict: 'valid', posts: 2 });
      expect(once.events).to.deep.equal(['statechange:checking', 'statechange:valid', 'valid']);
    });
  }

  it('tells what it ends with, not what the first ended with', async () => {
    expect(await ask({ status: 503 }, { refuse: true })).to.include({ verdict: 'unverified:unreachable', posts: 2 });
    expect(await ask({ refuse: true }, { status: 401 })).to.include({ verdict: 'unverified:unauthorized', posts: 2 });
  });

  it('is the same request', async () => {
    const api = await createApi({ status: 503 }, good);
    await checkKey(await createTag({ 'api-base': api.base, metadata: '{"hwid":"7F"}' }));
    const [first, second] = await api.posts();
    expect(second).to.deep.equal(first);
  });

  it('is not made where the browser is offline', async () => {
    goOffline();
    expect(await ask({ refuse: true }, good)).to.include({ verdict: 'unverified:offline', posts: 1 });
  });

  const final = [200, 201, 204, 206, 300, 304, 400, 401, 403, 404, 409, 410, 418, 422, 425, 429, 451];
  it(`is not made after any of ${final.join(' ')}`, async () => {
    const answers = await Promise.all(
      final.map((status) => ask({ status, headers: { 'Content-Type': 'application/json' } }, good)),
    );
    expect(answers.map(({ posts }) => posts)).to.deep.equal(final.map(() => 1));
  });
});

describe('a redirect', () => {
  beforeEach(() => skipRetryDelay());

  for (const status of [301, 302, 303, 307, 308]) {
    it(`by ${status} is not followed`, async () => {
      const target = await createApi(good);
      const answer = await ask({ status, redirect: `${target.base}/memberships/${KEY}/validate_license` });
      expect(answer.verdict).to.equal('unverified:unreachable');
      expect(answer.posts).to.be.within(1, 2);
      expect(await target.requests()).to.be.empty;
    });
  }
});
