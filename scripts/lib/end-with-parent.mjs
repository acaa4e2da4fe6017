// Imported first, or preloaded with --import: asks this process to end when the one that started it is gone, however
// that one died. A Node of ours holds an IPC channel to it; npm, which passes no signal on, is watched.
if (process.channel) {
  process.on('disconnect', end)
  process.channel.unref()
} else if (process.env['npm_lifecycle_event']) {
  const parent = process.ppid
  setInterval(() => process.ppid === parent || end(), 500).unref()
}

function end() {
  process.kill(process.pid, 'SIGTERM')
}
