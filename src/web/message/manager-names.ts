import { MANAGERS, type ManagerName } from '../../manager/managers.ts';

/** The names of all managers, in their order. */
export function managerNames(): readonly ManagerName[] {
  const names: ManagerName[] = [];
  for (const name in MANAGERS) if (isManagerName(name)) names.push(name);
  return names;
}

export function isManagerName(name: string): name is ManagerName {
  return Object.hasOwn(MANAGERS, name);
}
