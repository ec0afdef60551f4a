import type { KeyboardEvent } from 'react';
import type { JobView } from '../../api/types';
import { t } from '../../i18n';
import { locale } from '../../i18n';

export type View = 'frames' | 'tasks' | 'settings';

const VIEWS: View[] = ['frames', 'tasks', 'settings'];

export function Tabs({ job, view, onView }: { job: JobView; view: View; onView: (view: View) => void }) {
  const counts: Partial<Record<View, number>> = { frames: job.frames.total, tasks: job.tasks.total };
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = VIEWS[(VIEWS.indexOf(view) + step + VIEWS.length) % VIEWS.length];
    if (step === 0 || !next) return;
    event.preventDefault();
    onView(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={job.name} onKeyDown={move}>
      {VIEWS.map((each) => (
        <button
          key={each} type="button" role="tab" id={`tab-${each}`} aria-controls="view"
          aria-selected={each === view} tabIndex={each === view ? 0 : -1} onClick={() => onView(each)}
        >
          {t.job[each]}
          {counts[each] !== undefined && <span className="count">{counts[each].toLocaleString(locale)}</span>}
        </button>
      ))}
    </div>
  );
}
