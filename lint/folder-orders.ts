// The folders whose order lint checks: each may import those before it.

/** The folders of src-shared, in order: each may import those before it. */
export const sharedOrder = [
  'base',
  'locales',
  'reading',
  'data',
  'model',
  'training',
  'experiment',
  'runs',
  'predictions',
  'charts',
  'compare',
  'guides',
  'reports',
  'contract',
];

/** The domains of src-renderer/lib, in order: each may import those before it, and no component. */
export const libOrder = [
  'format',
  'keys',
  'locale',
  'resource',
  'routing',
  'theme',
  'toasts',
  'connection',
  'host',
  'layers',
  'charts',
  'design',
  'datasets',
  'json-editor',
  'experiments',
  'graph',
  'runs',
  'compare',
  'predictions',
  'reports',
  'guides',
  'app',
];

/** The domains of src-renderer/components, in order. */
export const componentOrder = [
  'ui',
  'charts',
  'shell',
  'data',
  'settings',
  'design',
  'graph',
  'models',
  'runs',
  'predictions',
  'reports',
  'compare',
  'guides',
];
