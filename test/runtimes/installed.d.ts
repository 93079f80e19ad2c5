/**
 * What the tests use of the runtimes and of their tools. Those are installed in this folder alone, so their own types may be
 * missing.
 */

declare const Bun: {
  serve(options: { port: number | string; fetch: (request: Request) => Promise<Response> }): { url: URL };
};

declare const Deno: {
  env: { get(name: string): string | undefined; toObject(): Record<string, string> };
  serve(options: { port: number }, fetch: (request: Request) => Promise<Response>): void;
};

declare module 'wrangler' {
  export function unstable_getMiniflareWorkerOptions(file: string): { workerOptions: Record<string, unknown> };
}

declare module 'miniflare' {
  export class Miniflare {
    constructor(options: object);
    readonly ready: Promise<URL>;
    setOptions(options: object): Promise<void>;
    unsafeGetDirectURL(name: string): Promise<URL>;
    dispose(): Promise<void>;
  }
}
