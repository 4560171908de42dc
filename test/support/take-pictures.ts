// `npm run pictures`: lets the test that looks at every page keep its pictures in docs/pictures; with a folder behind `--`,
// those of both languages, both themes and both sizes there.
import { startVitest } from 'vitest/node';

process.env['STRATA_PICTURES'] = process.argv[2] ?? '';
const vitest = await startVitest(['test/e2e/browser/looks.spec.ts'], { project: 'e2e', run: true });
await vitest.close();
