import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { ApiError } from '../../api/client';
import { job as jobQuery } from '../../api/queries';
import type { JobView } from '../../api/types';
import { Problem } from '../../components/Problem';
import { t } from '../../i18n';
import { FramesView } from './FramesView';
import { JobHeader } from './JobHeader';
import { FramePanel } from './FramePanel';
import { SettingsView } from './SettingsView';
import { Tabs, type View } from './Tabs';
import { TaskPanel } from './TaskPanel';
import { TasksView } from './TasksView';

export function JobPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(jobQuery(id));
  useEffect(() => {
    document.title = `${data?.name ?? t.job.crumb} · Tablao`;
  }, [data?.name]);

  if (!data) {
    if (!error) return <div className="page" aria-busy="true" aria-label={t.app.loading} />;
    const missing = error instanceof ApiError && error.status === 404;
    return (
      <div className="page">
        <h1>{missing ? t.job.notFound : t.app.failedToLoad}</h1>
        <Problem error={error} {...(missing ? {} : { retry: () => void refetch() })} />
      </div>
    );
  }
  return <Job key={id} job={data} />;
}

/** What is open is in the address: a link to it shows the same. */
function Job({ job }: { job: JobView }) {
  const [params, setParams] = useSearchParams();
  const frame = params.get('frame') ?? '';
  const task = params.get('task') ?? '';
  const chosen = params.get('view');
  const fallback: View = job.frames.total > 0 ? 'frames' : 'tasks';
  const view: View = chosen === 'tasks' || chosen === 'frames' || chosen === 'settings' ? chosen : fallback;

  const go = useCallback(
    (next: { view?: View; frame?: string; task?: string }) =>
      setParams(
        Object.fromEntries(Object.entries(next).filter((entry): entry is [string, string] => !!entry[1])),
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  );
  const openFrame = useCallback((id: string) => go({ view: 'frames', frame: id }), [go]);
  const openTask = useCallback((number: string) => go({ view: 'tasks', task: number }), [go]);
  const close = useCallback(() => go({ view }), [go, view]);

  return (
    <div className="job-page">
      <JobHeader job={job} />
      <Tabs job={job} view={view} onView={(next) => go({ view: next })} />
      <div className={frame || task ? 'job-body with-panel' : 'job-body'}>
        <div className="job-main" role="tabpanel" id="view" aria-labelledby={`tab-${view}`}>
          {view === 'frames' && <FramesView job={job} selected={frame} onOpen={openFrame} />}
          {view === 'tasks' && <TasksView job={job} selected={task} onOpen={openTask} />}
          {view === 'settings' && <SettingsView job={job} />}
        </div>
        {frame && <FramePanel job={job} id={frame} onOpen={openFrame} onTask={openTask} onClose={close} />}
        {!frame && task && <TaskPanel key={task} job={job} number={task} onOpen={openTask} onClose={close} />}
      </div>
    </div>
  );
}
