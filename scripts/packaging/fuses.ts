// Electron's fuses in the packaged program; docs/security.md has the reasons.

/** The names are electron-builder's, for its option `electronFuses`. */
export const electronFuses = {
  /** The program cannot be run as Node: ELECTRON_RUN_AS_NODE has no effect. */
  runAsNode: false,
  /** Neither NODE_OPTIONS nor NODE_EXTRA_CA_CERTS change what runs. */
  enableNodeOptionsEnvironmentVariable: false,
  /** No debugger by --inspect. */
  enableNodeCliInspectArguments: false,
  /** Strata keeps no cookies; on macOS the key for them would ask the person for the keychain. */
  enableCookieEncryption: false,
  /** The archive is compared with its hash at the start, where the system's program format carries one. */
  enableEmbeddedAsarIntegrityValidation: true,
  /** A folder `app` beside the archive is not run instead of it. */
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  /** Pages have a scheme of their own; file:// needs no rights. */
  grantFileProtocolExtraPrivileges: false,
} as const;
