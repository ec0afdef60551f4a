import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { frame as frameQuery, frames as framesQuery, imageUrl } from '../../api/queries';
import type { FrameView, JobView } from '../../api/types';
import { LargeFrame, browserShows } from '../../components/FrameImage';
import { Problem } from '../../components/Problem';
import { Status } from '../../components/Status';
import { Ago } from '../../components/Time';
import { t } from '../../i18n';
import { bytes, duration } from '../../lib/format';
import { Panel } from './Panel';
import { usePages } from './usePages';

/** A frame, large, with all that is known of it. */
export function FramePanel(props: {
  job: JobView; id: string; onOpen: (id: string) => void; onTask: (number: string) => void; onClose: () => void;
}) {
  const { items } = usePages(useInfiniteQuery(framesQuery(props.job.id)), 0);
  const at = items.findIndex((each) => each.id === props.id);
  const listed = items[at];
  const { data: single, error } = useQuery({ ...frameQuery(props.id), enabled: !listed });
  const frame = listed ?? single;
  const step = (to: FrameView | undefined) => to && (() => props.onOpen(to.id));
  const layered = frame && items.some((each) => each.layer !== frame.layer);
  const title = frame ? t.frame.title(frame.number) + (layered ? ` · ${frame.layer}` : '') : t.app.loading;
  return (
    <Panel
      title={title} mark={frame && <Status status={frame.status} />} onClose={props.onClose}
      previous={[t.frame.previous, step(at > 0 ? items[at - 1] : undefined)]}
      next={[t.frame.next, step(at >= 0 ? items[at + 1] : undefined)]}
    >
      {!frame && error && <Problem error={error} />}
      {frame && <FrameDetails frame={frame} onTask={props.onTask} />}
    </Panel>
  );
}

function FrameDetails({ frame, onTask }: { frame: FrameView; onTask: (number: string) => void }) {
  const task = frame.taskId.split('.')[1] ?? '';
  const published = frame.status === 'published';
  return (
    <>
      <div className="panel-picture" style={{ aspectRatio: frame.width ? `${frame.width} / ${frame.height}` : '16 / 9' }}>
        <LargeFrame key={imageUrl(frame)} frame={frame} alt={t.home.frameOf(frame.shot, frame.number)} />
      </div>
      {published && !browserShows(frame) && <p className="dim small">{t.frame.notShown}</p>}
      <p className="panel-links">
        {published && (
          <a href={imageUrl(frame)} target="_blank" rel="noreferrer">
            {t.frame.openImage}
          </a>
        )}
        {task && (
          <button type="button" className="link" onClick={() => onTask(task)}>
            {t.frame.openTask}
          </button>
        )}
      </p>
      <dl className="facts">
        <Fact name={t.frame.rendered} when={published}>
          <Ago instant={frame.renderedAt} />
        </Fact>
        <Fact name={t.frame.renderTime} when={frame.renderSeconds > 0}>{duration(frame.renderSeconds)}</Fact>
        <Fact name={t.frame.worker} when={frame.worker !== ''}>{frame.worker}</Fact>
        <Fact name={t.frame.engine} when={frame.engine !== ''}>{`${frame.engine} ${frame.engineVersion}`}</Fact>
        <Fact name={t.frame.resolution} when={frame.width > 0}>{`${frame.width} × ${frame.height}`}</Fact>
        <Fact name={t.frame.memory} when={frame.peakMemoryBytes > 0}>{bytes(frame.peakMemoryBytes)}</Fact>
        <Fact name={t.frame.size} when={frame.sizeBytes > 0}>
          <span title={`${frame.sizeBytes.toLocaleString()} B`}>{bytes(frame.sizeBytes)}</span>
        </Fact>
        <Fact name={t.frame.layer} when={frame.layer !== ''}>{frame.layer}</Fact>
        <Fact name={t.frame.attempt} when={frame.attempt > 0}>{frame.attempt}</Fact>
        <Fact name={t.frame.path} when={frame.path !== ''} long>{frame.path}</Fact>
        <Fact name={t.frame.checksum} when={frame.sha256 !== ''} long>{frame.sha256}</Fact>
      </dl>
    </>
  );
}

function Fact({ name, when, long = false, children }: { name: string; when: boolean; long?: boolean; children: ReactNode }) {
  if (!when) return null;
  return (
    <div className={long ? 'long' : undefined}>
      <dt>{name}</dt>
      <dd className={long ? 'mono' : undefined}>{children}</dd>
    </div>
  );
}
