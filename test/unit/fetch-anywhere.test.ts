import { expect } from '@open-wc/testing';
import { validateLicense } from '../../src/client.js';
import { createApi, type Reply } from '../support/api.js';
import { validMembership } from '../support/membership.js';
import { replaceFetch, skipRetryDelay } from '../support/override-global.js';
import { API_KEY, formatVerdict, KEY, NO_TIMEOUT } from '../support/tag.js';
import { expectWarnings } from '../support/warnings.js';

const good: Reply = { body: validMembership() };

/** Validates once with the client and counts the POSTs that arrive. */
async function checkAndCount(...replies: Reply[]): Promise<{ verdict: string; posts: number }> {
  const api = await createApi(...replies);
  const verdict = formatVerdict(
    await validateLicense({ licenseKey: KEY, apiKey: API_KEY, apiBase: api.base, timeout: Number(NO_TIMEOUT) }),
  );
  return { verdict, posts: (await api.posts()).length };
}

beforeEach(() => expectWarnings('unreachable'));

describe('a runtime whose fetch refuses unknown options', () => {
  beforeEach(() => skipRetryDelay());

  const errorMessages: Record<string, string> = {
    redirect:
      'Invalid redirect value, must be one of "follow" or "manual" ("error" won\'t be implemented since it does not make sense at the edge).',
    cache: 'Unsupported cache mode: no-store',
    mode: "The 'mode' field on 'RequestInitializerDict' is not implemented.",
    credentials: "The 'credentials' field on 'RequestInitializerDict' is not implemented.",
    referrerPolicy: "The 'referrerPolicy' field on 'RequestInitializerDict' is not implemented.",
  };
  const refusalMethods = {
    'with a rejection': (error: Error) => Promise.reject(error),
    'with an exception': (error: Error) => {
      throw error;
    },
  };

  /** Fails for the first refused option and sends nothing, as Cloudflare Workers do. */
  function refuseOptions(members: string[], fail: (error: Error) => unknown): void {
    const original = fetch;
    replaceFetch((url, init = {}) => {
      const refused = members.find((name) =>
        name === 'redirect' ? init.redirect === 'error' : init[name as keyof RequestInit] !== undefined,
      );
      return refused ? fail(new TypeError(errorMessages[refused])) : original(url, init);
    });
  }

  for (const [method, fail] of Object.entries(refusalMethods)) {
    for (const members of [
      ...Object.keys(errorMessages).map((name) => [name]),
      Object.keys(errorMessages),
      Object.keys(errorMessages).reverse(),
    ]) {
      it(`is called without ${members.join(', ')} when it refuses these ${method}`, async () => {
        refuseOptions(members, fail);
        expect(await checkAndCount(good)).to.deep.equal({ verdict: 'valid', posts: 1 });
      });
    }
  }

  it('still receives the options that it does not refuse', async () => {
    const sent: RequestInit[] = [];
    const original = fetch;
    replaceFetch((url, init = {}) => {
      if (init.cache) throw new TypeError(errorMessages.cache);
      sent.push({ ...init });
      return original(url, init);
    });
    await checkAndCount(good);
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
    refuseOptions(Object.keys(errorMessages), refusalMethods['with a rejection']);
    const result = await checkAndCount({ status: 302, redirect: `${target.base}/memberships/${KEY}/validate_license` });
    expect(result.verdict).to.equal('unverified:unreachable');
    expect(result.posts).to.be.within(1, 2);
    expect(await target.requests()).to.be.empty;
  });

  it('is not believed when it resolves with a redirect instead', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const requestedUrls: unknown[] = [];
      replaceFetch((url, { redirect } = {}) => {
        if (redirect === 'error') throw new TypeError(errorMessages.redirect);
        requestedUrls.push(url);
        const headers = { Location: 'https://elsewhere.example/', 'Content-Type': 'application/json' };
        return Promise.resolve(new Response(JSON.stringify(validMembership()), { status, headers }));
      });
      expect(
        formatVerdict(await validateLicense({ licenseKey: KEY, apiKey: API_KEY, apiBase: 'http://127.0.0.1:9/v2' })),
      ).to.equal('unverified:unreachable');
      expect(new Set(requestedUrls).size).to.equal(1);
    }
  });

  // These are Deno's messages for faults after the request was sent.
  const faults = [
    'error sending request for url (http://127.0.0.1:9/mode/cache/redirect)',
    "Fetch failed: Encountered redirect while redirect mode is set to 'error'",
  ];
  for (const fault of faults) {
    it(`is called at most twice when an error message happens to name an option: ${fault}`, async () => {
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
