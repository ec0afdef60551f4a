export interface Range {
  /** Seconds. */
  low: number;
  high: number;
}

/**
 * How long a job goes on, as a range: one number would promise more than anyone knows. What was done so far tells the speed;
 * the fewer tasks have ended, the less it tells, so the range narrows with the square root of their number.
 *
 * @param elapsed seconds since the job began
 * @param progress 0 to 1
 * @param ended tasks that tell something about the time of others
 * @returns nothing while there is no ground for an estimate
 */
export function etaRange(elapsed: number, progress: number, ended: number): Range | undefined {
  if (!(elapsed > 0) || !(progress > 0) || progress >= 1 || ended < 1) return undefined;
  const middle = (elapsed * (1 - progress)) / progress;
  const doubt = Math.min(1, Math.max(0.06, 0.7 / Math.sqrt(ended)));
  return { low: middle / (1 + doubt), high: middle * (1 + doubt) };
}
