// A program that works in a home folder until it is killed or told to end.
import { argv, stdin, stdout } from 'node:process';
import { toAppError } from '#shared/base/app-error.ts';
import { lockHome } from '#main/db/home-lock.ts';

const [home = '', purpose = ''] = argv.slice(2);
try {
  const lock = lockHome(home, { purpose });
  stdout.write('locked\n');
  stdin.once('data', () => {
    lock.release();
    stdout.write('released\n');
    stdin.destroy();
  });
} catch (thrown) {
  stdout.write(`${JSON.stringify(toAppError(thrown))}\n`);
}
