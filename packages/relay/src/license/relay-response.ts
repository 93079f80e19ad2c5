/** A response of the relay, before it is a Web `Response` for one page. */
export interface RelayResponse {
  status: number;
  /** One word for the log. */
  reason: string;
  /** A string is JSON already. */
  body: object | string | null;
  /** In s. */
  retryAfterS?: number;
  /** Beside the usual headers. */
  headers?: Record<string, string>;
}
