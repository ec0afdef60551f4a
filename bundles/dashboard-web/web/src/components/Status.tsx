import {
  Ban, CircleCheck, CircleDashed, CirclePause, CircleX, Clock3, Flame, Hourglass, Moon, PlugZap, SkipForward, TriangleAlert, Unplug, type LucideIcon,
} from 'lucide-react';
import { t } from '../i18n';
import { toneOf } from '../lib/status';

// A shape for each, so that no one has to tell colours apart.
const SHAPES: Record<string, LucideIcon> = {
  completed: CircleCheck, published: CircleCheck, accepted: CircleCheck, archived: CircleCheck,
  active: Flame, running: Flame, rendering: Flame, busy: Flame, leased: Flame,
  failed: CircleX, refused: CircleX, missing: TriangleAlert, inoperable: TriangleAlert,
  lost: Unplug, offline: Unplug, away: Unplug,
  cancelled: Ban, cancelling: Ban, interrupted: Ban, skipped: SkipForward, paused: CirclePause,
  queued: CircleDashed, expected: CircleDashed, idle: CircleDashed, waiting: Hourglass,
  starting: PlugZap, available: PlugZap, draining: Clock3, asleep: Moon,
};

export function Status({ status, quiet = false }: { status: string; quiet?: boolean }) {
  const Shape = SHAPES[status] ?? CircleDashed;
  const label = t.status[status] ?? status;
  return (
    <span className={`status tone-${toneOf(status)}`} data-status={status}>
      <Shape size={14} strokeWidth={2.25} aria-hidden />
      <span className={quiet ? 'hidden' : undefined}>{label}</span>
    </span>
  );
}
