// Loaded into the host that a benchmark starts (`node --import`): on SIGUSR2 it prints how long its event loop was held at most
// since the last time, in milliseconds.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  process.on('SIGUSR2', () => {
    process.stderr.write(`held ${(delay.max / 1e6).toFixed(1)}\n`);
    delay.reset();
  });
}
