import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { ENDED_SHOWN, ENDED, LIVE, NEWEST_SHOWN, keys } from '../api/queries';
import type { AttemptView, FarmView, FramePage, FrameView, JobPage, JobView, Page, TaskPage, TaskView, WorkerView } from '../api/types';

/** What an event says: a view, now as it is. */
export type Change =
  | { type: 'job'; data: JobView }
  | { type: 'task' | 'progress'; data: TaskView }
  | { type: 'frame'; data: FrameView }
  | { type: 'worker'; data: WorkerView }
  | { type: 'farm'; data: FarmView };

/** Events of one thing replace each other, so a batch holds the last of each; `task` and `progress` speak of the same thing. */
export function nameOf(change: Change): string {
  if (change.type === 'farm') return 'farm';
  return `${change.type === 'progress' ? 'task' : change.type} ${change.data.id}`;
}

/** Writes changes into what was read before. Adds nothing that nobody asked for. */
export function apply(client: QueryClient, changes: Iterable<Change>): void {
  const tasks = new Map<string, Map<string, TaskView>>();
  const frames = new Map<string, Map<string, FrameView>>();
  for (const change of changes) {
    switch (change.type) {
      case 'job':
        applyJob(client, change.data);
        break;
      case 'task':
      case 'progress':
        group(tasks, change.data.jobId).set(change.data.id, change.data);
        break;
      case 'frame':
        group(frames, change.data.jobId).set(change.data.id, change.data);
        break;
      case 'worker':
        update<WorkerView[]>(client, keys.workers, (list) => upsert(list, change.data, byName));
        break;
      case 'farm':
        update<FarmView>(client, keys.farm, () => change.data);
        break;
    }
  }
  for (const [job, views] of tasks) {
    update<InfiniteData<TaskPage>>(client, keys.tasks(job), (data) => upsertPages(data, views, byNumber));
    for (const task of views.values()) {
      update<TaskView>(client, keys.task(task.id), () => task);
      refreshAttempts(client, task);
    }
  }
  for (const [job, views] of frames) {
    update<InfiniteData<FramePage>>(client, keys.frames(job), (data) => upsertPages(data, views, byNumberAndLayer));
    for (const frame of views.values()) applyFrame(client, frame);
  }
}

function applyJob(client: QueryClient, job: JobView): void {
  update<JobView>(client, keys.job(job.id), () => job);
  update<JobPage>(client, keys.live, (page) => move(page, job, LIVE, bySubmission, Infinity));
  update<JobPage>(client, keys.ended, (page) => move(page, job, ENDED, byEnd, ENDED_SHOWN));
}

function applyFrame(client: QueryClient, frame: FrameView): void {
  update<FrameView>(client, keys.frame(frame.id), () => frame);
  if (frame.status !== 'published' || frame.thumbnail !== 'made') return;
  update<FrameView | null>(client, keys.last, (last) =>
    !last || last.id === frame.id || byRenderDate(frame, last) < 0 ? frame : last,
  );
  update<FramePage>(client, keys.newest, (page) => {
    const items = upsert(page.items, frame, byRenderDate).slice(0, NEWEST_SHOWN);
    return { ...page, items };
  });
}

/** The attempts of an open task are read again when it says that one began or ended. */
function refreshAttempts(client: QueryClient, task: TaskView): void {
  const known = client.getQueryData<AttemptView[]>(keys.attempts(task.id));
  if (!known) return;
  const latest = known.at(-1);
  const running = latest !== undefined && latest.endedAt === '';
  if ((latest?.number ?? 0) !== task.attempt || running !== (task.status === 'running')) {
    void client.invalidateQueries({ queryKey: keys.attempts(task.id) });
  }
}

function update<T>(client: QueryClient, key: readonly unknown[], change: (old: T) => T): void {
  const old = client.getQueryData<T>(key);
  if (old === undefined) return;
  const next = change(old);
  if (next !== old) client.setQueryData<T>(key, next);
}

function move(
  page: JobPage, job: JobView, belonging: readonly string[], order: (a: JobView, b: JobView) => number, most: number,
): JobPage {
  const was = page.items.some((item) => item.id === job.id);
  const belongs = belonging.includes(job.status);
  if (!was && !belongs) return page;
  const items = belongs ? upsert(page.items, job, order).slice(0, most) : page.items.filter((item) => item.id !== job.id);
  const total = page.total + (belongs ? 1 : 0) - (was ? 1 : 0);
  return { ...page, items, total };
}

export function upsert<T extends { id: string }>(list: readonly T[], view: T, order: (a: T, b: T) => number): T[] {
  const next = list.filter((item) => item.id !== view.id);
  const at = next.findIndex((item) => order(view, item) < 0);
  next.splice(at < 0 ? next.length : at, 0, view);
  return next;
}

/** Replaces in place; a new one goes where it belongs, unless that is beyond what was loaded. */
export function upsertPages<T extends { id: string }, P extends Page<T>>(
  data: InfiniteData<P>, views: ReadonlyMap<string, T>, order: (a: T, b: T) => number,
): InfiniteData<P> {
  const fresh = new Map(views);
  let pages = data.pages.map((page): P => {
    if (!page.items.some((item) => views.has(item.id))) return page;
    const items = page.items.map((item) => {
      fresh.delete(item.id);
      return views.get(item.id) ?? item;
    });
    return { ...page, items };
  });
  for (const view of fresh.values()) {
    const complete = !pages.at(-1)?.next;
    const at = pages.findIndex(({ items }) => items.length > 0 && order(view, items.at(-1) as T) < 0);
    const target = at >= 0 ? at : complete ? pages.length - 1 : -1;
    pages = pages.map((page, index) => ({
      ...page,
      total: page.total + 1,
      items: index === target ? upsert(page.items, view, order) : page.items,
    }));
  }
  return { ...data, pages };
}

function group<V>(groups: Map<string, Map<string, V>>, key: string): Map<string, V> {
  let found = groups.get(key);
  if (!found) groups.set(key, (found = new Map()));
  return found;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byName = (a: WorkerView, b: WorkerView) => compare(a.name, b.name);
const bySubmission = (a: JobView, b: JobView) => compare(b.submittedAt, a.submittedAt);
const byEnd = (a: JobView, b: JobView) => compare(b.endedAt, a.endedAt);
const byNumber = (a: TaskView, b: TaskView) => a.number - b.number;
const byNumberAndLayer = (a: FrameView, b: FrameView) => a.number - b.number || compare(a.layer, b.layer);
/** Newest first; the frames of one task may have one date. */
const byRenderDate = (a: FrameView, b: FrameView) => compare(b.renderedAt, a.renderedAt) || b.number - a.number;
