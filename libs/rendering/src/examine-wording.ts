import { messageKind, wordingLimits, type MessageKindId, type Wording } from '@subjectline/contracts';
import { alwaysShows, namesIn, type Piece } from './template';
import { readWording, type WordingParts, type WordingProblem } from './wording-parts';

const partNames = ['subject', 'html', 'text', 'sms'] as const;

/** What keeps a wording from being used for a kind of message; nothing when it can be. */
export function examineWording(kind: MessageKindId, wording: Wording): WordingProblem[] {
  const misshapen = partNames.flatMap((part) => shapeProblems(part, wording[part]));
  if (misshapen.length > 0) return misshapen;
  const { parts, problems } = readWording(wording);
  if (problems.length > 0) return [...problems];
  return [...unknownNames(kind, wording, parts), ...missingSecrets(kind, wording, parts)];
}

function shapeProblems(part: WordingProblem['part'], source: string | null): WordingProblem[] {
  if (source === null) return [];
  if (source.trim() === '') return [{ part, message: 'it is empty' }];
  const limit = wordingLimits[part];
  if (source.length <= limit) return [];
  return [{ part, message: `it is longer than ${limit} characters` }];
}

function unknownNames(kind: MessageKindId, wording: Wording, parts: WordingParts): WordingProblem[] {
  const known = Object.keys(messageKind(kind).parameters);
  const allowed = known.length > 0 ? `it has ${known.join(', ')}` : 'it has none';
  return authored(wording, parts).flatMap(([part, pieces]) =>
    [...namesIn(pieces)]
      .filter((name) => !known.includes(name))
      .map((name) => ({ part, message: `"${name}" is not a parameter of this message: ${allowed}` })),
  );
}

/** A code that is not shown, or only when something else is there, leaves the person without it. */
function missingSecrets(kind: MessageKindId, wording: Wording, parts: WordingParts): WordingProblem[] {
  const parameters = Object.entries(messageKind(kind).parameters);
  const given = new Set(parameters.filter(([, { required }]) => required).map(([name]) => name));
  const secrets = parameters.filter(([, { required, secret }]) => required && secret);
  const shown: [WordingProblem['part'], readonly Piece[]][] = [
    ['html', parts.html],
    // a text of ours lacks what the HTML shows in no place that a reader sees
    [wording.text === null ? 'html' : 'text', parts.text],
    ['sms', parts.sms],
  ];
  return secrets.flatMap(([name]) => {
    const lacking = shown.filter(([, pieces]) => !alwaysShows(pieces, name, given)).map(([part]) => part);
    return [...new Set(lacking)].map((part) => ({ part, message: `{{${name}}} has to be shown` }));
  });
}

/** The parts that somebody wrote; a text of ours has the names of its HTML. */
function authored(wording: Wording, parts: WordingParts): [WordingProblem['part'], readonly Piece[]][] {
  const written = partNames.filter((part) => wording[part] !== null);
  return written.map((part) => [part, parts[part]]);
}
