import { locale, t } from '../i18n';
import type { Range } from './eta';

const number = (value: number, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits });
const SHARP = ' '; // narrow, does not break: a number and its unit stay together

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Short: `0.8 s`, `12 s`, `4 min 10 s`, `1 h 12 min`, `3 d 4 h`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return t.time.never;
  if (seconds < 9.95) return `${number(seconds, 1)}${SHARP}s`;
  const whole = Math.round(seconds);
  if (whole < MINUTE) return `${whole}${SHARP}s`;
  if (whole < HOUR) return two(Math.floor(whole / MINUTE), 'min', whole % MINUTE, 's');
  if (whole < DAY) return two(Math.floor(whole / HOUR), 'h', Math.floor((whole % HOUR) / MINUTE), 'min');
  return two(Math.floor(whole / DAY), 'd', Math.floor((whole % DAY) / HOUR), 'h');
}

function two(big: number, bigUnit: string, small: number, smallUnit: string): string {
  const head = `${number(big)}${SHARP}${bigUnit}`;
  return small === 0 ? head : `${head} ${small}${SHARP}${smallUnit}`;
}

/** One unit only, for ages: `12 s`, `4 min`, `3 h`, `6 d`. */
function span(seconds: number): string {
  if (seconds < MINUTE) return `${Math.floor(seconds)}${SHARP}s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}${SHARP}min`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)}${SHARP}h`;
  return `${Math.floor(seconds / DAY)}${SHARP}d`;
}

/** How long ago; a date where it is more than a week. */
export function ago(instant: string, now: number): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return t.time.never;
  const seconds = (now - at) / 1000;
  if (seconds < 3) return t.time.now;
  if (seconds < 7 * DAY) return t.time.ago(span(seconds));
  return new Date(at).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** To the second, with its zone: for the title of a short one. */
export function exact(instant: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return '';
  return new Date(at).toLocaleString(locale, { dateStyle: 'full', timeStyle: 'long' });
}

export const clock = (at: number): string =>
  new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `35–50 s`, `4–6 min`, `2–3.5 h`; one number where both ends round to it. */
export function range({ low, high }: Range): string {
  const [unit, size, step, digits] =
    high < 100 ? ['s', 1, 5, 0] as const
    : high < 100 * MINUTE ? ['min', MINUTE, 1, 0] as const
    : high < 3 * DAY ? ['h', HOUR, 0.5, 1] as const
    : ['d', DAY, 0.5, 1] as const;
  const from = Math.max(step, Math.floor(low / size / step) * step);
  const to = Math.max(step, Math.ceil(high / size / step) * step);
  return from === to ? `≈${SHARP}${number(to, digits)}${SHARP}${unit}` : `${number(from, digits)}–${number(to, digits)}${SHARP}${unit}`;
}

/** Powers of 1000, as a file manager shows them. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${number(value, unit > 0 && value < 9.95 ? 1 : 0)}${SHARP}${units[unit]}`;
}

export const percent = (part: number): string =>
  // Not "100 %" before the end.
  `${part >= 1 ? 100 : Math.min(99, Math.floor(part * 100))}${SHARP}%`;

export const secondsBetween = (from: string, to: number): number => (to - Date.parse(from)) / 1000;
