/** What the tests use of it. It is installed in test/webviews alone, so its own types may be missing. */
declare module 'webview-napi' {
  export class Application {
    createBrowserWindow(options: { title: string; width: number; height: number }): {
      createWebview(options: { url: string }): { evaluateScript(script: string): void };
    };
    pollEvents(): void;
  }
}
