import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { endedJobs, lastFrame, liveJobs, newestFrames, workers } from '../../api/queries';
import { Problem } from '../../components/Problem';
import { t } from '../../i18n';
import { EndedJobs } from './EndedJobs';
import { FrameStrip } from './FrameStrip';
import { LastFrame } from './LastFrame';
import { RunningJobs } from './RunningJobs';
import { EmptyStage } from './EmptyStage';
import { Workers } from './Workers';

/** The stage: the last frame as large as can be, and beside it what is on. */
export function HomePage() {
  const last = useQuery(lastFrame);
  const newest = useQuery(newestFrames);
  const live = useQuery(liveJobs);
  const ended = useQuery(endedJobs);
  const crew = useQuery(workers);
  useEffect(() => {
    document.title = `${t.home.title} · Tablao`;
  }, []);

  const failed = [last, newest, live, ended, crew].find((query) => query.error && query.data === undefined);
  const readAgain = () => [last, newest, live, ended, crew].forEach((query) => void query.refetch());
  if (failed) {
    return (
      <div className="page">
        <h1 className="hidden">{t.home.title}</h1>
        <Problem error={failed.error} retry={readAgain} />
      </div>
    );
  }
  return (
    <div className="home">
      <h1 className="hidden">{t.home.title}</h1>
      <section className="house" aria-label={t.home.lastFrame}>
        {last.data && <LastFrame frame={last.data} />}
        {last.data === null && <EmptyStage jobs={live.data?.items ?? []} ended={ended.data?.items ?? []} />}
      </section>
      <aside className="beside">
        {live.data && (live.data.total > 0 || last.data) && <RunningJobs page={live.data} />}
        {crew.data && <Workers workers={crew.data} jobs={live.data?.items ?? []} />}
      </aside>
      {newest.data && newest.data.items.length > 0 && <FrameStrip frames={newest.data.items} />}
      {ended.data && ended.data.items.length > 0 && <EndedJobs jobs={ended.data.items} />}
    </div>
  );
}
