// Preloaded with --import: asks this process to end when the one that started it is gone, however that one died.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
