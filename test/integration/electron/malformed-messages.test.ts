// 20,000 messages that no page of ours sends, to the window as a person starts it: over the bridge of its page, and over the raw
// IPC that a page would have that took over its process. The program goes on, answers the same afterwards, and has written
// nothing outside its home folder.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostChannel } from '#shared/contract/host-bridge.ts';
import type { HostBridge } from '#shared/contract/host-bridge.ts';
import { ContractPage } from '../../electron-rig/contract-page.ts';
import { handOverIpc, rawWays, writeRawPreload, type RawWay } from '../../electron-rig/raw-ipc.ts';
import { answerDialogs, askedDialogs, exitCodeAfter } from '../../electron-rig/shell.ts';
import { launchWorkbench } from '../../electron-rig/workbench.ts';
import { attackedHome, keptQuestions } from '../../support/attacked-home.ts';
import { temporaryHome } from '../../support/home.ts';
import { createRandom } from '../../support/chance.ts';
import { malformedTexts } from '../../support/malformed-messages.ts';
import { makeValue as makeValueHere, valueNames } from '../../support/malformed-values.ts';

declare global {
  /** In the main process: what was to be opened in the person's browser. */
  var openedOutside: string[];
  /** In the page. */
  var makeValue: typeof makeValueHere;
}

const seed = 20_261_125;
const counts = { texts: 15_000, values: 2_000, raw: 3_000 };
/** Fewer than the host refuses to take on at once. */
const atOnce = 100;

const attacked = attackedHome();
const ownFiles = temporaryHome();
let application: ElectronApplication;
let page: Page;
let log = '';
let hasEnded = false;
const pageErrors: string[] = [];

beforeAll(async () => {
  application = await launchWorkbench({ home: attacked.home, env: attacked.env, cwd: attacked.workingFolder });
  application.process().once('exit', () => {
    hasEnded = true;
  });
  application.process().stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  page = await application.firstWindow();
  page.on('crash', () => pageErrors.push('The page crashed.'));
  page.on('pageerror', (error) => pageErrors.push(String(error)));
  await page.getByRole('heading', { level: 1 }).waitFor();
  await answerDialogs(application, [0]);
  await application.evaluate(({ shell }) => {
    globalThis.openedOutside = [];
    shell.openExternal = (address) => {
      globalThis.openedOutside.push(address);
      return Promise.resolve();
    };
  });
});
afterAll(async () => {
  if (!hasEnded) await application.close();
  attacked.remove();
  ownFiles.remove();
});

async function keptAnswers(talk: ContractPage): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const [name, input] of keptQuestions(attacked.known)) answers.push(await talk.ask(name, input));
  return answers;
}

/** What objects have that nobody made. Runs in either process. */
const foundOnPrototypes = (): string[] =>
  [{}, [], () => undefined, Object(''), Object(1), Object(true)].flatMap((value) => {
    const object = value as object;
    const names: string[] = 'polluted' in object ? ['polluted'] : [];
    for (const name in object) if (!Object.hasOwn(object, name)) names.push(name);
    return names;
  });

async function sendTexts(talk: ContractPage): Promise<void> {
  let batch: { texts: string[]; ids: number[] } = { texts: [], ids: [] };
  for (const { text, id } of malformedTexts(counts.texts, seed, attacked.known)) {
    batch.texts.push(text);
    if (id !== null) batch.ids.push(id);
    if (batch.texts.length < atOnce) continue;
    await talk.send(batch.texts, batch.ids);
    batch = { texts: [], ids: [] };
  }
  await talk.send(batch.texts, batch.ids);
}

/** Through the bridge as it is given to the page. @returns how many of them Electron let through */
async function sendValues(talk: ContractPage): Promise<number> {
  let taken = 0;
  await page.evaluate(`globalThis.makeValue = ${makeValueHere.toString()}; undefined`);
  for (let from = 0; from < counts.values; from += atOnce) {
    taken += await page.evaluate(
      ({ names, firstId }) => {
        const { strata } = globalThis as { strata?: HostBridge };
        let count = 0;
        names.forEach((name, index) => {
          try {
            strata?.send(globalThis.makeValue(name, firstId + index) as string);
            count++;
          } catch {
            // Electron did not take it: it is no value that can be sent.
          }
        });
        return count;
      },
      {
        names: Array.from({ length: atOnce }, (_, index) => valueNames[(from + index) % valueNames.length] ?? ''),
        firstId: 3_000_000 + from,
      },
    );
    await talk.send([], []);
  }
  return taken;
}

const channels = [hostChannel, hostChannel, hostChannel, '', 'error', '__proto__', 'newListener', `${hostChannel}\0`];

/** On any channel, with any values, in any way. @returns how many of them Electron let through */
async function sendRaw(talk: ContractPage): Promise<number> {
  const random = createRandom(seed);
  const pick = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(random() * values.length)] ?? values[0];
  let taken = 0;
  for (let from = 0; from < counts.raw; from += atOnce) {
    const sent = Array.from({ length: atOnce }, (_, index): [RawWay, string, string[], number] => [
      pick(rawWays),
      pick(channels as [string, ...string[]]),
      Array.from({ length: Math.floor(random() * 4) }, () => pick(valueNames)),
      4_000_000 + from + index,
    ]);
    taken += await page.evaluate(
      (given) => given.filter((each) => window.rawIpc?.sendValues(...each) === true).length,
      sent,
    );
    await talk.send([], []);
  }
  return taken;
}

test('20,000 malformed messages change nothing', { timeout: 500_000 }, async () => {
  await handOverIpc(application, page, writeRawPreload(ownFiles.path));
  const talk = await ContractPage.listen(page);
  const before = { answers: await keptAnswers(talk), outside: attacked.outside(), files: attacked.runFiles() };
  const clean = { main: await application.evaluate(foundOnPrototypes), page: await page.evaluate(foundOnPrototypes) };
  expect(clean).toEqual({ main: [], page: [] });

  await sendTexts(talk);
  const taken = { values: await sendValues(talk), raw: await sendRaw(talk) };
  const { outcomes, unasked } = await talk.told();
  console.log(`Answers: ${JSON.stringify(outcomes)}; taken by Electron: ${JSON.stringify(taken)}`);

  expect(await keptAnswers(talk)).toEqual(before.answers);
  const experiments = (await talk.ask('experiments.list', {})) as { output: { items: { id: string }[] } };
  expect(experiments.output.items.map(({ id }) => id)).toEqual(expect.arrayContaining([...attacked.known.experiments]));
  expect(unasked).toBe(0);
  expect(outcomes['internal']).toBeUndefined();
  expect([taken.values > counts.values / 3, taken.raw > counts.raw / 3]).toEqual([true, true]);
  // Neither process's objects have come to hold what a message held.
  expect(await application.evaluate(foundOnPrototypes)).toEqual(clean.main);
  expect(await page.evaluate(foundOnPrototypes)).toEqual(clean.page);
  // The page has met all the answers, and still is the workbench.
  await page.getByRole('link', { name: 'Runs', exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
  expect(pageErrors).toEqual([]);
  // Open dialogs are what some of the messages ask for; nothing else was asked, and nothing was opened.
  expect((await askedDialogs(application)).filter((asked) => !/^\{"(filters|properties)":/.test(asked))).toEqual([]);
  expect(await application.evaluate(() => globalThis.openedOutside)).toEqual([]);
  expect(hasEnded).toBe(false);
  expect(attacked.outside()).toEqual(before.outside);

  expect(await exitCodeAfter(application, 'quit')).toBe(0);
  const written = `${log}\n${readFileSync(join(attacked.home, 'logs', 'main.log'), 'utf8')}`;
  expect(written).toContain('was not answered');
  expect(written).not.toMatch(/was not caught|was not handled|A request failed|could not be sent|is gone|Unhandled/i);
  // A page that runs wild does not fill the log.
  expect(written.length).toBeLessThan(200_000);
  expect(attacked.runFiles()).toEqual(before.files);
  // Chromium takes its own lock away when it ends; nothing else is different, and nothing is new.
  expect(before.outside).toMatchObject(attacked.outside());
});
