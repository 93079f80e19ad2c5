let isOffline = false;
const originalFetch = window.fetch;

window.fetch = (...args) =>
  isOffline ? Promise.reject(new TypeError('This page simulates being offline.')) : originalFetch(...args);
Object.defineProperty(navigator, 'onLine', {
  configurable: true,
  get: () => !isOffline && Reflect.get(Navigator.prototype, 'onLine', navigator) === true,
});

/** Turns the simulation on or off. While it's on, every `fetch` fails and `navigator.onLine` is `false`. */
export function simulateOffline(isOn: boolean): void {
  isOffline = isOn;
}
