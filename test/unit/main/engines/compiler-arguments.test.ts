import { expect, test } from 'vitest';
import { compilerArguments, findNodeHeaders } from '#main/engines/compile-addon.ts';
import { libraryFolders } from '#main/engines/wheels.ts';

const options = {
  compiler: 'c++',
  nodeHeaders: '/headers',
  folder: '/engine',
  libraryFolders: libraryFolders(['nvidia/cublas/lib/libcublas.so.12', 'nvidia/cudnn/lib/libcudnn.so.9']),
};

test('on Linux the add-on finds its libraries by its own place', () => {
  const args = compilerArguments(options, 'linux');
  expect(args).toContain('-shared');
  expect(args).toContain('-l:libtensorflow_cc.so.2');
  expect(args.filter((arg) => arg.startsWith('-Wl,-rpath'))).toEqual([
    '-Wl,-rpath,$ORIGIN/tensorflow',
    '-Wl,-rpath,$ORIGIN/nvidia/cublas/lib',
    '-Wl,-rpath,$ORIGIN/nvidia/cudnn/lib',
  ]);
});

test('on macOS it is a bundle beside dylibs', () => {
  const args = compilerArguments({ ...options, libraryFolders: libraryFolders([]) }, 'darwin');
  expect(args).toContain('-bundle');
  expect(args.some((arg) => arg.endsWith('libtensorflow_framework.2.dylib'))).toBe(true);
  expect(args).toContain('-Wl,-rpath,@loader_path/tensorflow');
  expect(args.join(' ')).not.toContain('.so.2');
});

test("Node's headers come with the project", () => {
  expect(findNodeHeaders()).toMatch(/include\/node$/);
});
