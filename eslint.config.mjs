import { readFileSync } from 'node:fs';
import path from 'node:path';
import js from '@eslint/js';
import jsdoc from 'eslint-plugin-jsdoc';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const ENTRIES = [
  ...['element', 'client', 'core', 'testing'].map((entry) => `src/${entry}.ts`),
  ...['index', 'token'].map((entry) => `packages/relay/src/${entry}.ts`),
];
/** The entries of both packages, and the files of what they export besides types. */
const publicFiles = ENTRIES.flatMap((entry) => {
  const exports = readFileSync(path.join(import.meta.dirname, entry), 'utf8').matchAll(
    /^export [{*].* from '(.+)\.js';$/gm,
  );
  return [entry, ...[...exports].map(([, file]) => path.posix.join(path.posix.dirname(entry), `${file}.ts`))];
});
const FUNCTION = 'ExportNamedDeclaration > FunctionDeclaration';
const CLASS = 'ExportNamedDeclaration > ClassDeclaration';
const METHOD = `${CLASS} > ClassBody > MethodDefinition[accessibility!=/private|protected/][kind=method] > FunctionExpression`;
const litRecommended = /** @type {import('eslint').Linter.Config} */ (lit.configs?.['flat/recommended']);
const wcBestPractice = /** @type {import('eslint').Linter.Config} */ (wc.configs?.['flat/best-practice']);

export default defineConfig(
  // The frameworks are installed in test/frameworks only.
  { ignores: ['dist/', 'packages/*/dist/', 'src/frameworks/', 'docs/', 'test/frameworks/**/*.{ts,tsx}'] },
  js.configs.recommended,
  { files: ['**/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
  {
    // Puppeteer runs some of their functions in a page.
    files: ['{bench,test}/**/*.mjs', 'tools/contact-sheet.mjs'],
    languageOptions: { globals: globals.browser },
  },
  { files: ['**/*.ts', 'bench/page/*.js'], extends: [litRecommended] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, wcBestPractice],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Pages without types, and pages that mean harm, hand in what the types rule out.
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unnecessary-boolean-literal-compare': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
    },
  },
  {
    files: publicFiles,
    plugins: { jsdoc },
    settings: { jsdoc: { mode: 'typescript', ignoreInternal: true } },
    rules: {
      'jsdoc/check-param-names': ['error', { checkDestructured: false, disableMissingParamChecks: true }],
      'jsdoc/no-types': 'error',
      'jsdoc/require-description': ['error', { contexts: [FUNCTION, CLASS] }],
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { ClassDeclaration: true },
          contexts: ['ExportNamedDeclaration > VariableDeclaration'],
        },
      ],
      'jsdoc/require-param': ['error', { checkDestructured: false, contexts: [FUNCTION, METHOD] }],
      'jsdoc/require-param-description': 'error',
      'jsdoc/require-returns': ['error', { contexts: [FUNCTION, METHOD] }],
      'jsdoc/require-returns-description': 'error',
    },
  },
  {
    files: ['bench/**'],
    // What they print is what they are for.
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts', 'demo/**/*.ts'],
    rules: {
      // The types of open-wc's snapshots make a promise of every `expect(…).to.equal(…)`.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: 'Equal', package: '@types/chai' }] },
      ],
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-template-expression': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
