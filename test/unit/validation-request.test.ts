import { expect } from '@open-wc/testing';
import { readCheckSettings, type CheckOptions, type CheckSettings } from '../../src/check/check-settings.js';
import { validationRequest } from '../../src/check/validation-request.js';

const KEY = 'W-A1B2C3-D4E5F6A7-B8C9D0W';

function request(key = KEY, settings: CheckOptions = {}) {
  return validationRequest(key, readCheckSettings({ apiKey: 'apik_test', ...settings }) as CheckSettings);
}

describe('the one request', () => {
  it('is the contract\u2019s, byte for byte', () => {
    const { url, init } = request();
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
    const { url, init } = request(KEY, { metadata: { hwid: '\u00e9' } });
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

  it('carries no Authorization to a relay that needs none', () => {
    const { url, init } = request(KEY, { apiKey: '', apiBase: 'https://relay.example/v2/' });
    expect(url).to.equal(`https://relay.example/v2/memberships/${KEY}/validate_license`);
    expect(init.headers).to.deep.equal({ Accept: 'application/json', 'Content-Type': 'application/json' });
  });

  it('carries the API key without what was stripped from the attribute', () => {
    expect(request(KEY, { apiKey: '\n bearer apik_test ' }).init.headers.Authorization).to.equal('Bearer apik_test');
  });

  it('has the key encoded in its path, and nowhere else', () => {
    const { url, init } = request("A+B&C=D;E:F,G!\u00c9'(*)~");
    expect(url).to.equal(
      "https://api.whop.com/api/v2/memberships/A%2BB%26C%3DD%3BE%3AF%2CG!%C3%89'(*)~/validate_license",
    );
    expect(JSON.stringify({ ...init })).to.not.contain('A+B');
  });

  it('shares nothing with another: what one caller changes, no other sends', () => {
    const one = request();
    one.init.headers.Evil = '1';
    expect(request().init.headers).to.not.have.property('Evil');
  });
});

describe('the one request on a page that polluted Object.prototype', () => {
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

  function polluted<T>(work: () => T): T {
    for (const [name, value] of Object.entries(pollution))
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true, enumerable: true });
    try {
      return work();
    } finally {
      for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
    }
  }

  const facts = (sent: Request) =>
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

  for (const [name, used] of Object.entries({ 'with an API key': settings, 'without one': keyless })) {
    it(`is the same, ${name}`, async () => {
      const clean = validationRequest(KEY, used);
      const expected = new Request(clean.url, clean.init);
      const sent = polluted(() => {
        const { url, init } = validationRequest(KEY, used);
        return new Request(url, init);
      });
      expect(facts(sent)).to.deep.equal(facts(expected));
      expect([...sent.headers]).to.deep.equal([...expected.headers]);
      expect(sent.signal.aborted).to.equal(false);
      expect(await sent.text()).to.equal('{"metadata":{}}');
    });
  }

  it('would not be the same if it were a plain object', () => {
    const victim = polluted(() => new Request('https://relay.example', { method: 'POST', mode: 'cors' }));
    expect(victim.keepalive).to.equal(true);
    expect(victim.credentials).to.equal('include');
    expect(victim.signal.aborted).to.equal(true);
  });
});
