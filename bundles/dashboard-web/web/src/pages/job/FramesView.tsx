import { useInfiniteQuery } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { frames as framesQuery } from '../../api/queries';
import type { JobView } from '../../api/types';
import { Problem } from '../../components/Problem';
import { t } from '../../i18n';
import { usePlace } from '../../lib/usePlace';
import { FrameCell } from './FrameCell';
import { usePages } from './usePages';

const CAPTION = 24;
const GAP = 8;
const STICKY = 72;

/** All frames in order, those that are missing too: the grid fills up while the job renders. */
export function FramesView({ job, selected, onOpen }: { job: JobView; selected: string; onOpen: (id: string) => void }) {
  const body = useRef<HTMLDivElement>(null);
  const place = usePlace(body);
  const query = useInfiniteQuery(framesQuery(job.id));
  const [wanted, setWanted] = useState(0);
  const [chosen, setLayer] = useState<string>();
  const [current, setCurrent] = useState(0);
  // Whose frames are of a layer is known only when they were read.
  const pages = usePages(query, chosen ? Infinity : wanted);

  const layers = useMemo(() => [...new Set(pages.items.map((frame) => frame.layer))].sort(), [pages.items]);
  const layer = chosen ?? '';
  const items = layer ? pages.items.filter((frame) => frame.layer === layer) : pages.items;
  const total = layer ? items.length : pages.total;
  const sized = items.find((frame) => frame.width > 0 && frame.height > 0);
  const ratio = sized ? sized.width / sized.height : 16 / 9;
  const least = place.width < 560 ? 104 : 144;
  const columns = Math.max(1, Math.floor((place.width + GAP) / (least + GAP)));
  const cell = Math.max(1, (place.width - GAP * (columns - 1)) / columns);
  const height = Math.round(cell / ratio);

  const rows = useWindowVirtualizer({
    count: place.width > 0 ? Math.ceil(total / columns) : 0,
    estimateSize: () => height + CAPTION + GAP,
    overscan: 4,
    scrollMargin: place.top,
    scrollPaddingStart: STICKY,
    onChange: (instance) => setWanted(((instance.range?.endIndex ?? 0) + 2) * columns),
  });
  const measured = useRef(0);
  if (measured.current !== height) {
    measured.current = height;
    rows.measure();
  }

  const start = useRef(selected);
  useEffect(() => {
    const index = items.findIndex((frame) => frame.id === start.current);
    if (index < 0 || place.width === 0) return;
    start.current = '';
    setCurrent(index);
    if (index >= columns * 2) rows.scrollToIndex(Math.floor(index / columns), { align: 'center' });
  }, [rows, items, columns, place.width]);

  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -total, End: total,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(total - 1, current + step));
    setCurrent(next);
    rows.scrollToIndex(Math.floor(next / columns));
    requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };

  if (query.error && items.length === 0) return <Problem error={query.error} retry={() => void query.refetch()} />;
  const virtual = rows.getVirtualItems();
  const first = (virtual[0]?.index ?? 0) * columns;
  const last = ((virtual.at(-1)?.index ?? -1) + 1) * columns;
  const reachable = current >= first && current < last ? current : first;
  return (
    <>
      {query.data && total === 0 && <p className="dim">{t.job.framesNone}</p>}
      {layers.length > 1 && (
        <div className="chips" role="group" aria-label={t.job.layer}>
          {['', ...layers].map((each) => (
            <button key={each} type="button" aria-pressed={each === layer} onClick={() => setLayer(each)}>
              {each || t.job.allLayers}
            </button>
          ))}
        </div>
      )}
      <div
        ref={body} className="frames" role="group" aria-label={t.job.frames} aria-busy={query.isFetching}
        style={{ height: rows.getTotalSize() }} onKeyDown={move}
      >
        {virtual.map((row) => (
          <div
            key={row.key} className="frame-row"
            style={{ transform: `translateY(${row.start - place.top}px)`, gridTemplateColumns: `repeat(${columns}, 1fr)` }}
          >
            {Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, column) => {
              const index = row.index * columns + column;
              return (
                <FrameCell
                  key={index} index={index} frame={items[index]} height={height} withLayer={layers.length > 1 && !layer}
                  selected={items[index]?.id === selected} reachable={index === reachable}
                  onOpen={onOpen} onFocus={setCurrent}
                />
              );
            })}
          </div>
        ))}
      </div>
    </>
  );
}
