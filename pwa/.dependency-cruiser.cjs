/** The import laws of the app's rooms. Each is proved in laws/laws.test.ts by a planted offence. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: `^src/(${allowed.join('|')})/` },
});

module.exports = {
  forbidden: [
    {
      name: 'features-stay-apart',
      comment: 'One feature never reaches into another; what they share lives further down.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    only('ui-is-plain', 'ui', ['ui'], 'Components take data and give events; they know no room.'),
    only('scan-yields-a-code', 'scan', ['scan', 'domain'], 'The scanner knows labels only.'),
    only(
      'viewfinder-is-shared',
      'viewfinder',
      ['viewfinder', 'scan', 'ui', 'domain'],
      'What every scanning screen shows; it knows no feature and no database.',
    ),
    only(
      'field-is-shared',
      'field',
      ['field', 'sync', 'db', 'scan', 'ui', 'domain'],
      'What the screens of people in the field share; it knows no feature.',
    ),
    only(
      'inspection-is-shared',
      'inspection',
      ['inspection', 'field', 'viewfinder', 'scan', 'sync', 'db', 'ui', 'domain'],
      'The recording of one thing, wherever it was come upon; it knows no feature.',
    ),
    only('db-is-below', 'db', ['db', 'domain', 'api'], 'The database knows no screen and no wire.'),
    only('sync-has-no-screen', 'sync', ['sync', 'db', 'domain', 'api'], 'Sync runs headless.'),
    only(
      'desk-is-its-own',
      'desk',
      ['desk', 'ui', 'scan'],
      'The desk shares the look, and the ear for a scanner that acts as a keyboard.',
    ),
    only('api-is-generated', 'api', ['api'], 'Generated types depend on nothing.'),
    {
      name: 'domain-is-pure',
      comment: 'Rules import nothing but rules, and no package either.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/domain/' },
    },
    only('domain-tests-too', 'domain', ['domain'], 'Tests of rules see rules only.'),
    {
      name: 'sw-stands-alone',
      comment: 'The service worker is one file without imports.',
      severity: 'error',
      from: { path: '^src/sw/', pathNot: '\\.test\\.ts$' },
      to: { path: '.' },
    },
    {
      name: 'testing-is-for-tests',
      comment: 'What plays a phone, a server or a clock never gets into the app.',
      severity: 'error',
      from: { pathNot: '(/testing/|\\.test\\.tsx?$)' },
      to: { path: '/testing/' },
    },
    {
      name: 'root-is-on-top',
      comment: 'Only main and router wire the rooms together; nobody imports them.',
      severity: 'error',
      from: { pathNot: '^src/(main|router)(\\.test)?\\.tsx?$' },
      to: { path: '^src/(main|router)\\.tsx?$' },
    },
    {
      name: 'no-circles',
      comment: 'Imports run one way.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      comment: 'A missing module would escape every other law.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|worker)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
