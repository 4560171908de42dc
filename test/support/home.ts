// A home folder for one test: empty, apart from the person's own, gone afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryHome {
  readonly path: string;
  /** Deletes the folder and all in it; harmless when it is gone already. */
  remove(): void;
}

/** Makes an empty folder under the system's temporary one; the caller removes it. */
export function temporaryHome(): TemporaryHome {
  const path = mkdtempSync(join(tmpdir(), 'strata-test-'));
  return {
    path,
    // Windows keeps a closed database's file busy for a moment.
    remove: () => {
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
