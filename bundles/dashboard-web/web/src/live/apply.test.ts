import { beforeEach, expect, test } from 'vitest';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { keys, newQueryClient } from '../api/queries';
import type { FramePage, FrameView, JobPage, JobView, TaskPage, TaskView } from '../api/types';
import { apply } from './apply';
import { Batch } from './batch';

let client: QueryClient;
beforeEach(() => {
  client = newQueryClient();
});

const job = (id: string, status: string) => ({ id, status, submittedAt: id, endedAt: status === 'completed' ? id : '' }) as JobView;
const task = (number: number, status = 'queued') => ({ id: `j.${number}`, jobId: 'j', number, status, attempt: 0 }) as TaskView;
const frame = (number: number, more: Partial<FrameView> = {}) =>
  ({ id: `f${number}`, jobId: 'j', number, layer: 'main', status: 'published', thumbnail: 'made', renderedAt: `2026-01-01T00:00:${10 + number}Z`, ...more }) as FrameView;
const page = <T>(items: T[], next = '', total = items.length) => ({ items, next, total });
const pages = <T>(...list: T[]): InfiniteData<T> => ({ pages: list, pageParams: list.map(() => '') });
const items = <T>(key: readonly unknown[]) => client.getQueryData<{ items: T[] }>(key)?.items;

test('a job that ends moves from those that go on to those that ended', () => {
  client.setQueryData(keys.live, page([job('b', 'active'), job('a', 'queued')]));
  client.setQueryData(keys.ended, page<JobView>([]));
  apply(client, [{ type: 'job', data: job('b', 'completed') }]);
  expect(items<JobView>(keys.live)?.map(({ id }) => id)).toEqual(['a']);
  expect(items<JobView>(keys.ended)?.map(({ id }) => id)).toEqual(['b']);
  expect(client.getQueryData<JobPage>(keys.live)?.total).toBe(1);
});

test('nothing is added that nobody asked for', () => {
  apply(client, [{ type: 'job', data: job('a', 'active') }, { type: 'task', data: task(1) }, { type: 'frame', data: frame(1) }]);
  expect(client.getQueryCache().getAll()).toEqual([]);
});

test('a task is replaced in its page, and pages without it stay the same', () => {
  client.setQueryData(keys.tasks('j'), pages(page([task(1), task(2)], 'more', 4), page([task(3), task(4)], '', 4)));
  const before = client.getQueryData<InfiniteData<TaskPage>>(keys.tasks('j'));
  apply(client, [{ type: 'progress', data: task(3, 'running') }]);
  const after = client.getQueryData<InfiniteData<TaskPage>>(keys.tasks('j'));
  expect(after?.pages[0]).toBe(before?.pages[0]);
  expect(after?.pages[1]?.items.map(({ status }) => status)).toEqual(['running', 'queued']);
});

test('a frame of a new layer goes where it belongs', () => {
  client.setQueryData(keys.frames('j'), pages(page([frame(1), frame(2)])));
  apply(client, [{ type: 'frame', data: frame(1, { id: 'shadow1', layer: 'shadow' }) }]);
  const after = client.getQueryData<InfiniteData<FramePage>>(keys.frames('j'));
  expect(after?.pages[0]?.items.map(({ id }) => id)).toEqual(['f1', 'shadow1', 'f2']);
});

test('the last frame is the newest that has a picture', () => {
  client.setQueryData(keys.last, frame(5));
  apply(client, [{ type: 'frame', data: frame(9, { thumbnail: 'none' }) }]);
  expect(client.getQueryData<FrameView>(keys.last)?.id).toBe('f5');
  apply(client, [{ type: 'frame', data: frame(4) }]);
  expect(client.getQueryData<FrameView>(keys.last)?.id).toBe('f5');
  apply(client, [{ type: 'frame', data: frame(9) }]);
  expect(client.getQueryData<FrameView>(keys.last)?.id).toBe('f9');
});

test('a batch writes the last of each thing once a draw, and once more after an answer that may be older', () => {
  const written: string[][] = [];
  const draws: (() => void)[] = [];
  let now = 0;
  const draw = () => draws.splice(0).forEach((run) => run());
  const batch = new Batch((changes) => written.push(changes.map((change) => `${change.type} ${(change.data as TaskView).status}`)), (run) => draws.push(run), () => now);
  batch.add({ type: 'progress', data: task(1, 'running') });
  batch.add({ type: 'task', data: task(1, 'completed') });
  draw();
  expect(written).toEqual([['task completed']]);
  batch.again();
  draw();
  expect(written).toEqual([['task completed'], ['task completed']]);
  now = 60_000;
  batch.again();
  draw();
  expect(written.length).toBe(2);
});
