// What the tests of the shell share: a window over a home folder, dialogs that answer by themselves, the program without Playwright.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { fromSerializedError } from '#shared/base/app-error.ts';
import { hostMessageSchema } from '#shared/contract/envelope.ts';
import type { HostBridge } from '#shared/contract/host-bridge.ts';
import { testElectron } from './electron.ts';
import { builtWorkbench, launchWorkbench } from './workbench.ts';

declare global {
  /** In the main process of a test: what its dialogs asked, in order. */
  var askedDialogs: string[];
}

export interface OpenedWindow {
  readonly application: ElectronApplication;
  readonly page: Page;
  /** What the program has said on standard error so far. */
  readonly log: () => string;
}

/** Starts the window and waits for its first page. */
export async function openWindow(
  home: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<OpenedWindow> {
  const application = await launchWorkbench({ home, args, env });
  let log = '';
  application.process().stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const page = await application.firstWindow();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { application, page, log: () => log };
}

/** From now on message boxes answer with these buttons, one after the other, then with the last; open dialogs with these paths. */
export async function answerDialogs(
  application: ElectronApplication,
  answers: readonly number[],
  paths: readonly string[] = [],
): Promise<void> {
  await application.evaluate(
    ({ dialog }, given) => {
      globalThis.askedDialogs = [];
      const note = (asked: readonly unknown[]): void => {
        const options = asked.at(-1);
        if (typeof options === 'object' && options !== null && 'message' in options)
          globalThis.askedDialogs.push(String(options.message));
        else globalThis.askedDialogs.push(JSON.stringify(options));
      };
      let at = 0;
      dialog.showMessageBox = (...asked: unknown[]) => {
        note(asked);
        const response = given.answers[Math.min(at++, given.answers.length - 1)] ?? 0;
        return Promise.resolve({ response, checkboxChecked: false });
      };
      dialog.showOpenDialog = (...asked: unknown[]) => {
        note(asked);
        return Promise.resolve({ canceled: given.paths.length === 0, filePaths: [...given.paths] });
      };
    },
    { answers, paths },
  );
}

export async function askedDialogs(application: ElectronApplication): Promise<string[]> {
  return await application.evaluate(() => globalThis.askedDialogs);
}

/** Chooses an item of the native menus by its id. */
export async function chooseMenu(application: ElectronApplication, id: string): Promise<void> {
  await application.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    if (item === null || item === undefined) throw new Error(`No menu has an item ${wanted}.`);
    Reflect.apply(item.click, item, []);
  }, id);
}

const requestId = 1_000_000;

/** Sends a request of the contract from the page, as its own code does. @throws Error when it is refused */
export async function request(page: Page, name: string, input: unknown): Promise<void> {
  const text = JSON.stringify({ id: requestId, name, input });
  const answer: unknown = await page.evaluate(
    ({ id, sent }) =>
      new Promise((resolve) => {
        const { strata } = globalThis as { strata?: HostBridge };
        strata?.onMessage((received) => {
          if (typeof received !== 'string') return;
          const message = JSON.parse(received) as { readonly id?: number };
          if (message.id === id) resolve(message);
        });
        strata?.send(sent);
      }),
    { id: requestId, sent: text },
  );
  const message = hostMessageSchema.parse(answer);
  if ('error' in message) throw fromSerializedError(message.error);
}

/** Ends the window as a person does and waits; whatever is asked is answered with the first button. */
export async function quitWindow({ application }: OpenedWindow): Promise<void> {
  const ended = application.waitForEvent('close');
  await answerDialogs(application, [0]);
  await application.evaluate(({ app }) => {
    setImmediate(() => {
      app.quit();
    });
  });
  await ended;
}

/**
 * Has the program end and waits: its exit code, null when it was ended by a signal that it did not handle. The debugger that
 * Playwright came in by is closed first: Playwright leaves while the program ends, and Node 16 then may write to a client that
 * is gone, which ends it with SIGSEGV.
 */
export async function exitCodeAfter(
  application: ElectronApplication,
  way: 'close' | 'quit' | 'SIGTERM' | 'SIGINT',
): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => application.process().once('exit', resolve));
  await application.evaluate(({ app, BrowserWindow }, asked) => {
    // Not before the debugger has answered.
    setImmediate(() => {
      process.getBuiltinModule('node:inspector').close();
      if (asked === 'close') BrowserWindow.getAllWindows()[0]?.close();
      else if (asked === 'quit') app.quit();
      else process.kill(process.pid, asked);
    });
  }, way);
  return await ended;
}

export interface Ending {
  readonly code: number | null;
  readonly stderr: string;
}

export interface StartedProgram {
  readonly pid: number | undefined;
  readonly ended: Promise<Ending>;
}

interface ProgramOptions {
  readonly home: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** A command in front of the program's, such as takes rights away. */
  readonly through?: readonly string[];
}

/**
 * Starts the program as a desktop does, without Playwright. Message boxes are written to standard error, as `dialog: …`, and
 * answered with the first button.
 * @param folder where the module that answers them is written
 */
export async function startProgram(
  folder: string,
  { home, args = [], cwd, through = [] }: ProgramOptions,
): Promise<StartedProgram> {
  const { distPath } = await testElectron();
  const answering = join(folder, 'answer-dialogs.cjs');
  writeFileSync(
    answering,
    `const { dialog } = require('electron');
dialog.showMessageBox = async (...asked) => {
  console.error('dialog: ' + JSON.stringify(asked.at(-1)));
  return { response: 0, checkboxChecked: false };
};
`,
  );
  const app = await builtWorkbench();
  const [command = '', ...rest] = [
    ...through,
    join(distPath, 'electron'),
    '--no-sandbox',
    '-r',
    answering,
    app,
    ...args,
  ];
  const child = spawn(command, rest, {
    env: { ...process.env, STRATA_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<Ending>((resolve) => child.once('close', (code) => resolve({ code, stderr })));
  return { pid: child.pid, ended };
}
