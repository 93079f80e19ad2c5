import { randomExponential, randomLogNormal, randomPareto, randomPoisson, randomUniform } from 'd3';
import seedrandom from 'seedrandom';

/**
 * Random numbers that depend only on the seed.
 *
 * @param {string} seed
 */
export function throwDice(seed) {
  const random = seedrandom(seed);
  return {
    random,
    chance: (/** @type {number} */ share) => random() < share,
    between: (/** @type {number} */ least, /** @type {number} */ most) => randomUniform.source(random)(least, most)(),
    exponential: (/** @type {number} */ mean) => randomExponential.source(random)(1 / mean)(),
    /** Most are near the median, some are many times as large: as long as people do things. */
    lognormal: (/** @type {number} */ median, /** @type {number} */ sigma) =>
      randomLogNormal.source(random)(Math.log(median), sigma)(),
    /** At least 1; few are far above it. */
    pareto: (/** @type {number} */ alpha) => randomPareto.source(random)(alpha)(),
    poisson: (/** @type {number} */ mean) => randomPoisson.source(random)(mean)(),
  };
}

/** @typedef {ReturnType<typeof throwDice>} Dice */
