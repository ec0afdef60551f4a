import type { JobView } from '../api/types';
import { t } from '../i18n';
import { etaRange } from '../lib/eta';
import { range, secondsBetween } from '../lib/format';
import { useNow } from '../lib/useNow';

/** What is left, as a range. */
export function Eta({ job }: { job: JobView }) {
  const now = useNow();
  if (job.status !== 'active' || job.wanted === 'cancel' || !job.startedAt) return null;
  const eta = etaRange(secondsBetween(job.startedAt, now), job.progress, job.tasks.completed + job.tasks.failed);
  return <span className="eta">{eta ? t.home.eta(range(eta)) : t.home.etaUnknown}</span>;
}
