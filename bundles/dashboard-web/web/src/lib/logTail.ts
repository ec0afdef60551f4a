/** What is shown of a log: whole lines, the last one perhaps still growing, and how many bytes lie before them. */
export interface LogText {
  skipped: number;
  lines: string[];
}

export const EMPTY_LOG: LogText = { skipped: 0, lines: [] };

/** Reads bytes of a log as they come: a letter may be cut between two pieces, and so may a line. */
export class LogTail {
  private readonly decoder = new TextDecoder();
  private end: number;
  private lines: string[] = [];
  private open = false;
  private cut: boolean;

  /** Begins at a byte. In the middle of a log the first line is a cut one: it is left out. */
  constructor(private readonly skipped = 0) {
    this.end = skipped;
    this.cut = skipped > 0;
  }

  /** Byte to read on from. */
  get next(): number {
    return this.end;
  }

  append(bytes: Uint8Array): LogText {
    this.end += bytes.length;
    let text = this.decoder.decode(bytes, { stream: true });
    if (this.cut) {
      const line = text.indexOf('\n');
      text = line < 0 ? '' : text.slice(line + 1);
      this.cut = line < 0;
    }
    if (text) {
      const parts = text.split(/\r?\n/);
      const first = parts.shift() ?? '';
      if (this.open && this.lines.length > 0) this.lines[this.lines.length - 1] += first;
      else this.lines.push(first);
      this.lines.push(...parts);
      this.open = this.lines.at(-1) !== '';
      if (!this.open) this.lines.pop();
    }
    return { skipped: this.skipped, lines: [...this.lines] };
  }
}
