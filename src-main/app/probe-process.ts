// A probe's process as Electron makes it: a utility process. Asking the program to be Node is switched off in packaged programs.
import { app, utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import type { ProbeEnding, StartProbe } from '#main/ports/probe-process.ts';

/** What a pipe held may come after its process has ended, but not long after. */
const drainMs = 1_000;
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
    failure: code === 0 ? null : `code ${code}`,
    timedOut,
  };
  return ending;
};
