import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { MODULE_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { expect, it } from 'vitest';
import { AppModule } from '../../app.module';
import { queryClassesOf, queryIndexesOf } from '../query/query-class';
import { bodyClassOf } from './body.pipe';

const ownNames = 'values stand under names of the caller';
const bodyOrQuery = 'fields may stand in the query instead';

/** Routes whose body no class describes, and why. */
const readThemselves: Readonly<Record<string, string>> = {
  'AuthMessageController.callback': bodyOrQuery,
  'AuthOtpController.generate': bodyOrQuery,
  'ClientScopeController.replace': 'a bare list of texts',
  'ConsentRequestController.create': ownNames,
  'ConsentRequestController.find': ownNames,
  'MessageBatchController.send': 'each message is checked and answered by itself',
  'MessagingController.saveSecrets': 'each provider has other secrets',
  'PrivacyRequestController.create': ownNames,
  'PrivacyRequestController.createAuthenticated': ownNames,
  'ProviderController.saveSecrets': 'each provider has other secrets',
  'TemplateController.put': 'a bare list',
};

function controllersOf(module: Type): Type[] {
  const listed = (key: string) => (Reflect.getMetadata(key, module) ?? []) as Type[];
  return [...listed(MODULE_METADATA.CONTROLLERS), ...listed(MODULE_METADATA.IMPORTS).flatMap(controllersOf)];
}

const methodsOf = (controller: Type): string[] =>
  Object.getOwnPropertyNames(controller.prototype).filter((name) => name !== 'constructor');

function takesBody(controller: Type, method: string): boolean {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    object
  >;
  return Object.values(parameters).some(
    (parameter) => 'factory' in parameter && isBodyFactory(parameter.factory),
  );
}

/** `JsonBody`, `OpenBody` and `DidomiBody` refuse hostile names; no other decorator of a parameter does. */
const isBodyFactory = (factory: unknown): boolean => String(factory).includes('refuseHostile');

// a class that is imported as a type alone is no class at run time: its body would pass unchecked
it('reads every body by the class of its parameter, but for those that a route reads itself', () => {
  const routes = controllersOf(AppModule).flatMap((controller) =>
    methodsOf(controller)
      .filter((method) => takesBody(controller, method))
      .map((method) => ({
        name: `${controller.name}.${method}`,
        body: bodyClassOf(controller.prototype, method),
      })),
  );
  expect(routes.length).toBeGreaterThan(50);
  expect(
    routes
      .filter(({ body }) => !body)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(Object.keys(readThemselves));
});

it('reads every query by the class of its parameter, but for pages behind links', () => {
  const routes = controllersOf(AppModule).flatMap((controller) =>
    methodsOf(controller)
      .filter((method) => queryIndexesOf(controller, method).length > 0)
      .map((method) => ({
        name: `${controller.name}.${method}`,
        query: queryClassesOf(controller.prototype, method),
      })),
  );
  expect(routes.length).toBeGreaterThan(30);
  expect(routes.filter(({ query }) => query.length === 0).map(({ name }) => name)).toEqual([
    'LinksController.show',
    'LinksController.proof',
  ]);
});
