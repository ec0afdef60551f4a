export interface ServerEvent {
  id: string;
  type: string;
  data: string;
}

/**
 * Cuts a text/event-stream into events. The browser's own EventSource hides the status of a refused connection, and gives up
 * on one; we need both to say what is wrong and to go on from the last event.
 */
export class EventCutter {
  private rest = '';
  private type = '';
  private data: string[] = [];
  private id = '';

  push(text: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    this.rest += text;
    // A lone CR at the end may be half of a CRLF.
    const held = this.rest.endsWith('\r') ? '\r' : '';
    const lines = (held ? this.rest.slice(0, -1) : this.rest).split(/\r\n|\n|\r/);
    this.rest = (lines.pop() ?? '') + held;
    for (const line of lines) {
      if (line === '') {
        if (this.data.length > 0) events.push({ id: this.id, type: this.type || 'message', data: this.data.join('\n') });
        this.type = '';
        this.data = [];
      } else {
        this.field(line);
      }
    }
    return events;
  }

  private field(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') this.type = value;
    else if (name === 'data') this.data.push(value);
    else if (name === 'id' && !value.includes('\0')) this.id = value;
  }
}
