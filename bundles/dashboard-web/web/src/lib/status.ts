import type { JobView } from '../api/types';

/** What a status means for who looks: the five parts of a progress bar are these, and so are the colours and shapes. */
export type Tone = 'done' | 'alive' | 'fail' | 'stop' | 'wait';

const TONES: Record<string, Tone> = {
  completed: 'done', published: 'done', accepted: 'done', archived: 'done',
  active: 'alive', running: 'alive', rendering: 'alive', busy: 'alive', leased: 'alive', cancelling: 'alive', draining: 'alive',
  failed: 'fail', lost: 'fail', missing: 'fail', inoperable: 'fail', refused: 'fail',
  cancelled: 'stop', paused: 'stop', interrupted: 'stop', skipped: 'stop', offline: 'stop', asleep: 'stop', away: 'stop',
};

export const toneOf = (status: string): Tone => TONES[status] ?? 'wait';

export const isLive = (job: JobView): boolean => job.status === 'queued' || job.status === 'active' || job.status === 'paused';

/** What is, and where the user asked for something else, that it is on its way. */
export const shownStatus = (job: JobView): string => (job.wanted === 'cancel' && isLive(job) ? 'cancelling' : job.status);

export interface Parts {
  completed: number;
  running: number;
  failed: number;
  stopped: number;
  left: number;
  total: number;
}

export function partsOf({ tasks }: Pick<JobView, 'tasks'>): Parts {
  return {
    completed: tasks.completed,
    running: tasks.running,
    failed: tasks.failed,
    stopped: tasks.cancelled,
    left: tasks.waiting + tasks.queued + tasks.paused,
    total: tasks.total,
  };
}
