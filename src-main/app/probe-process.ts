// A probe's process as Electron makes it: a utility process. Asking the program to be Node is switched off in packaged programs.
import { constants } from 'node:os';
import { app, utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import type { ProbeEnding, StartProbe } from '#main/ports/probe-process.ts';

/** What a pipe held comes right after its process has ended; the older Electron never says that it was all. */
const drainMs = 200;
const mostKept = 4 * 1024 * 1024;

function collect(stream: NodeJS.ReadableStream | null): { text: () => string; ended: Promise<void> } {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    if (text.length < mostKept) text += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => {
    if (stream === null) resolve();
    stream?.once('end', resolve);
    stream?.once('close', resolve);
  });
  return { text: () => text, ended };
}

/** As a signal where it is one: Electron gives its number, alone or with 128 added. */
function describeExit(code: number): string | null {
  if (code === 0) return null;
  const deadly = ['SIGILL', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGSEGV'] as const;
  const signal = deadly.find((name) => constants.signals[name] === code % 128);
  return process.platform === 'win32' || signal === undefined ? `code ${code}` : signal;
}

/** Native code that hangs does not hear a polite signal. */
function kill(child: UtilityProcess): void {
  try {
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

export const startProbeInElectron: StartProbe = async ({ program, argument, env, timeoutMs, signal }) => {
  await app.whenReady();
  const child = utilityProcess.fork(program, [argument], {
    env: { ...env },
    stdio: 'pipe',
    serviceName: 'Strata engine probe',
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    kill(child);
  }, timeoutMs);
  const onAbort = (): void => {
    kill(child);
  };
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted === true) onAbort();
  const code = await new Promise<number>((resolve) => child.once('exit', resolve));
  clearTimeout(timer);
  signal?.removeEventListener('abort', onAbort);
  const drained = Promise.all([stdout.ended, stderr.ended]);
  await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, drainMs))]);
  const ending: ProbeEnding = {
    stdout: stdout.text(),
    stderr: stderr.text(),
    failure: describeExit(code),
    timedOut,
  };
  return ending;
};
