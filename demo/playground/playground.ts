import '../../src/index.js';
import { render } from 'lit';
import { heedAppearance } from './appearance.js';
import { CheckLog } from './check-log.js';
import { exampleList } from './example-list.js';
import type { Example } from './examples.js';
import { languages, speak } from './languages.js';
import { logView } from './log-view.js';
import { pretendToBeOffline } from './pretended-offline.js';
import { watchRequests } from './sent-requests.js';
import { settingsForm } from './settings-form.js';
import { suggestionList } from './suggestion-list.js';
import { defaultSettings, tagAttributes, type TagSettings } from './tag-settings.js';
import type { Wanted } from './tag-snippet.js';
import { tagSource } from './tag-source.js';

const testApi = find('meta[name="test-api"]').getAttribute('content') ?? '';
const tag = find<HTMLElementTagNameMap['whop-license-check']>('#tag');
const download = find('#download');
const log = new CheckLog(tag, () => render(logView(log.entries), find('#log')));

/** What the visitor set, and what the picked example needs in its place until another one is picked. */
let own = defaultSettings;
let picked: Example | null = null;
let borrowed: Partial<TagSettings> = {};
/** How the tag is to be copied. */
let copied: Pick<Wanted, 'way' | 'asks' | 'lang' | 'integrity'> = {
  way: 'html',
  asks: 'whop',
  lang: 'en',
  integrity: {},
};

function show(): void {
  const settings = { ...own, ...borrowed };
  for (const [name, value] of tagAttributes(settings, testApi)) {
    if (value === tag.getAttribute(name)) continue;
    if (value === null) tag.removeAttribute(name);
    else tag.setAttribute(name, value);
  }
  if (!settings.unlocks) download.hidden = true;
  pretendToBeOffline(settings.offline);
  render(suggestionList(picked, pick), find('#suggestions'));
  render(settingsForm(settings, change), find('#settings'));
  const attributes = tagAttributes(settings, testApi).filter(
    (attribute): attribute is [string, string] => attribute[1] !== null && !/^api-/.test(attribute[0]),
  );
  render(tagSource({ ...copied, attributes }, choose), find('#source'));
  render(exampleList(picked, pick), find('#example-list'));
}

function change(settings: Partial<TagSettings>): void {
  own = { ...own, ...settings };
  borrowed = Object.fromEntries(Object.entries(borrowed).filter(([name]) => !(name in settings)));
  show();
}

function choose(wanted: Partial<Wanted>): void {
  copied = { ...copied, ...wanted };
  show();
}

function pick(example: Example): void {
  picked = example;
  borrowed = example.settings;
  show();
  tag.licenseKey = example.key;
  void tag.check();
  bringIntoView();
}

/** Who clicks an example far down a small screen wants to see what it does. */
function bringIntoView(): void {
  const { top, bottom } = tag.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) find('#try').scrollIntoView();
}

function find<E extends HTMLElement>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`This page needs ${selector}. Was it started with "npm start"?`);
  return element;
}

void fetch('/demo/playground/integrity.json').then(async (answer) =>
  choose({ integrity: (await answer.json()) as Record<string, string> }),
);
watchRequests((request) => log.hearRequest(request));
heedAppearance();
const language = find<HTMLSelectElement>('#language');
language.append(...Object.entries(languages).map(([lang, name]) => new Option(name, lang)));
language.addEventListener('change', () => {
  void speak(tag, language.value);
  choose({ lang: language.value });
});
find('#clear').addEventListener('click', () => log.clear());
find('#reset').addEventListener('click', () => change(defaultSettings));
render(logView(log.entries), find('#log'));
show();
