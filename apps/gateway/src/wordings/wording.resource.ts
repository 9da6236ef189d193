import {
  channels,
  messageKind,
  messageKindIds,
  WordingInForce,
  type Channel,
  type CreatedWording,
  type MessageKindId,
  type MessageKind,
} from '@subjectline/contracts';
import { Flag, Int, ListOf, OmitFields, OneOf, Text, Timestamp } from '@subjectline/schema';
import { ParameterResource, parametersOf } from './wording-parameter';

const modules = [
  'privacy-requests',
  'operations',
  'consents',
  'preference-center',
] as const satisfies readonly MessageKind['module'][];

export class OwnLanguage {
  @Text({ example: 'fr' }) locale!: string;
  @Int({ example: 4 }) version!: number;
  @Timestamp updated_at!: string;
}

/** A kind of message, and in which languages the organization has words of its own. */
export class WordingKind {
  @OneOf(messageKindIds, { example: 'privacy_request_review_deny' }) kind!: MessageKindId;
  @OneOf(modules, { example: 'privacy-requests' }) module!: MessageKind['module'];
  @Text({ example: 'Privacy request denied' }) label!: string;
  @ListOf(OneOf(channels)) channels!: readonly Channel[];

  /** True: it is sent only once the organization has words of its own. */
  @Flag must_be_created!: boolean;

  /** Whether `metadata_<key>` may stand in it. */
  @Flag metadata!: boolean;
  @ListOf(() => ParameterResource) parameters!: readonly ParameterResource[];
  @ListOf(() => OwnLanguage) own!: readonly OwnLanguage[];
}

export class WordingKinds {
  @ListOf(() => WordingKind) items!: readonly WordingKind[];
}

/** What is in force in a language: own parts over what is shipped. */
export class WordingResource extends OmitFields(WordingInForce, [
  'organization',
  'sources',
  'label',
  'parameters',
]) {}

export function toKind(kind: MessageKindId, created: readonly CreatedWording[]): WordingKind {
  const { module, label, channels, mustBeCreated = false, takesMetadata = false } = messageKind(kind);
  return {
    ...{ kind, module, label, channels },
    must_be_created: mustBeCreated,
    metadata: takesMetadata,
    parameters: parametersOf(kind),
    own: created
      .filter((wording) => wording.kind === kind)
      .map(({ locale, version, updated_at }) => ({ locale, version, updated_at })),
  };
}

export function toWording(wording: WordingInForce): WordingResource {
  const {
    organization: _organization,
    sources: _sources,
    label: _label,
    parameters: _,
    ...resource
  } = wording;
  return resource;
}
