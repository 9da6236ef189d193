import type { RootClient } from '../local/secrets';

export interface Announcement {
  url: string;
  rootClient: RootClient;
  natsAddress: string;
  dataDir: string;
  logFile: string;
  seconds: string;
}

/** What an operator needs to go on, on one screen. */
export function readyBlock(ready: Announcement): string {
  const { url, rootClient } = ready;
  const rows: [string, string][] = [
    ['Console', `${url}   (sign in with the id and secret below)`],
    ['Providers', `${url}/privacy-request/configure`],
    ['API', `${url}/docs`],
    ['Inbox', `${url}/inbox   (messages that are kept instead of sent)`],
    ['Get a token', `curl -d grant_type=client_credentials -d client_id=${rootClient.id} \\`],
    ['', `  -d client_secret=${secretFor(rootClient)} ${url}/api/v1/oauth/token`],
    ['', whereSecretIs(rootClient)],
    ['NATS', ready.natsAddress],
    ['Data', ready.dataDir],
    ['Log', ready.logFile],
    ['Stop', 'Ctrl-C'],
  ];
  const lines = rows.map(([title, text]) => `  ${title.padEnd(13)}${text}`);
  return ['', `Subjectline is ready after ${ready.seconds} s`, '', ...lines, ''].join('\n');
}

/** A line that can be pasted into a shell; the secret itself stands in it only when it is new. */
function secretFor({ secret, file, isNew }: RootClient): string {
  if (isNew) return secret;
  if (!file) return '"$SUBJECTLINE_ROOT_CLIENT_SECRET"';
  return `"$(node -p "require('${file}').client_secret")"`;
}

function whereSecretIs({ file, isNew }: RootClient): string {
  if (!file) return 'the secret is the one you set';
  return isNew ? `the secret is shown this once; it is kept in ${file}` : `the secret is kept in ${file}`;
}
