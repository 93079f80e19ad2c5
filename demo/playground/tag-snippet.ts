/** How a seller puts the tag into a page. */
export const ways = { html: 'HTML', classic: 'Classic script', react: 'React', vue: 'Vue', svelte: 'Svelte' } as const;
export type Way = keyof typeof ways;

/** What a snippet is made of. */
export interface Wanted {
  way: Way;
  /** Whether the tag asks Whop, or the seller's own relay. */
  asks: 'whop' | 'relay';
  /** The tag's other attributes; an empty value is a bare name. */
  attributes: [name: string, value: string][];
  /** BCP 47; `en` needs no script of its own. */
  lang: string;
  /** The SRI hashes of the single files, by their names. */
  integrity: Record<string, string>;
}

const ASKS: Record<Wanted['asks'], [string, string]> = {
  whop: ['api-key', 'apik_YOUR_KEY'],
  relay: ['api-base', 'https://licenses.example.com'],
};

/** The whole of it, ready to be pasted. */
export function tagSnippet({ way, asks, attributes, lang, integrity }: Wanted): string {
  const all: [string, string][] = [
    ASKS[asks],
    ...attributes,
    ...(lang === 'en' ? [] : ([['lang', lang]] as [string, string][])),
  ];
  const languages = lang === 'en' ? [] : [lang];
  switch (way) {
    case 'html':
      return [
        script('whop-license-check.js', integrity),
        ...languages.map((each) => script(`locales/${each}.js`)),
        '',
        element(all),
      ].join('\n');
    case 'classic':
      return [
        script('whop-license-check.iife.js'),
        ...languages.map((each) => script(`locales/${each}.js`)),
        '',
        element(all),
      ].join('\n');
    case 'react':
      return [
        ...imports(languages),
        '',
        'export function LicenseCheck() {',
        '  return (',
        element(all, 'onvalid={(event) => console.log(event.detail.membership.id)}', inJsx).replace(/^/gm, '    '),
        '  );',
        '}',
      ].join('\n');
    case 'vue':
      return [
        '<script setup>',
        ...imports(languages),
        '',
        'const heard = (event) => console.log(event.detail.membership.id);',
        '</script>',
        '',
        '<template>',
        element(all, '@valid="heard"').replace(/^/gm, '  '),
        '</template>',
      ].join('\n');
    case 'svelte':
      return [
        '<script>',
        ...imports(languages).map((line) => `  ${line}`),
        '</script>',
        '',
        element(all, 'onvalid={(event) => console.log(event.detail.membership.id)}', inSvelte),
      ].join('\n');
  }
}

function script(file: string, integrity: Record<string, string> = {}): string {
  const hash = integrity[file];
  const type = file.endsWith('.iife.js') || file.startsWith('locales/') ? '' : ' type="module"';
  return `<script${type} src="${file}"${type ? '' : ' defer'}${hash ? `\n  integrity="${hash}" crossorigin` : ''}></script>`;
}

function imports(languages: string[]): string[] {
  return ["import 'whop-license-check';", ...languages.map((each) => `import 'whop-license-check/locales/${each}';`)];
}

function element(attributes: [string, string][], listener = '', write = inHtml): string {
  const lines = [...attributes.map(([name, value]) => write(name, value)), ...(listener ? [listener] : [])];
  return `<whop-license-check${lines.map((line) => `\n  ${line}`).join('')}\n></whop-license-check>`;
}

function inHtml(name: string, value: string): string {
  if (value === '') return name;
  const escaped = value.replace(/&/g, '&amp;');
  return escaped.includes('"') ? `${name}='${escaped.replace(/'/g, '&#39;')}'` : `${name}="${escaped}"`;
}

/** A text in braces, where quotation marks alone would not do; `true` for a bare name, which JSX hands over as one. */
function inJsx(name: string, value: string): string {
  return value && /["&{}\\]/.test(value) ? `${name}={${JSON.stringify(value)}}` : inHtml(name, value);
}

function inSvelte(name: string, value: string): string {
  return /[{}]/.test(value) ? `${name}={${JSON.stringify(value)}}` : inHtml(name, value);
}
