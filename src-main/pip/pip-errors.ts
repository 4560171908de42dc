// What pip prints when it fails, turned into one sentence and what to do.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';

const unreachable =
  /NewConnectionError|ConnectionError|ConnectTimeout|ReadTimeout|Max retries|Retrying \(|Failed to establish|Temporary failure|ProxyError|SSLError|getaddrinfo|HTTP error 5\d\d|\b(403|407|5\d\d) (Client|Server) Error/;

/** The last lines that pip marked as errors, for the details; never shown as the sentence itself. */
function errorLines(output: string): string {
  const marked = output.split('\n').filter((line) => /^\s*(ERROR|WARNING|OSError)/.test(line));
  return (marked.length > 0 ? marked : output.split('\n')).slice(-6).join('\n').slice(-2000);
}

export function explainPipFailure(name: string, version: string, output: string): AppError {
  const details = { pip: errorLines(output) };
  if (/No space left on device|Errno 28|WinError 112/.test(output))
    return new AppError('disk-full', msg`The disk is full: ${name} ${version} could not be downloaded.`, {
      hint: msg`Free some space and try again; nothing was left behind.`,
      details,
    });
  // Before "no such version": an index that does not answer makes pip say that as well.
  if (unreachable.test(output))
    return new AppError('internal', msg`The package index could not be reached, so ${name} was not downloaded.`, {
      hint: msg`Check the network (behind a proxy or a mirror, set it with "pip config"), then try again.`,
      details,
    });
  if (/No matching distribution|Could not find a version/.test(output))
    return new AppError('not-found', msg`The package index has no file of ${name} ${version} for this machine.`, {
      hint: msg`A mirror may lack it: check which index pip uses with "pip config list".`,
      details,
    });
  return new AppError('internal', msg`pip could not download ${name} ${version}.`, {
    hint: msg`What pip said is in the details; "pip download" by hand shows all of it.`,
    details,
  });
}
