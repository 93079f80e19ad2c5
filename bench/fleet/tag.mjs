import { between } from './random.mjs';
import { STRATEGIES } from './scenarios.mjs';

/** How long visitors take to enter a key, in ms, and the share of mistyped keys. */
const TYPING = [3000, 15_000];
const MISTYPED = 0.03;
/** The share of visitors who click again after a failed check, and who try a refused key again. */
const IMPATIENT = 0.35;
const PERSISTENT = 0.15;
/** How long visitors take to try again, in ms. */
const SECOND_THOUGHT = [10_000, 40_000];

/** The settings are the same for all tags, so they are read only once. */
let settings;
let requirements;

/** Plays the part of the element, which uses the session like `src/element/whop-license-check.ts`, and of the visitor. */
export class Tag {
  #modules;
  #page;
  #strategy;
  #session;
  #field = '';
  /** @type {'given' | 'typed' | 'checked' | 'remembered'} */
  #keySource = 'given';
  #mayRestore = true;
  /** How often the visitor will still try again. */
  #tries = 1;

  constructor(modules, page, strategyName) {
    page.content = this;
    this.#modules = modules;
    this.#page = page;
    this.#strategy = STRATEGIES[strategyName];
    const { tally, visitor } = page.browser;
    const { LicenseSession, listenToPageEvents } = modules;
    if (this.#strategy.isGiven) this.#field = visitor.license.key;
    this.#session = new LicenseSession({ onChange: (change) => this.#onChange(change, tally) });
    listenToPageEvents();
    this.#session.connect();
    this.#configure();
    queueMicrotask(() => {
      this.#load();
      if (!this.#field) this.#typeSoon(TYPING, page.browser.random() < MISTYPED);
    });
  }

  get verdict() {
    return this.#session.result;
  }

  get isChecking() {
    return this.#session.state === 'checking';
  }

  #onChange(change, tally) {
    if (change.type === 'state') {
      tally.changed(this.#page);
      queueMicrotask(() => this.#load());
    } else if (change.type === 'result') {
      tally.ended(this.#page, change.result);
      this.#reactTo(change.result);
    } else if (change.type === 'released') {
      this.#setKeySource('given');
      this.#mayRestore = true;
    } else if (change.licenseKey === null) {
      this.#field = '';
      this.#setKeySource('checked');
    } else if (this.#keySource !== 'typed') {
      this.#field = change.licenseKey;
      this.#setKeySource('remembered');
    }
  }

  #setKeySource(source) {
    this.#keySource = source;
    this.#session.isEdited = source === 'typed';
  }

  #configure() {
    const { remember, maxAge, staleIfError } = this.#strategy;
    settings ??= this.#modules.readCheckSettings({
      apiKey: 'apik_fleet',
      product: 'prod_fleet0001',
      plan: '',
      metadata: {},
      timeout: 10_000,
    });
    requirements ??= JSON.stringify({ ...settings, timeoutMs: 0 });
    this.#session.configure({ settings, requirements, remember, maxAgeS: maxAge, staleIfErrorS: staleIfError });
  }

  /** Does what the element does automatically. */
  #load() {
    if (this.#page.isClosed) return;
    const isAsked = () => Boolean(this.#strategy.isGiven && this.#keySource === 'given' && this.#field);
    if (this.#mayRestore && this.#session.state === 'idle') {
      this.#mayRestore = false;
      this.#session.restore(isAsked() ? this.#modules.cleanLicenseKey(this.#field) : null, true);
    }
    if (isAsked()) void this.#check();
  }

  #check() {
    this.#configure();
    this.#field = this.#modules.cleanLicenseKey(this.#field);
    if (this.#keySource !== 'remembered') this.#setKeySource('checked');
    return this.#session.check(this.#field);
  }

  /** Does what the visitor does after a verdict. */
  #reactTo({ outcome, reason }) {
    const { browser } = this.#page;
    const { random, visitor } = browser;
    if (outcome === 'invalid' && this.#field === visitor.license.key) browser.wasRefused = true;
    if (outcome === 'valid' || this.#tries <= 0) return;
    if (reason === 'not-found' && this.#field !== visitor.license.key) {
      this.#typeSoon(SECOND_THOUGHT, false);
    } else if (random() < (outcome === 'invalid' ? PERSISTENT : IMPATIENT)) {
      this.#tries--;
      this.#later(SECOND_THOUGHT, () => {
        this.#page.purpose = 'button';
        void this.#check();
      });
    }
  }

  /** Most visitors whose key was refused don't enter it again on every page. */
  #typeSoon(pause, isMistyped) {
    const { random, visitor, wasRefused } = this.#page.browser;
    if (wasRefused && random() > PERSISTENT) return;
    this.#later(pause, () => {
      this.#field = isMistyped ? `${visitor.license.key.slice(0, -2)}XW` : ` ${visitor.license.key}\n`;
      this.#setKeySource('typed');
      this.#page.purpose = 'typed';
      void this.#check();
    });
  }

  /** Runs an action later, if the page is still visible and locked. */
  #later(pause, act) {
    const { clock, random } = this.#page.browser;
    clock.at(clock.now + between(random, ...pause), () => {
      const isThere = this.#page.isVisible && !this.#page.isFrozen;
      if (isThere && !this.isChecking && this.verdict?.outcome !== 'valid') this.#page.run(act);
    });
  }
}
