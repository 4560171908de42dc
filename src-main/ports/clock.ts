// The time of day, and a clock for durations; tests can set both.

/** What time it is, and how time passes. */
export interface Clock {
  /** Milliseconds since 1970. The user or a time server may set it back. */
  nowMs(): number;
  /** Milliseconds since an arbitrary start; monotonic. Durations are differences of it. */
  monotonicMs(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
