import { brandParameters, messageKind, type MessageKindId, type ShownTemplate } from '@subjectline/contracts';

/**
 * Fides' authors write `__CODE__`, ours write Handlebars. Only known placeholders mean anything in Fides; whatever else
 * they type, braces too, is text and has to stay text.
 */
export function toTemplate(kind: MessageKindId, typed: string): string {
  const names = [...Object.keys(messageKind(kind).parameters), ...Object.keys(brandParameters)];
  const places = names.map(placeholderOf);
  const special = new RegExp([...places, '[{}]{1,2}'].join('|'), 'g');
  return typed.replace(special, (found, offset: number) => {
    const tag = found.startsWith('_') ? `{{${nameOf(found)}}}` : `{{'${found}'}}`;
    // Handlebars takes one backslash before a tag for an escape, and the last of several for none
    return typed[offset - 1] === '\\' ? `\\${tag}` : tag;
  });
}

/** A template as Fides' authors would have typed it. */
export function toTyped({ texts, names }: ShownTemplate): string {
  return texts.map((text, index) => text + (names[index] ? placeholderOf(names[index]) : '')).join('');
}

/** What is wrong with a template, said to an author who writes placeholders. */
export function toAuthor(problem: string): string {
  return problem.replace(/\{\{(\w+)\}\}/g, (_tag, name: string) => placeholderOf(name));
}

function placeholderOf(name: string): string {
  return `__${name.toUpperCase()}__`;
}

function nameOf(placeholder: string): string {
  return placeholder.slice(2, -2).toLowerCase();
}
