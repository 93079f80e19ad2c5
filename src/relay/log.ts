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
  return `{"time":"${new Date().toISOString()}","status":${status},"reason":"${reason}","ms":${Math.round(ms)},"cached":${cached}}`;
}
