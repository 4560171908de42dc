// Where the rig keeps what is slow to get: git ignores it, and deleting it costs time only.
import { join } from 'node:path';

export const cacheFolder = join(import.meta.dirname, '..', '..', '.cache', 'electron');
