import type * as swagger from '@nestjs/swagger';

type Swagger = typeof swagger;
type Decorator = ClassDecorator & MethodDecorator;

/*
 * What only the OpenAPI document says of routes. It is noted here, and the decorators of `@nestjs/swagger` are applied where
 * the document is written, in a process of its own: the library, what its decorators keep and the document are 9 MB of
 * live memory, 18 MB at the start, and a fifth of the start's processor time.
 */
const notes: ((library: Swagger) => void)[] = [];

export function documented(
  decoratorsOf: (library: Swagger) => readonly (ClassDecorator | MethodDecorator)[],
): Decorator {
  return (...decorated: unknown[]) => {
    notes.push((library) => {
      for (const decorate of decoratorsOf(library)) {
        (decorate as (...decorated: unknown[]) => void)(...decorated);
      }
    });
  };
}

export function applyNotes(library: Swagger): void {
  for (const note of notes.splice(0)) note(library);
}

export function ApiTags(...tags: string[]): Decorator {
  return documented((library) => [library.ApiTags(...tags)]);
}

export function ApiExcludeController(): Decorator {
  return documented((library) => [library.ApiExcludeController()]);
}

export function ApiExcludeEndpoint(): Decorator {
  return documented((library) => [library.ApiExcludeEndpoint()]);
}
