// Tries an engine in a process of its own: a library that crashes or hangs takes that process along, not Strata.
import { execFile } from 'node:child_process';
import { z } from 'zod';
import type { EngineLoad } from '#main/ports/engine-store.ts';
import { engineEnvironment } from '#main/engines/engine-environment.ts';
import { ownProgram } from '#main/program-files.ts';

const answerSchema = z.union([z.object({ version: z.string(), device: z.string() }), z.object({ failed: z.string() })]);
type Answer = z.infer<typeof answerSchema>;

export type ProbeResult =
  | { readonly ok: true; readonly version: string; readonly device: string }
  | { readonly ok: false; readonly reason: string };

export interface ProbeOptions {
  readonly script?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** What the probe said in its last line; null when it said something else, or nothing. */
function readAnswer(stdout: string): Answer | null {
  try {
    return answerSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  } catch {
    return null;
  }
}

function lastLine(text: string): string {
  // Notes and warnings that TensorFlow logs while it loads are not why it failed.
  const isNote = (line: string): boolean => /^([IW]\d{4} |WARNING: All log messages)/.test(line);
  return (
    text
      .trim()
      .split('\n')
      .findLast((line) => line.trim() !== '' && !isNote(line))
      ?.trim() ?? ''
  );
}

/** Loads the engine, multiplies matrices and takes a gradient; says what came of it. Never rejects. */
export function probeEngine(load: EngineLoad, options: ProbeOptions = {}): Promise<ProbeResult> {
  const { script = ownProgram('probe'), timeoutMs = 60_000, signal } = options;
  // In Electron the program is Electron, which is asked to be Node.
  const env = { ...process.env, ...engineEnvironment(), ELECTRON_RUN_AS_NODE: '1' };
  return new Promise((resolve) => {
    const settings = { env, signal, timeout: timeoutMs, killSignal: 'SIGKILL' as const, maxBuffer: 4 * 1024 * 1024 };
    execFile(process.execPath, [script, JSON.stringify(load)], settings, (error, stdout, stderr) => {
      const answer = readAnswer(stdout);
      if (answer !== null && 'failed' in answer) {
        resolve({ ok: false, reason: `It was tried and failed: ${answer.failed}` });
      } else if (error !== null) {
        const isSlow = error.killed === true;
        const ending = `ended with ${error.signal ?? `code ${String(error.code)}`}`;
        const words = lastLine(stderr);
        const how = isSlow ? `gave no answer in ${timeoutMs / 1000} s` : ending;
        resolve({ ok: false, reason: `It was tried and ${how}${words === '' ? '.' : `: ${words}`}` });
      } else if (answer === null) {
        resolve({ ok: false, reason: 'It was tried and gave an answer that cannot be read.' });
      } else {
        resolve({ ok: true, ...answer });
      }
    });
  });
}
