import { Flame, ImageOff, SkipForward, TriangleAlert, X } from 'lucide-react';
import { memo } from 'react';
import type { FrameView } from '../../api/types';
import { Thumbnail } from '../../components/FrameImage';
import { t } from '../../i18n';
import { duration } from '../../lib/format';

const MARKS = { rendering: Flame, failed: X, missing: TriangleAlert, skipped: SkipForward, published: ImageOff, expected: undefined };

export const FrameCell = memo(function FrameCell(props: {
  index: number; frame: FrameView | undefined; height: number; withLayer: boolean; selected: boolean; reachable: boolean;
  onOpen: (id: string) => void; onFocus: (index: number) => void;
}) {
  const { index, frame, height } = props;
  if (!frame) {
    return (
      <div className="frame-cell" data-index={index}>
        <span className="frame-picture skeleton" style={{ height }} />
      </div>
    );
  }
  const pictured = frame.status === 'published' && frame.thumbnail === 'made';
  const Mark = pictured ? undefined : MARKS[frame.status];
  const status = t.status[frame.status] ?? frame.status;
  const name = props.withLayer ? `${frame.number} ${frame.layer}` : `${frame.number}`;
  return (
    <button
      type="button" className={`frame-cell is-${frame.status}`} data-index={index} aria-pressed={props.selected}
      tabIndex={props.reachable ? 0 : -1} onClick={() => props.onOpen(frame.id)} onFocus={() => props.onFocus(index)}
      aria-label={`${t.frame.title(frame.number)} ${props.withLayer ? frame.layer : ''}: ${status}`}
      title={frame.worker ? `${status} · ${frame.worker}${frame.renderSeconds ? ` · ${duration(frame.renderSeconds)}` : ''}` : status}
    >
      <span className="frame-picture" style={{ height }}>
        {pictured && <Thumbnail frame={frame} alt="" />}
        {Mark && <Mark size={18} aria-hidden />}
      </span>
      <span className="frame-name">{name}</span>
    </button>
  );
});
