import { fieldsOf, type ClassOf } from './field';

type Names<T> = readonly (keyof T & string)[];

/** A class with some fields of another: `class Body extends PickFields(VerifyRequest, ['code']) {}`. */
export function PickFields<T extends object, const N extends Names<T>>(
  type: ClassOf<T>,
  names: N,
): ClassOf<Pick<T, N[number]>> {
  return classWith(type, (name) => (names as readonly string[]).includes(name)) as ClassOf<
    Pick<T, N[number]>
  >;
}

/** A class with all fields of another except some. */
export function OmitFields<T extends object, const N extends Names<T>>(
  type: ClassOf<T>,
  names: N,
): ClassOf<Omit<T, N[number]>> {
  return classWith(type, (name) => !(names as readonly string[]).includes(name)) as ClassOf<
    Omit<T, N[number]>
  >;
}

function classWith(type: ClassOf<object>, isWanted: (name: string) => boolean): ClassOf<object> {
  /** With the initial values of the other class. */
  function Mapped(this: object): void {
    for (const [name, value] of Object.entries(new type())) {
      if (isWanted(name)) Reflect.set(this, name, value);
    }
  }
  const mapped = Mapped as unknown as ClassOf<object>;
  for (const [name, decorate] of fieldsOf(type)) {
    if (isWanted(name)) (decorate as unknown as PropertyDecorator)(mapped.prototype as object, name);
  }
  return mapped;
}
