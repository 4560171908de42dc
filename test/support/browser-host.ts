// The workbench as a person starts it: `strata serve` in a process of its own, over a home folder of the test's.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const commandLine = join(root, 'src-main/cli/index.ts');

export interface ServedWorkbench {
  readonly address: string;
  readonly process: ChildProcess;
  /** What it said on standard error. */
  readonly log: () => string;
  /** Ends it as Ctrl-C does and waits; returns the exit code. */
  stop(): Promise<number | null>;
}

/** Lets a test's home folder use the engine that is installed in another. */
export function shareEngine(home: string, engineHome: string): void {
  if (!existsSync(join(home, 'engines'))) symlinkSync(join(engineHome, 'engines'), join(home, 'engines'));
}

/** Starts `strata serve` and waits for its address. @param port a free one when left out */
export async function serveWorkbench(
  home: string,
  environment: NodeJS.ProcessEnv = {},
  cwd?: string,
  port?: string,
  program = commandLine,
): Promise<ServedWorkbench> {
  const onPort = port === undefined ? [] : ['--port', port];
  const child = spawn(process.execPath, [program, 'serve', '--no-open', '--json', ...onPort], {
    env: { ...process.env, STRATA_HOME: home, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const address = await Promise.race([
    new Promise<string>((resolve) => {
      createInterface(child.stdout).once('line', (line) => {
        const said: unknown = JSON.parse(line);
        if (typeof said === 'object' && said !== null && 'address' in said) resolve(String(said.address));
      });
    }),
    exited.then((code) => Promise.reject(new Error(`strata serve ended with code ${String(code)}: ${log}`))),
  ]);
  return {
    address,
    process: child,
    log: () => log,
    stop: async () => {
      child.kill('SIGINT');
      return exited;
    },
  };
}
