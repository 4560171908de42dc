// What TensorFlow reads from the environment when its library loads. Must be in the process's own environment by then:
// a worker thread's `process.env` is a copy that native code never sees.
import { cpus } from 'node:os';

/** The user's values take precedence; the defaults reduce logs and leave graphics memory to other programs. */
export function engineEnvironment(
  environment: NodeJS.ProcessEnv = process.env,
  { fewerThreads = 0, threads = cpus().length }: { readonly fewerThreads?: number; readonly threads?: number } = {},
): Record<string, string> {
  const wanted: Record<string, string> = {
    // 0 everything, 1 no notes, 2 no warnings, 3 no errors.
    TF_CPP_MIN_LOG_LEVEL: '2',
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    // By default TensorFlow uses as many as the processor has.
    ...(fewerThreads === 0 ? {} : { TF_NUM_INTRAOP_THREADS: String(Math.max(1, threads - fewerThreads)) }),
  };
  return Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, environment[name] ?? value]));
}
