import { expect, it } from 'vitest';
import { documentOfSources } from '../openapi/document.fixture';
import { isDidomiUrl } from './paths';

interface Media {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { value: unknown }>>;
}
type Content = Readonly<Record<string, Media>>;

interface Operation {
  readonly summary?: string;
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

async function operations(): Promise<[string, Operation][]> {
  const { paths } = (await documentOfSources()) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths)
    .filter(([path]) => isDidomiUrl(path))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method} ${path}`,
        operation,
      ]),
    );
}

const mediaOf = (content: Content = {}): Media[] => Object.values(content);

it('every route of Didomi’s API is described with examples of requests, responses and errors', async () => {
  const described = await operations();
  expect(described.length).toBeGreaterThan(20);
  for (const [route, { summary, requestBody, responses }] of described) {
    expect(summary, route).toMatch(/^[A-Z]/);
    if (requestBody) expect(mediaOf(requestBody.content)[0]?.examples, route).toHaveProperty('example');
    for (const [status, { content }] of Object.entries(responses)) {
      const [media] = mediaOf(content);
      if (Number(status) >= 400) {
        const answers = Object.values(media?.examples ?? {}).map(({ value }) => value);
        expect(answers.length, `${route} ${status}`).toBeGreaterThan(0);
        for (const answer of answers)
          expect(answer, route).toMatchObject({ code: Number(status), errors: expect.any(Array) });
      } else if (media) {
        expect(media, `${route} ${status}`).toHaveProperty('example');
      }
    }
  }
});
