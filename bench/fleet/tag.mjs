import { between } from './random.mjs';
import { STRATEGIES } from './scenarios.mjs';

const TYPING = [3000, 15_000];
const MISTYPED = 0.03;
/** Who presses the button again where nobody could say, and who tries a key again that was refused. */
const IMPATIENT = 0.35;
const PERSISTENT = 0.15;
const SECOND_THOUGHT = [10_000, 40_000];

/** The same for all: read once, and changed by nobody. */
let settings;
let asked;

/** The element in a page, without its looks, and the visitor before it: as `src/element/whop-license-check.ts` uses the session. */
export class Tag {
  #modules;
  #page;
  #strategy;
  #session;
  #field = '';
  /** @type {'given' | 'typed' | 'checked' | 'remembered'} */
  #keyIs = 'given';
  #mayRestore = true;
  /** How often the visitor may still do something about it. */
  #tries = 1;

  constructor(modules, page, strategyName) {
    page.content = this;
    this.#modules = modules;
    this.#page = page;
    this.#strategy = STRATEGIES[strategyName];
    const { tally, visitor } = page.browser;
    const { english, inWords, LicenseSession, listenToPage } = modules;
    if (this.#strategy.isGiven) this.#field = visitor.license.key;
    this.#session = new LicenseSession({
      show: () => {
        tally.changed(page);
        queueMicrotask(() => this.#load());
      },
      tell: (_tag, verdict) => {
        tally.ended(page, verdict);
        this.#answer(verdict);
      },
      word: (_tag, ruling, licenseKey) => inWords(ruling, licenseKey, english, 'en-US'),
      fill: (_tag, licenseKey) => {
        if (this.#keyIs === 'typed') return;
        this.#field = licenseKey;
        this.#keyIs = 'remembered';
      },
      forget: () => {
        this.#field = '';
        this.#keyIs = 'checked';
        this.#session.reset();
      },
      giveBack: () => {
        this.#keyIs = 'given';
        this.#mayRestore = true;
      },
      isVisible: () => page.isVisible,
      isEdited: () => this.#keyIs === 'typed',
    });
    listenToPage();
    this.#session.resume();
    this.#set();
    queueMicrotask(() => {
      this.#load();
      if (!this.#field) this.#typeSoon(TYPING, page.browser.random() < MISTYPED);
    });
  }

  get verdict() {
    return this.#session.verdict;
  }

  get isChecking() {
    return this.#session.state === 'checking';
  }

  #set() {
    const { remember, maxAge, staleIfError } = this.#strategy;
    settings ??= this.#modules.readCheckSettings({
      apiKey: 'apik_fleet',
      product: 'prod_fleet0001',
      plan: '',
      metadata: {},
      timeout: 10_000,
    });
    asked ??= JSON.stringify({ ...settings, timeout: 0 });
    this.#session.set({ settings, asked, remember, maxAge, staleIfError });
  }

  /** What the element does without being asked. */
  #load() {
    if (this.#page.isClosed) return;
    const isAsked = () => Boolean(this.#strategy.isGiven && this.#keyIs === 'given' && this.#field);
    if (this.#mayRestore && this.#session.state === 'idle') {
      this.#mayRestore = false;
      this.#session.restore(isAsked() ? this.#modules.cleanLicenseKey(this.#field) : null, true);
    }
    if (isAsked()) void this.#check();
  }

  #check() {
    this.#set();
    this.#field = this.#modules.cleanLicenseKey(this.#field);
    if (this.#keyIs !== 'remembered') this.#keyIs = 'checked';
    return this.#session.check(this.#field);
  }

  /** What the visitor does about a verdict. */
  #answer({ outcome, reason }) {
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

  /** Once refused, not every page is worth the typing. */
  #typeSoon(pause, isMistyped) {
    const { random, visitor, wasRefused } = this.#page.browser;
    if (wasRefused && random() > PERSISTENT) return;
    this.#later(pause, () => {
      this.#field = isMistyped ? `${visitor.license.key.slice(0, -2)}XW` : ` ${visitor.license.key}\n`;
      this.#keyIs = 'typed';
      this.#page.purpose = 'typed';
      void this.#check();
    });
  }

  /** If the page is still there to be seen, and locked. */
  #later(pause, act) {
    const { clock, random } = this.#page.browser;
    clock.at(clock.now + between(random, ...pause), () => {
      const isThere = this.#page.isVisible && !this.#page.isFrozen;
      if (isThere && !this.isChecking && this.verdict?.outcome !== 'valid') this.#page.run(act);
    });
  }
}
