import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { API_KEY, ask, KEY, makeRelay, PAGE, send, serve } from '../support/relay.mjs';
import { notFound, startWhop } from '../support/scripted-whop.mjs';

/** @import { TestContext } from 'node:test' */

/**
 * Checks a key that is sent in the path as it is given.
 *
 * @param {TestContext} t
 * @param {string} path
 */
async function askByPath(t, path) {
  const whop = await startWhop(t, notFound);
  const relay = makeRelay(t, whop);
  const { status, text } = await send(await serve(t, relay), `/memberships/${path}/validate_license`, {
    headers: { Origin: PAGE },
    body: '{"metadata":{}}',
  });
  return { status, text, asked: whop.requests.map(({ method, target }) => `${method} ${target}`), log: relay.log };
}

describe('this is no license key, and Whop is not asked', () => {
  for (const [title, key] of [
    ['two dots', '..'],
    ['a dot', '.'],
    ['two dots in one character', '‥'],
    ['full-width dots', '．．'],
    ['small dots', '﹒﹒'],
    ['a one-dot leader', '․'],
    ['dots with something invisible between them', '.\u200b.'],
    ['dots in quotation marks', '“..”'],
    ['a way up', '../users'],
    ['a slash', 'W-1/users'],
    ['a full-width slash', 'W-1／users'],
    ['the sign “account of”', 'W-1℀users'],
    ['the sign “care of”', 'W-1℅users'],
    ['a backslash', 'W-1\\users'],
    ['a full-width backslash', 'W-1＼users'],
    ['a query', 'W-1?expand=user'],
    ['a full-width question mark', 'W-1？expand=user'],
    ['two question marks in one character', 'W-1⁇x'],
    ['a fragment', 'W-1#x'],
    ['a full-width number sign', 'W-1＃x'],
    ['a percent escape', 'W-1%2F..'],
    ['a full-width percent sign', 'W-1％2F'],
    ['a percent escape of dots', '%2e%2e'],
    ['dots that are escaped twice', '%252e%252e'],
    ['markup', '<img src=x>'],
    ['an at sign', 'W-1@whop.com'],
    ['a null', 'W-1\0'],
    ['an escape', 'W-1\x1b[2J'],
    ['a line break in it', 'W-1\r\nX-Evil: 1'],
    ['a delete character', 'W-1\x7f'],
    ['a C1 control character', 'W-1\x9b'],
    ['two words', `${KEY} ${KEY}`],
    ['two words, far apart', `${KEY}\u3000${KEY}`],
    ['a line separator in it', 'W-1\u2028W-2'],
    ['257 characters', 'W'.repeat(257)],
    ['86 characters that become 258', '㎪'.repeat(86)],
    ['5,000 characters', 'W'.repeat(5000)],
    ['a membership ID', 'mem_A1B2C3'],
    ['a membership ID with an invisible character', 'm\u00adem_A1B2C3'],
    ['a full-width membership ID', 'ｍｅｍ＿A1B2C3'],
    ["the seller's API key", API_KEY],
    ['a product ID', 'prod_A1B2C3'],
    ['a user ID', 'user_A1B2C3'],
    ["somebody's API key", 'apik_Other'],
    ["somebody's API key, of the newer kind", 'whop_Other'],
    ['an API key as in a header', `Bearer ${API_KEY}`],
    ['nothing but white space', ' \t\u3000'],
    ['nothing visible', '\u200b\u2060\ufeff\u00ad'],
    ['nothing but quotation marks', '"\'“”'],
  ]) {
    it(title, async (t) => {
      // URL parsers remove a path segment of dots before any server sees it.
      const path = encodeURIComponent(key).replace(/^\.+$/, (dots) => dots.replaceAll('.', '%EF%BC%8E'));
      const { status, text, asked, log } = await askByPath(t, path);
      assert.deepEqual([status, asked], [400, []]);
      assert.doesNotMatch(text, /reset|not found|match/i, 'the tag does not read it as a refusal');
      assert.equal(JSON.parse(log[0]).reason, 'malformed-key');
      if (key.length > 3) assert.ok(!text.includes(key.slice(0, 40)) && !log[0].includes(key.slice(0, 40)));
    });
  }

  it("the seller's API key, of the older kind without a prefix", async (t) => {
    const whop = await startWhop(t);
    assert.equal((await ask(makeRelay(t, whop, { whopApiKey: 'Bearer x9-Zk_0aQ' }), 'x9-Zk_0aQ')).status, 400);
    assert.equal(whop.requests.length, 0);
  });

  it('thousands of quotation marks, which take no longer than as many letters', async (t) => {
    const relay = makeRelay(t, await startWhop(t));
    const measureCpu = async (/** @type {string} */ key) => {
      const before = process.cpuUsage();
      for (let count = 0; count < 300; count++) assert.equal((await ask(relay, key)).status, 400);
      return process.cpuUsage(before).user;
    };
    const [quotes, letters] = [`W${'"'.repeat(4000)}W`, 'W'.repeat(4002)];
    await measureCpu(quotes);
    const ratio = (await measureCpu(quotes)) / (await measureCpu(letters));
    // In quadratic time, it would be about 40.
    assert.ok(ratio < 20, String(ratio));
  });

  for (const path of [
    '%ED%A0%80',
    'W-1%ED%A0%80%ED%B0%80',
    '%C0%AE%C0%AE',
    '%C0%AF',
    '%E0%80%AF',
    '%F4%90%80%80',
    '%ff',
    'W-1%',
    'W%2',
    '%u002e',
    '%2%65',
    '%2e%2e%2',
    '%ff%2e%2e',
  ]) {
    it(`bytes that are not text: ${path}`, async (t) => {
      const { status, asked } = await askByPath(t, path);
      assert.deepEqual([status, asked], [400, []]);
    });
  }
});

describe('Whop is asked once about a key, cleaned and encoded', () => {
  for (const [title, key, path = key] of [
    ['as it is', KEY],
    ['in small letters', KEY.toLowerCase()],
    ['from a mail program', '\ufeff“W-A1B2C3\u200b–D4E5F6A7\u00ad-B8C9D0W\u2060\u00a0”', KEY],
    ['broken at a dash', 'W-A1B2C3-\r\n D4E5F6A7-B8C9D0W\n', KEY],
    ['in full width', 'Ｗ－Ａ１Ｂ２Ｃ３－Ｄ４Ｅ５Ｆ６Ａ７－Ｂ８Ｃ９Ｄ０Ｗ', KEY],
    ['in Arabic digits', 'W-A١B٢C٣-D٤E٥F٦A٧-B٨C٩D٠W', KEY],
    ['among many invisible characters', `${'\u00ad'.repeat(1000)}${KEY}`, KEY],
    ['of three dots', '...'],
    ['of three dots in one character', '…', '...'],
    ['with dots in it', 'W..1'],
    ['with a semicolon', 'W-1;x=1', 'W-1%3Bx%3D1'],
    ['with an ampersand and a plus', 'W-1&a+b', 'W-1%26a%2Bb'],
    ['with characters that URLs allow', "W-1:*!'()~", "W-1%3A*!'()~"],
    ['with brackets', 'W-1[]{}|^', 'W-1%5B%5D%7B%7D%7C%5E'],
    ['with an emoji', 'W-😀', 'W-%F0%9F%98%80'],
    ['with a letter and a combining accent', 'W-e\u0301', 'W-%C3%A9'],
    ['in Hebrew', 'W-אב', 'W-%D7%90%D7%91'],
    ['of 256 characters', 'W'.repeat(256)],
    ['named like a member of the prototype', '__proto__'],
    ['that only resembles a membership ID', 'W-mem_1'],
    ["with a seller's prefix that resembles a product ID", 'PROD_A1B2C3'],
    ['that only resembles a URL', 'https:', 'https%3A'],
    ['named like a part of the route', 'validate_license'],
  ]) {
    it(title, async (t) => {
      const { status, asked } = await askByPath(t, encodeURIComponent(key));
      assert.deepEqual([status, asked], [404, [`GET /api/v1/memberships/${path}`]]);
    });
  }

  it('with every character escaped', async (t) => {
    const path = [...KEY].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('');
    assert.deepEqual((await askByPath(t, path)).asked, [`GET /api/v1/memberships/${KEY}`]);
  });

  it('and it is the same key in all these forms', async (t) => {
    const whop = await startWhop(t);
    const relay = makeRelay(t, whop);
    for (const key of [KEY, ` ${KEY} `, `"${KEY}"`, KEY.replaceAll('-', '‐'), `\u200b${KEY}`])
      assert.equal((await ask(relay, key)).status, 201);
    assert.equal(whop.requests.length, 1);
  });

  it('and sends nothing that Whop does not need', async (t) => {
    const whop = await startWhop(t);
    await ask(makeRelay(t, whop), KEY, { metadata: { hwid: 'A-1' } });
    const [{ method, headers }] = whop.requests;
    assert.equal(method, 'GET');
    assert.equal(headers.authorization, `Bearer ${API_KEY}`);
    assert.equal(headers.accept, 'application/json');
    assert.equal(headers['api-version-date'], '2025-01-01');
    assert.equal(headers['content-length'] ?? headers['transfer-encoding'], undefined);
  });
});
