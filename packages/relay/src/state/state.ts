/**
 * What a relay keeps: the one interface behind which memory, Redis or a Durable Object stands. All names are digests
 * or words of the relay's own; no license key and no address is among them.
 */
export interface RelayState {
  /** @returns The text kept under the name, while it lasts. */
  get(name: string): Promise<Kept | null>;
  set(name: string, value: string, seconds: number): Promise<void>;
  delete(name: string): Promise<void>;
  /** A lease: `true` for the one caller that gets it, until it is deleted or the seconds have passed. */
  claim(name: string, seconds: number): Promise<boolean>;
  /** Takes a slot where fewer than `limit` were taken in the last `seconds`, counted back from each moment. */
  take(name: string, limit: Limit): Promise<Slot>;
  /** For `healthz`: where it is kept now. `alone`: the shared place cannot be reached. */
  health(): Promise<Health>;
  close(): void;
}

export type Health = 'memory' | 'shared' | 'alone';

export interface Kept {
  value: string;
  /** How long it lasts still, in ms. */
  ms: number;
}

export interface Limit {
  limit: number;
  seconds: number;
  /** What all processes together may take, where they have lost each other and have to guess. Default: the limit, each. */
  alone?: number;
  /** Only looks whether a slot would be granted. */
  look?: boolean;
}

export interface Slot {
  granted: boolean;
  /** Slots taken in the window, this one included. */
  used: number;
  /** Where it was not granted: seconds until one is free. */
  wait: number;
}
