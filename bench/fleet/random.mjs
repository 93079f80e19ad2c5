/** Reproducible random numbers: they depend only on the seeds. */

/**
 * Creates a generator of numbers from 0 to 1, like `Math.random` (mulberry32).
 *
 * @param {...(number | string)} seeds
 * @returns {() => number}
 */
export function seeded(...seeds) {
  let state = 0x811c9dc5;
  for (const character of seeds.join(' ')) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function between(random, least, most) {
  return least + (most - least) * random();
}

export function exponential(random, mean) {
  return -mean * Math.log(1 - random());
}

/** Most values are near the median, some are many times larger. Durations of what people do look like this. */
export function lognormal(random, median, sigma) {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(sigma * normal);
}

/** Never below `least`, and a few values are far above it. */
export function pareto(random, least, alpha) {
  return least / (1 - random()) ** (1 / alpha);
}

export function poisson(random, mean) {
  let count = -1;
  for (let left = 1, limit = Math.exp(-mean); left > limit; left *= random()) count++;
  return count;
}

/** Returns a random index, with probabilities in proportion to the weights. */
export function weighted(random, weights) {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  return Math.max(
    weights.findIndex((weight) => (left -= weight) < 0),
    0,
  );
}
