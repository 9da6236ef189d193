// Loaded before a service that the supervisor started: a service whose supervisor is gone, however it went, ends too.
process.channel?.unref();
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 10_000).unref();
});
