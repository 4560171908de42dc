// kill -9 in the middle of writing, and readers beside a writer.
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { checkDatabase } from '#main/db/check-database.ts';
import { lockHome } from '#main/db/home-lock.ts';
import { experiment, newRun, openStores, points, temporaryHome } from './home.ts';
import { startProgram } from './processes/start.ts';

describe('a program that is killed while it writes', () => {
  it('loses nothing that was committed, and leaves a run that can be told of', async () => {
    const home = temporaryHome();
    const batch = 50;
    const writer = startProgram('write-until-killed', home, JSON.stringify(experiment), String(batch));
    // Past several checkpoints of the write-ahead log.
    await writer.waitFor((line) => Number(line) >= 3000);
    await writer.end('SIGKILL');
    const said = Number(writer.lines.at(-1));

    expect(checkDatabase(home)).toMatchObject({ ok: true, integrity: 'ok' });
    lockHome(home, { purpose: 'a test' }).release();
    const { runs, database } = openStores(home);
    expect(database.notice).toBeNull();
    const [run] = runs.list();
    expect(run).toMatchObject({ status: 'running' });
    // What it said is there; it may have died between a commit and its word.
    expect([said, said + 1]).toContain(run!.epochsDone);
    const [series] = runs.metrics(run!.id, 'batch/');
    expect([run!.epochsDone * batch, (run!.epochsDone + 1) * batch]).toContain(series!.steps.length);
    expect(series!.steps.every((step, i) => step === i + 1 && series!.values[i] === 1 / step)).toBe(true);

    expect(runs.interruptUnfinished(5)).toEqual([{ ...run, status: 'interrupted', endedAtMs: 5 }]);
    expect(database.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});

describe('two readers beside a writer', () => {
  it('see whole transactions only, each later state at least what the one before was', async () => {
    const home = temporaryHome();
    const { runs } = openStores(home);
    const { id } = runs.create(newRun());
    const batch = 20;
    const readers = ['1', '2'].map(() => startProgram('read-until-told', home, String(batch)));
    await Promise.all(readers.map((reader) => reader.waitFor(() => true)));
    let written = 0;
    while (readers.some(({ lines }) => lines.length < 10)) {
      runs.addMetrics(id, [...points('batch/loss', written + 1, batch), ...points('batch/mae', written + 1, batch)]);
      written += batch;
      await setImmediate();
    }
    await Promise.all(readers.map((reader) => reader.end('input')));
    for (const { lines } of readers) {
      expect(lines.filter((line) => !/^\d+$/.test(line))).toEqual([]);
      expect(Number(lines.at(-1))).toBe(written);
    }
  });
});
