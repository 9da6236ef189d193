import { getMetadataStorage } from 'class-validator';
import type { ClassOf } from './field';

type Test = (object: object, value: unknown) => boolean;
type ValidationMetadata = ReturnType<
  ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']
>[number];

/** The rules of a field and their conditions. */
interface Field {
  readonly name: string;
  readonly conditions: Test[];
  readonly tests: Test[];
}

interface Fields {
  readonly names: ReadonlySet<string>;
  readonly all: readonly Field[];
}

const known = new WeakMap<ClassOf<object>, Fields | null>();

/**
 * Whether an instance of a contract class fits it, for certain; class-validator is asked what is wrong only when it
 * does not. It looks up every rule anew for every value and makes an error object for every field that has none: a
 * message on the hot path is checked four times, and this takes a tenth of the time. Plain loops make no garbage.
 */
export function fits(instance: object): boolean {
  const fields = fieldsOf(instance.constructor as ClassOf<object>);
  if (!fields) return false;
  for (const name of Object.keys(instance)) if (!fields.names.has(name)) return false;
  for (const { name, conditions, tests } of fields.all) {
    const value: unknown = Reflect.get(instance, name);
    if (passes(conditions, instance, value) && !passes(tests, instance, value)) return false;
  }
  return true;
}

function passes(tests: readonly Test[], instance: object, value: unknown): boolean {
  for (const test of tests) if (!test(instance, value)) return false;
  return true;
}

/** Null for a class without rules, or with an unsupported rule. */
function fieldsOf(type: ClassOf<object>): Fields | null {
  let fields = known.get(type);
  if (fields === undefined) known.set(type, (fields = read(type)));
  return fields;
}

function read(type: ClassOf<object>): Fields | null {
  const fields = new Map<string, Field>();
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  for (const rule of rules) {
    const field = fields.get(rule.propertyName) ?? { name: rule.propertyName, conditions: [], tests: [] };
    fields.set(rule.propertyName, field);
    if (rule.type === 'conditionalValidation') field.conditions.push(rule.constraints[0] as Test);
    else if (rule.type === 'nestedValidation') field.tests.push(nestedTest(rule.each));
    else if (rule.constraintCls && !rule.validateIf) field.tests.push(...testsOf(rule));
    else return null;
  }
  return fields.size > 0 ? { names: new Set(fields.keys()), all: [...fields.values()] } : null;
}

function nestedTest(each: boolean): Test {
  return (_object, value) => {
    if (value === undefined) return true;
    if (Array.isArray(value)) return each && value.every(nestedFits);
    return nestedFits(value);
  };
}

function nestedFits(value: unknown): boolean {
  return value instanceof Object && !Array.isArray(value) && fits(value);
}

function testsOf({ constraintCls, constraints, propertyName: property, each }: ValidationMetadata): Test[] {
  return getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map(({ instance }) => (object, value) => {
      const about = { targetName: object.constructor.name, property, object, value, constraints };
      // an async rule cannot be awaited here: its promise is not `true`
      if (!each || !Array.isArray(value)) return instance.validate(value, about) === true;
      return value.every((item: unknown) => instance.validate(item, about) === true);
    });
}
