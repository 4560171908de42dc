// `strata log`: a run that a script logs, a JSON object a line on standard input.
import { createInterface } from 'node:readline';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '#shared/base/app-error.ts';
import { textOf } from '#shared/base/message.ts';
import { action, checkedInput, command, exitCodes, withCommands } from '#main/cli/context.ts';
import type { CommonOptions } from '#main/cli/context.ts';
import { kerasCallback } from '#main/cli/keras-callback.ts';
import { LogSender } from '#main/cli/log-sender.ts';
import { formatError, note, plainLine, printJson, printLine, printPieces } from '#main/cli/output.ts';
import { ownerRequests } from '#shared/contract/owner.ts';

interface LogOptions extends CommonOptions {
  readonly name: string;
  readonly kerasCallback?: boolean;
}

/** A longer line is no line of a log. */
const longestLine = 1_000_000;
/** More faults are counted only. */
const mostFaults = 20;

/** Says what is wrong with a line, and counts those that are too many to be said. */
class Faults {
  #count = 0;

  say(number: number, what: string): void {
    this.#count++;
    if (this.#count <= mostFaults) note(`strata: Line ${number} is left out: ${what}.`);
  }

  end(): void {
    if (this.#count > mostFaults) note(`strata: ${this.#count - mostFaults} more lines are left out.`);
  }
}

/** Reads the lines into the sender until the input ends or the command is asked to. @returns the signal that asked */
async function readInput(sender: LogSender): Promise<NodeJS.Signals | null> {
  const faults = new Faults();
  const told = new Set<string>();
  const asked: { signal: NodeJS.Signals | null } = { signal: null };
  let number = 0;
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  const ask = (signal: NodeJS.Signals): void => {
    asked.signal = signal;
    lines.close();
    process.stdin.destroy();
  };
  process.once('SIGINT', ask).once('SIGTERM', ask);
  try {
    for await (const line of lines) {
      number++;
      if (line.trim() === '') continue;
      const read = line.length > longestLine ? 'it is too long' : sender.take(line);
      if (typeof read === 'string') faults.say(number, read);
      else
        for (const name of read.filter((other) => !told.has(other))) {
          told.add(name);
          note(`strata: "${plainLine(name)}" of line ${number} is no number, so it is not stored.`);
        }
      await sender.whenRoom();
    }
  } catch (thrown) {
    // Standard input was closed by the signal.
    if (asked.signal === null) throw thrown;
  }
  faults.end();
  return asked.signal;
}

async function log(options: LogOptions): Promise<void> {
  const { name } = checkedInput(ownerRequests['runs.record'].input, { name: options.name });
  const sender = new LogSender(name, (run) => {
    if (options.json === true) printJson({ event: 'run-started', runId: run });
    else printLine(`run ${run}`);
  });
  const purpose = 'strata log';
  const reading = readInput(sender).then(
    (signal) => {
      sender.finish(signal === 'SIGINT' ? 'stopped' : signal === null ? 'completed' : 'interrupted');
    },
    (thrown: unknown) => {
      note(`strata: Standard input cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}.`);
      sender.finish('interrupted');
    },
  );
  for (let isOver = false; !isOver;)
    try {
      await withCommands(purpose, (commands) => sender.send(commands));
      isOver = true;
    } catch (thrown) {
      // The window was closed: the script goes on, and so does its log.
      if (!(thrown instanceof AppError) || thrown.code !== 'disconnected') throw thrown;
      note(
        `strata: ${textOf(thrown.translatable?.message ?? { text: thrown.message, values: [] })} The log continues.`,
      );
    }
  await reading;
  const { ended } = sender;
  if (ended === null) return;
  if (options.json === true)
    printJson({ event: 'run-finished', runId: ended.id, status: ended.status, best: ended.best });
  else printLine(`${ended.status}  ${plainLine(ended.name)}  (run ${ended.id})`);
  if (ended.status !== 'completed') process.exitCode = exitCodes.failed;
  if (ended.error !== null) note(formatError(new AppError(ended.error.code, ended.error.message)));
}

export function logCommand(): Command {
  return command('log', 'keep a run that a script trains: a JSON object a line on standard input (docs/logging.md)')
    .option('--name <name>', 'the name of the run', basename(process.cwd()) || 'script')
    .option('--keras-callback', 'print a Python file with a callback for Keras that writes such lines')
    .action(
      action(async (options: LogOptions) => {
        if (options.kerasCallback === true) {
          printPieces([kerasCallback([process.execPath, process.argv[1] ?? 'strata'])]);
          return;
        }
        if (process.stdin.isTTY)
          throw new AppError('usage', 'There is nothing on standard input.', {
            hint: 'Give it the lines of a script: python train.py | strata log',
          });
        await log(options);
      }),
    );
}
