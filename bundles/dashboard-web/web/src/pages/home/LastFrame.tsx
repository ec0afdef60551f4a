import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { job as jobQuery, thumbnailUrl } from '../../api/queries';
import type { FrameView } from '../../api/types';
import { LargeFrame } from '../../components/FrameImage';
import { Ago } from '../../components/Time';
import { t } from '../../i18n';
import { duration } from '../../lib/format';

/** The last rendered frame; its light falls on the stage around it. */
export function LastFrame({ frame }: { frame: FrameView }) {
  const { data: job } = useQuery(jobQuery(frame.jobId));
  const title = t.home.frameOf(frame.shot, frame.number);
  return (
    <figure className="last-frame">
      {frame.thumbnail === 'made' && <img className="spill" src={thumbnailUrl(frame)} alt="" aria-hidden draggable={false} />}
      <Link
        className="picture"
        to={`/jobs/${frame.jobId}?frame=${frame.id}`}
        style={{ aspectRatio: frame.width && frame.height ? `${frame.width} / ${frame.height}` : '16 / 9' }}
      >
        <LargeFrame frame={frame} alt={title} />
      </Link>
      <figcaption>
        <p className="what">
          <strong className="shot">{frame.shot}</strong>
          <span className="number">{frame.number}</span>
          {job && (
            <Link className="job-link" to={`/jobs/${job.id}`}>
              {job.name}
            </Link>
          )}
        </p>
        <p className="how">
          <span>{frame.worker}</span>
          <span>{duration(frame.renderSeconds)}</span>
          <Ago instant={frame.renderedAt} />
        </p>
      </figcaption>
    </figure>
  );
}
