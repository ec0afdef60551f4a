import { useSyncExternalStore } from 'react';
import { serverNow } from '../api/client';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Math.floor(serverNow() / 1000) * 1000;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    if (document.hidden) return;
    now = Math.floor(serverNow() / 1000) * 1000;
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The server's time, to the second; one clock for all who show an age. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
