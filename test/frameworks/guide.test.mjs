import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { documents } from '../support/documents.mjs';

const apps = readdirSync(import.meta.dirname, { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && entry.name !== 'node_modules',
);
const sources = apps.flatMap(({ name }) => {
  const files = readdirSync(path.join(import.meta.dirname, name)).filter((file) => /\.(tsx?|vue|svelte)$/.test(file));
  return files.map((file) => readFileSync(path.join(import.meta.dirname, name, file), 'utf8'));
});

describe('the frameworks guide', () => {
  const blocks = [...documents['docs/frameworks.md'].matchAll(/^```\w+\n(.*?)^```/gms)].map(([, code]) => code);

  it('has code for every framework, taken from the tested apps', () => {
    assert.equal(blocks.length, apps.length + 1);
    assert.deepEqual(
      blocks.filter((code) => !sources.includes(code)),
      [],
    );
  });
});
