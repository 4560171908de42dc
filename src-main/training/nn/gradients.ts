// The gradients of tfjs's operations. The build of tfjs-core that Node loads leaves them out; the umbrella package registers
// them in the registry that all copies of tfjs-core share. Nothing else of that package is used.
import '@tensorflow/tfjs';
