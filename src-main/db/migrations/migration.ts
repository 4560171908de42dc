// One step of the schema.
import type { Connection } from '#main/db/connection.ts';

export interface Migration {
  /** From 1, without gaps; the file's `user_version` after it. */
  readonly version: number;
  /** The file's name without the number: `create-runs`. */
  readonly name: string;
  /** Runs inside a transaction with foreign keys off; must not begin or end one. */
  up(connection: Connection): void;
}
