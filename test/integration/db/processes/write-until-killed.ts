// A program that trains for ever: after each commit it says how many points are in the file. Its test kills it.
import { writeSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { lockHome } from '#main/db/home-lock.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { createStores } from '#main/db/stores.ts';
import { createRunId } from '#shared/base/ids.ts';
import { experimentSchema } from '#shared/experiment/experiment-file.ts';

const [home = '', document = '', batch = ''] = argv.slice(2);
lockHome(home, { purpose: 'strata train' });
const { runs } = createStores(openDatabase({ home }));
const experiment = experimentSchema.parse(JSON.parse(document));
const { id } = runs.create({
  id: createRunId(Date.now()),
  name: 'killed',
  kind: 'training',
  experimentId: null,
  experiment,
  dataset: 'weather-jfk',
  loss: null,
  seed: 0,
  epochs: 1_000_000,
  createdAtMs: Date.now(),
});
runs.update(id, { status: 'running', startedAtMs: Date.now() });
const size = Number(batch);
for (let epoch = 1; ; epoch++) {
  const first = (epoch - 1) * size + 1;
  runs.addMetrics(
    id,
    Array.from({ length: size }, (_, i) => ({ key: 'batch/loss', step: first + i, value: 1 / (first + i) })),
  );
  runs.update(id, { epochsDone: epoch });
  say(`${epoch}\n`);
}

/** At once and whole: what was said must be true of the file, whenever the kill comes. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(stdout.fd, line);
      return;
    } catch (thrown) {
      // The listener is behind; it empties the pipe.
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EAGAIN')) throw thrown;
    }
  }
}
