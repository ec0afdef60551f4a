/** An answer that was not what we asked for, in the words of its problem document where there is one. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly wayOut: string,
  ) {
    super(detail || title);
  }
}

/** Milliseconds the server's clock is ahead of ours; ages are of the server's instants. */
let ahead = 0;

export const serverNow = (): number => Date.now() + ahead;

function learnClock(response: Response): void {
  const date = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(date)) return;
  const difference = date - Date.now();
  // The header has whole seconds, so a small difference says nothing.
  ahead = Math.abs(difference) > 2000 ? difference : 0;
}

export async function problemOf(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  let body: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed && typeof parsed === 'object') body = parsed as Record<string, unknown>;
  } catch {
    // A gateway between us and the server may answer in HTML; its status says enough.
  }
  const word = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : '');
  return new ApiError(response.status, word('title') || response.statusText, word('detail'), word('wayOut'));
}

export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, 'unreachable', '', '');
  }
  learnClock(response);
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await send(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });
  return (await response.json()) as T;
}

export async function post<T>(path: string, body?: unknown): Promise<T | undefined> {
  const response = await send(path, {
    method: 'POST',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return text ? (JSON.parse(text) as T) : undefined;
}
