/** Who waits longer is sent away, in ms. */
const LONGEST_WAIT = 4000;

interface Line {
  running: number;
  waiting: (() => void)[];
}

/** Lets so many through at a time, for each name; the others wait for their turn. */
export class Turns {
  readonly #most: number;
  readonly #lines = new Map<string, Line>();

  constructor(most: number) {
    this.#most = most;
  }

  /** @returns Whether it is one's turn. Who got one gives it back by `end`. */
  async begin(name: string): Promise<boolean> {
    const line = this.#lines.get(name) ?? { running: 0, waiting: [] };
    this.#lines.set(name, line);
    if (line.running < this.#most) {
      line.running++;
      return true;
    }
    return new Promise((resolve) => {
      const turn = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        line.waiting.splice(line.waiting.indexOf(turn), 1);
        resolve(false);
      }, LONGEST_WAIT);
      line.waiting.push(turn);
    });
  }

  end(name: string): void {
    const line = this.#lines.get(name);
    const next = line?.waiting.shift();
    if (next) next();
    else if (line && --line.running === 0) this.#lines.delete(name);
  }
}
