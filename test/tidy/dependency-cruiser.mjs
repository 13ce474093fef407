import { FLOW, PACKAGES } from './flow.ts';

const folderOrder = FLOW.slice(0, -1).map((folder, index) => ({
  name: `${folder}-looks-right`,
  severity: 'error',
  comment: `src/${folder}/ may import only from itself and from folders to its left: see FLOW.`,
  from: { path: `^src/${folder}/` },
  to: { path: `^src/(${FLOW.slice(index + 1).join('|')})/` },
}));

const packagesAtHome = Object.entries(PACKAGES).map(([name, folders]) => ({
  name: `${name}-out-of-place`,
  severity: 'error',
  comment: `${name} belongs to ${folders.join(', ')}.`,
  from: { path: '^src/', pathNot: `^src/(${folders.join('|')})/` },
  to: { path: `^node_modules/${name}/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...folderOrder,
    ...packagesAtHome,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'src-is-free-of-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'known-folders-only',
      severity: 'error',
      comment: 'Every file in src/ but index.ts lies in a folder that FLOW names.',
      from: { path: '^src/', pathNot: `^src/(index[.]ts$|(${FLOW.join('|')})/)` },
      to: {},
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
