import type { JobView, WorkerView } from '../../api/types';
import { Command } from '../../components/Command';
import { Status } from '../../components/Status';
import { Ago } from '../../components/Time';
import { Link } from 'react-router';
import { t } from '../../i18n';
import { bytes } from '../../lib/format';
import { toneOf } from '../../lib/status';

const IN_FULL = 12;

/** Workers at a glance: a line each while there are few, a lamp each when there are many. */
export function Workers({ workers, jobs }: { workers: WorkerView[]; jobs: JobView[] }) {
  const busy = workers.filter((worker) => worker.status === 'busy').length;
  return (
    <section aria-labelledby="workers">
      <h2 id="workers">
        {t.home.workers}
        {workers.length > 0 && <span className="count">{t.home.workersBusy(busy, workers.length)}</span>}
      </h2>
      {workers.length === 0 && (
        <>
          <p className="dim">{t.home.workersNone}</p>
          <p className="dim small">{t.home.workersHint}</p>
          <Command text="bin/tablao start worker --manager <url>" />
        </>
      )}
      {workers.length <= IN_FULL ? (
        <ul className="worker-list">
          {workers.map((worker) => (
            <WorkerLine key={worker.id} worker={worker} jobs={jobs} />
          ))}
        </ul>
      ) : (
        <ul className="lamps">
          {workers.map((worker) => {
            const text = `${worker.name}: ${t.status[worker.status] ?? worker.status}`;
            return (
              <li key={worker.id} className={`lamp tone-${toneOf(worker.status)}`} title={text}>
                <span className="hidden">{text}</span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function WorkerLine({ worker, jobs }: { worker: WorkerView; jobs: JobView[] }) {
  const { host } = worker;
  const task = worker.runs[0];
  const gone = worker.status === 'lost' || worker.status === 'offline';
  return (
    <li>
      <span className="worker-name" title={`${host.hostName} · ${host.os} ${host.architecture}`}>
        {worker.name}
      </span>
      <Status status={worker.status} />
      <span className="dim worker-what">
        {task && <TaskLink id={task} jobs={jobs} />}
        {!task && gone && <Ago instant={worker.seenAt} />}
        {!task && !gone && `${host.cores} × ${host.architecture}, ${bytes(host.memoryBytes)}`}
      </span>
    </li>
  );
}

function TaskLink({ id, jobs }: { id: string; jobs: JobView[] }) {
  const [jobId = '', task = ''] = id.split('.');
  const job = jobs.find((each) => each.id === jobId);
  return (
    <Link to={`/jobs/${jobId}?view=tasks&task=${task}`} title={job?.name}>
      {job?.shot ?? t.task.columns.name} · {task}
    </Link>
  );
}
