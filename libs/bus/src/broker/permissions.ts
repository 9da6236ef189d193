import {
  calls,
  events,
  participantNames,
  sendDeadLetterAgainCalls,
  states,
  tasks,
  type ParticipantName,
} from '@subjectline/contracts';
import { inboxPrefixOf } from './connection';
import {
  bucketStream,
  consumerPlans,
  deadLetterStream,
  eventStream,
  readersOfWhatIsSentBy,
  taskStream,
} from './topology';

export interface Permissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** The user that creates streams, consumers and buckets, and may do anything. */
export const provisionerName = 'provisioner';

/** What a participant may publish and subscribe to: only what the contracts allow it. */
export function permissionsOf(name: ParticipantName): Permissions {
  const consumers = consumerPlans().filter(({ reader }) => reader === name);
  const written = states.filter(({ owner }) => owner === name);
  const read = states.filter(({ readBy }) => readBy.includes(name));
  const known = [taskStream, eventStream, deadLetterStream, ...states.map(bucketStream)];
  const publish = [
    ...calls.filter(({ askedBy }) => askedBy.includes(name)).map(({ subject }) => subject),
    ...tasks.filter(({ sentBy }) => sentBy.includes(name)).map(({ subject }) => subject),
    ...events.filter(({ owner }) => owner === name).map(({ subject }) => subject),
    ...written.map(({ bucket }) => `$KV.${bucket}.>`),
    // the client asks whether there is JetStream at all before it opens a bucket
    '$JS.API.INFO',
    ...known.map((stream) => `$JS.API.STREAM.INFO.${stream}`),
    // a publisher reads how far the consumers have come, and keeps what they have not read (libs/storage)
    ...readersOfWhatIsSentBy(name).map(({ stream, durable }) => `$JS.API.CONSUMER.INFO.${stream}.${durable}`),
    ...consumers.flatMap(({ stream, durable, config }) => [
      `$JS.API.CONSUMER.INFO.${stream}.${durable}`,
      // a consumer that is ahead of its stream is recreated by its reader (`recreateConsumersAhead`)
      `$JS.API.CONSUMER.DELETE.${stream}.${durable}`,
      `$JS.API.CONSUMER.CREATE.${stream}.${durable}.${config.filter_subject}`,
      `$JS.API.CONSUMER.MSG.NEXT.${stream}.${durable}`,
      `$JS.ACK.${stream}.${durable}.>`,
      `dead.${stream}.${durable}`,
    ]),
    ...[...written, ...read].map(bucketStream).flatMap(readingOf),
    ...(mayRevive(name) ? revivingOf(name) : []),
  ];
  return {
    publish: [...new Set(publish)],
    subscribe: [
      ...calls.filter(({ owner }) => owner === name).map(({ subject }) => subject),
      `${inboxPrefixOf(name)}.>`,
    ],
  };
}

/** Every service with tables sends its own tasks and events again once they are dead letters. */
function mayRevive(name: ParticipantName): boolean {
  return name in sendDeadLetterAgainCalls;
}

function revivingOf(name: ParticipantName): string[] {
  return [
    `$JS.API.STREAM.MSG.GET.${deadLetterStream}`,
    `$JS.API.STREAM.MSG.DELETE.${deadLetterStream}`,
    ...tasks.filter(({ owner }) => owner === name).map(({ subject }) => subject),
  ];
}

/** Reading a bucket: one key at a time, and watching it through an ordered consumer of one's own. */
function readingOf(stream: string): string[] {
  return [
    `$JS.API.DIRECT.GET.${stream}`,
    `$JS.API.DIRECT.GET.${stream}.>`,
    `$JS.API.STREAM.MSG.GET.${stream}`,
    `$JS.API.CONSUMER.CREATE.${stream}`,
    `$JS.API.CONSUMER.CREATE.${stream}.>`,
    `$JS.API.CONSUMER.DELETE.${stream}.>`,
    `$JS.FC.${stream}.>`,
  ];
}

/**
 * The `authorization` block of a nats-server configuration.
 * @param passwords by user: every participant and `provisioner`. A value such as `$NATS_GATEWAY_PASSWORD` is written
 *   without quotes: the server takes it from its environment.
 */
export function natsConfiguration(passwords: Readonly<Record<string, string>>): string {
  const users = participantNames.map((name) => userBlock(name, passwords[name], permissionsOf(name)));
  const everything = { publish: ['>'], subscribe: ['>'] };
  users.push(userBlock(provisionerName, passwords[provisionerName], everything));
  return ['authorization {', '  users = [', ...users, '  ]', '}', ''].join('\n');
}

function userBlock(name: string, password: string | undefined, { publish, subscribe }: Permissions): string {
  if (!password) throw new Error(`no password for the NATS user ${name}`);
  const list = (subjects: readonly string[]) =>
    subjects.map((subject) => `          ${JSON.stringify(subject)}`).join('\n');
  return [
    '    {',
    `      user: ${name}`,
    `      password: ${password.startsWith('$') ? password : JSON.stringify(password)}`,
    '      permissions: {',
    `        publish: [\n${list(publish)}\n        ]`,
    `        subscribe: [\n${list(subscribe)}\n        ]`,
    '        allow_responses: { max: 2, expires: "1m" }',
    '      }',
    '    }',
  ].join('\n');
}
