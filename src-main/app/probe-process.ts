// A probe's process as Electron makes it: a utility process. Asking the program to be Node is switched off in packaged programs.
import { constants } from 'node:os';
import { app, utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';
import type { ProbeEnding, StartProbe } from '#main/ports/probe-process.ts';

/** A pipe's remaining data arrives right after its process has ended. */
const drainMs = 1_000;
const mostKept = 4 * 1024 * 1024;

/**
 * Reads a stream to its end. When the process ends, Electron takes all listeners off its streams, with data still in the
 * pipe: `drain` puts them back, and must be called before anything more can arrive.
 */
function collect(stream: NodeJS.ReadableStream | null): { text: () => string; drain: () => Promise<void> } {
  const chunks: Buffer[] = [];
  let length = 0;
  const onData = (chunk: Buffer): void => {
    if (length < mostKept) chunks.push(chunk);
    length += chunk.length;
  };
  let hasEnded = stream === null;
  stream?.on('data', onData);
  stream?.once('end', () => {
    hasEnded = true;
  });
  return {
    text: () => Buffer.concat(chunks).toString(),
    drain: () =>
      new Promise((resolve) => {
        if (stream === null || hasEnded) {
          resolve();
          return;
        }
        stream.off('data', onData).on('data', onData);
        stream
          .once('end', resolve)
          .once('close', resolve)
          .once('error', () => {
            resolve();
          });
        setTimeout(resolve, drainMs);
      }),
  };
}

/**
 * As a signal where it is one: Electron gives its number, alone or with 128 added. Sometimes it gives 0, when it gets the end
 * before the signal; so callers also check the program's output.
 */
function describeExit(code: number): string | null {
  if (code === 0) return null;
  const deadly = ['SIGILL', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGSEGV'] as const;
  const signal = deadly.find((name) => constants.signals[name] === code % 128);
  return process.platform === 'win32' || signal === undefined ? `code ${code}` : signal;
}

/** Native code that hangs does not handle SIGTERM. */
function kill(child: UtilityProcess): void {
  try {
    if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
  } catch {
    // It has already ended.
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
  const ended = { byUs: false, timedOut: false };
  const end = (): void => {
    ended.byUs = true;
    kill(child);
  };
  const timer = setTimeout(() => {
    ended.timedOut = true;
    end();
  }, timeoutMs);
  signal?.addEventListener('abort', end);
  // Before it has spawned, there is nothing to kill.
  child.once('spawn', () => {
    if (signal?.aborted === true) end();
  });
  const code = await new Promise<number>((resolve) => child.once('exit', resolve));
  clearTimeout(timer);
  signal?.removeEventListener('abort', end);
  await Promise.all([stdout.drain(), stderr.drain()]);
  const ending: ProbeEnding = {
    stdout: stdout.text(),
    stderr: stderr.text(),
    failure: ended.byUs ? 'SIGKILL' : describeExit(code),
    timedOut: ended.timedOut,
  };
  return ending;
};
