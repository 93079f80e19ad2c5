/** What a session hears of the page around it. */
export interface OpenSession {
  /** The page came back to the network, or to somebody's eyes. */
  onPageActive(eventType: string): void;
  /** Another tab, or another element, stored something. */
  syncFromStorage(): void;
  /**
   * Another tab, or another element, forgot a license.
   *
   * @param names - The storage items that told of it.
   * @param at - In ms of the Unix epoch.
   */
  onForgotten(names: string[], at: number): void;
}

/** The sessions of this page whose elements are in a document. */
export const openSessions = new Set<OpenSession>();

/** Tells the other elements of the page something. The `storage` event reaches other tabs only. */
export function tellOthers(session: OpenSession, tell: (other: OpenSession) => void): void {
  for (const other of openSessions) if (other !== session) tell(other);
}
