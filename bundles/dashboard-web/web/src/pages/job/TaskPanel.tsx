import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { attempts as attemptsQuery, task as taskQuery } from '../../api/queries';
import type { AttemptView, JobView, TaskView } from '../../api/types';
import { Problem } from '../../components/Problem';
import { Status } from '../../components/Status';
import { Ago, Took } from '../../components/Time';
import { t } from '../../i18n';
import { percent } from '../../lib/format';
import { LogView } from './LogView';
import { Panel } from './Panel';

/** A task with its attempts, and the log of one of them: the latest, unless another was chosen. */
export function TaskPanel(props: { job: JobView; number: string; onOpen: (number: string) => void; onClose: () => void }) {
  const id = `${props.job.id}.${props.number}`;
  const number = Number(props.number);
  const { data: task, error } = useQuery(taskQuery(id));
  const open = (to: number) => (to >= 1 && to <= props.job.tasks.total ? () => props.onOpen(String(to)) : undefined);
  return (
    <Panel
      title={t.task.title(props.number) + (task ? ` · ${task.name}` : '')} mark={task && <Status status={task.status} />}
      previous={[t.task.previous, open(number - 1)]} next={[t.task.next, open(number + 1)]} onClose={props.onClose}
    >
      {!task && error && <Problem error={error} />}
      {task && <TaskDetails task={task} />}
    </Panel>
  );
}

function TaskDetails({ task }: { task: TaskView }) {
  const { data: attempts, error } = useQuery(attemptsQuery(task.id));
  const [chosen, setChosen] = useState(0);
  const shown = attempts?.find((attempt) => attempt.number === chosen) ?? attempts?.at(-1);
  return (
    <>
      {task.status === 'running' && (
        <p className="task-now">
          <span className="mini" aria-hidden>
            <span style={{ width: `${task.progress * 100}%` }} />
          </span>
          <b className="number">{percent(task.progress)}</b>
          <span className="dim">{task.activity}</span>
        </p>
      )}
      {error && <Problem error={error} />}
      {attempts?.length === 0 && <p className="dim">{t.task.noAttempt}</p>}
      {attempts && attempts.length > 1 && (
        <div className="chips" role="group" aria-label={t.task.attempts}>
          {attempts.map((attempt) => (
            <button
              key={attempt.id} type="button" aria-pressed={attempt === shown} onClick={() => setChosen(attempt.number)}
            >
              <Status status={attempt.status} quiet />
              {attempt.number}
            </button>
          ))}
        </div>
      )}
      {shown && <Attempt key={shown.id} attempt={shown} />}
      {shown && <LogView key={`log ${shown.id}`} task={task} attempt={shown} />}
    </>
  );
}

function Attempt({ attempt }: { attempt: AttemptView }) {
  const versions = Object.entries(attempt.versions).map(([name, version]) => `${name} ${version}`);
  return (
    <>
      <p className="attempt-line">
        <b>{t.task.attempt(attempt.number)}</b>
        <Status status={attempt.status} />
        <span className="dim">
          {attempt.worker} · <Ago instant={attempt.startedAt} /> · <Took from={attempt.startedAt} to={attempt.endedAt} />
        </span>
      </p>
      {attempt.reason && (
        <div className={attempt.status === 'failed' ? 'reason fail' : 'reason'}>
          <h3>{t.outcome[attempt.outcome] ?? t.task.reason}</h3>
          <p>{attempt.reason}</p>
          {attempt.hint && <p className="hint">{attempt.hint}</p>}
        </div>
      )}
      {versions.length > 0 && (
        <p className="dim small">
          {t.task.versions} {versions.join(', ')}
        </p>
      )}
    </>
  );
}
