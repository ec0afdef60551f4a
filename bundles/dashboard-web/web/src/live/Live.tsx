import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import type { ApiError } from '../api/client';
import { apply, type Change } from './apply';
import { Batch } from './batch';
import { EventStream } from './stream';

export interface Connection {
  state: 'connecting' | 'connected' | 'disconnected';
  /** When it broke, milliseconds. */
  since: number;
  detail: string;
  retry(): void;
}

const CONNECTING: Connection = { state: 'connecting', since: 0, detail: '', retry: () => {} };
const Context = createContext<Connection>(CONNECTING);

export const useConnection = (): Connection => useContext(Context);

const KNOWN = new Set(['job', 'task', 'progress', 'frame', 'worker', 'farm']);

/** A hidden tab draws nothing, but its data must not grow old. */
function onNextDraw(run: () => void): void {
  if (document.hidden) setTimeout(run, 250);
  else requestAnimationFrame(run);
}

/** Keeps what was read true, by the farm's events, and knows whether it is connected. */
export function Live({ onSignedOut, children }: { onSignedOut: () => void; children: ReactNode }) {
  const client = useQueryClient();
  const [connection, setConnection] = useState(CONNECTING);
  const signedOut = useRef(onSignedOut);
  signedOut.current = onSignedOut;

  useEffect(() => {
    const batch = new Batch((changes) => apply(client, changes), onNextDraw, () => performance.now());
    const readAgain = () => {
      batch.forget();
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    };
    const stream = new EventStream('/api/v1/events', {
      connected(resumed) {
        // A new stream begins with what comes next; what was read before it began may be older than that.
        if (!resumed) readAgain();
        else void client.refetchQueries({ predicate: (query) => query.state.status === 'error' });
        setConnection((old) => ({ ...old, state: 'connected', detail: '' }));
      },
      disconnected(error: ApiError) {
        if (error.status === 401) signedOut.current();
        setConnection((old) => ({
          ...old,
          state: 'disconnected',
          since: old.state === 'disconnected' ? old.since : Date.now(),
          detail: error.detail,
        }));
      },
      event({ type, data }) {
        if (type === 'reset') readAgain();
        else if (KNOWN.has(type)) batch.add({ type, data: JSON.parse(data) } as Change);
      },
    });
    setConnection((old) => ({ ...old, retry: () => stream.retry() }));
    const unsubscribe = client.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'success' && !event.action.manual) batch.again();
    });
    const retry = () => stream.retry();
    window.addEventListener('online', retry);
    void stream.run();
    return () => {
      window.removeEventListener('online', retry);
      unsubscribe();
      stream.close();
    };
  }, [client]);

  return <Context value={connection}>{children}</Context>;
}
