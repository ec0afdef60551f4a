import { expect, test } from 'vitest';
import { EventCutter } from './sse';

test('reads events however the stream was cut', () => {
  const text = 'id: a-1\nevent: job\ndata: {"id":"x"}\n\n: still here\n\nid: a-2\r\nevent: frame\r\ndata: 1\r\ndata: 2\r\n\r\n';
  const expected = [
    { id: 'a-1', type: 'job', data: '{"id":"x"}' },
    { id: 'a-2', type: 'frame', data: '1\n2' },
  ];
  for (let size = 1; size <= text.length; size++) {
    const cutter = new EventCutter();
    const events = [];
    for (let at = 0; at < text.length; at += size) events.push(...cutter.push(text.slice(at, at + size)));
    expect(events).toEqual(expected);
  }
});

test('a comment alone is no event', () => {
  expect(new EventCutter().push(':\n\n')).toEqual([]);
});
