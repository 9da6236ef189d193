import { Injectable } from '@nestjs/common';
import {
  AppError,
  isBrandName,
  isMetadataName,
  messageKind,
  sampleValues,
  type MessageKindId,
  type PreviewWordingRequest,
  type RenderedMessage,
  type Words,
} from '@subjectline/contracts';
import {
  CompiledWording,
  RenderedTooLong,
  smsSegments,
  UnusableWording,
  withDates,
  type RenderedParts,
} from '@subjectline/rendering';
import { requireLocale } from '../wording/locale';
import { changed, noParts } from '../wording/own-parts';
import { ShippedWordings } from '../shipped/wording-files';
import { wordsFor } from '../wording/wording-for-person';
import { existing, type OwnWording } from '../wording/wording-in-force';
import { refusal, WordingExaminer, withParts, wordingProblems } from '../editing/wording.examiner';
import { PreviewLetterheads } from './preview-letterheads';
import { WordingStore } from '../wording/wording.store';

/** Of the megabyte that the broker allows for one message. */
const maxBytes = 900_000;

/** Shows what a person would get. */
@Injectable()
export class WordingPreview {
  constructor(
    private readonly store: WordingStore,
    private readonly shipped: ShippedWordings,
    private readonly examiner: WordingExaminer,
    private readonly letterheads: PreviewLetterheads,
  ) {}

  async preview(request: PreviewWordingRequest): Promise<RenderedMessage> {
    const { organization, kind, channel, samples = true, brand } = request;
    const asked = requireLocale(request.locale);
    const own = this.lookAt(request, asked, await this.store.ofKey({ organization, kind }));
    const { words: wording, sources } = wordsFor(this.shipped, kind, own, asked);
    const { locale } = sources[channel];
    const given = { ...(samples && sampleValues(kind, locale)), ...textsOf(kind, request.variables) };
    const compiled = compiledFrom(wording);
    const letterhead = await this.letterheads.find(organization, channel, brand);
    const shown = withDates(kind, given, { locale, timeZone: letterhead?.brand.time_zone ?? null });
    const { subject, html, text } = rendered(() => compiled.render(channel, shown, { locale, letterhead }));
    const isSms = channel === 'sms';
    const { name = null, email_sender_name = null, reply_to = null } = letterhead?.brand ?? {};
    return fitting({
      subject,
      html,
      text,
      locale,
      from_name: isSms ? null : (wording.from_name ?? email_sender_name ?? name),
      reply_to: isSms ? [] : wording.reply_to.length > 0 ? wording.reply_to : (reply_to ?? []),
      missing: [...compiled.namesOf(channel)].filter((name) => !given[name] && !isOptional(kind, name)),
      segments: isSms ? smsSegments(text) : null,
    });
  }

  /** A draft is shown as if it had been saved in the requested locale. */
  private lookAt({ kind, draft }: PreviewWordingRequest, locale: string, own: OwnWording[]): OwnWording[] {
    if (!draft) return own;
    const drafted = withParts(own, locale, changed(existing(own, locale) ?? noParts, draft));
    this.examiner.examine(kind, drafted, locale, 'draft');
    return drafted;
  }
}

/** A wording has to do without an optional parameter; metadata that it names is expected. */
function isOptional(kind: MessageKindId, name: string): boolean {
  return isBrandName(name) || messageKind(kind).parameters[name]?.required === false;
}

/** The given values; refuses names that this message does not have. */
function textsOf(kind: MessageKindId, given: Readonly<Record<string, unknown>>): Record<string, string> {
  const { parameters, takesMetadata } = messageKind(kind);
  const texts = Object.entries(given).map(([name, value]) => {
    const known = Object.hasOwn(parameters, name) || (takesMetadata && isMetadataName(name));
    if (!known) throw refusal(['variables', name], 'is no parameter of this message');
    if (typeof value !== 'string') throw refusal(['variables', name], 'must be a string');
    return [name, value] as const;
  });
  return Object.fromEntries(texts);
}

/** A wording that breaks a later, stricter rule is refused as if it were saved now. */
function compiledFrom(words: Words): CompiledWording {
  try {
    return CompiledWording.compile(words);
  } catch (error) {
    if (!(error instanceof UnusableWording)) throw error;
    throw new AppError('invalid', {}, wordingProblems('draft', error.problems));
  }
}

function rendered(render: () => RenderedParts): RenderedParts {
  try {
    return render();
  } catch (error) {
    if (error instanceof RenderedTooLong) throw refusal(['variables'], error.message);
    throw error;
  }
}

function fitting(message: RenderedMessage): RenderedMessage {
  if (Buffer.byteLength(JSON.stringify(message)) <= maxBytes) return message;
  throw refusal(['variables'], `the message would be longer than ${maxBytes} bytes`);
}
