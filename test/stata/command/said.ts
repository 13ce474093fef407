import { Rig } from '../run-do.ts';

/** What code says, without its echo. */
export async function said(code: string, rig = new Rig()): Promise<string> {
  return rig.run(code, { isEchoed: false });
}
