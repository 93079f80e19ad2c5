import { expect } from '@open-wc/testing';
import { readCheckSettings } from '../../src/check/check-settings.js';

/** Returns the API base that would be used, or the attribute to fix if it is refused. */
function readApiBase(value: unknown): string {
  const settings = readCheckSettings({ apiKey: 'apik_test', apiBase: value as string });
  return settings.ok ? settings.apiBase : `fix ${settings.attribute}`;
}

function expectRefused(values: unknown[]): void {
  for (const value of values) expect(readApiBase(value), String(value)).to.match(/^fix api-base$/);
}

describe('api-base', () => {
  it('may be any https URL, with or without trailing slashes', () => {
    expect(readApiBase('https://api.whop.com/api/v2')).to.equal('https://api.whop.com/api/v2');
    for (const slashes of ['', '/', '//', '///'])
      expect(readApiBase(`https://relay.example/v2${slashes}`)).to.equal('https://relay.example/v2');
    for (const slashes of ['', '/', '//'])
      expect(readApiBase(`https://relay.example${slashes}`)).to.equal('https://relay.example');
    expect(readApiBase(' HTTPS://Relay.Example:443/a/../b \n')).to.equal('https://relay.example/b');
    expect(readApiBase('https://relay.example:8443')).to.equal('https://relay.example:8443');
    expect(readApiBase('https://b\u00fccher.example')).to.equal('https://xn--bcher-kva.example');
  });

  it('may be http if the request stays on this machine', () => {
    const hosts = {
      localhost: 'localhost',
      'LOCALHOST:3000': 'localhost:3000',
      'a.localhost': 'a.localhost',
      'a.b-c.localhost:8787': 'a.b-c.localhost:8787',
      '127.0.0.1': '127.0.0.1',
      '127.0.0.1:8787': '127.0.0.1:8787',
      '127.255.0.9': '127.255.0.9',
      '127.1': '127.0.0.1',
      '2130706433': '127.0.0.1',
      '0x7f000001': '127.0.0.1',
      '0x7f.1': '127.0.0.1',
      '017700000001': '127.0.0.1',
      '[::1]': '[::1]',
      '[::1]:8787': '[::1]:8787',
      '[0:0:0:0:0:0:0:1]': '[::1]',
    };
    for (const [host, normalized] of Object.entries(hosts))
      expect(readApiBase(`http://${host}/v2/`), host).to.equal(`http://${normalized}/v2`);
  });

  it('may not be http for any other host, even if it resembles this machine', () => {
    const hosts = [
      'api.whop.com',
      'relay.example',
      'localhost.evil.com',
      'a.localhost.evil.com',
      '127.0.0.1.evil.com',
      '127.1.evil',
      'localhost.localdomain',
      'notlocalhost',
      'localhost-evil',
      'xn--localhost',
      '0.0.0.0',
      '0',
      '128.0.0.1',
      '126.255.255.255',
      '192.168.0.1',
      '10.0.0.1',
      '[::]',
      '[::2]',
      '[::ffff:127.0.0.1]',
      '[fe80::1]',
      '[1::1]',
      'evil.com/localhost',
      'evil.com/.localhost',
      'evil.com:80/127.0.0.1',
      '2130706434.evil',
      '2147483649',
      '127.0.0.256',
      '127.0.0.0.1',
    ];
    expectRefused(hosts.map((host) => `http://${host}`));
  });

  it('may not have another scheme', () => {
    expectRefused([
      'javascript:alert(1)',
      'data:application/json,{"valid":true}',
      'blob:https://a.example/1',
      'file:///etc',
      'ftp://a.example',
      'ws://localhost',
      'wss://a.example',
      'tauri://localhost',
      'chrome-extension://abc',
      'about:blank',
      'mailto:a',
      'java\nscript:alert(1)',
      '\x01javascript:alert(1)',
      'httpss://a.example',
    ]);
  });

  it('may not have credentials, a query or a fragment, not even empty ones', () => {
    for (const base of ['https://relay.example', 'http://localhost', '/relay'])
      expectRefused([`${base}?`, `${base}?a=1`, `${base}#`, `${base}#a`, `${base}/?#`]);
    expectRefused([
      'https://user@relay.example',
      'https://user:word@relay.example',
      'https://:word@relay.example',
      'http://localhost@evil.com',
      'http://localhost:80@evil.com',
      'http://u@localhost',
      'https://api.whop.com@evil.com',
    ]);
  });

  it('may not be an invalid URL', () => {
    expectRefused([
      'https://',
      'https://[',
      'http://a b',
      'https://a.example:99999',
      'https://%00',
      '//',
      'https://exa<b>mple',
    ]);
  });

  it('does not fall back to the default when it is empty', () => {
    expectRefused(['', ' ', '\n']);
  });

  it('must be a string', () => {
    for (const value of [{}, 5, true, false, Symbol('x'), ['relay'], () => 1, NaN])
      expect(readApiBase(value), String(value)).to.match(/^fix api-base$/);
  });

  it('is resolved against the page\u2019s URL', () => {
    expect(readApiBase('/relay/v2/')).to.equal(`${location.origin}/relay/v2`);
    expect(readApiBase('/')).to.equal(location.origin);
    expect(readApiBase('relay')).to.equal(new URL('relay', location.href).href);
    expect(readApiBase('../../../../relay')).to.equal(`${location.origin}/relay`);
    expectRefused(['//evil.example/relay', '\\\\evil.example\\relay', '/\\evil.example', '/\n/evil.example']);
  });

  it('is never resolved against a <base>', () => {
    const base = document.createElement('base');
    base.href = 'https://elsewhere.example/deep/';
    document.head.append(base);
    try {
      expect(document.baseURI).to.equal('https://elsewhere.example/deep/');
      expect(readApiBase('/relay')).to.equal(`${location.origin}/relay`);
      expect(readApiBase('relay')).to.equal(new URL('relay', location.href).href);
    } finally {
      base.remove();
    }
  });
});
