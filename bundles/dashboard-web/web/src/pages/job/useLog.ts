import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, send } from '../../api/client';
import { logUrl } from '../../api/queries';
import { EMPTY_LOG, LogTail } from '../../lib/logTail';

/** Bytes of a log's end that are read at first. */
const TAIL = 256 * 1024;
/** A log's last bytes may come after the word that its attempt has ended. */
const AFTERMATH = [1500, 6000];

/**
 * The log of an attempt. It grows while the attempt runs, and each event of the task is the word that there may be more; no clock
 * asks for it.
 *
 * @param pulse changes with each such word
 */
export function useLog(task: string, attempt: number, pulse: unknown, ended: boolean) {
  const [log, setLog] = useState(EMPTY_LOG);
  const [error, setError] = useState<ApiError>();
  const [whole, setWhole] = useState(false);
  const tail = useRef<LogTail>(undefined);
  const reading = useRef<'no' | 'yes' | 'again'>('no');

  const more = useCallback(async () => {
    if (reading.current !== 'no') {
      reading.current = 'again';
      return;
    }
    do {
      reading.current = 'yes';
      const began = tail.current;
      try {
        await readPiece(task, attempt, began, whole, (next, text) => {
          // Begun anew in the meantime: what came belongs to the old one.
          if (tail.current !== began) return;
          tail.current = next;
          setLog(text);
        });
        setError(undefined);
      } catch (cause) {
        setError(cause instanceof ApiError ? cause : new ApiError(0, '', '', ''));
      }
    } while ((reading.current as string) === 'again');
    reading.current = 'no';
  }, [task, attempt, whole]);

  useEffect(() => {
    void more();
  }, [more, pulse]);
  useEffect(() => {
    if (!ended) return undefined;
    const timers = AFTERMATH.map((wait) => setTimeout(() => void more(), wait));
    return () => timers.forEach(clearTimeout);
  }, [ended, more]);

  const fromStart = useCallback(() => {
    tail.current = undefined;
    setLog(EMPTY_LOG);
    setWhole(true);
  }, []);
  return { log, error, fromStart };
}

async function readPiece(
  task: string, attempt: number, tail: LogTail | undefined, whole: boolean,
  take: (tail: LogTail, text: ReturnType<LogTail['append']>) => void,
): Promise<void> {
  const asked = tail ? `offset=${tail.next}` : whole ? 'offset=0' : `tail=${TAIL}`;
  const response = await send(`${logUrl(task, attempt)}?${asked}`, { headers: { accept: 'text/plain' } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  let next = tail;
  if (!next) {
    const length = Number(response.headers.get('log-length') ?? bytes.length);
    next = new LogTail(whole ? 0 : Math.max(0, length - bytes.length));
  }
  if (bytes.length > 0 || !tail) take(next, next.append(bytes));
}
