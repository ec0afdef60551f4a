import { t } from '../i18n';
import { ago, duration, exact, secondsBetween } from '../lib/format';
import { useNow } from '../lib/useNow';

/** How long ago; when exactly, on hover. */
export function Ago({ instant }: { instant: string }) {
  const now = useNow();
  if (!instant) return <span>{t.time.never}</span>;
  return (
    <time dateTime={instant} title={exact(instant)}>
      {ago(instant, now)}
    </time>
  );
}

/** From the start to the end, or so far. */
export function Took({ from, to }: { from: string; to: string }) {
  if (!from) return <span>{t.time.never}</span>;
  if (!to) return <Running from={from} />;
  return <span title={`${exact(from)} – ${exact(to)}`}>{duration(secondsBetween(from, Date.parse(to)))}</span>;
}

function Running({ from }: { from: string }) {
  const now = useNow();
  return <span title={exact(from)}>{duration(Math.max(0, Math.floor(secondsBetween(from, now))))}</span>;
}
