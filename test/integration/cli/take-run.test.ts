// `strata runs take`: a file of the run's name, which is not replaced unasked, and none where the disk is full or an engine is missing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fill, smallDisk } from '../../support/small-disk.ts';
import { importSmallData, smallExperiment } from '../../support/small-training.ts';
import { strata } from '../../support/strata.ts';
import { temporaryHome } from '../db/home.ts';

/** A home folder without the native engine, and a run in it. */
async function trainedHome(): Promise<{ home: string; id: string }> {
  const home = temporaryHome();
  await importSmallData(home);
  const file = join(home, 'small.strata.json');
  writeFileSync(file, JSON.stringify(smallExperiment(1)));
  const { code, json, stderr } = await strata(home, 'train', file, '--json');
  expect(code, stderr).toBe(0);
  const [first] = json();
  return { home, id: (first as { runId: string }).runId };
}

describe('strata runs take', () => {
  it('writes a zip, and replaces one with --force only', { timeout: 120_000 }, async (context) => {
    const { home, id } = await trainedHome();
    const out = join(home, 'taken.zip');
    const taken = await strata(home, 'runs', 'take', id, '--format', 'keras', '--out', out, '--json');
    expect(taken.json()).toEqual([{ path: out, bytes: readFileSync(out).length }]);
    expect(Object.keys(unzipSync(readFileSync(out)))).toContain('model.keras');

    writeFileSync(out, 'before');
    const refused = await strata(home, 'runs', 'take', id, '--format', 'keras', '--out', out);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
    expect(readFileSync(out, 'utf8')).toBe('before');
    const forced = await strata(home, 'runs', 'take', id, '--format', 'tfjs', '--out', out, '--force');
    expect(forced).toMatchObject({ code: 0, stderr: expect.stringContaining('Replaced') });
    expect(Object.keys(unzipSync(readFileSync(out)))).toContain('model/model.json');

    const without = await strata(home, 'runs', 'take', id, '--format', 'saved-model', '--out', join(home, 'tf.zip'));
    expect(without).toMatchObject({ stderr: expect.stringContaining('A SavedModel needs the native engine') });
    const unknown = await strata(home, 'runs', 'take', id, '--format', 'onnx');
    expect(unknown.code).toBe(2);

    const disk = smallDisk(context, '64k');
    fill(disk);
    const full = await strata(home, 'runs', 'take', id, '--format', 'keras', '--out', join(disk, 'taken.zip'));
    expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be written') });
    expect(existsSync(join(disk, 'taken.zip'))).toBe(false);
  });
});
