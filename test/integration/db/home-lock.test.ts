// One program at a time in a home folder: with real processes, also ones that die.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockHome, type HomeLock } from '#main/db/home-lock.ts';
import { temporaryHome } from './home.ts';
import { startProgram } from './processes/start.ts';

function lock(home: string, purpose: string): HomeLock {
  const held = lockHome(home, { purpose });
  onTestFinished(() => held.release());
  return held;
}

describe('lockHome', () => {
  it('keeps a second program out and tells it who is there', async () => {
    const home = temporaryHome();
    const { release } = lock(home, 'strata train');
    const second = startProgram('hold-home', home, 'strata serve');
    const refusal: unknown = JSON.parse(await second.waitFor(() => true));
    const since = expect.stringMatching(
      new RegExp(
        `^Strata is already at work in ${home}: strata train, process ${process.pid}, since \\d\\d:\\d\\d\\.$`,
      ),
    );
    expect(refusal).toMatchObject({ code: 'busy', message: since, details: { holder: { pid: process.pid } } });
    await second.end('by itself');

    release();
    release();
    const third = startProgram('hold-home', home, 'strata serve');
    expect(await third.waitFor(() => true)).toBe('locked');
    expect(() => lockHome(home, { purpose: 'again' })).toThrow(`strata serve, process ${third.pid}, since`);
    await third.end('input');
    expect(third.lines).toEqual(['locked', 'released']);
    lock(home, 'last');
  });

  it('keeps a second lock of the same program out', () => {
    const home = temporaryHome();
    lock(home, 'first');
    expect(() => lockHome(home, { purpose: 'second' })).toThrow(/: first, process/);
  });

  it('is free at once when its holder was killed', async () => {
    const home = temporaryHome();
    for (let i = 0; i < 3; i++) {
      const holder = startProgram('hold-home', home, 'strata train');
      expect(await holder.waitFor(() => true)).toBe('locked');
      await holder.end('SIGKILL');
      expect(existsSync(join(home, 'lock.json'))).toBe(true);
      lock(home, 'the next').release();
    }
  });

  it('names nobody when it cannot know: no word, half a word, or one from a process that is gone', async () => {
    const home = temporaryHome();
    const ended = startProgram('hold-home', home, 'strata train');
    await ended.waitFor(() => true);
    const itsWord = readFileSync(join(home, 'lock.json'), 'utf8');
    await ended.end('SIGKILL');
    lock(home, 'first');
    for (const word of [itsWord, '{"pid":', '{"pid":"1"}']) {
      writeFileSync(join(home, 'lock.json'), word);
      expect(() => lockHome(home, { purpose: 'second' })).toThrow(
        expect.objectContaining({ code: 'busy', message: `Strata is already at work in ${home}.` }),
      );
    }
  });

  it('names another machine and another day', () => {
    const home = temporaryHome();
    lock(home, 'first');
    const startedAtMs = new Date(2026, 0, 2, 3, 4).getTime();
    const word = { pid: 1, purpose: 'strata train', startedAtMs, hostname: 'far-away' };
    writeFileSync(join(home, 'lock.json'), JSON.stringify(word));
    const sentence = 'strata train, process 1 on far-away, since 2026-01-02 03:04.';
    expect(() => lockHome(home, { purpose: 'second' })).toThrow(sentence);
  });

  it('makes the home folder, and leaves only the empty lock file behind', () => {
    const home = join(temporaryHome(), 'new', 'home');
    lock(home, 'first').release();
    expect(readdirSync(home)).toEqual(['lock.db']);
    expect(readFileSync(join(home, 'lock.db'))).toHaveLength(0);
  });

  it('makes the lock file anew when it is not what we made', () => {
    const home = temporaryHome();
    writeFileSync(join(home, 'lock.db'), 'somebody wrote here '.repeat(100));
    lock(home, 'first');
    expect(() => lockHome(home, { purpose: 'second' })).toThrow(/already at work/);
  });

  it('says that a file stands where the folder should be', () => {
    const home = temporaryHome();
    writeFileSync(join(home, 'file'), '');
    expect(() => lockHome(join(home, 'file', 'home'), { purpose: 'first' })).toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
  });
});
