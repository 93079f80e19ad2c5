import { expect } from '@open-wc/testing';
import { readCheckSettings, type CheckOptions, type CheckSettings } from '../../src/check/check-settings.js';
import { validationRequest } from '../../src/check/validation-request.js';

const KEY = 'W-A1B2C3-D4E5F6A7-B8C9D0W';

function createRequest(key = KEY, settings: CheckOptions = {}) {
  return validationRequest(key, readCheckSettings({ apiKey: 'apik_test', ...settings }) as CheckSettings);
}

describe('the validation request', () => {
  it('matches the contract byte for byte', () => {
    const { url, init } = createRequest();
    expect(url).to.equal(`https://api.whop.com/api/v2/memberships/${KEY}/validate_license`);
    expect({ ...init }).to.deep.equal({
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', Authorization: 'Bearer apik_test' },
      body: '{"metadata":{}}',
      mode: 'cors',
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
  });

  it('is what the browser would send', async () => {
    const { url, init } = createRequest(KEY, { metadata: { hwid: '\u00e9' } });
    const sent = new Request(url, init);
    expect(sent.url).to.equal(url);
    expect([...sent.headers]).to.deep.equal([
      ['accept', 'application/json'],
      ['authorization', 'Bearer apik_test'],
      ['content-type', 'application/json'],
    ]);
    expect(await sent.text()).to.equal('{"metadata":{"hwid":"\u00e9"}}');
    for (const [name, value] of Object.entries({
      method: 'POST',
      mode: 'cors',
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      keepalive: false,
      integrity: '',
    })) {
      expect(sent[name as keyof Request], name).to.equal(value);
    }
  });

  it('has no Authorization for a relay that needs none', () => {
    const { url, init } = createRequest(KEY, { apiKey: '', apiBase: 'https://relay.example/v2/' });
    expect(url).to.equal(`https://relay.example/v2/memberships/${KEY}/validate_license`);
    expect(init.headers).to.deep.equal({ Accept: 'application/json', 'Content-Type': 'application/json' });
  });

  it('has the cleaned API key', () => {
    expect(createRequest(KEY, { apiKey: '\n bearer apik_test ' }).init.headers.Authorization).to.equal(
      'Bearer apik_test',
    );
  });

  it('has the encoded license key in its path and nowhere else', () => {
    const { url, init } = createRequest("A+B&C=D;E:F,G!\u00c9'(*)~");
    expect(url).to.equal(
      "https://api.whop.com/api/v2/memberships/A%2BB%26C%3DD%3BE%3AF%2CG!%C3%89'(*)~/validate_license",
    );
    expect(JSON.stringify({ ...init })).to.not.contain('A+B');
  });

  it('shares no objects with another request', () => {
    const first = createRequest();
    first.init.headers.Evil = '1';
    expect(createRequest().init.headers).to.not.have.property('Evil');
  });
});

describe('the validation request on a page that polluted Object.prototype', () => {
  const pollution: Record<string, unknown> = {
    method: 'DELETE',
    body: 'evil',
    headers: { Evil: '1' },
    mode: 'no-cors',
    credentials: 'include',
    cache: 'force-cache',
    redirect: 'follow',
    referrer: '/evil',
    referrerPolicy: 'unsafe-url',
    integrity: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    keepalive: true,
    signal: AbortSignal.abort(),
    priority: 'low',
    duplex: 'half',
    window: null,
    targetAddressSpace: 'private',
    browsingTopics: true,
    adAuctionHeaders: true,
    sharedStorageWritable: true,
    attributionReporting: { eventSourceEligible: true, triggerEligible: false },
    Evil: '1',
    Authorization: 'Bearer evil',
    Accept: 'evil/1',
    'Content-Type': 'text/evil',
    apiKey: 'evil',
    apiBase: 'https://evil.example',
    product: 'prod_evil1',
    plan: 'plan_evil1',
    metadata: { evil: 1 },
    timeout: 1,
  };

  function withPollution<T>(task: () => T): T {
    for (const [name, value] of Object.entries(pollution))
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true, enumerable: true });
    try {
      return task();
    } finally {
      for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
    }
  }

  const getMembers = (sent: Request) =>
    [
      'url',
      'method',
      'mode',
      'credentials',
      'cache',
      'redirect',
      'referrer',
      'referrerPolicy',
      'integrity',
      'keepalive',
      'duplex',
    ].map((name) => sent[name as keyof Request]);

  const settings = readCheckSettings({ apiKey: 'apik_test' }) as CheckSettings;
  const keyless = readCheckSettings({ apiBase: 'https://relay.example' }) as CheckSettings;

  for (const [name, usedSettings] of Object.entries({ 'with an API key': settings, 'without one': keyless })) {
    it(`is the same ${name}`, async () => {
      const clean = validationRequest(KEY, usedSettings);
      const expected = new Request(clean.url, clean.init);
      const sent = withPollution(() => {
        const { url, init } = validationRequest(KEY, usedSettings);
        return new Request(url, init);
      });
      expect(getMembers(sent)).to.deep.equal(getMembers(expected));
      expect([...sent.headers]).to.deep.equal([...expected.headers]);
      expect(sent.signal.aborted).to.equal(false);
      expect(await sent.text()).to.equal('{"metadata":{}}');
    });
  }

  it('would not be the same if it were a plain object', () => {
    const victim = withPollution(() => new Request('https://relay.example', { method: 'POST', mode: 'cors' }));
    expect(victim.keepalive).to.equal(true);
    expect(victim.credentials).to.equal('include');
    expect(victim.signal.aborted).to.equal(true);
  });
});
