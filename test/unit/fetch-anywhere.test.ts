import { expect } from '@open-wc/testing';
import { validateLicense } from '../../src/client.js';
import { createApi, type Reply } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { replaceFetch, skipRetryDelay } from '../support/override-global.js';
import { API_KEY, formatVerdict, KEY } from '../support/tag.js';

const good: Reply = { body: validMembership() };

/** Asks once by the client, and counts what arrives. */
async function ask(...replies: Reply[]): Promise<{ verdict: string; posts: number }> {
  const api = await createApi(...replies);
  const verdict = formatVerdict(await validateLicense({ licenseKey: KEY, apiKey: API_KEY, apiBase: api.base }));
  return { verdict, posts: (await api.posts()).length };
}

describe('a runtime whose fetch refuses what it does not know', () => {
  beforeEach(() => skipRetryDelay());

  const complaints: Record<string, string> = {
    redirect:
      'Invalid redirect value, must be one of "follow" or "manual" ("error" won\'t be implemented since it does not make sense at the edge).',
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
      const refused = members.find((name) =>
        name === 'redirect' ? init.redirect === 'error' : init[name as keyof RequestInit] !== undefined,
      );
      return refused ? complain(new TypeError(complaints[refused])) : original(url, init);
    });
  }

  for (const [how, complain] of Object.entries(ways)) {
    for (const members of [
      ...Object.keys(complaints).map((name) => [name]),
      Object.keys(complaints),
      Object.keys(complaints).reverse(),
    ]) {
      it(`is asked without ${members.join(', ')}, refused ${how}`, async () => {
        refuse(members, complain);
        expect(await ask(good)).to.deep.equal({ verdict: 'valid', posts: 1 });
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
      expect(
        formatVerdict(await validateLicense({ licenseKey: KEY, apiKey: API_KEY, apiBase: 'http://127.0.0.1:9/v2' })),
      ).to.equal('unverified:unreachable');
      expect(new Set(asked).size).to.equal(1);
    }
  });

  // As Deno words them: about what went wrong after the request had left.
  const faults = [
    'error sending request for url (http://127.0.0.1:9/mode/cache/redirect)',
    "Fetch failed: Encountered redirect while redirect mode is set to 'error'",
  ];
  for (const fault of faults) {
    it(`is asked no more than twice where a fault happens to name a member: ${fault}`, async () => {
      let sent = 0;
      replaceFetch(async () => {
        sent++;
        await new Promise((resolve) => setTimeout(resolve));
        throw new TypeError(fault);
      });
      expect(
        formatVerdict(
          await validateLicense({
            licenseKey: KEY,
            apiKey: API_KEY,
            apiBase: 'http://127.0.0.1:9/mode/cache/redirect',
          }),
        ),
      ).to.equal('unverified:unreachable');
      expect(sent).to.be.at.most(2);
    });
  }
});
