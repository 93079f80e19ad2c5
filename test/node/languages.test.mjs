import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import { brotliCompressSync, constants } from 'node:zlib';

/** @typedef {Record<string, { tag: string, messages: Record<string, string> }>} Languages - By the first part of their tag. */

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'dist/locales');
const KEY = Symbol.for('whop-license-check languages');
const ORDERS = 'whop.com/@me/settings/orders';
const MAX_BYTES = 1500;

/** The languages that the docs promise, besides English. */
const TAGS = ['ar', 'de', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pl', 'pt-BR', 'tr', 'zh-Hans'];

/**
 * Runs a script and returns the languages that it registered.
 *
 * @param {object} [globals]
 * @param {string} [code]
 * @returns {Languages}
 */
function languagesAfter(globals = {}, code = '') {
  const context = vm.createContext(globals);
  vm.runInContext(code, context);
  return vm.runInContext(`globalThis[Symbol.for('${KEY.description}')]`, context);
}

/** @param {string} tag */
const codeOf = (tag) => readFileSync(path.join(folder, `${tag}.js`), 'utf8');
/** @param {string} tag */
const languageOf = (tag) => languagesAfter({}, codeOf(tag))[tag.split('-')[0]];
const english = textsInTheElement();

/** Reads the English texts from the source, because English has no script. */
function textsInTheElement() {
  const source = ['messages', 'refusals']
    .map((name) => readFileSync(path.join(root, `src/i18n/${name}.ts`), 'utf8'))
    .join('\n');
  return Object.fromEntries(
    [...source.matchAll(/^ {2}'?([\w-]+)'?:\s+(['"])([A-Z].*)\2,$/gm)].map(([, name, , text]) => [name, text]),
  );
}

describe('the languages', () => {
  it('are complete', () => {
    assert.deepEqual(
      readdirSync(folder)
        .filter((file) => file.endsWith('.js'))
        .sort(),
      TAGS.map((tag) => `${tag}.js`).sort(),
    );
  });

  for (const tag of TAGS) {
    describe(tag, () => {
      const { messages, tag: languageTag } = languageOf(tag);

      it(`is small: at most ${MAX_BYTES} B`, () => {
        const size = brotliCompressSync(codeOf(tag), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
        assert.ok(size <= MAX_BYTES, `${size} B`);
      });

      it('works in a page of any encoding, and concatenated with other scripts', () => {
        assert.match(codeOf(tag), /^\p{ASCII}*$/u);
        assert.doesNotThrow(() =>
          vm.runInContext(`var before = 1\n${codeOf(tag)}\n(function () { after = 1 })()`, vm.createContext({})),
        );
      });

      it('adds no globals, and also works as a module', async () => {
        const globals = {};
        languagesAfter(globals, `"use strict"; ${codeOf(tag)}`);
        assert.deepEqual(Object.keys(globals), []);
        await import(`whop-license-check/locales/${tag}`);
        /** @type {Languages} */
        const languages = Reflect.get(globalThis, KEY);
        assert.equal(languages[tag.split('-')[0]].tag, languageTag);
      });

      it('has a language tag that can format dates and times', () => {
        assert.equal(languageTag, tag);
        assert.equal(
          new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }).resolvedOptions().locale.split('-')[0],
          tag.split('-')[0],
        );
      });

      it('has every text, and none of them is English', () => {
        assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort());
        for (const [name, text] of Object.entries(messages)) assert.notEqual(text, english[name], name);
      });

      it('has the same placeholders and links as English', () => {
        for (const [name, text] of Object.entries(english)) {
          for (const part of ['{date}', '{wait}', ORDERS])
            assert.equal(messages[name].includes(part), text.includes(part), `${name}: ${part}`);
          assert.deepEqual(messages[name].match(/\{\w+\}/g), text.match(/\{\w+\}/g), name);
        }
      });

      it('ends sentences with a period, but not labels and buttons', () => {
        for (const [name, text] of Object.entries(messages)) {
          assert.equal(text, text.trim(), name);
          assert.equal(/[.。]$/.test(text), !['label', 'check', 'buy', 'other'].includes(name), `${name}: ${text}`);
          assert.ok(text.length < 170, name);
        }
      });

      it('does not mention the key if the check could not be completed', () => {
        const { label } = messages;
        for (const name of ['offline', 'unreachable', 'timeout', 'server-error', 'rate-limited', 'unverified'])
          assert.ok(!messages[name].toLowerCase().includes(label.toLowerCase()), name);
      });
    });
  }

  it('can be loaded together', () => {
    const all = languagesAfter({}, TAGS.map(codeOf).join('\n'));
    assert.deepEqual(Object.keys(all).sort(), TAGS.map((tag) => tag.split('-')[0]).sort());
    assert.equal(new Set(Object.values(all).map(({ messages }) => messages.valid)).size, TAGS.length);
  });

  it('notify elements that are already on the page', () => {
    /** @type {string[]} */
    const eventTypes = [];
    class Document {
      createEvent() {
        return {
          type: '',
          /** @param {string} type */
          initEvent(type) {
            this.type = type;
          },
        };
      }
    }
    /** @param {{ type: string }} event */
    const dispatchEvent = ({ type }) => eventTypes.push(type);
    languagesAfter({ Document, document: new Document(), dispatchEvent }, codeOf('de'));
    assert.deepEqual(eventTypes, ['whop-license-check-language']);
  });
});
