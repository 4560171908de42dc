// How a probe's program is started: each host has its own way to make a process.

/** How the process of a probe is started. */
export interface ProbeStart {
  /** The path of the program. */
  readonly program: string;
  /** Its only argument. */
  readonly argument: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** After this time the process is killed. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** How the process of a probe ended. */
export interface ProbeEnding {
  readonly stdout: string;
  readonly stderr: string;
  /** `code 1`, `SIGSEGV`; null when it ended well. */
  readonly failure: string | null;
  readonly timedOut: boolean;
}

/** Runs the program to its end. Never rejects. */
export type StartProbe = (start: ProbeStart) => Promise<ProbeEnding>;
