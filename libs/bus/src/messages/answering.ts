import { Controller, Inject, type Type } from '@nestjs/common';
import type { Call } from '@subjectline/contracts';
import { Answers } from './handlers';

/** Each call that its method can answer; for another one, a text in place of its type that says what is wrong. */
type Fitting<Service, Calls> = {
  readonly [Name in keyof Calls]: Name extends keyof Service
    ? Calls[Name] extends Call<infer Request, infer Reply>
      ? Service[Name] extends (request: Request) => Reply | Promise<Reply>
        ? Calls[Name]
        : `${Name & string}: the method does not fit its contract`
      : never
    : `${Name & string}: the service has no such method`;
};

/**
 * A controller whose methods hand their request on to a method of a service:
 * `controllers: [answering(SearchService, { read: ReadRequest, list: ListRequests })]`. A method that does not fit its
 * contract does not compile.
 */
export function answering<Service extends object, const Calls extends Record<string, Call<object, object>>>(
  service: Type<Service>,
  calls: Calls & Fitting<Service, Calls>,
): Type {
  class Handler {
    constructor(readonly service: Record<string, (request: object) => object | Promise<object>>) {}
  }
  for (const [name, call] of Object.entries<Call<object, object>>(calls)) {
    const method = {
      value(this: Handler, request: object): object | Promise<object> | undefined {
        return this.service[name]?.(request);
      },
    };
    Object.defineProperty(Handler.prototype, name, method);
    Answers(call)(Handler.prototype, name, method as TypedPropertyDescriptor<(request: object) => object>);
  }
  Object.defineProperty(Handler, 'name', { value: `${service.name}Handler` });
  Inject(service)(Handler, undefined, 0);
  Controller()(Handler);
  return Handler;
}
