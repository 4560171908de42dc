// Runs that validate on the first samples only. Their values are not ones of all validation samples, so the hash of their targets is
// another: no rule that asks for the same targets sets them against a baseline, which is computed over all.

/** The hash of the first so many targets. */
export function firstTargets(targetsHash: string, samples: number): string {
  return `${targetsHash}/${samples}`;
}

/** How many validation samples a run is judged on, the first ones; null when on all, or not known. */
export function validatedPart(targetsHash: string | null): number | null {
  const [, samples] = targetsHash?.split('/') ?? [];
  return samples === undefined ? null : Number(samples);
}
