import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { logUrl } from '../../api/queries';
import type { AttemptView, TaskView } from '../../api/types';
import { Problem } from '../../components/Problem';
import { t } from '../../i18n';
import { bytes } from '../../lib/format';
import { useLog } from './useLog';

const LINE = 18;

/** Follows the end while the end is in sight, as a terminal does. */
export function LogView({ task, attempt }: { task: TaskView; attempt: AttemptView }) {
  const { log, error, fromStart } = useLog(task.id, attempt.number, task, attempt.endedAt !== '');
  const [follow, setFollow] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: log.lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE,
    overscan: 20,
  });
  useEffect(() => {
    if (follow && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [log, follow]);
  const scrolled = () => {
    const element = box.current;
    if (element) setFollow(element.scrollHeight - element.scrollTop - element.clientHeight < LINE * 2);
  };
  const missing = error?.status === 404;
  return (
    <section className="log" aria-label={t.task.log}>
      <div className="log-head">
        <h3>{t.task.log}</h3>
        <a className="small" href={`/api/v1${logUrl(task.id, attempt.number)}`} target="_blank" rel="noreferrer">
          {t.task.whole}
        </a>
        <span className="space" />
        <label className="small">
          <input type="checkbox" checked={follow} onChange={(event) => setFollow(event.target.checked)} /> {t.task.follow}
        </label>
      </div>
      {log.skipped > 0 && (
        <p className="dim small">
          {t.task.earlier(bytes(log.skipped))}{' '}
          <button type="button" className="link" onClick={fromStart}>
            {t.task.fromStart}
          </button>
        </p>
      )}
      {error && !missing && <Problem error={error} />}
      {log.lines.length === 0 ? (
        <p className="dim">{missing && attempt.endedAt ? t.task.logMissing : t.task.logNone}</p>
      ) : (
        <div ref={box} className="log-box" tabIndex={0} role="log" aria-live="off" aria-label={t.task.log} onScroll={scrolled}>
          <div className="log-lines" style={{ height: lines.getTotalSize() }}>
            {lines.getVirtualItems().map((line) => (
              <div key={line.key} className="log-line" style={{ transform: `translateY(${line.start}px)` }}>
                {log.lines[line.index]}
              </div>
            ))}
          </div>
        </div>
      )}
    </section>
  );
}
