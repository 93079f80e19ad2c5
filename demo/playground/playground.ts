import '../../src/index.js';
import { render } from 'lit';
import { setUpAppearance } from './appearance.js';
import { CheckLog } from './check-log.js';
import { exampleList } from './example-list.js';
import type { Example } from './examples.js';
import { languages, setLanguage } from './languages.js';
import { logView } from './log-view.js';
import { watchRequests } from './sent-requests.js';
import { settingsForm } from './settings-form.js';
import { simulateOffline } from './simulated-offline.js';
import { suggestionList } from './suggestion-list.js';
import { defaultSettings, tagAttributes, type TagSettings } from './tag-settings.js';
import type { SnippetOptions } from './tag-snippet.js';
import { tagSource } from './tag-source.js';

const testApi = find('meta[name="test-api"]').getAttribute('content') ?? '';
const tag = find<HTMLElementTagNameMap['whop-license-check']>('#tag');
const download = find('#download');
const log = new CheckLog(tag, () => render(logView(log.entries), find('#log')));

/** The visitor's settings. */
let ownSettings = defaultSettings;
let currentExample: Example | null = null;
/** The settings that the current example overrides. */
let exampleSettings: Partial<TagSettings> = {};
let snippetOptions: Omit<SnippetOptions, 'attributes'> = {
  format: 'html',
  endpoint: 'whop',
  lang: 'en',
  integrity: {},
};

function renderPage(): void {
  const settings = { ...ownSettings, ...exampleSettings };
  for (const [name, value] of tagAttributes(settings, testApi)) {
    if (value === tag.getAttribute(name)) continue;
    if (value === null) tag.removeAttribute(name);
    else tag.setAttribute(name, value);
  }
  if (!settings.unlocks) download.hidden = true;
  simulateOffline(settings.offline);
  render(suggestionList(currentExample, runExample), find('#suggestions'));
  render(settingsForm(settings, changeSettings), find('#settings'));
  const attributes = tagAttributes(settings, testApi).filter(
    (attribute): attribute is [string, string] => attribute[1] !== null && !/^api-/.test(attribute[0]),
  );
  render(tagSource({ ...snippetOptions, attributes }, changeSnippet), find('#source'));
  render(exampleList(currentExample, runExample), find('#example-list'));
}

function changeSettings(settings: Partial<TagSettings>): void {
  ownSettings = { ...ownSettings, ...settings };
  exampleSettings = Object.fromEntries(Object.entries(exampleSettings).filter(([name]) => !(name in settings)));
  renderPage();
}

function changeSnippet(options: Partial<SnippetOptions>): void {
  snippetOptions = { ...snippetOptions, ...options };
  renderPage();
}

function runExample(example: Example): void {
  currentExample = example;
  exampleSettings = example.settings;
  renderPage();
  tag.licenseKey = example.key;
  void tag.check();
  scrollToTag();
}

/** On a small screen, the example that was clicked can be far below the tag. */
function scrollToTag(): void {
  const { top, bottom } = tag.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) find('#try').scrollIntoView();
}

function find<E extends HTMLElement>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`This page needs ${selector}. Did you start it with "npm start"?`);
  return element;
}

void fetch('/demo/playground/integrity.json').then(async (response) =>
  changeSnippet({ integrity: (await response.json()) as Record<string, string> }),
);
watchRequests((request) => log.updateRequest(request));
setUpAppearance();
const language = find<HTMLSelectElement>('#language');
language.append(...Object.entries(languages).map(([lang, name]) => new Option(name, lang)));
language.addEventListener('change', () => {
  void setLanguage(tag, language.value);
  changeSnippet({ lang: language.value });
});
find('#clear').addEventListener('click', () => log.clear());
find('#reset').addEventListener('click', () => changeSettings(defaultSettings));
render(logView(log.entries), find('#log'));
renderPage();
