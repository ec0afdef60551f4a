import { useQuery } from '@tanstack/react-query';
import { frame as frameQuery, newestFrames } from '../api/queries';
import type { JobView } from '../api/types';
import { Thumbnail } from './FrameImage';

/** A job's newest frame that has a picture: of the newest of all where it is among them, else it is asked for. */
export function JobThumbnail({ job }: { job: JobView }) {
  const newest = useQuery({ ...newestFrames, select: ({ items }) => items.find((frame) => frame.jobId === job.id) });
  const wanted = newest.isFetched && !newest.data && job.lastFrameId !== '';
  const single = useQuery({ ...frameQuery(job.lastFrameId), enabled: wanted });
  const frame = newest.data ?? single.data;
  return (
    <span className="job-thumb" aria-hidden>
      {frame && <Thumbnail frame={frame} alt="" />}
    </span>
  );
}
