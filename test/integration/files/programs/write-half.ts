// A program that writes the first half of each file named and never the second. Its test kills it.
import { writeSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { writeWhole } from '#main/files/write-whole.ts';

function writeHalf([path, ...others]: readonly string[]): void {
  if (path === undefined) {
    writeSync(stdout.fd, 'half\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    return;
  }
  const pieces = function* (): Generator<string, void> {
    yield 'half';
    writeHalf(others);
  };
  writeWhole(path, pieces());
}

writeHalf(argv.slice(2));
