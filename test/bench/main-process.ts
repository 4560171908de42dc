// How long the main process is held up while a run trains on all cores: `node test/bench/main-process.ts HOME [TEMPLATE]`.
// Prints the longest and the 99th percentile delay of the event loop, in milliseconds, for two epochs.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { homeFolder } from '#main/home/home-folder.ts';
import { openWorkbench } from '#main/open-workbench.ts';
import { requireTrainable } from '#main/services/trainable.ts';

const [home = homeFolder(), templateId = 'imdb-conv1d'] = process.argv.slice(2);
const workbench = openWorkbench({ home, purpose: 'a measurement' });
const template = workbench.templates.find(templateId);
if (template === null) throw new Error(`There is no template "${templateId}".`);
const experiment = { ...template.experiment, training: { ...template.experiment.training, epochs: 2 } };
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const { finished } = workbench.queue.start({
  trainable: requireTrainable(workbench.datasets, experiment),
  experimentId: null,
  engine: 'auto',
  step: 'auto',
  xla: 'auto',
  limitBatches: 300,
});
const run = await finished;
delay.disable();
await workbench.close();
const ms = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);
process.stdout.write(
  `${templateId} on ${run.engine?.id ?? '?'}, ${run.msPerStep?.toFixed(1) ?? '?'} ms a step: ` +
    `longest ${ms(delay.max)} ms, 99th percentile ${ms(delay.percentile(99))} ms\n`,
);
