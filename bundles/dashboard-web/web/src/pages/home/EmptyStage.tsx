import type { JobView } from '../../api/types';
import { Command } from '../../components/Command';
import { Logo } from '../../components/Logo';
import { t } from '../../i18n';

const SUBMIT =
  'bin/tablao job submit blender-animation --set file=/shows/dance/sh010.blend --set frames=1-48 --set output=/shows/dance/sh010/####';

/** Before the first frame: what to do next. */
export function EmptyStage({ jobs, ended }: { jobs: JobView[]; ended: JobView[] }) {
  const first = jobs.length === 0 && ended.length === 0;
  return (
    <div className="empty-stage">
      <div className="empty-light" aria-hidden />
      <Logo size={72} />
      <p className="empty-title">{t.home.emptyTitle}</p>
      <p className="dim">{jobs.length > 0 ? t.home.emptyWaiting : t.home.emptyText}</p>
      {first && <Command text={SUBMIT} />}
    </div>
  );
}
