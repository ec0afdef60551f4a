import { Link } from 'react-router';
import type { FrameView } from '../../api/types';
import { Thumbnail } from '../../components/FrameImage';
import { t } from '../../i18n';
import { exact } from '../../lib/format';

/** The newest frames of all shots, newest first. */
export function FrameStrip({ frames }: { frames: FrameView[] }) {
  return (
    <section className="strip-section" aria-labelledby="newest">
      <h2 id="newest">{t.home.newest}</h2>
      <ul className="strip" tabIndex={0} aria-labelledby="newest">
        {frames.map((frame) => (
          <li key={frame.id}>
            <Link to={`/jobs/${frame.jobId}?frame=${frame.id}`} title={exact(frame.renderedAt)}>
              <span className="strip-picture">
                <Thumbnail frame={frame} alt="" />
              </span>
              <span className="strip-name">
                {frame.shot} <b>{frame.number}</b>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
