// Starts one of the programs beside this file and listens to the lines it says.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Program {
  readonly pid: number;
  /** All lines so far. */
  readonly lines: readonly string[];
  /** Resolves with the line when `wanted` is true of one; rejects with what it printed when it ends before. */
  waitFor(wanted: (line: string) => boolean): Promise<string>;
  /**
   * Ends it with the signal or with a line on its input, or waits until it ends by itself.
   * Resolves when the process is gone and all its lines are here.
   */
  end(how: 'SIGKILL' | 'input' | 'by itself'): Promise<void>;
}

export function startProgram(name: string, ...args: string[]): Program {
  const path = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  // A process that has ended by itself takes no more lines.
  child.stdin.on('error', () => {});
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const lines: string[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  return {
    pid: child.pid!,
    lines,
    waitFor: (wanted) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const line = lines.find(wanted);
          if (line !== undefined) resolve(line);
        };
        check();
        reader.on('line', check);
        child.once('close', () => reject(new Error(`${name} ended. It said: ${lines.join('\n')}\n${errors}`)));
      }),
    async end(how) {
      if (how === 'SIGKILL') child.kill('SIGKILL');
      if (how === 'input') child.stdin.end('end\n');
      await ended;
    },
  };
}
