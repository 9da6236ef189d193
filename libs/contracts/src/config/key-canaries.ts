import { OneOf, Text } from '@subjectline/schema';
import { callOf, defineState, serviceNames } from '../contract/define';

const call = callOf('config', { askedBy: [] });

/** A text that config has sealed with one of its keys: who cannot open it has another key under that id. */
export class KeyCanary {
  @Text({ max: 500 }) sealed!: string;
}

export const keyCanaryContext = 'key-canary:config';

/** One key per key of config, named as it is. */
export const KeyCanaries = defineState({
  owner: 'config',
  bucket: 'key-canaries',
  value: KeyCanary,
  readBy: serviceNames.filter((name) => name !== 'config'),
});

export class PublishAgain {
  @OneOf(['resealed']) because!: 'resealed';
}

/** Publishes settings, clients and canaries again; for `npm run keys`, which has resealed their sources. */
export const PublishStateAgain = call('publish-state-again', PublishAgain, PublishAgain, {
  timeoutMs: 30_000,
});
