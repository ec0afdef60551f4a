import { useInfiniteQuery } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { tasks as tasksQuery } from '../../api/queries';
import type { JobView, TaskView } from '../../api/types';
import { Problem } from '../../components/Problem';
import { Status } from '../../components/Status';
import { Took } from '../../components/Time';
import { t } from '../../i18n';
import { percent } from '../../lib/format';
import { usePlace } from '../../lib/usePlace';
import { usePages } from './usePages';

const ROW = 36;
const STICKY = 96;
const COLUMNS = ['status', 'name', 'worker', 'attempt', 'time', 'activity'] as const;

/** All tasks; only those in sight are drawn, and only as many read as were looked at. */
export function TasksView({ job, selected, onOpen }: { job: JobView; selected: string; onOpen: (number: string) => void }) {
  const body = useRef<HTMLDivElement>(null);
  const place = usePlace(body);
  const query = useInfiniteQuery(tasksQuery(job.id));
  const [wanted, setWanted] = useState(0);
  const { items, total } = usePages(query, wanted);
  const [current, setCurrent] = useState(0);
  const rows = useWindowVirtualizer({
    count: total,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: place.top,
    scrollPaddingStart: STICKY,
    onChange: (instance) => setWanted(instance.range?.endIndex ?? 0),
  });

  const start = useRef(Number(selected));
  useEffect(() => {
    if (!start.current || total === 0 || place.top === 0) return;
    if (start.current > 8) rows.scrollToIndex(start.current - 1, { align: 'center' });
    setCurrent(start.current - 1);
    start.current = 0;
  }, [rows, total, place.top]);

  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -total, End: total };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(total - 1, current + step));
    setCurrent(next);
    rows.scrollToIndex(next);
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };

  if (query.error && items.length === 0) return <Problem error={query.error} retry={() => void query.refetch()} />;
  if (query.data && total === 0) return <p className="dim">{t.job.tasksNone}</p>;
  const virtual = rows.getVirtualItems();
  const reachable = virtual.some((row) => row.index === current) ? current : (virtual[0]?.index ?? 0);
  return (
    <div className="tasks" role="grid" aria-label={t.job.tasks} aria-rowcount={total + 1} aria-busy={query.isFetching}>
      <div className="task-row head" role="row" aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <span key={column} role="columnheader" className={`c-${column}`}>
            {t.task.columns[column]}
          </span>
        ))}
      </div>
      <div ref={body} className="task-body" role="rowgroup" style={{ height: rows.getTotalSize() }} onKeyDown={move}>
        {virtual.map((row) => {
          const task = items[row.index];
          return (
            <div
              key={row.key} data-index={row.index} role="row" aria-rowindex={row.index + 2}
              aria-selected={task ? String(task.number) === selected : false}
              tabIndex={row.index === reachable ? 0 : -1}
              className={task ? `task-row is-${task.status}` : 'task-row loading'}
              style={{ transform: `translateY(${row.start - place.top}px)` }}
              onFocus={() => setCurrent(row.index)}
              onClick={() => task && onOpen(String(task.number))}
              onKeyDown={(event) => {
                if (task && (event.key === 'Enter' || event.key === ' ')) {
                  event.preventDefault();
                  onOpen(String(task.number));
                }
              }}
            >
              {task ? <Cells task={task} /> : <span role="gridcell" className="skeleton" aria-label={t.app.loading} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const Cells = memo(function Cells({ task }: { task: TaskView }) {
  const running = task.status === 'running';
  return (
    <>
      <span role="gridcell" className="c-status">
        <Status status={task.status} />
      </span>
      <span role="gridcell" className="c-name">
        <span className="dim number">{task.number}</span> {task.name}
      </span>
      <span role="gridcell" className="c-worker">
        {task.worker}
      </span>
      <span role="gridcell" className="c-attempt">
        {task.attempt || ''}
      </span>
      <span role="gridcell" className="c-time">
        {task.startedAt && <Took from={task.startedAt} to={task.endedAt} />}
      </span>
      <span role="gridcell" className="c-activity">
        {running && (
          <>
            <span className="mini" aria-hidden>
              <span style={{ width: `${task.progress * 100}%` }} />
            </span>
            <span className="number">{percent(task.progress)}</span>
          </>
        )}
        <span className={task.status === 'failed' ? 'activity tone-fail' : 'activity dim'}>
          {running ? task.activity : task.reason || (t.outcome[task.outcome] !== t.status[task.status] ? t.outcome[task.outcome] : '')}
        </span>
      </span>
    </>
  );
});
