// Two pages that rename one thing: the second is told the name that it did not see.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';

/** @param seen the name that the page saw @throws AppError `conflict` when it has another one than that and the wanted one */
export function requireName(current: string, seen: string | undefined, wanted: string): void {
  if (seen === undefined || current === seen || current === wanted) return;
  throw new AppError('conflict', msg`"${seen}" was renamed to "${current}" elsewhere.`, {
    hint: msg`Rename it again to replace that name.`,
  });
}
