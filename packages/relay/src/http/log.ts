/** What the log says about one request: no key, no token, no address. */
export interface LogEntry {
  /** The status of the response. */
  status: number;
  /** One word. */
  reason: string;
  /** How long it took, in ms. */
  ms: number;
  /** Whether Whop did not have to be asked. */
  cached: boolean;
}

/** Writes an entry as one line of JSON, with the time. */
export function toLogLine({ status, reason, ms, cached }: LogEntry): string {
  return `{"time":"${timestamp(Date.now())}","status":${status},"reason":"${reason}","ms":${Math.round(ms)},"cached":${cached}}`;
}

/** The last second that was formatted, in ms of the Unix epoch, and its text. */
let lastSecond = 0;
let lastSecondText = '';

/** ISO 8601. A busy relay would spend much of its time on dates, so a second is formatted only once. */
function timestamp(now: number): string {
  const ms = now % 1000;
  if (now - ms !== lastSecond) {
    lastSecond = now - ms;
    lastSecondText = new Date(lastSecond).toISOString().slice(0, -4);
  }
  return `${lastSecondText}${String(ms).padStart(3, '0')}Z`;
}
