/** The formats of the snippet. */
export const formats = {
  html: 'HTML',
  classic: 'Classic script',
  react: 'React',
  vue: 'Vue',
  svelte: 'Svelte',
} as const;
export type Format = keyof typeof formats;

/** What the snippet should contain. */
export interface SnippetOptions {
  format: Format;
  /** Whether the tag calls Whop or the seller's own relay. */
  endpoint: 'whop' | 'relay';
  /** The tag's other attributes. An empty value is written as the name alone. */
  attributes: [name: string, value: string][];
  /** A BCP 47 tag. `en` needs no extra script. */
  lang: string;
  /** The SRI hashes of the single files, by file name. */
  integrity: Record<string, string>;
}

const ENDPOINT_ATTRIBUTES: Record<SnippetOptions['endpoint'], [string, string]> = {
  whop: ['api-key', 'apik_YOUR_KEY'],
  relay: ['api-base', 'https://licenses.example.com'],
};

/** Returns code that is ready to paste. */
export function tagSnippet({ format, endpoint, attributes, lang, integrity }: SnippetOptions): string {
  const all: [string, string][] = [
    ENDPOINT_ATTRIBUTES[endpoint],
    ...attributes,
    ...(lang === 'en' ? [] : ([['lang', lang]] as [string, string][])),
  ];
  const languages = lang === 'en' ? [] : [lang];
  switch (format) {
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
        'const onValid = (event) => console.log(event.detail.membership.id);',
        '</script>',
        '',
        '<template>',
        element(all, '@valid="onValid"').replace(/^/gm, '  '),
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

/** Writes the value in braces if quotation marks alone wouldn't work in JSX. */
function inJsx(name: string, value: string): string {
  return value && /["&{}\\]/.test(value) ? `${name}={${JSON.stringify(value)}}` : inHtml(name, value);
}

function inSvelte(name: string, value: string): string {
  return /[{}]/.test(value) ? `${name}={${JSON.stringify(value)}}` : inHtml(name, value);
}
