import { expect, test } from 'vitest';
import { chooseMessages } from '../i18n';
import { en } from '../i18n/en';
import { es } from '../i18n/es';
import { ago, bytes, duration, percent, range } from './format';

const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');

test('durations are short, in two units at most', () => {
  expect([0.84, 12.4, 60, 250, 4320, 273_600].map((seconds) => plain(duration(seconds)))).toEqual([
    '0.8 s', '12 s', '1 min', '4 min 10 s', '1 h 12 min', '3 d 4 h',
  ]);
});

test('ages are in one unit', () => {
  const now = Date.parse('2026-05-02T12:00:00Z');
  expect(plain(ago('2026-05-02T11:59:59Z', now))).toBe('just now');
  expect(plain(ago('2026-05-02T11:56:10Z', now))).toBe('3 min ago');
  expect(ago('', now)).toBe('–');
});

test('an estimate is a range in the unit of its upper end', () => {
  expect(plain(range({ low: 33, high: 48 }))).toBe('30–50 s');
  expect(plain(range({ low: 250, high: 350 }))).toBe('4–6 min');
  expect(plain(range({ low: 8000, high: 12_000 }))).toBe('2–3.5 h');
  expect(plain(range({ low: 1, high: 4 }))).toBe('≈ 5 s');
});

test('sizes count in thousands, and nothing is all done before its end', () => {
  expect([0, 999, 1500, 2_140_000, 999_900_000].map((size) => plain(bytes(size)))).toEqual(['0 B', '999 B', '1.5 kB', '2.1 MB', '1 GB']);
  expect(plain(percent(0.9999))).toBe('99 %');
  expect(plain(percent(1))).toBe('100 %');
});

test('speaks the first language it knows, else English', () => {
  expect(chooseMessages(['fr-FR', 'es-MX', 'en'])).toBe(es);
  expect(chooseMessages(['de'])).toBe(en);
});
