/** The settings that the test passes to the app. */
export interface Settings {
  apiKey: string;
  apiBase: string;
  product: string;
  isShown: boolean;
  /** Whether the page was rendered on a server. */
  isRendered: boolean;
}

declare global {
  interface Window {
    settings: Settings;
    shop: { set(change: Partial<Settings>): void };
  }
}
