import { expect, test } from 'vitest';
import { LogTail } from './logTail';

const bytes = (text: string) => new TextEncoder().encode(text);

test('joins a line that came in two pieces', () => {
  const tail = new LogTail();
  expect(tail.append(bytes('one\ntw')).lines).toEqual(['one', 'tw']);
  expect(tail.append(bytes('o\nthree\n')).lines).toEqual(['one', 'two', 'three']);
  expect(tail.append(bytes('four')).lines).toEqual(['one', 'two', 'three', 'four']);
  expect(tail.next).toBe(18);
});

test('keeps a letter whole that was cut between pieces', () => {
  const [first, second] = [bytes('olé\n').slice(0, 3), bytes('olé\n').slice(3)];
  const tail = new LogTail();
  tail.append(first);
  expect(tail.append(second).lines).toEqual(['olé']);
});

test('leaves out the cut line that it began in', () => {
  const tail = new LogTail(1000);
  expect(tail.append(bytes('lf a li')).lines).toEqual([]);
  expect(tail.append(bytes('ne\nwhole\n'))).toEqual({ skipped: 1000, lines: ['whole'] });
});
