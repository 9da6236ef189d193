import { natsConfiguration, provisionerName } from '@subjectline/bus';
import { participantNames } from '@subjectline/contracts';

/** Every user of the broker. */
export const natsUsers: readonly string[] = [...participantNames, provisionerName];

/** The environment variable that holds a user's password. */
export function passwordVariable(user: string): string {
  return `NATS_${user.toUpperCase()}_PASSWORD`;
}

/** The configuration of the broker in `docker-compose.yml`; its passwords come from its environment. */
export function natsConfigurationFile(): string {
  const passwords = natsUsers.map((user) => [user, `$${passwordVariable(user)}`] as const);
  return `# Written by \`npm run nats-conf\` from the contracts; a spec refuses any other text.
server_name: "subjectline"
listen: "0.0.0.0:4222"
max_payload: 1MB
jetstream {
  store_dir: "/data"
  max_file_store: 10GB
  max_memory_store: 256MB
  # what a power cut can take: the server's own interval is two minutes
  sync_interval: "1s"
}
${natsConfiguration(Object.fromEntries(passwords))}`;
}
