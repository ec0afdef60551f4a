import { Link } from 'react-router';
import type { JobPage, JobView } from '../../api/types';
import { Eta } from '../../components/Eta';
import { JobThumbnail } from '../../components/JobThumbnail';
import { Progress } from '../../components/Progress';
import { Status } from '../../components/Status';
import { t } from '../../i18n';
import { percent } from '../../lib/format';
import { partsOf, shownStatus } from '../../lib/status';

const SHOWN = 8;

/** Jobs that go on: those that run before those that wait. */
export function RunningJobs({ page }: { page: JobPage }) {
  const jobs = [...page.items].sort((a, b) => Number(b.status === 'active') - Number(a.status === 'active'));
  const hidden = page.total - Math.min(SHOWN, jobs.length);
  return (
    <section aria-labelledby="running">
      <h2 id="running">{t.home.running}</h2>
      {jobs.length === 0 && <p className="dim">{t.home.runningNone}</p>}
      <ul className="job-list">
        {jobs.slice(0, SHOWN).map((job) => (
          <RunningJob key={job.id} job={job} />
        ))}
      </ul>
      {hidden > 0 && <p className="dim small">{t.home.more(hidden)}</p>}
    </section>
  );
}

function RunningJob({ job }: { job: JobView }) {
  const status = shownStatus(job);
  return (
    <li className="job-row">
      <Link to={`/jobs/${job.id}`}>
        <JobThumbnail job={job} />
        <span className="job-text">
          <span className="job-head">
            <span className="job-name">{job.name}</span>
            {status === 'active' ? <b className="percent">{percent(job.progress)}</b> : <Status status={status} />}
          </span>
          <Progress parts={partsOf(job)} progress={job.progress} name={job.name} />
          <span className="job-foot">
            <span>
              {job.frames.total > 0
                ? t.job.framesDone(job.frames.published, job.frames.total)
                : t.job.tasksDone(job.tasks.completed, job.tasks.total)}
              {job.tasks.failed > 0 && <span className="tone-fail"> · {t.job.failedTasks(job.tasks.failed)}</span>}
            </span>
            <Eta job={job} />
          </span>
        </span>
      </Link>
    </li>
  );
}
