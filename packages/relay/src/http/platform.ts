/** Cloudflare Workers: no request there may wait for what another one does, and no socket is seen. */
export const isWorkers = globalThis.navigator?.userAgent === 'Cloudflare-Workers';
