// Judged by the dynamic linker: a program that has a function of the same name as its library.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findCompiler } from '#main/engines/compile-addon.ts';
import { hideUnsharedSymbols } from '#main/engines/hide-symbols.ts';
import { temporaryHome, type TemporaryHome } from '../../support/home.ts';

const sources = {
  'base.cc': 'extern "C" const char *shared() { return "base"; }',
  'library.cc': `extern "C" const char *shared();
    extern "C" const char *own() { return "library"; }
    extern "C" const char *asked() { return own(); }
    extern "C" const char *handed() { return shared(); }`,
  'program.cc': `#include <cstdio>
    extern "C" const char *asked();
    extern "C" const char *handed();
    extern "C" const char *own() { return "program"; }
    int main() { std::printf("%s %s", asked(), handed()); }`,
  'user.cc': `extern "C" const char *asked();
    extern "C" const char *handed();
    const char *use(bool first) { return first ? asked() : handed(); }`,
};

let folder: TemporaryHome;
beforeEach(() => {
  folder = temporaryHome();
});
afterEach(() => {
  folder.remove();
});

test.skipIf(process.platform !== 'linux')('a library keeps to its own functions and shares the others', async () => {
  const compiler = (await findCompiler()) ?? 'no compiler';
  const at = (name: string): string => join(folder.path, name);
  const compile = (...args: string[]): void => {
    execFileSync(compiler, [...args, `-L${folder.path}`, `-Wl,-rpath,${folder.path}`]);
  };
  for (const [name, text] of Object.entries(sources)) writeFileSync(at(name), text);
  compile('-shared', '-fPIC', at('base.cc'), '-o', at('libbase.so'));
  compile('-shared', '-fPIC', at('library.cc'), '-o', at('liblibrary.so'), '-lbase');
  compile('-rdynamic', at('program.cc'), '-o', at('program'), '-llibrary', '-lbase');
  compile('-shared', '-fPIC', at('user.cc'), '-o', at('libuser.so'));

  expect(execFileSync(at('program'), { encoding: 'utf8' })).toBe('program base');
  hideUnsharedSymbols([at('libbase.so'), at('liblibrary.so')], [at('libuser.so')]);
  expect(execFileSync(at('program'), { encoding: 'utf8' })).toBe('library base');
});
