let isOffline = false;
const send = window.fetch;

window.fetch = (...call) =>
  isOffline ? Promise.reject(new TypeError('This page pretends to be offline.')) : send(...call);
Object.defineProperty(navigator, 'onLine', {
  configurable: true,
  get: () => !isOffline && Reflect.get(Navigator.prototype, 'onLine', navigator) === true,
});

/** From now on no request of this page leaves it, and the browser says that it is offline; or all is as it was. */
export function pretendToBeOffline(pretend: boolean): void {
  isOffline = pretend;
}
