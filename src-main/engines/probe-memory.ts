// Stores probe results next to the engine. A success is valid for this engine on this machine and in this Node (Electron's
// and the command line's are both stored), while its files have the same sizes and modification times; after a failure the
// engine is probed again every time.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '#main/files/write-whole.ts';
import type { ProbeMemory } from '#main/engines/engine.ts';
import type { ProbeResult } from '#main/engines/probe-engine.ts';

const answerSchema = z.object({
  engine: z.string(),
  node: z.string(),
  machine: z.string(),
  version: z.string(),
  device: z.string(),
  /** Absent in an older Strata's file, which is not trusted. */
  files: z.string().optional(),
});
const memorySchema = z.object({ answers: z.array(answerSchema) });
type Answer = z.infer<typeof answerSchema>;

const machine = `${process.platform} ${process.arch}`;
/** Older ones are of programs that nobody starts any more. */
const mostKept = 8;

function answersIn(path: string): Answer[] {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(path, 'utf8'))).answers;
  } catch {
    return []; // Never tried, or another program's file.
  }
}

/** @param anyNode whether a result from another Node is accepted */
export function recallProbe({ path, engine, files }: ProbeMemory, anyNode = false): Answer | null {
  const isOurs = (each: Answer): boolean => each.engine === engine && each.machine === machine && each.files === files;
  return answersIn(path).find((each) => isOurs(each) && (anyNode || each.node === process.version)) ?? null;
}

/** Stores a success, and removes all results of an engine that fails. */
export function rememberProbe({ path, engine, files }: ProbeMemory, result: ProbeResult): void {
  try {
    if (!result.ok) {
      rmSync(path, { force: true });
      return;
    }
    const answer = { engine, node: process.version, machine, version: result.version, device: result.device, files };
    const others = answersIn(path).filter((each) => each.engine === engine && each.node !== answer.node);
    mkdirSync(dirname(path), { recursive: true });
    const answers = [answer, ...others].slice(0, mostKept);
    writeWhole(path, JSON.stringify({ answers }), { flush: false });
  } catch {
    // Only a cache: without it the engine is probed again next time.
  }
}
