/** What is said of one request: no key, no token, no address. */
export interface LogEntry {
  status: number;
  /** One word. */
  reason: string;
  /** How long it took. */
  ms: number;
  /** Whether Whop needed no asking. */
  cached: boolean;
}

/** One line of JSON. */
export function logLine({ status, reason, ms, cached }: LogEntry): string {
  return `{"time":"${timestamp(Date.now())}","status":${status},"reason":"${reason}","ms":${Math.round(ms)},"cached":${cached}}`;
}

let second = 0;
let written = '';

/** ISO 8601, put into words once a second. */
function timestamp(now: number): string {
  const ms = now % 1000;
  if (now - ms !== second) {
    second = now - ms;
    written = new Date(second).toISOString().slice(0, -4);
  }
  return `${written}${String(ms).padStart(3, '0')}Z`;
}
