import { IsArray, IsBoolean, IsIn, IsString, MaxLength } from 'class-validator';
import { defineCall, participantNames, type Call, type ServiceName } from './define';
import { IsAbsentOr } from './rules';

export class HealthQuestion {
  @IsIn([...participantNames])
  from!: string;
}

export class Health {
  /** Whether the service's own tables answer and can be written to. */
  @IsBoolean()
  database!: boolean;

  /** Whether JetStream takes a write. */
  @IsAbsentOr()
  @IsBoolean()
  broker?: boolean;

  /** What is wrong with the keys, in words for an operator. It names one by its id. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(500)
  keys?: string;

  /** What happened to the stores within the last day, in words for an operator. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(500)
  incident?: string;

  /** What an operator should look at although everything answers; no names of organizations or accounts. */
  @IsAbsentOr()
  @IsArray()
  @IsString({ each: true })
  @MaxLength(500, { each: true })
  warnings?: string[];
}

/** Every service but the gateway keeps tables, and says whether it can reach them. */
export type StoringServiceName = Exclude<ServiceName, 'gateway'>;

function healthCallOf(owner: StoringServiceName): Call<HealthQuestion, Health> {
  return defineCall({
    owner,
    name: 'health',
    request: HealthQuestion,
    reply: Health,
    askedBy: ['gateway'],
    timeoutMs: 2_000,
  });
}

export const healthCalls: Readonly<Record<StoringServiceName, Call<HealthQuestion, Health>>> = {
  config: healthCallOf('config'),
  templates: healthCallOf('templates'),
  identity: healthCallOf('identity'),
  requests: healthCallOf('requests'),
  consents: healthCallOf('consents'),
  dispatch: healthCallOf('dispatch'),
};
