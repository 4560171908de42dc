// `strata runs take`: a trained model as a zip for another program.
import { existsSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { msg } from '#shared/base/message.ts';
import { modelFormats, type ModelFormat } from '#shared/experiment/code/predict-facts.ts';
import { action, command, withCommands } from '#main/cli/context.ts';
import { note, printJson } from '#main/cli/output.ts';
import { writeExport } from '#main/cli/run-export.ts';
import { runId } from '#main/cli/run-text.ts';

interface TakeOptions {
  readonly format: ModelFormat;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** @throws AppError `conflict` for a file that is there, without `--force`; `disk-full`, …; the old file is then unchanged */
async function takeRun(id: RunId, { format, out, force = false, json }: TakeOptions): Promise<void> {
  if (out !== undefined) requireFree(out, force);
  const { name, bytes } = await withCommands(`strata runs take ${id}`, (commands) =>
    commands.request('runs.model-file', { id, format }),
  );
  const path = out ?? name;
  requireFree(path, force);
  const written = writeExport(path, [bytes]);
  if (json === true) printJson({ path, bytes: bytes.length });
  else note(written);
}

function requireFree(path: string, force: boolean): void {
  if (!force && existsSync(path))
    throw new AppError('conflict', msg`"${path}" is there already.`, { hint: msg`Use another --out, or --force.` });
}

/** The command, below `strata runs`. */
export function takeCommand(): Command {
  return command('take', 'take the trained model away, as a zip with programs that use it')
    .argument('<id>')
    .addOption(
      new Option('--format <format>', 'for Python TensorFlow, for Keras, or for TensorFlow.js')
        .choices(modelFormats)
        .makeOptionMandatory(),
    )
    .option('--out <path>', "the zip; by default the run's name")
    .option('--force', 'replace the file that is there')
    .action(
      action(async (id: string, options: TakeOptions) => {
        await takeRun(runId(id), options);
      }),
    );
}
