// Trains two steps with the native engine as the window's program does, then says at which priority each thread stands, as JSON.
// HOME, and `preload` when the engine is loaded into the main thread first.
import { readdirSync, readFileSync } from 'node:fs';
import { compileExperiment } from '#shared/experiment/compile-experiment.ts';
import { openWorkbench, preloadEngine } from '#main/open-workbench.ts';

const [home = '', how] = process.argv.slice(2);
const preloaded = how === 'preload' ? preloadEngine(home) : null;
const workbench = openWorkbench({
  home,
  purpose: 'a test',
  host: 'browser',
  ...(preloaded === null ? {} : { preloaded }),
});
const template = workbench.templates.find('imdb-conv1d');
if (template === null) throw new Error('There is no template "imdb-conv1d".');
const { load } = await workbench.engines.choose('native');
const { engine } = await workbench.trainer.benchmark({
  compiled: compileExperiment(template.experiment, null),
  engine: load,
  step: 'auto',
  xla: 'auto',
  rounds: 1,
  steps: 2,
  against: null,
});

/** The 19th field; the second is a name in brackets that may hold anything. */
function nicenessOf(threadId: string): number {
  const stat = readFileSync(`/proc/self/task/${threadId}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
}
const all = readdirSync('/proc/self/task').map((threadId) => ({
  threadId,
  name: readFileSync(`/proc/self/task/${threadId}/comm`, 'utf8').trim(),
  niceness: nicenessOf(threadId),
}));
const main = all.find(({ threadId }) => Number(threadId) === process.pid)?.niceness;
const lowered = all.filter(({ niceness }) => niceness > (main ?? 0));
await workbench.close();
console.log(JSON.stringify({ engine: engine.id, addonPath: preloaded?.addonPath ?? null, main, lowered }));
