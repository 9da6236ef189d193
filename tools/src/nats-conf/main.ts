import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { natsConfigurationFile } from './text';

// What `npm run nats-conf` runs, after a contract has changed.
writeFileSync(join(__dirname, '..', '..', '..', 'deploy', 'nats.conf'), natsConfigurationFile());
