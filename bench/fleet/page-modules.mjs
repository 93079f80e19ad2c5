/**
 * The modules in each page: with a state and globals of its own, as in a browser.
 *
 * Loaded for each page they would be strange to the engine each time, and run 1.6 times as slow. So they are loaded
 * once, and each page brings its state with it: in one event only one page runs, and by its end all that it began has
 * settled. `isApart` loads them for each page all the same: it must come to the same.
 */
export class PageModules {
  #load;
  #clock;
  #isApart;
  #shared = null;
  /** The page whose state is in place. */
  #current = null;

  /** @param load From `compileModules`. */
  constructor(load, clock, isApart = false) {
    this.#load = load;
    this.#clock = clock;
    this.#isApart = isApart;
  }

  /** @returns The modules of that page, which must have been entered. */
  open(page) {
    if (this.#isApart) return this.#load(this.#globals(() => page)).modules;
    return this.#shared.modules;
  }

  /** Runs what is a page's; where another has run in the same event, in an event of its own. */
  enter(page, run) {
    const clock = this.#clock;
    if (clock.runner && clock.runner !== page) {
      clock.at(clock.now, () => page.run(run));
      return;
    }
    clock.runner = page;
    if (!this.#isApart && this.#current !== page) this.#change(page);
    run();
  }

  #change(page) {
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
    };
  }
}
