// Explains errors of the operating system and the runtime to users. Reads only their codes, so it needs no Node.
import { msg, type Message } from '#shared/base/message.ts';

/** What a system error means for a user. */
export interface SystemReason {
  readonly code: 'disk-full' | 'no-permission' | 'file-error';
  /** What follows "cannot be written: ". */
  readonly why: Message;
  readonly hint?: Message;
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
}

/** True when the disk is full, for a system error and for an `AppError`. */
export function isDiskFull(thrown: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'disk-full'].includes(codeOf(thrown));
}

/** The path in a system error; null when it has none. */
export function pathOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'path' in thrown && typeof thrown.path === 'string' ? thrown.path : null;
}

/** Null when the failure is not a system error: then it is a defect. */
export function systemReason(thrown: unknown): SystemReason | null {
  const code = codeOf(thrown);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk-full', why: msg`the disk is full`, hint: msg`Free some space and try again.` };
    case 'EACCES':
    case 'EPERM':
      return { code: 'no-permission', why: msg`permission denied` };
    case 'EROFS':
      return { code: 'no-permission', why: msg`the disk is read-only` };
    case 'ENOENT':
      return { code: 'file-error', why: msg`there is no such file or folder` };
    case 'ENOTDIR':
      return { code: 'file-error', why: msg`a file stands where a folder is needed` };
    case 'EISDIR':
      return { code: 'file-error', why: msg`a folder stands where a file is needed` };
    case 'EEXIST':
    case 'ENOTEMPTY':
      return { code: 'file-error', why: msg`something stands in its place` };
    case 'ERR_FS_EISDIR':
      return { code: 'file-error', why: msg`a folder stands where a file is needed` };
    case 'EFBIG':
    case 'ERR_FS_FILE_TOO_LARGE':
    case 'ERR_STRING_TOO_LONG':
      return { code: 'file-error', why: msg`it is too large` };
    default:
      return /^E[A-Z0-9]+$/.test(code) && code !== 'ERR'
        ? { code: 'file-error', why: msg`the system says ${code}` }
        : null;
  }
}
