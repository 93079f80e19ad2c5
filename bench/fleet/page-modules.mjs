/**
 * Gives each page the modules with its own state and globals, as in a browser.
 *
 * Loading the modules for every page would be 1.6 times slower, because the engine would optimize them again each time. So
 * they are loaded once, and their state is swapped when another page runs. That works because only one page runs in an
 * event, and all its promises settle before the next. `isApart` loads them for every page; the result must be the same.
 */
export class PageModules {
  #load;
  #clock;
  #isApart;
  #shared = null;
  /** The page whose state the modules have. */
  #current = null;

  /** @param load - From `compileModules`. */
  constructor(load, clock, isApart = false) {
    this.#load = load;
    this.#clock = clock;
    this.#isApart = isApart;
  }

  /** Returns the modules of a page. Must be called inside `enter`. */
  open(page) {
    if (this.#isApart) return this.#load(this.#globals(() => page)).modules;
    return this.#shared.modules;
  }

  /** Runs code of a page. If another page has already run in this event, runs it in a separate event. */
  enter(page, run) {
    const clock = this.#clock;
    if (clock.runner && clock.runner !== page) {
      clock.at(clock.now, () => page.run(run));
      return;
    }
    clock.runner = page;
    if (!this.#isApart && this.#current !== page) this.#switchTo(page);
    run();
  }

  #switchTo(page) {
    this.#shared ??= this.#load(this.#globals(() => this.#current));
    if (this.#current) this.#current.moduleState = this.#shared.read();
    this.#current = page;
    this.#shared.write(page.moduleState ?? this.#shared.fresh());
  }

  /** @param {() => import('./page.mjs').Page} page */
  #globals(page) {
    const navigator = {
      get onLine() {
        return page().browser.isOnline;
      },
      get locks() {
        return page().locks;
      },
    };
    const math = Object.create(Math);
    math.random = () => page().random();
    return {
      globalThis: {
        navigator,
        get localStorage() {
          return page().localStorage;
        },
        location: { href: 'https://seller.example/' },
      },
      Date: this.#clock.Date,
      Math: math,
      setTimeout: (run, ms) => page().setTimeout(run, ms),
      clearTimeout: (timer) => page().clearTimeout(timer),
      fetch: (url, init) => page().fetch(url, init),
      navigator,
      addEventListener: (name, listener) => page().addEventListener(name, listener),
      removeEventListener: (name, listener) => page().removeEventListener(name, listener),
      console: { warn() {} },
      document: {
        get visibilityState() {
          return page().isVisible ? 'visible' : 'hidden';
        },
      },
    };
  }
}
