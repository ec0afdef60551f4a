import { ApiError, problemOf } from '../api/client';
import { EventCutter, type ServerEvent } from './sse';

export interface StreamListener {
  /** @param resumed whether it goes on where it broke off; else what came before is not told */
  connected(resumed: boolean): void;
  /** @param error why; a status of 0 where nobody answered */
  disconnected(error: ApiError): void;
  event(event: ServerEvent): void;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
/** A stream that sends heartbeats (comments) must not be silent for longer. */
const SILENCE = 45_000;

/** Follows the farm's events until closed: goes on from the last one after a break, waits longer after each failure. */
export class EventStream {
  private lastId = '';
  private wait = FIRST_WAIT;
  private readonly ended = new AbortController();
  private wake = () => {};

  constructor(
    private readonly url: string,
    private readonly listener: StreamListener,
  ) {}

  async run(): Promise<void> {
    while (!this.ended.signal.aborted) {
      const error = await this.follow();
      if (this.ended.signal.aborted) return;
      this.listener.disconnected(error);
      await this.pause();
    }
  }

  /** Tries at once instead of at the end of the wait. */
  retry(): void {
    this.wake();
  }

  close(): void {
    this.ended.abort();
    this.wake();
  }

  private async follow(): Promise<ApiError> {
    const connection = new AbortController();
    const abort = () => connection.abort();
    this.ended.signal.addEventListener('abort', abort, { once: true });
    let silence: ReturnType<typeof setTimeout> | undefined;
    try {
      const response = await fetch(this.url, {
        headers: { accept: 'text/event-stream', ...(this.lastId ? { 'last-event-id': this.lastId } : {}) },
        credentials: 'same-origin',
        cache: 'no-store',
        signal: connection.signal,
      });
      if (!response.ok || !response.body) return await problemOf(response);
      this.wait = FIRST_WAIT;
      this.listener.connected(this.lastId !== '');
      const cutter = new EventCutter();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let heartbeats = 0; ; ) {
        const { done, value } = await reader.read();
        if (done) break;
        if (value.startsWith(':')) heartbeats++;
        clearTimeout(silence);
        if (heartbeats > 1) silence = setTimeout(abort, SILENCE);
        for (const event of cutter.push(value)) {
          if (event.id) this.lastId = event.id;
          this.listener.event(event);
        }
      }
    } catch {
      // Whatever broke the connection, the answer is the same: say so and try again.
    } finally {
      clearTimeout(silence);
      this.ended.signal.removeEventListener('abort', abort);
    }
    return new ApiError(0, 'unreachable', '', '');
  }

  private pause(): Promise<void> {
    const wait = this.wait;
    this.wait = Math.min(wait * 2, LONGEST_WAIT);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
