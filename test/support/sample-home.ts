// A home folder after a person's first hour: the weather lesson's three models, trained by the real engine, and their baseline.
import type { RunId } from '#shared/base/ids.ts';
import { openStoresToRead } from '#main/open-workbench.ts';
import { shareEngine } from './browser-host.ts';
import { testEngineHome } from './engines.ts';
import { strata } from './strata.ts';

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
