import { VERSION } from '../server/version.ts';

/** How both probes, and the contract, introduce themselves. */
export const CLIENT_INFO = { name: 'fake-stata-probe', version: VERSION } as const;
