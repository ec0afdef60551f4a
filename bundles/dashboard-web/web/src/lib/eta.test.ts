import { expect, test } from 'vitest';
import { etaRange } from './eta';

test('promises nothing before a task has ended', () => {
  expect(etaRange(60, 0.4, 0)).toBeUndefined();
  expect(etaRange(0, 0.4, 3)).toBeUndefined();
  expect(etaRange(60, 0, 3)).toBeUndefined();
  expect(etaRange(60, 1, 3)).toBeUndefined();
});

test('has what the speed so far says between its ends', () => {
  const eta = etaRange(100, 0.25, 4);
  expect(eta?.low).toBeLessThan(300);
  expect(eta?.high).toBeGreaterThan(300);
});

test('narrows the more tasks have ended, but never to a point', () => {
  const width = (ended: number) => {
    const eta = etaRange(100, 0.5, ended);
    return eta ? eta.high / eta.low : NaN;
  };
  expect(width(1)).toBeGreaterThan(width(9));
  expect(width(9)).toBeGreaterThan(width(100));
  expect(width(1_000_000)).toBeGreaterThan(1.1);
});
