import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { cancelJob } from '../../api/queries';
import type { JobView } from '../../api/types';
import { Confirm } from '../../components/Confirm';
import { Eta } from '../../components/Eta';
import { Problem } from '../../components/Problem';
import { Progress } from '../../components/Progress';
import { Status } from '../../components/Status';
import { Ago, Took } from '../../components/Time';
import { t } from '../../i18n';
import { percent } from '../../lib/format';
import { isLive, partsOf, shownStatus } from '../../lib/status';
import { apply } from '../../live/apply';

export function JobHeader({ job }: { job: JobView }) {
  const status = shownStatus(job);
  return (
    <header className="job-header">
      <div className="job-title">
        <h1>{job.name}</h1>
        <Status status={status} />
        <span className="space" />
        {isLive(job) && job.wanted !== 'cancel' && <Cancel job={job} />}
      </div>
      <dl className="facts-line">
        <Fact name={t.job.shot}>{job.shot}</Fact>
        <Fact name={t.job.project}>{job.project}</Fact>
        <Fact name={t.job.type}>{job.type}</Fact>
        <Fact name={t.job.submitted}>
          <Ago instant={job.submittedAt} /> {t.job.submittedBy} {job.submittedBy}
        </Fact>
        <Fact name={job.startedAt ? t.job.duration : t.job.waitingFor}>
          <Took from={job.startedAt || job.submittedAt} to={job.endedAt} />
        </Fact>
        <Fact name={t.job.manager}>{job.manager || t.job.managerNone}</Fact>
        <Fact name={t.job.priority}>{job.priority}</Fact>
        <Fact name={t.job.id}>
          <span className="mono">{job.id}</span>
        </Fact>
      </dl>
      <div className="job-progress">
        <Progress parts={partsOf(job)} progress={job.progress} name={job.name} tall />
        <p>
          <b className="percent">{percent(job.progress)}</b>
          <span>{t.job.tasksDone(job.tasks.completed, job.tasks.total)}</span>
          {job.frames.total > 0 && <span>{t.job.framesDone(job.frames.published, job.frames.total)}</span>}
          {job.tasks.failed > 0 && <span className="tone-fail">{t.job.failedTasks(job.tasks.failed)}</span>}
          <span className="space" />
          <Eta job={job} />
        </p>
      </div>
      {job.reason && (
        <div className={job.status === 'failed' ? 'reason fail' : 'reason'}>
          <h2>{job.status === 'cancelled' ? t.job.cancelledWhy : t.job.failedWhy}</h2>
          <p>{job.reason}</p>
        </div>
      )}
    </header>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Cancel({ job }: { job: JobView }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const cancel = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const data = await cancelJob(job.id);
      setAsking(false);
      if (data) apply(client, [{ type: 'job', data }]);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        {t.job.cancel}
      </button>
      <Confirm
        open={asking} title={t.job.cancelTitle(job.name)} yes={t.job.cancelYes} no={t.job.cancelNo} busy={busy}
        onYes={() => void cancel()} onNo={() => setAsking(false)}
      >
        <p>{t.job.cancelText}</p>
        {error !== undefined && <Problem error={error} />}
      </Confirm>
    </>
  );
}
