import { isMetadataName, messageKind, type MessageKindId, type Problem } from '@subjectline/contracts';

const maxVariableLength = 32_000;

/** What is wrong with the values for a kind's words. Metadata goes with the kinds that take it. */
export function variableProblems(
  kind: MessageKindId,
  variables: Readonly<Record<string, unknown>>,
): Problem[] {
  return Object.entries(variables).flatMap(([name, value]) => {
    if (!isKnown(kind, name)) return [problem(name, 'extra', `is not known to ${kind}`)];
    if (typeof value !== 'string') return [problem(name, 'isString', 'must be a string')];
    if (value.length > maxVariableLength) {
      return [problem(name, 'maxLength', `must not be longer than ${maxVariableLength} characters`)];
    }
    return [];
  });
}

/** Those that a message of the kind cannot be sent without and that are not there. */
export function missingVariables(
  kind: MessageKindId,
  variables: Readonly<Record<string, unknown>>,
): Problem[] {
  return Object.entries(messageKind(kind).parameters)
    .filter(([name, { required }]) => required && !Object.hasOwn(variables, name))
    .map(([name]) => problem(name, 'missing', `is required by ${kind}`));
}

function isKnown(kind: MessageKindId, name: string): boolean {
  const { parameters, takesMetadata = false } = messageKind(kind);
  return Object.hasOwn(parameters, name) || (takesMetadata && isMetadataName(name));
}

function problem(name: string, rule: string, message: string): Problem {
  return { path: ['body', 'variables', name], rule, message };
}
