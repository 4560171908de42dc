// `strata check` of a file with each kind of bad graph: one sentence, and exit code 2.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { badGraphExperiment, badGraphs } from '../../support/bad-graphs.ts';
import { temporaryHome } from '../../support/home.ts';
import { strata } from '../../support/strata.ts';

const home = temporaryHome();
beforeAll(async () => {
  expect((await strata(home.path, 'data', 'get', 'weather')).code).toBe(0);
});
afterAll(() => home.remove());

it.each(Object.entries(badGraphs))('%s', async (kind, bad) => {
  const path = join(home.path, `${kind}.strata.json`);
  writeFileSync(path, JSON.stringify(badGraphExperiment(kind, bad)));
  const { code, stdout, stderr } = await strata(home.path, 'check', path);
  // One sentence, with the layer; none besides.
  const said = (stdout + stderr).split('\n').filter((line) => /^(error|warning|strata): /.test(line));
  expect(said).toEqual([expect.stringMatching(bad.says)]);
  expect(said[0]).toContain(bad.layer);
  expect(code).toBe(bad.isWarning === true ? 0 : 2);
});
