import { TriangleAlert } from 'lucide-react';
import { ApiError } from '../api/client';
import { t } from '../i18n';

/** What went wrong, in the server's words where it has some, with the way out. */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  const known = error instanceof ApiError ? error : undefined;
  const text = known?.status === 0 ? t.live.away : known?.detail || known?.title || t.app.failedToLoad;
  return (
    <div className="problem" role="alert">
      <TriangleAlert size={16} aria-hidden />
      <p>
        {text} {known?.wayOut && <span className="dim">{known.wayOut}</span>}
      </p>
      {retry && (
        <button type="button" onClick={retry}>
          {t.app.retry}
        </button>
      )}
    </div>
  );
}
