// Prints the callback that `strata log --keras-callback` prints, for a strata that is on the path.
import { kerasCallback } from '#main/cli/keras-callback.ts';

process.stdout.write(kerasCallback(['strata']));
