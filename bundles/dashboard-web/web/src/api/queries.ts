import { QueryClient, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { post, read, send } from './client';
import type {
  AttemptView, FarmView, FramePage, FrameView, JobPage, JobView, LoginRequest, SessionView, SetupView, TaskPage, TaskView, UserView, WorkerView,
} from './types';

/** Statuses of a job that goes on, and of one that does not. */
export const LIVE = ['queued', 'active', 'paused'] as const;
export const ENDED = ['completed', 'failed', 'cancelled'] as const;
export const LIVE_SHOWN = 50;
export const ENDED_SHOWN = 8;
export const NEWEST_SHOWN = 24;
/** Rows asked for at once: the most that the API gives. */
export const PAGE = 1000;

export const keys = {
  session: ['session'] as const,
  setup: ['setup'] as const,
  farm: ['farm'] as const,
  workers: ['workers'] as const,
  live: ['jobs', 'live'] as const,
  ended: ['jobs', 'ended'] as const,
  last: ['frames', 'last'] as const,
  newest: ['frames', 'newest'] as const,
  job: (id: string) => ['job', id] as const,
  tasks: (job: string) => ['tasks', job] as const,
  frames: (job: string) => ['frames', 'job', job] as const,
  task: (id: string) => ['task', id] as const,
  frame: (id: string) => ['frame', id] as const,
  attempts: (task: string) => ['attempts', task] as const,
};

/** Nothing goes stale by itself: what changes is told by the stream of events. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 120_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // Lists are long, and events replace exactly what changed: no deep comparison.
        structuralSharing: false,
        networkMode: 'always',
      },
    },
  });
}

const list = (params: Record<string, string | number>) =>
  Object.entries(params)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
    .join('&');

export const session = queryOptions({
  queryKey: keys.session,
  queryFn: ({ signal }) => read<SessionView>('/session', signal),
});
export const setup = queryOptions({ queryKey: keys.setup, queryFn: ({ signal }) => read<SetupView>('/setup', signal) });
export const farm = queryOptions({ queryKey: keys.farm, queryFn: ({ signal }) => read<FarmView>('/farm', signal) });
export const workers = queryOptions({
  queryKey: keys.workers,
  queryFn: ({ signal }) => read<WorkerView[]>('/workers', signal),
});
export const liveJobs = queryOptions({
  queryKey: keys.live,
  queryFn: ({ signal }) => read<JobPage>(`/jobs?${list({ status: LIVE.join(','), limit: LIVE_SHOWN })}`, signal),
});
export const endedJobs = queryOptions({
  queryKey: keys.ended,
  queryFn: ({ signal }) => read<JobPage>(`/jobs?${list({ status: ENDED.join(','), limit: ENDED_SHOWN })}`, signal),
});
export const newestFrames = queryOptions({
  queryKey: keys.newest,
  queryFn: async ({ signal }) => {
    // Layers that have no picture (depth, for one) are among them.
    const page = await read<FramePage>(`/frames?${list({ status: 'published', sort: 'newest', limit: NEWEST_SHOWN * 4 })}`, signal);
    return { ...page, items: page.items.filter((frame) => frame.thumbnail === 'made').slice(0, NEWEST_SHOWN) };
  },
});
/** Null before the first frame: a query's data must be something. */
export const lastFrame = queryOptions({
  queryKey: keys.last,
  queryFn: async ({ signal }): Promise<FrameView | null> => {
    const response = await send('/frames/last', { headers: { accept: 'application/json' }, signal });
    return response.status === 204 ? null : ((await response.json()) as FrameView);
  },
});
export const job = (id: string) =>
  queryOptions({ queryKey: keys.job(id), queryFn: ({ signal }) => read<JobView>(`/jobs/${id}`, signal) });
export const tasks = (jobId: string) =>
  infiniteQueryOptions({
    queryKey: keys.tasks(jobId),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      read<TaskPage>(`/jobs/${jobId}/tasks?${list({ cursor: pageParam, limit: PAGE })}`, signal),
    getNextPageParam: (last) => last.next || undefined,
  });
export const frames = (jobId: string) =>
  infiniteQueryOptions({
    queryKey: keys.frames(jobId),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      read<FramePage>(`/frames?${list({ job: jobId, cursor: pageParam, limit: PAGE })}`, signal),
    getNextPageParam: (last) => last.next || undefined,
  });
export const task = (id: string) =>
  queryOptions({ queryKey: keys.task(id), queryFn: ({ signal }) => read<TaskView>(`/tasks/${id}`, signal) });
export const frame = (id: string) =>
  queryOptions({ queryKey: keys.frame(id), queryFn: ({ signal }) => read<FrameView>(`/frames/${id}`, signal) });
export const attempts = (taskId: string) =>
  queryOptions({
    queryKey: keys.attempts(taskId),
    queryFn: ({ signal }) => read<AttemptView[]>(`/tasks/${taskId}/attempts`, signal),
  });

export const cancelJob = (id: string) => post<JobView>(`/jobs/${id}/cancel`);
export const logIn = (request: LoginRequest) => post<SessionView>('/session', request);
export const setUp = (administrator: { name: string; password: string }) => post<UserView>('/setup', administrator);
export const logOut = () => send('/session', { method: 'DELETE' });

export const thumbnailUrl = (frame: FrameView) => `/api/v1/frames/${frame.id}/thumbnail?v=${frame.thumbnailSha256}`;
export const imageUrl = (frame: FrameView) => `/api/v1/frames/${frame.id}/image?v=${frame.sha256}`;
export const logUrl = (task: string, attempt: number) => `/tasks/${task}/attempts/${attempt}/log`;
