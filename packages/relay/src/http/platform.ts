/** Whether this is Cloudflare Workers, where no request may wait for another one, and no socket can be seen. */
export const isWorkers = globalThis.navigator?.userAgent === 'Cloudflare-Workers';
