import { expect } from '@open-wc/testing';
import { createApi, type Reply } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { goOffline, replaceFetch, shortestJitter } from '../support/stand-in.js';
import { API_KEY, eventsOf, inShort, KEY, tag, verdictOn } from '../support/tag.js';

const good: Reply = { body: validMembership() };

/** Asks once, and counts what arrives. */
async function ask(...replies: Reply[]): Promise<{ verdict: string; posts: number; events: string[] }> {
  const api = await createApi(...replies);
  const element = await tag({ 'api-base': api.base });
  const events = eventsOf(element);
  const verdict = inShort(await verdictOn(element));
  return { verdict, posts: (await api.posts()).length, events };
}

describe('a second try', () => {
  beforeEach(() => shortestJitter());

  const passing: Record<string, [Reply, string]> = {
    'a broken connection': [{ refuse: true }, 'unverified:unreachable'],
    'a body that breaks off': [{ ...good, cut: true }, 'unverified:unreachable'],
    'an answer that the page may not read': [{ ...good, cors: false }, 'unverified:unreachable'],
    ...Object.fromEntries([408, 500, 502, 503, 504, 599].map((status) => [`a ${status}`, [{ status }, 'unverified:server-error']])),
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
    await verdictOn(await tag({ 'api-base': api.base, metadata: '{"hwid":"7F"}' }));
    const [first, second] = await api.posts();
    expect(second).to.deep.equal(first);
  });

  it('is not made where the browser is offline', async () => {
    goOffline();
    expect(await ask({ refuse: true }, good)).to.include({ verdict: 'unverified:offline', posts: 1 });
  });

  const final = [200, 201, 204, 206, 300, 304, 400, 401, 403, 404, 409, 410, 418, 422, 425, 429, 451];
  it(`is not made after any of ${final.join(' ')}`, async () => {
    const answers = await Promise.all(final.map((status) => ask({ status, headers: { 'Content-Type': 'application/json' } }, good)));
    expect(answers.map(({ posts }) => posts)).to.deep.equal(final.map(() => 1));
  });
});

describe('a redirect', () => {
  beforeEach(() => shortestJitter());

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

describe('a runtime whose fetch refuses what it does not know', () => {
  beforeEach(() => shortestJitter());

  const complaints: Record<string, string> = {
    redirect: 'Invalid redirect value, must be one of "follow" or "manual" ("error" won\'t be implemented since it does not make sense at the edge).',
    cache: 'Unsupported cache mode: no-store',
    mode: "The 'mode' field on 'RequestInitializerDict' is not implemented.",
    credentials: "The 'credentials' field on 'RequestInitializerDict' is not implemented.",
    referrerPolicy: "The 'referrerPolicy' field on 'RequestInitializerDict' is not implemented.",
  };
  const ways = {
    'by a rejection': (error: Error) => Promise.reject(error),
    'by an exception': (error: Error) => {
      throw error;
    },
  };

  /** As Cloudflare Workers do: a complaint about the first such member, and nothing is sent. */
  function refuse(members: string[], complain: (error: Error) => unknown): void {
    const original = fetch;
    replaceFetch((url, init = {}) => {
      const refused = members.find((name) => (name === 'redirect' ? init.redirect === 'error' : init[name as keyof RequestInit] !== undefined));
      return refused ? complain(new TypeError(complaints[refused])) : original(url, init);
    });
  }

  for (const [how, complain] of Object.entries(ways)) {
    for (const members of [...Object.keys(complaints).map((name) => [name]), Object.keys(complaints), Object.keys(complaints).reverse()]) {
      it(`is asked without ${members.join(', ')}, refused ${how}`, async () => {
        refuse(members, complain);
        expect(await ask(good)).to.deep.equal({
          verdict: 'valid',
          posts: 1,
          events: ['statechange:checking', 'statechange:valid', 'valid'],
        });
      });
    }
  }

  it('keeps what it does not refuse', async () => {
    const sent: RequestInit[] = [];
    const original = fetch;
    replaceFetch((url, init = {}) => {
      if (init.cache) throw new TypeError(complaints.cache);
      sent.push({ ...init });
      return original(url, init);
    });
    await ask(good);
    expect(sent).to.have.length(1);
    expect(sent[0]).to.deep.include({
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', Authorization: `Bearer ${API_KEY}` },
      mode: 'cors',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
  });

  it('does not follow a redirect either', async () => {
    const target = await createApi(good);
    refuse(Object.keys(complaints), ways['by a rejection']);
    const answer = await ask({ status: 302, redirect: `${target.base}/memberships/${KEY}/validate_license` });
    expect(answer.verdict).to.equal('unverified:unreachable');
    expect(answer.posts).to.be.within(1, 2);
    expect(await target.requests()).to.be.empty;
  });

  it('believes no redirect that it is handed instead', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const asked: unknown[] = [];
      replaceFetch((url, { redirect } = {}) => {
        if (redirect === 'error') throw new TypeError(complaints.redirect);
        asked.push(url);
        const headers = { Location: 'https://elsewhere.example/', 'Content-Type': 'application/json' };
        return Promise.resolve(new Response(JSON.stringify(validMembership()), { status, headers }));
      });
      const element = await tag({ 'api-base': 'http://127.0.0.1:9/v2' });
      expect(inShort(await verdictOn(element))).to.equal('unverified:unreachable');
      expect(new Set(asked).size).to.equal(1);
    }
  });

  // As Deno words them: about what went wrong after the request had left.
  const faults = ['error sending request for url (http://127.0.0.1:9/mode/cache/redirect)', "Fetch failed: Encountered redirect while redirect mode is set to 'error'"];
  for (const fault of faults) {
    it(`is asked no more than twice where a fault happens to name a member: ${fault}`, async () => {
      let sent = 0;
      replaceFetch(async () => {
        sent++;
        await new Promise((resolve) => setTimeout(resolve));
        throw new TypeError(fault);
      });
      const element = await tag({ 'api-base': 'http://127.0.0.1:9/mode/cache/redirect' });
      expect(inShort(await verdictOn(element))).to.equal('unverified:unreachable');
      expect(sent).to.be.at.most(2);
    });
  }
});
