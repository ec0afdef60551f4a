import { nameOf, type Change } from './apply';

/** How long a change may still meet an answer that was made before it. */
const RECENT = 15_000;

/**
 * Gathers changes until the browser draws. Keeps the latest of each for a while: an answer to a read that began before a change
 * may not know of it, so after such an answer the recent ones are applied once more. The stream is complete and in order, so
 * this ends at what is.
 */
export class Batch {
  private readonly waiting = new Map<string, Change>();
  private readonly recent = new Map<string, { change: Change; at: number }>();
  private scheduled = false;

  constructor(
    private readonly write: (changes: Change[]) => void,
    private readonly onNextDraw: (run: () => void) => void,
    private readonly now: () => number,
  ) {}

  add(change: Change): void {
    const name = nameOf(change);
    this.waiting.set(name, change);
    this.recent.set(name, { change, at: this.now() });
    this.schedule();
  }

  /** An answer came in: what is recent holds against it. */
  again(): void {
    const limit = this.now() - RECENT;
    for (const [name, { change, at }] of this.recent) {
      if (at < limit) this.recent.delete(name);
      else if (!this.waiting.has(name)) this.waiting.set(name, change);
    }
    if (this.waiting.size > 0) this.schedule();
  }

  /** All is read anew: nothing of before counts. */
  forget(): void {
    this.waiting.clear();
    this.recent.clear();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.onNextDraw(() => {
      this.scheduled = false;
      const changes = [...this.waiting.values()];
      this.waiting.clear();
      this.prune();
      if (changes.length > 0) this.write(changes);
    });
  }

  private prune(): void {
    if (this.recent.size < 2000) return;
    const limit = this.now() - RECENT;
    for (const [name, { at }] of this.recent) if (at < limit) this.recent.delete(name);
  }
}
