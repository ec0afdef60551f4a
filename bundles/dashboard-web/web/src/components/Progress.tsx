import { t } from '../i18n';
import { percent } from '../lib/format';
import type { Parts } from '../lib/status';

const ORDER = ['completed', 'running', 'failed', 'stopped', 'left'] as const;

/** Five parts by number of tasks, each with its colour and its pattern. */
export function Progress({ parts, progress, name, tall = false }: { parts: Parts; progress: number; name: string; tall?: boolean }) {
  const text = t.progress.parts(parts.completed, parts.running, parts.failed, parts.stopped, parts.left);
  return (
    <div
      className={tall ? 'progress tall' : 'progress'}
      role="progressbar"
      aria-label={`${t.progress.label}: ${name}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(progress * 100)}
      aria-valuetext={`${percent(progress)}: ${text}`}
      title={text}
    >
      {ORDER.filter((part) => parts[part] > 0).map((part) => (
        <span key={part} className={`part ${part}`} style={{ flexGrow: parts[part] }} />
      ))}
    </div>
  );
}
