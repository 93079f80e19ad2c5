/** What a session hears of the page around it. */
export interface OpenSession {
  /** The page came back to the network, or to somebody's eyes. */
  onPageActive(eventType: string): void;
  /** Another tab, or another element, stored something. */
  syncFromStorage(): void;
}

/** The sessions of this page whose elements are in a document. */
export const openSessions = new Set<OpenSession>();

/** Tells the other elements of the page that something was stored. The `storage` event reaches other tabs only. */
export function syncOthers(session: OpenSession): void {
  for (const other of openSessions) if (other !== session) other.syncFromStorage();
}
