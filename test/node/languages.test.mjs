import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import { brotliCompressSync, constants } from 'node:zlib';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'dist/locales');
const KEY = Symbol.for('whop-license-check languages');
const ORDERS = 'whop.com/@me/settings/orders';
const MOST_BYTES = 1500;

/** As many as the README promises, beside English. */
const TAGS = ['ar', 'de', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pl', 'pt-BR', 'tr', 'zh-Hans'];

/** What a script leaves in a page. */
function loadedInto(globals = {}, code = '') {
  const context = vm.createContext(globals);
  vm.runInContext(code, context);
  return vm.runInContext(`globalThis[Symbol.for('${KEY.description}')]`, context);
}

const codeOf = (tag) => readFileSync(path.join(folder, `${tag}.js`), 'utf8');
const languageOf = (tag) => loadedInto({}, codeOf(tag))[tag.split('-')[0]];
const english = textsInTheElement();

/** The English texts, as they are written: they have no script of their own. */
function textsInTheElement() {
  const source = ['messages', 'element-messages']
    .map((name) => readFileSync(path.join(root, `src/${name}.ts`), 'utf8'))
    .join('\n');
  return Object.fromEntries(
    [...source.matchAll(/^ {2}'?([\w-]+)'?:\s+'([A-Z][^']*)',$/gm)].map(([, name, text]) => [name, text]),
  );
}

describe('the languages', () => {
  it('are all there', () => {
    assert.deepEqual(
      readdirSync(folder)
        .filter((file) => file.endsWith('.js'))
        .sort(),
      TAGS.map((tag) => `${tag}.js`).sort(),
    );
  });

  for (const tag of TAGS) {
    describe(tag, () => {
      const { messages, tag: given } = languageOf(tag);

      it(`is light: at most ${MOST_BYTES} B`, () => {
        const size = brotliCompressSync(codeOf(tag), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
        assert.ok(size <= MOST_BYTES, `${size} B`);
      });

      it('can stand in a page of any encoding, after and before any other script', () => {
        assert.match(codeOf(tag), /^[\x00-\x7f]*$/);
        assert.doesNotThrow(() =>
          vm.runInContext(`var before = 1\n${codeOf(tag)}\n(function () { after = 1 })()`, vm.createContext({})),
        );
      });

      it('leaves nothing else in the page, and is a module, too', async () => {
        const globals = {};
        loadedInto(globals, `"use strict"; ${codeOf(tag)}`);
        assert.deepEqual(Object.keys(globals), []);
        await import(`whop-license-check/locales/${tag}`);
        assert.equal(globalThis[KEY][tag.split('-')[0]].tag, given);
      });

      it('has a tag that dates and times can be put in', () => {
        assert.equal(given, tag);
        assert.equal(
          new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }).resolvedOptions().locale.split('-')[0],
          tag.split('-')[0],
        );
      });

      it('has each text, and none in English', () => {
        assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort());
        for (const [name, text] of Object.entries(messages)) assert.notEqual(text, english[name], name);
      });

      it('says as many dates, times and addresses as English does', () => {
        for (const [name, text] of Object.entries(english)) {
          for (const part of ['{date}', '{wait}', ORDERS])
            assert.equal(messages[name].includes(part), text.includes(part), `${name}: ${part}`);
          assert.deepEqual(messages[name].match(/\{\w+\}/g), text.match(/\{\w+\}/g), name);
        }
      });

      it('ends its sentences, and neither labels nor buttons', () => {
        for (const [name, text] of Object.entries(messages)) {
          assert.equal(text, text.trim(), name);
          assert.equal(/[.。]$/.test(text), !['label', 'check', 'buy', 'other'].includes(name), `${name}: ${text}`);
          assert.ok(text.length < 170, name);
        }
      });

      it('speaks of no key where nobody could say', () => {
        const { label } = messages;
        for (const name of ['offline', 'unreachable', 'timeout', 'server-error', 'rate-limited', 'unverified'])
          assert.ok(!messages[name].toLowerCase().includes(label.toLowerCase()), name);
      });
    });
  }

  it('are the reader’s own where two are loaded', () => {
    const all = loadedInto({}, TAGS.map(codeOf).join('\n'));
    assert.deepEqual(Object.keys(all).sort(), TAGS.map((tag) => tag.split('-')[0]).sort());
    assert.equal(new Set(Object.values(all).map(({ messages }) => messages.valid)).size, TAGS.length);
  });

  it('are told to an element that is already there', () => {
    const heard = [];
    class Document {
      createEvent() {
        return {
          initEvent(type) {
            this.type = type;
          },
        };
      }
    }
    loadedInto({ Document, document: new Document(), dispatchEvent: ({ type }) => heard.push(type) }, codeOf('de'));
    assert.deepEqual(heard, ['whop-license-check-language']);
  });
});
