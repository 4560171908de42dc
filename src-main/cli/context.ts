// What every command needs: options that all share, the home folder, and one way to end.
import { Command, Option } from 'commander';
import type { z } from 'zod';
import { AppError, fromSerializedError, toAppError } from '#shared/base/app-error.ts';
import { connectToWorkbench } from '#main/command-channel/connect.ts';
import { holderIn, lockHome } from '#main/db/home-lock.ts';
import { homeFolder } from '#main/home/home-folder.ts';
import { formatError, note, printJson } from '#main/cli/output.ts';
import { openStoresToRead, openWorkbench } from '#main/open-workbench.ts';
import type { Workbench } from '#main/open-workbench.ts';
import type { Stores } from '#main/db/stores.ts';
import type { CommandClient } from '#main/ports/command-client.ts';
import packageFile from '#package.json' with { type: 'json' };

export interface CommonOptions {
  readonly json?: boolean;
}

/** Whether a defect is shown with its stack trace. */
const isDebugging = ![undefined, '', '0'].includes(process.env['STRATA_DEBUG']);

/** 0 done, 1 the work failed, 2 the call or the input was wrong. */
export const exitCodes = { done: 0, failed: 1, wrongInput: 2 } as const;

/** A command with `--json`. */
export function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(new Option('--json', 'print JSON on standard output and nothing else there'));
}

/** A command with subcommands only; `--json` is an option of those. */
export function commandGroup(name: string, description: string): Command {
  return new Command(name).description(description);
}

/** Prints the error and sets the exit code; the process then ends by itself. */
export function reportFailure(thrown: unknown, json: boolean): void {
  const error = toAppError(thrown);
  note(`strata: ${formatError(error)}`);
  const cause = error.code === 'internal' && error.cause instanceof Error ? error.cause : null;
  if (cause !== null)
    note(isDebugging ? (cause.stack ?? '') : 'This is a mistake in Strata. STRATA_DEBUG=1 shows where it happened.');
  if (json) printJson({ error: error.toJSON() });
  process.exitCode = error.isInputError ? exitCodes.wrongInput : exitCodes.failed;
}

/** Runs a command's work; whatever it throws becomes a sentence and an exit code. */
export function action<Arguments extends unknown[]>(
  work: (...args: Arguments) => Promise<void> | void,
): (...args: Arguments) => Promise<void> {
  return async (...args) => {
    try {
      await work(...args);
    } catch (thrown) {
      reportFailure(
        thrown,
        args.some((argument) => isJsonAsked(argument)),
      );
    }
  };
}

function isJsonAsked(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'json' in argument && argument.json === true;
}

function tell(notice: AppError): void {
  note(`strata: ${formatError(notice)}`);
}

/** The stores of the home folder, for reading only. */
export function storesToRead(): Stores {
  return openStoresToRead(homeFolder(), tell);
}

/** Opens the home folder for `work` and closes it afterwards in any case. */
export async function withWorkbench<T>(
  purpose: string,
  work: (workbench: Workbench) => Promise<T>,
  { freesRoom = false } = {},
): Promise<T> {
  const workbench = openWorkbench({ home: homeFolder(), purpose, freesRoom });
  for (const notice of workbench.notices) tell(notice);
  workbench.subscribe((event) => {
    if (event.type === 'notice') tell(fromSerializedError(event.error));
  });
  try {
    return await work(workbench);
  } finally {
    await workbench.close();
  }
}

/**
 * Has a workbench carry out a command: the one that is open (the window, `strata serve`), else one that is opened for it and
 * closed afterwards.
 * @throws AppError `busy` when another command has the home folder, and whatever `work` throws
 */
export async function withCommands<T>(
  purpose: string,
  work: (commands: CommandClient) => Promise<T>,
  options: { readonly freesRoom?: boolean } = {},
): Promise<T> {
  const progress = { isOpened: false };
  try {
    return await withWorkbench(
      purpose,
      (workbench) => {
        progress.isOpened = true;
        return work(workbench.commands);
      },
      options,
    );
  } catch (thrown) {
    const isHeld = thrown instanceof AppError && thrown.code === 'busy' && !progress.isOpened;
    const holder = isHeld ? holderIn(thrown) : null;
    const connection = holder === null ? null : await connectToWorkbench(homeFolder(), holder, packageFile.version);
    if (connection === null) throw thrown;
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  }
}

/** Holds the home folder's lock without opening the database: for removing files on a full disk. */
export function withHomeLock(purpose: string, work: (home: string) => void): void {
  const home = homeFolder();
  const lock = lockHome(home, { purpose });
  try {
    work(home);
  } finally {
    lock.release();
  }
}

/** The checked options; an invalid value is reported with its option. @throws AppError `usage` */
export function checkedInput<Value>(schema: z.ZodType<Value>, input: unknown): Value {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const option = issue?.path[0];
  const name =
    typeof option === 'string' ? `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ` : '';
  throw new AppError('usage', `${name}${issue?.message ?? 'the call was wrong'}.`);
}

/** A whole number from the command line. @throws AppError `usage` */
export function wholeNumber(name: string, least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const isUnlimited = most === Number.MAX_SAFE_INTEGER && !(value > most);
    const range = isUnlimited ? `from ${least} up` : `from ${least} to ${most}`;
    throw new AppError('usage', `${name} must be a whole number ${range}, not "${text}".`);
  };
}
