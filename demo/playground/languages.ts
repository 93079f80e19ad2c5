/// <reference types="vite/client" />
/** What the tag can speak, each by its own name. */
export const languages: Record<string, string> = {
  en: 'English',
  ar: 'العربية',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  it: 'Italiano',
  ja: '日本語',
  ko: '한국어',
  nl: 'Nederlands',
  pl: 'Polski',
  'pt-BR': 'Português (Brasil)',
  tr: 'Türkçe',
  'zh-Hans': '简体中文',
};

const scripts = import.meta.glob('../../src/i18n/locales/*.ts');

/** Lets the tag speak it, from right to left where it is written so; its script is loaded when it is first wanted. */
export async function speak(tag: HTMLElement, lang: string): Promise<void> {
  await scripts[`../../src/i18n/locales/${lang}.ts`]?.();
  tag.lang = lang;
  if (lang === 'ar') tag.dir = 'rtl';
  else tag.removeAttribute('dir');
}
