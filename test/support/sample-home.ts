// A home folder after a person's first hour: the weather lesson's three models, trained by the real engine, their baseline, and
// two runs that ended badly.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunId } from '#shared/base/ids.ts';
import { openStoresToRead } from '#main/open-workbench.ts';
import { shareEngine } from './browser-host.ts';
import { testEngineHome } from './engines.ts';
import { smallExperiment, importSmallData } from './small-training.ts';
import { startStrata, strata } from './strata.ts';

/**
 * Fills an empty home folder.
 * @returns the runs: the baseline first, then convolution, recurrent layer, both
 * @throws Error when the demo fails; it says what the demo said
 */
export async function fillHome(home: string): Promise<readonly RunId[]> {
  shareEngine(home, await testEngineHome());
  const { code, stderr } = await strata(home, 'demo', '--engine', 'native', '--json');
  if (code !== 0) throw new Error(`The demo ended with code ${String(code)}: ${stderr}`);
  const stores = openStoresToRead(home);
  const runs = stores.runs.list().toReversed();
  stores.close();
  const ofKind = (wanted: string) => runs.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  return [...ofKind('baseline'), ...ofKind('training')];
}

/** A run whose loss is no number any more, and one whose program was killed. */
export interface BadlyEndedRuns {
  readonly failed: RunId;
  readonly interrupted: RunId;
}

/** Trains both; each takes seconds. */
export async function addBadlyEndedRuns(home: string): Promise<BadlyEndedRuns> {
  await importSmallData(home);
  const experiment = smallExperiment(100_000);
  const train = (name: string, learningRate: number) => {
    const file = join(home, 'small.strata.json');
    const optimizer = { name: 'sgd', config: { learning_rate: learningRate } };
    writeFileSync(file, JSON.stringify({ ...experiment, training: { ...experiment.training, optimizer } }));
    return startStrata(home, ['train', file, '--engine', 'wasm', '--json', '--name', name]);
  };
  await train('1e38', 1e38).answer;
  const { process: program, answer } = train('0.01', 0.01);
  let lines = 0;
  program.stdout?.on('data', (chunk: Buffer) => {
    lines += chunk.toString().split('"event":"epoch"').length - 1;
    if (lines >= 20) program.kill('SIGKILL');
  });
  await answer;
  const stores = openStoresToRead(home);
  const find = (wanted: string): RunId => {
    const run = stores.runs.list().find(({ status }) => status === wanted);
    if (run === undefined) throw new Error(`No run is ${wanted}.`);
    return run.id;
  };
  const runs = { failed: find('failed'), interrupted: find('interrupted') };
  stores.close();
  return runs;
}
