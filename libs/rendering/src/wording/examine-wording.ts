import {
  brandParameters,
  isBrandName,
  isMetadataName,
  messageKind,
  metadataPrefix,
  wordingLimits,
  type MessageKindId,
  type Words,
} from '@subjectline/contracts';
import { CompiledWording } from './compiled-wording';
import { textFromHtml } from '../html/html-body';
import { alwaysShows, namesIn, valuesIn, type Piece } from '../template/pieces';
import { readWording, type WordingParts, type WordingProblem } from './wording-parts';
import { RenderedTooLong } from '../template/write';

const partNames = ['subject', 'html', 'text', 'sms'] as const;
/** Max names of metadata in a message about an event. */
const maxMetadataNames = 50;

/** The problems that keep a wording from being used for a kind of message; empty if it can be. */
export function examineWording(kind: MessageKindId, words: Words): WordingProblem[] {
  const misshapen = partNames.flatMap((part) => shapeProblems(part, words[part]));
  if (misshapen.length > 0) return misshapen;
  const { parts, problems } = readWording(words);
  if (problems.length > 0) return [...problems];
  const named = [...unknownNames(kind, words, parts), ...foreignHeads(kind, parts)];
  const found = [...named, ...missingSecrets(kind, words, parts)];
  return found.length > 0 ? found : tooLongProblems(kind, words, parts);
}

function shapeProblems(part: WordingProblem['part'], source: string | null): WordingProblem[] {
  if (source === null) return [];
  if (source.trim() === '') return [{ part, message: 'it is empty' }];
  const limit = wordingLimits[part];
  if (source.length <= limit) return [];
  return [{ part, message: `it is longer than ${limit} characters` }];
}

function unknownNames(kind: MessageKindId, words: Words, parts: WordingParts): WordingProblem[] {
  const { parameters, takesMetadata } = messageKind(kind);
  const known = Object.keys(parameters);
  const names = takesMetadata ? [...known, `${metadataPrefix}<name>`] : known;
  const allowed = names.length > 0 ? `it has ${names.join(', ')}` : 'it has none';
  const fits = (name: string) =>
    known.includes(name) || isBrandName(name) || (takesMetadata && isMetadataName(name));
  return authored(words, parts).flatMap(([part, pieces]): WordingProblem[] => {
    const used = [...namesIn(pieces)];
    if (used.filter(isMetadataName).length > maxMetadataNames) {
      return [{ part, message: `it uses more than ${maxMetadataNames} names of metadata` }];
    }
    const unknown = used.filter((name) => !fits(name)).slice(0, 10);
    return unknown.map((name) => ({
      part,
      message: `"${name}" is not a parameter of this message: ${allowed}`,
    }));
  });
}

/** Where a link leads is ours or the author's to say: never metadata's, and no label is an address. */
function foreignHeads(kind: MessageKindId, { html }: WordingParts): WordingProblem[] {
  const parameters = { ...messageKind(kind).parameters, ...brandParameters };
  const links = Object.keys(parameters).filter((name) => parameters[name]?.type === 'link');
  const heads = new Set(valuesIn(html).flatMap(({ name, form }) => (form === 'address' ? [name] : [])));
  const allowed = links.join(', ');
  return [...heads]
    .filter((name) => !links.includes(name) && (Object.hasOwn(parameters, name) || isMetadataName(name)))
    .map((name) => ({
      part: 'html',
      message: `{{${name}}} cannot be where a link leads; parameters that can: ${allowed}`,
    }));
}

/** A code that is missing, or shown only under a condition, leaves the person without it. */
function missingSecrets(kind: MessageKindId, words: Words, parts: WordingParts): WordingProblem[] {
  const parameters = Object.entries(messageKind(kind).parameters);
  const given = new Set(parameters.filter(([, { required }]) => required).map(([name]) => name));
  const secrets = parameters.filter(([, { required, secret }]) => required && secret);
  const shown: [WordingProblem['part'], readonly Piece[]][] = [
    // the text of it lacks what HTML shows in no place that a reader sees
    ['html', textFromHtml(parts.html)],
    ...(words.text === null ? [] : [['text', parts.text] as [WordingProblem['part'], readonly Piece[]]]),
    ['sms', parts.sms],
  ];
  return secrets.flatMap(([name]) =>
    shown
      .filter(([, pieces]) => !alwaysShows(pieces, name, given))
      .map(([part]) => ({ part, message: `{{${name}}} has to be shown` })),
  );
}

/** Filled in with usual values, it must be a message that a provider accepts. */
function tooLongProblems(kind: MessageKindId, words: Words, parts: WordingParts): WordingProblem[] {
  const parameters = { ...messageKind(kind).parameters, ...brandParameters };
  const compiled = new CompiledWording(parts, words.text === null);
  const samples = Object.fromEntries(
    [...compiled.namesOf('email')].map((name) => [name, parameters[name]?.sample ?? 'x'.repeat(100)]),
  );
  try {
    compiled.render('email', samples, { locale: 'en' });
    return [];
  } catch (error) {
    if (error instanceof RenderedTooLong) return [{ part: 'html', message: error.message }];
    throw error;
  }
}

/** The parts that an author wrote; a shipped text has the names of its HTML. */
function authored(words: Words, parts: WordingParts): [WordingProblem['part'], readonly Piece[]][] {
  const written = partNames.filter((part) => words[part] !== null);
  return written.map((part) => [part, parts[part]]);
}
