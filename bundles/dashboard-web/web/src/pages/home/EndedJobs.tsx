import { Link } from 'react-router';
import type { JobView } from '../../api/types';
import { JobThumbnail } from '../../components/JobThumbnail';
import { Status } from '../../components/Status';
import { Ago, Took } from '../../components/Time';
import { t } from '../../i18n';

export function EndedJobs({ jobs }: { jobs: JobView[] }) {
  return (
    <section className="ended" aria-labelledby="ended">
      <h2 id="ended">{t.home.ended}</h2>
      <ul className="ended-list">
        {jobs.map((job) => (
          <li key={job.id}>
            <Link to={`/jobs/${job.id}`}>
              <JobThumbnail job={job} />
              <span className="ended-name">{job.name}</span>
              <Status status={job.status} />
              <span className="ended-reason dim">{job.reason || job.shot}</span>
              <span className="ended-took dim">
                <Took from={job.startedAt || job.submittedAt} to={job.endedAt} />
              </span>
              <span className="ended-when dim">
                <Ago instant={job.endedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
