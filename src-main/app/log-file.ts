// The log: one folder in the home folder, one file that is rotated at a megabyte, and the same lines on standard error.
import { join } from 'node:path';
import logger from 'electron-log/node';

export interface LogFile {
  readonly folder: string;
  readonly line: (text: string) => void;
}

/** Does not throw: the program starts even if the log cannot be written. */
export function openLog(home: string): LogFile {
  const folder = join(home, 'logs');
  const log = logger.create({ logId: folder });
  log.transports.console.level = false;
  log.transports.file.resolvePathFn = () => join(folder, 'main.log');
  log.transports.file.format = '{iso} {text}';
  return {
    folder,
    line: (text) => {
      console.error(text);
      log.info(text);
    },
  };
}
