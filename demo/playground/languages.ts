/// <reference types="vite/client" />
/** All languages of the tag, each by its own name. */
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

/** Switches the tag to a language, with the right direction. Loads the language's script the first time. */
export async function setLanguage(tag: HTMLElement, lang: string): Promise<void> {
  await scripts[`../../src/i18n/locales/${lang}.ts`]?.();
  tag.lang = lang;
  if (lang === 'ar') tag.dir = 'rtl';
  else tag.removeAttribute('dir');
}
