// `strata` as a script calls it: a process, its standard output, its exit code.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { commandLine } from './browser-host.ts';

export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Each line of standard output as JSON. */
  readonly json: () => unknown[];
}

/** Starts a command; `answer` resolves when it has ended. */
export function startStrata(
  home: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): { process: ChildProcess; answer: Promise<Answer> } {
  const child = spawn(process.execPath, [commandLine, ...args], {
    env: { ...process.env, ...environment, STRATA_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const answer = new Promise<Answer>((resolve) => {
    child.once('close', (code) => {
      const json = (): unknown[] =>
        stdout
          .split('\n')
          .filter((line) => line !== '')
          .map((line): unknown => JSON.parse(line));
      resolve({ code, stdout, stderr, json });
    });
  });
  return { process: child, answer };
}

export function strata(home: string, ...args: readonly string[]): Promise<Answer> {
  return startStrata(home, args).answer;
}
