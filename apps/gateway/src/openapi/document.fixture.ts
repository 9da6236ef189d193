import { describeApi } from './openapi.writer';

/* For specs: the parts of an OpenAPI document that have a schema. */

export interface Media {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: { readonly type: string };
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** A body or a reply: where the document keeps it, and every example of it. */
export interface Described {
  readonly pointer: readonly string[];
  readonly schema: object;
  readonly examples: readonly unknown[];
}

/** The document of these very sources; the gateway serves that of the last build. */
export async function documentOfSources(publicUrl?: string): Promise<Document> {
  return JSON.parse(JSON.stringify(await describeApi(publicUrl))) as Document;
}

export function operationsOf({ paths }: Document): [string, string, Operation][] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
      path,
      method,
      operation,
    ]),
  );
}

export function describedIn(document: Document): Described[] {
  return operationsOf(document).flatMap(([path, method, { requestBody, responses }]) => {
    const parts = Object.entries(responses).map(([status, part]) => ({ at: ['responses', status], part }));
    const all = [...(requestBody ? [{ at: ['requestBody'], part: requestBody }] : []), ...parts];
    return all.flatMap(({ at, part }) =>
      Object.entries(part.content ?? {}).map(([type, media]) => ({
        pointer: ['paths', path, method, ...at, 'content', type],
        schema: media.schema,
        examples: examplesOf(media),
      })),
    );
  });
}

function examplesOf({ example, examples = {} }: Media): unknown[] {
  const several = Object.values(examples).map(({ value }) => value);
  return example === undefined ? several : [example, ...several];
}
