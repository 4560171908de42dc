// A line of what a script logs: one JSON object. Pure.
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';

const numberNames = ['NaN', 'Infinity', '-Infinity'] as const;
/** Python writes NaN and infinities bare, which JSON does not know. Texts are passed over. */
const bareNumbers = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

const loggedNumber = z.union([z.number(), z.enum(numberNames).transform(Number), z.null().transform(() => NaN)]);

const aboutSchema = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  epochs: z.number().int().min(1).optional(),
  tags: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
  notes: z.string().max(200_000).optional(),
  status: z.enum(['completed', 'stopped', 'failed']).optional(),
  error: z.string().max(10_000).optional(),
});
type AboutRun = z.infer<typeof aboutSchema>;

const place = z.number().int().min(0);

/** What a line says: something about the run, numbers of an epoch or a step, or both. */
export interface LoggedLine {
  readonly about: AboutRun;
  readonly epoch: number | null;
  readonly step: number | null;
  readonly values: ReadonlyMap<string, number>;
  /** Names of values that are no numbers; they are left out. */
  readonly others: readonly string[];
}

const own: ReadonlySet<string> = new Set([...Object.keys(aboutSchema.shape), 'epoch', 'step']);

function parseJson(text: string): unknown {
  return JSON.parse(text.replaceAll(bareNumbers, (found) => (found.startsWith('"') ? found : `"${found}"`)));
}

/** A line, or why it is none. */
export function readLoggedLine(text: string): LoggedLine | { readonly fault: Message } {
  let json: unknown;
  try {
    json = parseJson(text);
  } catch {
    return { fault: msg`it is no JSON` };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { fault: msg`it is no JSON object` };
  const about = aboutSchema.safeParse(json);
  if (!about.success)
    return { fault: msg`"${about.error.issues[0]?.path.map(String).join('.') ?? ''}" is not understood` };
  const fields = new Map(Object.entries(json));
  const placeOf = (name: string): number | null | undefined =>
    fields.has(name) ? place.safeParse(fields.get(name)).data : null;
  const [epoch, step] = [placeOf('epoch'), placeOf('step')];
  if (epoch === undefined || step === undefined)
    return { fault: msg`"${epoch === undefined ? 'epoch' : 'step'}" must be a whole number from 0 up` };
  const values = new Map<string, number>();
  const others: string[] = [];
  for (const [name, value] of fields) {
    if (own.has(name)) continue;
    const number = loggedNumber.safeParse(value);
    if (number.success) values.set(name, number.data);
    else others.push(name);
  }
  if (values.size > 0 && epoch === null && step === null)
    return { fault: msg`its numbers belong to no "epoch" and no "step"` };
  return { about: about.data, epoch, step, values, others };
}
