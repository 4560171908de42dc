// How fast points are stored: prints points a second, by the clock and by the processor's time, in transactions of 1,000, 100, and epoch
// by epoch with the run's summary; and the bytes of a point on the disk.
//   node_modules/.bin/node test/bench/writing.ts [POINTS]
import { performance } from 'node:perf_hooks';
import { cpus, loadavg } from 'node:os';
import { createRunId } from '#shared/base/ids.ts';
import { createRandom } from '#shared/base/random.ts';
import { epochKey } from '#shared/runs/metric-keys.ts';
import type { MetricPoint } from '#shared/runs/metric-series.ts';
import { checkDatabase } from '#main/db/check-database.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import type { RunStore } from '#main/ports/run-store.ts';
import { weatherGru } from '../support/sample-experiments.ts';
import { temporaryHome } from '../support/home.ts';

const total = Number(process.argv[2] ?? 800_000);
const names = ['loss', 'mae', 'val_loss', 'val_mae'];
const epochs = 10_000;
const random = createRandom(1, 0);
/** As an epoch's end gives them, epoch by epoch. */
const points: MetricPoint[] = Array.from({ length: epochs * names.length }, (_, i) => ({
  key: epochKey(names[i % names.length] ?? ''),
  step: 1 + Math.floor(i / names.length),
  value: random(),
}));

type Writer = (runs: RunStore, id: ReturnType<typeof createRunId>) => void;

const inParts =
  (size: number): Writer =>
  (runs, id) => {
    for (let i = 0; i < points.length; i += size) runs.addMetrics(id, points.slice(i, i + size));
  };

const byEpoch: Writer = (runs, id) => {
  for (let i = 0; i < points.length; i += names.length) {
    const epoch = 1 + i / names.length;
    runs.addEpoch(id, points.slice(i, i + names.length), {
      epochsDone: epoch,
      msPerStep: 1,
      durationMs: epoch,
      best: { metric: 'val_mae', value: 1, epoch },
    });
  }
};

function measure(what: string, write: Writer): void {
  const home = temporaryHome();
  const database = openDatabase({ home: home.path });
  const stores = createStores(database);
  const { runs } = stores;
  const [started, used] = [performance.now(), process.cpuUsage()];
  const count = Math.max(1, Math.round(total / points.length));
  for (let i = 0; i < count; i++) {
    const id = createRunId(Date.now());
    const { data, training, name } = weatherGru;
    const run = { name: `${name} ${i}`, dataset: data.dataset, loss: 'mae', seed: training.seed, epochs };
    runs.create({ id, ...run, kind: 'training', experimentId: null, experiment: weatherGru, createdAtMs: Date.now() });
    write(runs, id);
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  const written = count * points.length;
  const rate = (time: number): string => Math.round(written / time).toLocaleString('en-US');
  stores.close();
  const { sizeBytes } = checkDatabase(home.path);
  console.log(
    `${what}: ${rate(seconds)} points a second, ${rate((user + system) * 1e-6)} a second of processor; ${(sizeBytes / written).toFixed(1)} bytes a point`,
  );
  home.remove();
}

measure('transactions of 1,000', inParts(1000));
measure('transactions of 100', inParts(100));
measure('epoch by epoch, with its summary', byEpoch);
console.log(
  `load of the machine: ${loadavg()
    .map((each) => each.toFixed(1))
    .join(', ')} on ${cpus().length} processors`,
);
