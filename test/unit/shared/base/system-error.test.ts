import { expect, it } from 'vitest';
import { AppError, toAppError } from '#shared/base/app-error.ts';
import { isDiskFull } from '#shared/base/system-error.ts';

function systemError(code: string, path?: string): Error {
  return Object.assign(new Error(`${code}: not allowed, open`), { code, ...(path === undefined ? {} : { path }) });
}

it.each([
  ['ENOSPC', 'disk-full', 'the disk is full'],
  ['EROFS', 'no-permission', 'the disk is read-only'],
  ['EACCES', 'no-permission', 'permission denied'],
  ['ENOTDIR', 'file-error', 'a file stands where a folder is needed'],
  ['EISDIR', 'file-error', 'a folder stands where a file is needed'],
  ['ERR_STRING_TOO_LONG', 'file-error', 'it is too large'],
  ['EMFILE', 'file-error', 'the system says EMFILE'],
])('%s is the work that failed, in a sentence with the path', (system, code, why) => {
  const error = toAppError(systemError(system, '/data/a'));
  expect(error).toMatchObject({ code, message: `/data/a cannot be used: ${why}.`, isInputError: false });
});

it('leaves a defect of ours as it is', () => {
  expect(toAppError(new TypeError('x is not a function'))).toMatchObject({ code: 'internal' });
  expect(toAppError(Object.assign(new Error('bad argument'), { code: 'ERR_INVALID_ARG_TYPE' }))).toMatchObject({
    code: 'internal',
  });
});

it('knows a full disk by either name', () => {
  expect(isDiskFull(systemError('EDQUOT'))).toBe(true);
  expect(isDiskFull(new AppError('disk-full', 'The disk is full.'))).toBe(true);
  expect(isDiskFull(systemError('EACCES'))).toBe(false);
});
