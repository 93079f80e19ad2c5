/** What the test gives the app. */
export interface Settings {
  apiKey: string;
  apiBase: string;
  product: string;
  isShown: boolean;
  /** Whether a server has rendered the page. */
  isRendered: boolean;
}

declare global {
  interface Window {
    settings: Settings;
    shop: { set(change: Partial<Settings>): void };
  }
}
