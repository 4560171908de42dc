// Probes an engine in a separate process: a library that crashes or hangs affects that process only.
import { execFile } from 'node:child_process';
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import { engineEnvironment } from '#main/engines/engine-environment.ts';
import type { StartProbe } from '#main/ports/probe-process.ts';
import { ownProgram } from '#main/home/program-files.ts';

const answerSchema = z.union([z.object({ version: z.string(), device: z.string() }), z.object({ failed: z.string() })]);
type Answer = z.infer<typeof answerSchema>;

export type ProbeResult =
  | { readonly ok: true; readonly version: string; readonly device: string }
  | { readonly ok: false; readonly reason: Message };

export interface ProbeOptions {
  readonly script?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  /** Starts its process; by default another Node. */
  readonly start?: StartProbe | undefined;
}

/** The result in the probe's last line; null when that line is something else, or there is none. */
function readAnswer(stdout: string): Answer | null {
  try {
    return answerSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  } catch {
    return null;
  }
}

function lastLine(text: string): string {
  // TensorFlow's notes and warnings are not the reason of a failure.
  const isNote = (line: string): boolean => /^([IW]\d{4} |WARNING: All log messages)/.test(line);
  return (
    text
      .trim()
      .split('\n')
      .findLast((line) => line.trim() !== '' && !isNote(line))
      ?.trim() ?? ''
  );
}

/** The way of the command line and the browser host: another Node. */
const startInNode: StartProbe = ({ program, argument, env, timeoutMs, signal }) =>
  new Promise((resolve) => {
    const settings = { env, signal, timeout: timeoutMs, killSignal: 'SIGKILL' as const, maxBuffer: 4 * 1024 * 1024 };
    execFile(process.execPath, [program, argument], settings, (error, stdout, stderr) => {
      const failure = error === null ? null : (error.signal ?? `code ${String(error.code)}`);
      resolve({ stdout, stderr, failure, timedOut: error?.killed === true });
    });
  });

/** Loads the engine, multiplies matrices and computes a gradient; returns the result. Never rejects. */
export async function probeEngine(load: EngineLoad, options: ProbeOptions = {}): Promise<ProbeResult> {
  const { script = ownProgram('probe'), timeoutMs = 60_000, signal, start = startInNode } = options;
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...engineEnvironment() }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  const argument = JSON.stringify(load);
  const { stdout, stderr, failure, timedOut } = await start({ program: script, argument, env, timeoutMs, signal });
  const answer = readAnswer(stdout);
  if (answer !== null && 'failed' in answer)
    return { ok: false, reason: msg`It was tried and failed: ${answer.failed}` };
  if (timedOut || failure !== null) {
    const words = lastLine(stderr);
    const how = timedOut ? msg`gave no answer in ${timeoutMs / 1000} s` : msg`ended with ${failure ?? ''}`;
    return { ok: false, reason: words === '' ? msg`It was tried and ${how}.` : msg`It was tried and ${how}: ${words}` };
  }
  if (stdout.trim() === '') return { ok: false, reason: msg`It was tried and ended without an answer.` };
  if (answer === null) return { ok: false, reason: msg`It was tried and gave an answer that cannot be read.` };
  return { ok: true, version: answer.version, device: answer.device };
}
