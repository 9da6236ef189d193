import { IsIn, IsString, MaxLength } from 'class-validator';
import { defineCall, defineState, serviceNames } from './define';

/** A text that config has sealed with one of its keys: who cannot open it has another key under that id. */
export class KeyCanary {
  @IsString()
  @MaxLength(500)
  sealed!: string;
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
  @IsIn(['resealed'])
  because!: 'resealed';
}

/** Publishes settings, clients and canaries once more; for `npm run keys`, which has resealed their sources. */
export const PublishStateAgain = defineCall({
  owner: 'config',
  name: 'publish-state-again',
  request: PublishAgain,
  reply: PublishAgain,
  askedBy: [],
  timeoutMs: 30_000,
});
