// Sums up measurements. Medians, since a machine with other work only ever adds time.

/** @param {number[]} values @param {number} share from 0 to 1 */
export function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const above = Math.ceil(at);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}

/** @param {number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * A median with the smallest and the largest value beside it.
 * @param {number[]} values
 * @returns {{median: number, least: number, most: number, runs: number}}
 */
export function summary(values) {
  return {
    median: median(values),
    least: Math.min(...values),
    most: Math.max(...values),
    runs: values.length,
  };
}

/**
 * The ratio of two kinds of measurements taken in turns, round by round: what slows a whole round down
 * slows both of its sides. `ofLeast` is the ratio of the two least times, which other work on the machine
 * has touched least.
 * @param {number[]} ours
 * @param {number[]} theirs
 */
export function ratio(ours, theirs) {
  return {
    ...summary(ours.map((time, round) => time / theirs[round])),
    ofLeast: Math.min(...ours) / Math.min(...theirs),
  };
}

/**
 * By which power of the size the time grows: 1 is linear.
 * @param {[number, number]} small size and time
 * @param {[number, number]} large
 */
export function growth([size, time], [largeSize, largeTime]) {
  return Math.log(largeTime / time) / Math.log(largeSize / size);
}
