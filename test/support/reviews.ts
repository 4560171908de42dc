// The film reviews for tests: the real ones, which are downloaded once.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { shareEngine } from './browser-host.ts';
import { testEngineHome } from './engines.ts';
import { strata } from './strata.ts';

/** Gives an empty home folder the tests' engine and the film reviews. */
export async function shareReviews(home: string): Promise<void> {
  const shared = await testEngineHome();
  shareEngine(home, shared);
  const { code, stderr } = await strata(shared, 'data', 'get', 'imdb-reviews');
  if (code !== 0) throw new Error(`The film reviews cannot be had: ${stderr}`);
  symlinkSync(join(shared, 'datasets'), join(home, 'datasets'));
}
