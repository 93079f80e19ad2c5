/** Preloaded into a server: reports CPU time and memory to the parent process on request. */
process.on('message', () => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, rss: process.memoryUsage().rss });
});
// The channel must not keep the process alive.
process.channel?.unref();
