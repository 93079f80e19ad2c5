/** Preloaded into a server: tells its parent what it has used, when asked. */
process.on('message', () => {
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send({ cpu: user + system, rss: process.memoryUsage().rss });
});
// The channel alone must not keep it alive.
process.channel.unref();
