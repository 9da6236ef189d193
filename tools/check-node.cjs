'use strict';

// Runs before anything is built or started, under whatever Node.js there is: so it uses no modern syntax.
const wanted = require('../package.json')
  .engines.node.replace(/[^0-9.]/g, '')
  .split('.')
  .map(Number);
const found = process.versions.node.split('.').map(Number);

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  process.stderr.write(
    'Subjectline needs Node.js ' + wanted.join('.') + ' or newer; this is ' + process.versions.node + '.\n',
  );
  process.exit(1);
}
