// `strata runs show` and `runs resume` say what can be resumed, from where, and which epochs are trained again.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryHome } from '../../support/home.ts';
import { importSmallData, smallExperiment } from '../../support/small-training.ts';
import { startStrata, strata } from '../../support/strata.ts';

const home = temporaryHome();

beforeAll(async () => {
  await importSmallData(home.path);
  writeFileSync(join(home.path, 'small.strata.json'), JSON.stringify(smallExperiment(100_000)));
});
afterAll(() => {
  home.remove();
});

/** Trains until there is an epoch, then stops as Ctrl-C does. */
async function trainABit(...args: readonly string[]) {
  const { process: command, answer } = startStrata(home.path, [...args, '--engine', 'wasm', '--json']);
  await new Promise<void>((resolve) => {
    let said = '';
    command.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('"event":"epoch"')) resolve();
    });
  });
  command.kill('SIGINT');
  const { json, stderr } = await answer;
  const { runId: id } = json().at(-1) as { runId: string };
  const [run] = (await strata(home.path, 'runs', 'show', id, '--json')).json() as { epochsDone: number }[];
  return {
    id,
    stderr,
    epochs: run?.epochsDone ?? 0,
    checkpoint: join(home.path, 'runs', id, 'checkpoint.safetensors'),
  };
}

it('says after which epoch a run continues, and which epochs are trained again', async () => {
  const first = await trainABit('train', join(home.path, 'small.strata.json'));
  const older = join(home.path, 'older');
  copyFileSync(first.checkpoint, older);
  const second = await trainABit('runs', 'resume', first.id);
  expect(second.stderr).toContain(`"Small" continues after epoch ${first.epochs}.\n`);
  // As a run is left whose last epochs were stored and whose checkpoint was not.
  copyFileSync(older, first.checkpoint);
  const third = await trainABit('runs', 'resume', first.id);
  const again = new RegExp(
    `"Small" continues after epoch ${first.epochs}; epochs? ${first.epochs + 1}( (and|to) ${second.epochs})? (is|are) trained again\\.`,
  );
  expect(third.stderr).toMatch(again);
});

it('does not offer to resume from a damaged checkpoint, and says what to do', async () => {
  const { id, checkpoint } = await trainABit('train', join(home.path, 'small.strata.json'));
  const whole = readFileSync(checkpoint);
  for (const place of [whole.length - 3, 12]) {
    const bytes = Buffer.from(whole);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(checkpoint, bytes);
    const shown = await strata(home.path, 'runs', 'show', id);
    expect(shown).toMatchObject({ code: 0, stdout: expect.not.stringContaining('strata runs resume') });
    expect(shown.stdout).toMatch(
      /^It cannot be resumed\. .*\nThe run keeps its epochs\. Train it again from the start\.$/m,
    );
    expect((await strata(home.path, 'runs', 'show', id, '--json')).json()).toMatchObject([
      { checkpointEpoch: null, checkpointError: { code: 'damaged' } },
    ]);
  }
  writeFileSync(checkpoint, Buffer.concat([whole.subarray(0, -3), Buffer.from([1, 2, 3])]));
  const resumed = await strata(home.path, 'runs', 'resume', id);
  expect(resumed.code).toBe(1);
  expect(resumed.stderr).toContain('its checksum differs.\nThe run keeps its epochs. Train it again from the start.\n');
});
